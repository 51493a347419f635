"""How often a plan takes place: the part of RRULE (RFC 5545, 3.3.10) that a plan needs.

Read and written as text, and refused with what of it cannot be; ``plan_days`` has its days.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.frozen import Enum

MOST_INTERVAL = 999
MOST_COUNT = 9999
LEAP_YEAR = 2024
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY = re.compile(rf"([+-]?[0-9]{{1,2}})?({'|'.join(_WEEKDAYS)})")
_NUMBER = re.compile(r"[+-]?[0-9]{1,4}")
_UNTIL = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T[0-9]{6}Z?)?")


class Every(Enum):
    """What passes between two of its days."""

    DAY = "DAILY"
    WEEK = "WEEKLY"
    MONTH = "MONTHLY"
    YEAR = "YEARLY"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. ``weekdays`` are (ordinal, weekday) with Monday 0: (0, 4) is each Friday, (-1, 4)
    the last one of the month, or of the year. ``month_days`` below 0 count from the last day;
    ``count`` and ``until``, the last day there may be, are never both there.
    """

    every: Every
    interval: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    count: int | None = None
    until: date | None = None

    @property
    def needs_first(self) -> bool:
        """Whether other days come of it when it begins on another one."""
        return self.interval > 1 or self.count is not None


def read_rule(text: str) -> Rule:
    """The rule of an RRULE's text; raises NotUnderstood with the part that cannot be."""
    parts: dict[str, str] = {}
    for piece in text.strip().upper().split(";"):
        name, _equals, value = piece.partition("=")
        if name not in _READ or name in parts or not value:
            raise _wrong(text, piece)
        parts[name] = value
    if "FREQ" not in parts:
        raise _wrong(text, "FREQ")
    values: dict[str, object] = {}
    for name, value in parts.items():
        field, read = _READ[name]
        try:
            values[field] = read(value)
        except ValueError as fault:
            raise _wrong(text, f"{name}={value}") from fault
    rule = Rule(**values)  # type: ignore[arg-type]  # each by its own reader
    if part := _impossible(rule):
        raise _wrong(text, part)
    return rule


def rule_text(rule: Rule) -> str:
    """The rule as text, in one spelling."""
    parts = [f"FREQ={rule.every.value}"]
    if rule.interval > 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.months:
        parts.append(f"BYMONTH={_joined(rule.months)}")
    if rule.month_days:
        parts.append(f"BYMONTHDAY={_joined(rule.month_days)}")
    if rule.weekdays:
        days = (f"{ordinal or ''}{_WEEKDAYS[day]}" for ordinal, day in rule.weekdays)
        parts.append(f"BYDAY={','.join(days)}")
    if rule.count is not None:
        parts.append(f"COUNT={rule.count}")
    if rule.until is not None:
        parts.append(f"UNTIL={rule.until:%Y%m%d}")
    return ";".join(parts)


def check(rule: Rule) -> Rule:
    """The rule; raises NotUnderstood for one that has no day ever, or that means nothing."""
    return read_rule(rule_text(rule))


def _impossible(rule: Rule) -> str:
    """The part that cannot be beside the others, or never is; "" where all is well."""
    if rule.count is not None and rule.until is not None:
        return "UNTIL"
    most = {Every.MONTH: 5, Every.YEAR: 5 if rule.months else 53}.get(rule.every, 0)
    if any(abs(ordinal) > most for ordinal, _day in rule.weekdays):
        return "BYDAY"
    if rule.every is Every.WEEK and rule.month_days:
        return "BYMONTHDAY"
    longest = max(monthrange(LEAP_YEAR, month)[1] for month in rule.months or (1,))
    if rule.month_days and all(abs(day) > longest for day in rule.month_days):
        return "BYMONTHDAY"
    return ""


def _every(value: str) -> Every:
    return Every(value)


def _interval(value: str) -> int:
    return _number(value, 1, MOST_INTERVAL)


def _count(value: str) -> int:
    return _number(value, 1, MOST_COUNT)


def _weekdays(value: str) -> tuple[tuple[int, int], ...]:
    found = [_WEEKDAY.fullmatch(each) for each in value.split(",")]
    days: set[tuple[int, int]] = set()
    for match in found:
        if match is None or (match[1] is not None and not int(match[1])):
            raise ValueError(value)
        days.add((int(match[1] or 0), _WEEKDAYS.index(match[2])))
    return tuple(sorted(days, key=lambda day: (day[0] < 0, day)))


def _month_days(value: str) -> tuple[int, ...]:
    days = _numbers(value, -31, 31)
    if 0 in days:
        raise ValueError(value)
    return tuple(sorted(days, key=lambda day: (day < 0, day)))


def _months(value: str) -> tuple[int, ...]:
    return tuple(sorted(_numbers(value, 1, 12)))


def _until(value: str) -> date:
    found = _UNTIL.fullmatch(value)
    if found is None:
        raise ValueError(value)
    return date(int(found[1]), int(found[2]), int(found[3]))


def _numbers(value: str, least: int, most: int) -> set[int]:
    return {_number(each, least, most) for each in value.split(",")}


def _number(value: str, least: int, most: int) -> int:
    if not _NUMBER.fullmatch(value) or not least <= int(value) <= most:
        raise ValueError(value)
    return int(value)


_READ = {
    "FREQ": ("every", _every),
    "INTERVAL": ("interval", _interval),
    "BYDAY": ("weekdays", _weekdays),
    "BYMONTHDAY": ("month_days", _month_days),
    "BYMONTH": ("months", _months),
    "COUNT": ("count", _count),
    "UNTIL": ("until", _until),
}


def _joined(numbers: tuple[int, ...]) -> str:
    return ",".join(map(str, numbers))


def _wrong(text: str, part: str) -> NotUnderstood:
    return NotUnderstood(ErrorCode.BAD_RULE, text=text, part=part)
