"""Days and times as people write them, and which of three numbers is the day."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum


class DateOrder(Enum):
    """The value is its name on the command line."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    YEAR_FIRST = "ymd"


@dataclass(frozen=True, slots=True)
class FoundOrder:
    """``is_sure`` False: the days that were looked at may be written in either way."""

    order: DateOrder
    is_sure: bool


_DAY = re.compile(r"(\d{1,4})([./-])(\d{1,2})[./-](\d{1,4})\.?", re.ASCII)
_TIME = re.compile(
    r"(\d{1,2})[:.h](\d\d)?(?:[:.](\d\d)(?:[.,]\d{1,6})?)?\s*(?:uhr)?\s*(?:([ap])\.?m\.?)?",
    re.ASCII | re.IGNORECASE,
)
_CENTURY = 100
_MANY = 6  # days that follow in order by chance once in hundreds of files


def found_order(cells: Iterable[str]) -> FoundOrder:
    """By the numbers: none of more than 12 is a month; else by the days that follow in order."""
    days = [found for cell in cells if (found := _DAY.match(cell.strip()))]
    if all(len(found[1]) == 4 for found in days):
        return FoundOrder(DateOrder.YEAR_FIRST, is_sure=True)
    others = [found for found in days if len(found[1]) < 4]
    is_day_first = any(int(found[1]) > 12 for found in others)
    is_month_first = any(int(found[3]) > 12 for found in others)
    if is_day_first != is_month_first:
        return FoundOrder(
            DateOrder.DAY_FIRST if is_day_first else DateOrder.MONTH_FIRST, is_sure=True
        )
    if not is_day_first and all(found[2] == "." for found in others):
        return FoundOrder(DateOrder.DAY_FIRST, is_sure=True)  # nobody writes months first with dots
    texts = [found[0] for found in others]
    sorted_ways = [
        each for each in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST) if _go(texts, each)
    ]
    if len(sorted_ways) == 1 and not is_day_first:
        return FoundOrder(sorted_ways[0], is_sure=True)
    return FoundOrder(DateOrder.DAY_FIRST, is_sure=False)


def _go(texts: Sequence[str], order: DateOrder) -> bool:
    """Whether the days, read so, go only forwards or only backwards."""
    days = [day_of(text, order) for text in texts]
    known = [day for day in days if day is not None]
    if len(known) < len(days) or len(set(known)) < _MANY:
        return False
    return known in (sorted(known), sorted(known, reverse=True))


def day_of(text: str, order: DateOrder) -> date | None:
    """The day; None where it is none."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    first, second, third = (int(found[number]) for number in (1, 3, 4))
    if len(found[1]) == 4:
        year, month, day = first, second, third
    elif order is DateOrder.MONTH_FIRST:
        month, day, year = first, second, third
    elif order is DateOrder.YEAR_FIRST:
        year, month, day = first, second, third
    else:
        day, month, year = first, second, third
    try:
        return date(year + 2000 if year < _CENTURY else year, month, day)
    except ValueError:
        return None


def time_of(text: str) -> time | None:
    """A time of day, of 24 hours or with AM and PM; None where it is none."""
    found = _TIME.fullmatch(text.strip().replace("\u202f", " ").replace("\xa0", " "))
    if found is None:
        return None
    hour, half = int(found[1]), (found[4] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(found[2] or 0), int(found[3] or 0))
    except ValueError:
        return None


def moment_of(text: str, order: DateOrder) -> datetime | date | time | None:
    """A day, a time of day, or both; both may be ISO 8601 with an offset."""
    text = text.strip()
    if (day := day_of(text, order)) is not None:
        return day
    if (at := time_of(text)) is not None:
        return at
    head, _space, rest = text.partition("T" if "T" in text and " " not in text else " ")
    day, at = day_of(head.rstrip(","), order), time_of(rest)
    if day is not None and at is not None:
        return datetime.combine(day, at)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
