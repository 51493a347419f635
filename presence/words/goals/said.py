"""Goals and their weeks as people read them; without pressure and without praise."""

from collections.abc import Mapping
from datetime import date, timedelta
from math import floor

from presence.core.goals.goal import Bound, Goal, Measure
from presence.core.goals.pause import Pause
from presence.core.goals.progress import MILLISECOND, Outcome, WeekOfGoal, is_gone
from presence.core.kind import Kinds
from presence.core.names.group import Group
from presence.texts import _, ngettext
from presence.words.dates import HOUR, MINUTE, full_date, hours, percent, short_date, time_left
from presence.words.kinds import kind_name

Groups = Mapping[str, Group]

# Each has a shape of its own; none is a colour, and none a cross.
MARKS = {
    Outcome.MET: "●",
    Outcome.RUNNING: "◐",
    Outcome.NOT_MET: "○",
    Outcome.BREAK: "–",
    Outcome.NOT_KNOWN: "·",
}


def outcome_name(outcome: Outcome) -> str:
    """``met``, ``on a break``."""
    names = {
        Outcome.MET: _("met"),
        Outcome.RUNNING: _("still running"),
        Outcome.NOT_MET: _("not met"),
        Outcome.BREAK: _("on a break"),
        Outcome.NOT_KNOWN: _("not known"),
    }
    return names[outcome]


def goal_title(goal: Goal, kinds: Kinds, groups: Groups) -> str:
    """``Dinner with Family: on 5 days a week``."""
    return _("{subject}: {amount}").format(
        subject=subject_of(goal, kinds, groups), amount=amount_of(goal)
    )


def subject_of(goal: Goal, kinds: Kinds, groups: Groups) -> str:
    """``Dinner with Ana and Tom #fun``; ``Everything`` where nothing is named."""
    kind, names = _kind(goal.kind, kinds) if goal.kind else "", _names(goal, groups)
    if kind and names:
        said = _("{kind} with {names}").format(kind=kind, names=names)
    elif names:
        said = _("With {names}").format(names=names)
    else:
        said = kind
    tag = f"#{goal.tag}" if goal.tag else ""
    return " ".join(filter(None, [said, tag])) or _("Everything")


def amount_of(goal: Goal) -> str:
    """``3 h a week``, ``on 5 days a week``, ``90 % kept``, ``at most 10 h a week``."""
    match goal.measure:
        case Measure.TIME:
            span = hours(goal.length)
            if goal.bound is Bound.AT_MOST:
                return _("at most {hours} a week").format(hours=span)
            return _("{hours} a week").format(hours=span)
        case Measure.DAYS:
            count = goal.amount
            if goal.bound is Bound.AT_MOST:
                said = ngettext(
                    "on at most {count} day a week", "on at most {count} days a week", count
                )
            else:
                said = ngettext("on {count} day a week", "on {count} days a week", count)
            return said.format(count=count)
        case Measure.KEPT:
            return _("{share} kept").format(share=percent(goal.amount / 100))


def week_line(week: WeekOfGoal) -> str:
    """``4 of 5 days · 1 day to go``; what a week has, and what is to be said of it."""
    return " · ".join(filter(None, [value_line(week), outcome_line(week)]))


def value_line(week: WeekOfGoal) -> str:
    """``2.5 h of 3 h``, ``4 of 5 days``, ``94 % kept``; empty where nothing is known."""
    goal, value = week.goal, week.value
    if value is None:
        return ""
    match goal.measure:
        case Measure.TIME:
            return _("{value} of {amount}").format(value=_so_far(week), amount=hours(goal.length))
        case Measure.DAYS:
            said = ngettext("{value} of {amount} day", "{value} of {amount} days", goal.amount)
            return said.format(value=int(value), amount=goal.amount)
        case Measure.KEPT:
            # not rounded up to what it did not reach
            share = floor(value + 1e-9) if value < goal.amount else value
            return _("{share} kept").format(share=percent(share / 100))


def outcome_line(week: WeekOfGoal) -> str:
    """``1 h to go``, ``met``, ``2 h left``, ``30 min more than that``, ``on a break``."""
    goal = week.goal
    if week.outcome is Outcome.NOT_MET and goal.bound is Bound.AT_MOST:
        return _("{rest} more than that").format(rest=_amount(goal, -week.apart))
    if week.outcome is not Outcome.RUNNING:
        return outcome_name(week.outcome)
    if goal.measure is Measure.KEPT:
        return _("nothing known yet") if week.value is None else _("so far")
    rest = _amount(goal, week.apart)
    if goal.bound is Bound.AT_MOST:
        return _("{rest} left").format(rest=rest)
    return _("{rest} to go").format(rest=rest)


def gone_line(goal: Goal, kinds: Kinds, groups: Groups) -> str:
    """What it names is gone, and what can be done; empty where all is there."""
    if is_gone(goal, groups) or (goal.kind and goal.kind not in kinds):
        return _("What it names is gone from the log: edit the goal, or remove it.")
    return ""


def how_it_is_counted(goal: Goal) -> str:
    """How a week's figure is computed, for a tooltip."""
    match goal.measure:
        case Measure.TIME:
            counted = _("The hours of such sessions, cut at the edges of the week.")
        case Measure.DAYS:
            counted = _("The days on which such a session began.")
        case Measure.KEPT:
            counted = _("The share without looks at a screen, where something is known of it.")
    return f"{counted} {break_rule()}"


def break_rule() -> str:
    """What a break does to a week."""
    return _("A week with a break in it counts when it is met, and is left out otherwise.")


def week_name(week: WeekOfGoal, today: date) -> str:
    """``3 Nov – 9 Nov: met, 3.5 h of 3 h``; a square of the window, spoken."""
    first, last = week.week.first, week.week.last
    date_words = short_date if first.year == last.year == today.year else full_date
    said = [outcome_name(week.outcome), value_line(week)]
    return _("{first} – {last}: {said}").format(
        first=date_words(first), last=date_words(last), said=", ".join(filter(None, said))
    )


def pause_line(pause: Pause, today: date) -> str:
    """``Holiday: 20 Dec 2026 – 3 Jan 2027``."""
    same_year = pause.first.year == pause.last.year == today.year
    said = short_date if same_year else full_date
    days = said(pause.first)
    if pause.last != pause.first:
        days = _("{first} – {last}").format(first=days, last=said(pause.last))
    return _("{name}: {days}").format(name=pause.name or _("Break"), days=days)


def _kind(key: str, kinds: Kinds) -> str:
    if key in kinds:
        return kind_name(kinds[key])
    return _("“{kind}” (gone)").format(kind=key)


def _names(goal: Goal, groups: Groups) -> str:
    names = list(goal.people)
    if goal.group:
        group = groups.get(goal.group)
        names.append(_("a group that is gone") if group is None else group.name)
    if goal.lost:
        names.append(_("somebody who is gone"))
    if not names:
        return _("people") if goal.with_people else ""
    if len(names) == 1:
        return names[0]
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def _so_far(week: WeekOfGoal) -> str:
    """The time there is, never rounded up to what it did not reach."""
    span = week.length
    if span < week.goal.length:
        span -= span % (HOUR / 10 if span >= HOUR else MINUTE)
    return hours(span)


def _amount(goal: Goal, amount: float) -> str:
    if goal.measure is Measure.DAYS:
        count = int(amount)
        return ngettext("{count} day", "{count} days", count).format(count=count)
    return time_left(max(MILLISECOND * amount, timedelta()))
