"""The line that says what a plan says, so that it is read as the same."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

from presence.core.coming.plan import Plan
from presence.core.coming.plan_line import PlanContext, parse_plan
from presence.core.coming.plan_rules import Every, Rule, read_rule, rule_text
from presence.core.coming.plan_words import PlanWriting
from presence.core.entry.writing import clock_word, length_word, name_word, quoted, tag_word

_WORKDAYS = tuple((0, day) for day in range(5))
_WEEKEND = ((0, 5), (0, 6))
_ONCE = Rule(Every.DAY, count=1)


def plan_line(plan: Plan, context: PlanContext) -> str:
    """``weekdays 19:00 dinner @Ana 90m not in August``; what no words say as a rule's text.

    Whether it is off stands in no line, and the day from which it counts only where that matters.
    """
    kind = context.entry.kind_names.get(plan.kind, plan.kind)
    kinds = (kind, plan.kind, f"{_kind_field(context)}:{quoted(plan.kind)}")
    said = often_words(plan, context)
    often_said = [" ".join([said, *bound_words(plan, context)])] if said else []
    for often in (*often_said, _rule_field(plan, context)):
        for word in kinds:
            line = _line(plan, often, word, context)
            if is_read_as(line, plan, context):
                return line
    return line


def is_read_as(line: str, plan: Plan, context: PlanContext) -> bool:
    """Whether a line is this plan and nothing else, whatever day it counts from by itself."""
    understood = parse_plan(line, context)
    read = understood.plan
    if read is None or not understood.is_clear or understood.readings:
        return False
    spelt = rule_text(read_rule(plan.rule))
    same = replace(plan, id="", rule=spelt, is_off=False, made_at=read.made_at)
    if not understood.says_first:
        same = replace(same, first=read.first)
    return read == same


def often_words(plan: Plan, context: PlanContext) -> str:
    """``every 2 weeks on Tuesday``, ``last Friday of the month``; "" where no words say it."""
    rule, writing = read_rule(plan.rule), context.writing
    if rule == _ONCE:
        return writing.on_date.format(date=plan.first.isoformat())
    bare = replace(rule, count=None, until=None)
    said = _of_years(bare, writing) if rule.every is Every.YEAR else _often(bare, writing)
    if not said:
        return ""
    words = [said]
    if rule.months and rule.every is not Every.YEAR:
        words.append(writing.in_months.format(months=_months(rule.months, writing)))
    return " ".join(words)


def bound_words(plan: Plan, context: PlanContext) -> list[str]:
    """``from 2026-12-01``, ``until 2027-03-01``, ``10 times``."""
    writing, rule, words = context.writing, read_rule(plan.rule), []
    if rule == _ONCE:
        return []
    if rule.needs_first or plan.first > context.today:
        words.append(writing.from_.format(date=plan.first.isoformat()))
    if rule.until is not None:
        words.append(writing.until.format(date=rule.until.isoformat()))
    if rule.count is not None:
        words.append(writing.times.format(count=rule.count))
    return words


def except_words(plan: Plan, writing: PlanWriting) -> list[str]:
    """``not in August``, ``not on 2026-12-24``, ``pause 2026-12-20 to 2027-01-03``."""
    words = []
    if plan.not_in:
        words.append(writing.not_in.format(months=_months(plan.not_in, writing)))
    if plan.not_on:
        days = _listed([day.isoformat() for day in plan.not_on], writing)
        words.append(writing.not_on.format(days=days))
    words += [
        writing.pause.format(first=first.isoformat(), last=last.isoformat())
        for first, last in plan.pauses
    ]
    return words


def _line(plan: Plan, often: str, kind: str, context: PlanContext) -> str:
    entry, writing = context.entry, context.writing
    at = datetime.combine(plan.first, time(*divmod(plan.at_minute, 60)))
    known = entry.known_people
    people = [name_word(name, always=known.goes_on_after(name)) for name in plan.people]
    group = next((each.name for each in context.groups if each.id == plan.group), "")
    words = [often, clock_word(at), kind, *people]
    if group:
        is_person = group in known or known.goes_on_after(group)
        words.append(
            f"{writing.group}:{quoted(group)}" if is_person else _group_word(group, context)
        )
    words.append(writing.open_ if plan.length is None else length_word(plan.length))
    words += map(tag_word, plan.tags)
    words += except_words(plan, writing)
    words += [writing.by_itself] if plan.starts_by_itself else []
    fields = ((writing.place, plan.place), (writing.name, plan.name))
    return " ".join([*words, *(f"{name}:{quoted(text)}" for name, text in fields if text)])


def _group_word(group: str, context: PlanContext) -> str:
    return name_word(group, always=context.entry.known_groups.goes_on_after(group))


def _often(rule: Rule, writing: PlanWriting) -> str:
    """How often within weeks and months."""
    match rule.every:
        case Every.DAY if not rule.weekdays and not rule.month_days:
            return _counted(rule, writing.daily, writing.every_days)
        case Every.WEEK if rule.weekdays:
            return _weekly(rule, writing)
        case Every.MONTH:
            days = _in_month(rule, writing)
            if rule.interval == 1:
                return days and writing.of_month.format(days=days)
            on_them = days and writing.on_the.format(days=days)
            return on_them and f"{writing.every_months.format(count=rule.interval)} {on_them}"
    return ""


def _weekly(rule: Rule, writing: PlanWriting) -> str:
    if rule.interval == 1 and rule.weekdays == _WORKDAYS:
        return writing.weekdays
    if rule.interval == 1 and rule.weekdays == _WEEKEND:
        return writing.weekends
    days = _listed([writing.weekday_names[day] for _each, day in rule.weekdays], writing)
    if rule.interval == 1:
        return writing.every_weekday.format(days=days)
    on_them = writing.on_weekday.format(days=days)
    return f"{writing.every_weeks.format(count=rule.interval)} {on_them}"


def _of_years(rule: Rule, writing: PlanWriting) -> str:
    """``yearly on the 24th of December``, ``every 2 years on the last Friday of March``."""
    days, month = _in_month(rule, writing), _months(rule.months, writing)
    if not days or not rule.months:
        return ""
    of_them = writing.of_a_month.format(days=days, month=month)
    if (
        not rule.weekdays
        and len(rule.months) == len(rule.month_days) == 1
        and rule.month_days[0] > 0
    ):
        of_them = writing.on_day_of.format(day=rule.month_days[0], month=month)
    return f"{_counted(rule, writing.yearly, writing.every_years)} {of_them}"


def _in_month(rule: Rule, writing: PlanWriting) -> str:
    """``1st and 15th``, ``last day``, ``first and third Friday``; "" where no words say it."""
    if rule.month_days and not rule.weekdays:
        if rule.month_days == (-1,):
            return writing.last_day
        if min(rule.month_days) < 0:
            return ""
        return _listed([_ordinal(day, writing) for day in rule.month_days], writing)
    ordinals = sorted(
        {ordinal for ordinal, _day in rule.weekdays}, key=lambda each: (each < 0, each)
    )
    days = {day for _ordinal, day in rule.weekdays}
    if rule.month_days or len(days) != 1 or not set(ordinals) <= set(writing.ordinals):
        return ""
    said = _listed([writing.ordinals[ordinal] for ordinal in ordinals], writing)
    return f"{said} {writing.weekday_names[days.pop()]}"


def _rule_field(plan: Plan, context: PlanContext) -> str:
    first = context.writing.from_.format(date=plan.first.isoformat())
    return f"{context.writing.rule}:{quoted(plan.rule)} {first}"


def _kind_field(context: PlanContext) -> str:
    return context.patterns.entry.words.kind[0]


def _counted(rule: Rule, one: str, several: str) -> str:
    return one if rule.interval == 1 else several.format(count=rule.interval)


def _months(months: Sequence[int], writing: PlanWriting) -> str:
    return _listed([writing.month_names[month - 1] for month in months], writing)


def _ordinal(day: int, writing: PlanWriting) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"}
    ending = "th" if 11 <= day <= 13 else endings.get(day % 10, "th")
    return writing.month_day.format(day=day, ending=ending)


def _listed(said: Sequence[str], writing: PlanWriting) -> str:
    if len(said) < 2:
        return "".join(said)
    return f"{', '.join(said[:-1])} {writing.and_} {said[-1]}"
