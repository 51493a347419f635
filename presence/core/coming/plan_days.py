"""The days on which a plan takes place.

Each day of a stretch is asked whether it is one, so that no rule can take longer than another:
dateutil was measured to search 5 s of processor time for a 30 February. The tests compare the two.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from presence.core.coming.plan import Plan
from presence.core.coming.plan_rules import Every, Rule, read_rule

DAY = timedelta(days=1)
DAYS_OF_A_WEEK = 7
LONGEST_LOOK = DAY * 366 * 5  # for the next one: past that there is none worth naming

IsThere = Callable[[date], bool]


def plan_days(
    plan: Plan, start: date, end: date, is_there: IsThere | None = None
) -> Iterator[date]:
    """The days in [start, end) on which a plan takes place, the earliest first.

    ``is_there`` says whether the day has the plan's time of day, in the night in which clocks are
    set forward: where it has not, it is no day of the rule and is not counted (RFC 5545, 3.3.10).
    A day that is excepted is counted.
    """
    for day in rule_days(read_rule(plan.rule), plan.first, start, end, is_there):
        if takes_place(plan, day):
            yield day


def takes_place(plan: Plan, day: date) -> bool:
    """Whether a day of its rule is not one of its exceptions."""
    if day in plan.not_on or day.month in plan.not_in:
        return False
    return not any(first <= day <= last for first, last in plan.pauses)


def rule_days(
    rule: Rule, first: date, start: date, end: date, is_there: IsThere | None = None
) -> Iterator[date]:
    """The days of a rule alone in [start, end), from ``first`` on."""
    whole = _whole(rule, first)
    day = first if rule.count is not None else max(first, start)
    last = end if rule.until is None else min(end, _after(rule.until))
    left = rule.count
    while day < last and left != 0:
        if _is_due(whole, first, day) and _fits(whole, day) and (not is_there or is_there(day)):
            left = None if left is None else left - 1
            if day >= start:
                yield day
        if day == date.max:
            return
        day += DAY


def first_day(rule: Rule, on_or_after: date) -> date:
    """Where a plan begins that is made now: its next day, from which every other is counted."""
    each = replace(rule, interval=1, count=None)
    days = rule_days(each, on_or_after, on_or_after, _after(on_or_after, LONGEST_LOOK))
    return next(days, on_or_after)


def _whole(rule: Rule, first: date) -> Rule:
    """The rule with what follows from the day on which it begins (RFC 5545, 3.3.10)."""
    if rule.weekdays or rule.month_days:
        return rule
    match rule.every:
        case Every.DAY:
            return rule
        case Every.WEEK:
            return replace(rule, weekdays=((0, first.weekday()),))
        case Every.MONTH:
            return replace(rule, month_days=(first.day,))
        case Every.YEAR:
            return replace(rule, month_days=(first.day,), months=rule.months or (first.month,))


def _is_due(rule: Rule, first: date, day: date) -> bool:
    """Whether it is the turn of that day's week, month or year."""
    match rule.every:
        case Every.DAY:
            passed = (day - first).days
        case Every.WEEK:
            passed = (_monday(day) - _monday(first)) // DAYS_OF_A_WEEK
        case Every.MONTH:
            passed = (day.year - first.year) * 12 + day.month - first.month
        case Every.YEAR:
            passed = day.year - first.year
    return passed % rule.interval == 0


def _fits(rule: Rule, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days:
        length = monthrange(day.year, day.month)[1]
        if day.day not in rule.month_days and day.day - length - 1 not in rule.month_days:
            return False
    return not rule.weekdays or any(
        day.weekday() == weekday and (not ordinal or ordinal in _ordinals(rule, day))
        for ordinal, weekday in rule.weekdays
    )


def _ordinals(rule: Rule, day: date) -> tuple[int, int]:
    """Which of its weekday a day is in its month or year, from the beginning and from the end."""
    before, length = day.day - 1, monthrange(day.year, day.month)[1]
    if rule.every is Every.YEAR and not rule.months:
        before = (day - date(day.year, 1, 1)).days
        length = before + (date(day.year, 12, 31) - day).days + 1
    return before // DAYS_OF_A_WEEK + 1, -((length - before - 1) // DAYS_OF_A_WEEK + 1)


def _monday(day: date) -> int:
    return day.toordinal() - day.weekday()


def _after(day: date, span: timedelta = DAY) -> date:
    return day + span if date.max - day >= span else date.max
