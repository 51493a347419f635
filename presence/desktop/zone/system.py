"""The IANA name of the system's time zone.

Asked anew each time: a laptop travels while Presence runs. Instants are shown in the zone of this
name; the C library's own local time, which log files have, follows by ``zone.watch``.
"""

import os
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from presence.core.library import Mapping

LOCALTIME = "/etc/localtime"
TIMEZONE = "/etc/timezone"
UTC = "UTC"


def zone_name(
    environ: Mapping[str, str] = os.environ, localtime: str = LOCALTIME, timezone: str = TIMEZONE
) -> str:
    """The zone's name: from TZ, else the system's own; UTC where none can be found.

    TZ and /etc/localtime as in tzset(3) and localtime(5).
    """
    wanted = environ.get("TZ", "").removeprefix(":")
    if wanted:
        return _known(_after_zoneinfo(wanted)) or _known(wanted) or _fixed(wanted) or UTC
    found = _known(_after_zoneinfo(_target(localtime))) or _known(_first_line(timezone))
    return found or _from_tzlocal() or UTC


def _target(link: str) -> str:
    """Where the link points, not further: zones are links to each other in some packages."""
    try:
        return os.readlink(link)
    except OSError:
        return ""


def _after_zoneinfo(path: str) -> str:
    return path.rpartition("zoneinfo/")[2] if "zoneinfo/" in path else ""


def _first_line(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.readline().strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _known(name: str) -> str:
    """The name where there is such a zone, else ""."""
    if not name:
        return ""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""
    return name


def _fixed(rule: str) -> str:
    """The zone of whole hours that a rule such as ``CET-1CEST`` starts with, else ""."""
    import re  # such a TZ is rare, and this is on the way of every command

    # Both the rule and Etc/ count hours west of Greenwich as positive.
    found = re.match(r"(?:[A-Za-z]{3,}|<[^>]+>)([+-]?)0?(\d{1,2})(?![\d:])", rule)
    if found is None:
        return ""
    hours = int(found[2])
    return _known(f"Etc/GMT{'-' if found[1] == '-' else '+'}{hours}" if hours else UTC)


def _from_tzlocal() -> str:
    """What tzlocal finds, for systems that say it in yet another way (Windows, copied files)."""
    import warnings

    import tzlocal

    try:
        with warnings.catch_warnings(action="ignore"):  # of having found none
            tzlocal.reload_localzone()  # it would go on with what it found first
        return _known(tzlocal.get_localzone_name() or "")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""
