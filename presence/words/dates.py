"""Times, days and lengths as a person reads them."""

from datetime import date, datetime, timedelta, tzinfo

from presence.core.settings import WeekStart
from presence.texts import _, is_right_to_left, ngettext, pgettext
from presence.words import region

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
_DIGITS = tuple([f"{number:02}" for number in range(60)])  # a week says three hundred of them
LONGEST_IN_MINUTES = timedelta(hours=2)


def uses_12_hours() -> bool:
    """Whether the person writes 9:30 PM rather than 21:30."""
    return region.uses_12_hours()


def first_weekday(setting: WeekStart) -> int:
    """The weekday a week begins with, 0 for Monday."""
    return region.first_weekday(setting)


def clock_time(instant: datetime, zone: tzinfo, twelve_hours: bool | None = None) -> str:
    """``21:30``, or ``9:30 PM`` where people write that."""
    return wall_time(
        instant.astimezone(zone), uses_12_hours() if twelve_hours is None else twelve_hours
    )


def wall_time(wall: datetime, twelve_hours: bool) -> str:
    """The same of what a clock on the wall shows."""
    if not twelve_hours:
        return f"{_DIGITS[wall.hour]}:{_DIGITS[wall.minute]}"
    half = _("AM") if wall.hour < 12 else _("PM")
    return f"{wall.hour % 12 or 12}:{_DIGITS[wall.minute]} {half}"


def day_name(day: date) -> str:
    """The short name of the weekday: ``Mon``."""
    match day.weekday():
        case 0:
            return _("Mon")
        case 1:
            return _("Tue")
        case 2:
            return _("Wed")
        case 3:
            return _("Thu")
        case 4:
            return _("Fri")
        case 5:
            return _("Sat")
        case _:
            return _("Sun")


def long_day_name(day: date) -> str:
    """The whole name of the weekday: ``Monday``."""
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )[day.weekday()]


def month_name(day: date) -> str:
    """The short name of the month: ``Nov``."""
    match day.month:
        case 1:
            return _("Jan")
        case 2:
            return _("Feb")
        case 3:
            return _("Mar")
        case 4:
            return _("Apr")
        case 5:
            return pgettext("short month", "May")
        case 6:
            return _("Jun")
        case 7:
            return _("Jul")
        case 8:
            return _("Aug")
        case 9:
            return _("Sep")
        case 10:
            return _("Oct")
        case 11:
            return _("Nov")
        case _:
            return _("Dec")


def short_date(day: date) -> str:
    """``3 Nov``."""
    return _("{day} {month}").format(day=day.day, month=month_name(day))


def full_date(day: date) -> str:
    """``3 Nov 2025``."""
    return _("{day} {month} {year}").format(day=day.day, month=month_name(day), year=day.year)


def day_label(day: date, today: date) -> str:
    """``today``, ``yesterday``, ``Mon 3 Nov``, or with the year where it is another one."""
    if day == today:
        return _("today")
    if day == today - DAY:
        return _("yesterday")
    if day == today + DAY:
        return _("tomorrow")
    words = short_date(day) if day.year == today.year else full_date(day)
    return _("{weekday} {date}").format(weekday=day_name(day), date=words)


def moment(instant: datetime, zone: tzinfo, now: datetime) -> str:
    """``19:00`` for today, else with the day: ``yesterday 19:00``."""
    day, today = instant.astimezone(zone).date(), now.astimezone(zone).date()
    if day == today:
        return clock_time(instant, zone)
    return _("{day} {time}").format(day=day_label(day, today), time=clock_time(instant, zone))


def dated_moment(instant: datetime, zone: tzinfo) -> str:
    """``Sun 22 Nov 2026 19:00``, for where nobody says what day it is."""
    day = instant.astimezone(zone).date()
    words = _("{weekday} {date}").format(weekday=day_name(day), date=full_date(day))
    return _("{day} {time}").format(day=words, time=clock_time(instant, zone))


def length(span: timedelta) -> str:
    """``42 min``, ``1 h 30 min``; rounded to the minute."""
    minutes = round(span / MINUTE)
    if abs(minutes) < 60:
        return _together(ngettext("{count} min", "{count} min", minutes).format(count=minutes))
    whole, rest = divmod(minutes, 60)
    if not rest:
        return _together(ngettext("{count} h", "{count} h", whole).format(count=whole))
    return _together(_("{hours} h {minutes} min").format(hours=whole, minutes=rest))


def planned_length(span: timedelta) -> str:
    """A length as it was planned: ``90 min``, from two hours on ``2 h 15 min``."""
    if span > LONGEST_IN_MINUTES:
        return length(span)
    minutes = round(span / MINUTE)
    return _together(ngettext("{count} min", "{count} min", minutes).format(count=minutes))


def time_left(span: timedelta) -> str:
    """A length still to come, rounded up, so that it never says 0 min before the end."""
    return length(-(-span // MINUTE) * MINUTE)


def time_gone(span: timedelta) -> str:
    """A length that has passed, in whole minutes."""
    return length(span // MINUTE * MINUTE)


def hours(span: timedelta) -> str:
    """``9 h``, ``9.5 h``, below one hour ``40 min``, from a hundred on whole ones."""
    if round(span / MINUTE) < 60:
        return length(span)
    if span >= 100 * HOUR:
        return _together(_("{hours} h").format(hours=grouped(round(span / HOUR))))
    return _together(_("{hours} h").format(hours=decimal(span / HOUR)))


def signed_hours(span: timedelta) -> str:
    """``+3 h``, ``−40 min``: how much more or less it is."""
    return _together(("+" if span > timedelta() else "−") + hours(abs(span)))


def _together(words: str) -> str:
    """A number and its sign for who reads from right to left, to whom ``2 h`` would be ``h 2``.

    What it is put into takes it as a whole (UAX #9, FSI and PDI).
    """
    return f"\u2068{words}\u2069" if is_right_to_left() else words


def grouped(number: int) -> str:
    """A number with a narrow space between its thousands, which every language reads."""
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def decimal(number: float) -> str:
    """A number with at most one decimal, as the language writes it: ``9.5``, ``9``."""
    text = f"{number:.1f}".removesuffix(".0")
    return text.replace(".", pgettext("decimal point", "."))


def percent(share: float) -> str:
    """``94 %``; a share that is not whole is never shown as 100 %."""
    whole = round(share * 100)
    if share < 1.0:
        whole = min(whole, 99)
    return _together(_("{number} %").format(number=whole))
