"""What the person's region decides: the clock's hours, dates, the day a week begins with.

Read from the names of the locale, not with ``setlocale``: the locale of a region is often not
generated on a machine, and setting one changes the whole process.
"""

import os

from presence.core.library import Mapping
from presence.core.settings import WeekStart

# Unicode CLDR 48: timeFormats (short) and weekData by territory.
_TWELVE_HOURS = """
    AE AG AL AR AS AU BB BD BH BM BN BO BS BT CA CL CO CR CU CY DJ DM DO DZ EC EG EH ER ET FJ FM GD
    GH GM GR GT GU GY HK HN IN IQ JM JO KH KI KN KP KR KW KY LB LC LR LS LY MH MO MP MR MW MX MY
    NA NI NZ OM PA PE PG PH PK PR PS PW PY QA SA SB SD SG SL SO SS SV SY SZ TC TD TN TO TT TW UM US
    UY VC VE VG VI VU WS YE ZM"""
_SUNDAY = """
    AG AO AS BD BR BS BT BW BZ CA CO CV DM DO ET GQ GT GU GW HK HN ID IL IN JM JP KE KH KR LA MH
    MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG ST SV TH TL TT TW UM US VE VI WS YE ZA
    ZW"""
_SATURDAY = "AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY"
_FRIDAY = "MV"
_WEEKDAYS = tuple(start for start in WeekStart if start is not WeekStart.LOCALE)
_MONTH_FIRST = "AS FM GU MH MP PR PW UM US VI"  # dateFormats (short)
_TWENTY_FOUR_HOURS_THERE = frozenset({"fr_CA"})


def time_locale(environ: Mapping[str, str] = os.environ) -> str:
    """The locale for times, ``ll_TT``, by LC_ALL, LC_TIME and LANG (locale(7)); "" for none."""
    for variable in ("LC_ALL", "LC_TIME", "LANG"):
        name = environ.get(variable)
        if name:
            return name.split(".")[0].split("@")[0]
    return ""


def territory(environ: Mapping[str, str] = os.environ) -> str:
    """The two letters of the person's region, "" where none is known."""
    parts = time_locale(environ).replace("-", "_").split("_")
    return parts[-1].upper() if len(parts) > 1 else ""


def uses_12_hours(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether people there write 9:30 PM rather than 21:30."""
    if time_locale(environ) in _TWENTY_FOUR_HOURS_THERE:
        return False
    return _is_in(territory(environ), _TWELVE_HOURS)


def writes_month_first(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether people there write 11/3 for the third of November."""
    return _is_in(territory(environ), _MONTH_FIRST)


def first_weekday(setting: WeekStart, environ: Mapping[str, str] = os.environ) -> int:
    """The weekday a week begins with, 0 for Monday, as Python counts."""
    if setting is not WeekStart.LOCALE:
        return _WEEKDAYS.index(setting)
    here = territory(environ)
    if _is_in(here, _SUNDAY):
        return 6
    if _is_in(here, _SATURDAY):
        return 5
    return 4 if here == _FRIDAY else 0


def _is_in(code: str, codes: str) -> bool:
    return len(code) == 2 and code in codes
