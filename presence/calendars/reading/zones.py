"""Which zones are known by their name, so that no definition beside it is needed."""

from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar.timezone import tzp


@lru_cache(maxsize=256)
def is_known(name: str) -> bool:
    """Whether the system or the library knows the zone: IANA's, Windows' and some programs'."""
    if is_iana(name):
        return True
    try:
        return tzp.timezone(name) is not None
    except Exception:  # noqa: BLE001  # a name may be anything
        return False


@lru_cache(maxsize=256)
def is_iana(name: str) -> bool:
    """Whether it is a name of the zone database."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return bool(name)
