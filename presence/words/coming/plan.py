"""Plans as they are typed and as people read them, in the language in use."""

from collections.abc import Sequence
from datetime import date

from presence.core.coming.plan import Plan
from presence.core.coming.plan_days import DAY, DAYS_OF_A_WEEK
from presence.core.coming.plan_line import PlanContext, PlanReading, UnderstoodPlan, parse_plan
from presence.core.coming.plan_scan import PlanScan
from presence.core.coming.plan_writing import bound_words, except_words, often_words, plan_line
from presence.core.entry.context import EntryContext
from presence.core.entry.line import Line
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.names.group import Group
from presence.texts import _, current_language
from presence.words.coming.plan_grammar import plan_patterns, plan_writing
from presence.words.dates import planned_length
from presence.words.kinds import kind_name
from presence.words.session import SEPARATOR

__all__ = [
    "ambiguous",
    "plan_context",
    "plan_line",
    "plan_name",
    "plan_when",
    "read_days",
    "understood_plan",
]

_TODAY, _TOMORROW = ("today", "heute"), ("tomorrow", "morgen")


def plan_context(entry: EntryContext, groups: Sequence[Group]) -> PlanContext:
    """What ``parse_plan`` and ``plan_line`` need."""
    language = current_language()
    return PlanContext(entry, plan_patterns(language), plan_writing(language), groups)


def read_days(text: str, context: PlanContext) -> tuple[date, date]:
    """A day, or the first and the last of several; raises NotUnderstood."""
    line = Line(text.strip())
    scan = PlanScan(context.patterns, context.today)
    first = _next_day(line, scan, context)
    at, last = line.at, first
    if first is not None and line.at < len(line.plain):
        if not line.take(context.patterns.to):
            line.skip()
        last = scan.day(line, first)
        line.at = at if last is None else line.at
    if first is None or last is None or line.at != len(line.plain):
        raise NotUnderstood(ErrorCode.BAD_TIME, text=text, day=text)
    if last < first:
        raise NotUnderstood(
            ErrorCode.BAD_TIME, text=f"{last} {first}", first=str(first), last=str(last)
        )
    return first, last


def _next_day(line: Line, scan: PlanScan, context: PlanContext) -> date | None:
    """A date, ``today``, ``tomorrow``, or the next such weekday, today's included."""
    day = scan.day(line)
    if day is not None:
        return day
    for ahead, words in enumerate((_TODAY, _TOMORROW)):
        if line.take(context.patterns.entry.word(words)):
            return context.today + DAY * ahead
    weekdays = scan.weekdays(line)
    if len(weekdays) != 1:
        return None
    return context.today + DAY * ((weekdays[0] - context.today.weekday()) % DAYS_OF_A_WEEK)


def plan_name(plan: Plan, context: PlanContext) -> str:
    """``Dinner · Ana, Family``, or the name that somebody gave it."""
    group = next((each.name for each in context.groups if each.id == plan.group), "")
    if plan.group and not group:
        group = _("a group that is gone")
    what = plan.name or kind_name(context.entry.kinds[plan.kind])
    who = ", ".join(filter(None, [*plan.people, group]))
    return SEPARATOR.join(filter(None, [what, who]))


def plan_when(plan: Plan, context: PlanContext) -> str:
    """``weekdays 19:00 · 90 min · not in August · Home``."""
    often = often_words(plan, context) or plan.rule
    is_counted = "COUNT" in plan.rule or "UNTIL" in plan.rule
    hour, minute = divmod(plan.at_minute, 60)
    said = [
        _("{often} {time}").format(often=often, time=f"{hour:02}:{minute:02}"),
        _("open") if plan.length is None else planned_length(plan.length),
        *(bound_words(plan, context) if plan.first > context.today or is_counted else ()),
        *except_words(plan, context.writing),
        plan.place,
        *(f"#{tag}" for tag in plan.tags),
        _("starts by itself") if plan.starts_by_itself else "",
        _("switched off") if plan.is_off else "",
    ]
    return SEPARATOR.join(filter(None, said))


def understood_plan(line: str, context: PlanContext) -> tuple[UnderstoodPlan, Plan]:
    """The one plan that a line means; raises NotUnderstood where it is none, or may be several."""
    understood = parse_plan(line, context)
    if understood.problem is not None:
        raise understood.problem
    assert understood.plan is not None
    if not understood.is_clear:
        raise ambiguous(line, understood.readings, context)
    return understood, understood.plan


def ambiguous(text: str, readings: Sequence[PlanReading], context: PlanContext) -> NotUnderstood:
    """The error for a line that nobody can be asked about."""
    return NotUnderstood(
        ErrorCode.AMBIGUOUS_ENTRY,
        text=text,
        readings=tuple(plan_when(reading.plan, context) for reading in readings),
        lines=[_("“{line}”").format(line=reading.line) for reading in readings],
    )
