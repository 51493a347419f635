"""Days and times of day as programs write them: ISO, with dots or slashes, with AM and PM."""

import re
from contextlib import suppress
from datetime import date, time, timedelta
from functools import lru_cache

from presence.core.exchange.arrival import Why
from presence.exchange import checks
from presence.exchange.checks import BadRowError

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})", re.ASCII)
_TIME = re.compile(
    r"(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:\.\d{1,6})?)?(?:\s*([AaPp])\.?[Mm]\.?)?", re.ASCII
)
_CLOCK = re.compile(r"(\d{1,5}):(\d\d)(?::(\d\d))?", re.ASCII)


@lru_cache(maxsize=1024)
def day_of(field: str, told: str, *, day_first: bool = False) -> date:
    """A day; ``day_first`` says which of two numbers with slashes is the day."""
    text = told.strip()
    try:
        if found := _YEAR_FIRST.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _YEAR_LAST.fullmatch(text):
            first, second = int(found[1]), int(found[3])
            if found[2] == "/" and not day_first:
                first, second = second, first
            return date(int(found[4]), second, first)
    except ValueError as fault:
        raise BadRowError(Why.BAD_VALUE, field, told) from fault
    raise BadRowError(Why.BAD_VALUE if text else Why.MISSING, field, told)


def puts_the_day_first(told: str) -> bool | None:
    """What a day with slashes says of the order; None where it may be either."""
    found = _YEAR_LAST.fullmatch(told.strip())
    if found is None or found[2] != "/":
        return None
    if int(found[1]) > 12:
        return True
    return False if int(found[3]) > 12 else None


def time_of(field: str, told: str) -> time:
    """A time of day, of 12 or 24 hours."""
    if len(told) == 8 and told[2] == told[5] == ":":  # 19:30:00, as nearly all are
        with suppress(ValueError):
            return time.fromisoformat(told)
    return _other_time_of(field, told)


@lru_cache(maxsize=4096)
def _other_time_of(field: str, told: str) -> time:
    text = told.strip().replace("\u202f", " ").replace("\xa0", " ")
    found = _TIME.fullmatch(text)
    if found is None:
        raise BadRowError(Why.BAD_VALUE if text else Why.MISSING, field, told)
    hour, half = int(found[1]), (found[4] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise BadRowError(Why.BAD_VALUE, field, told)
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(found[2]), int(found[3] or 0))
    except ValueError as fault:
        raise BadRowError(Why.BAD_VALUE, field, told) from fault


@lru_cache(maxsize=4096)
def length_of(told: str) -> timedelta | None:
    """``1:30:00``; None where nothing is said, or in another way: it only helps."""
    found = _CLOCK.fullmatch(told.strip())
    if found is None:
        return None
    hours, minutes, seconds = (int(each or 0) for each in found.groups())
    return checks.length("duration", hours * 3600 + minutes * 60 + seconds, checks.FOR_EVER)
