"""``goals``: what a week is to have, how far this one is, and planned breaks."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.log import calendar_of
from presence.cli.table import plain, table
from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.goals.goal import Goal
from presence.core.goals.pause import Pause
from presence.core.goals.reading import GoalWeeks, last_weeks, read_goals
from presence.core.ports import Change, ChangeKind
from presence.store import new_id
from presence.store.goals import GoalBook
from presence.texts import _
from presence.words.goals.breaks import read_break
from presence.words.goals.line import GoalContext, read_goal
from presence.words.goals.said import (
    MARKS,
    break_rule,
    goal_title,
    gone_line,
    outcome_name,
    pause_line,
    week_line,
)
from presence.words.goals.written import goal_line

ACTIONS = ("list", "add", "edit", "remove", "break")
SHORTEST_ID = 4
BREAK = "b"  # before the number of a break


def _goals_arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("action", nargs="?", default="list", choices=ACTIONS, help=_("list is what it does alone"))
    add(
        "words",
        nargs="*",
        metavar=_("WORDS"),
        help=_(
            "add “3h a week with Ana”; edit 2 “4h with Ana”; remove 2; "
            "break 2026-12-20 2027-01-03 Holiday"
        ),
    )


def _goals(context: Context, arguments: Namespace) -> int:
    from presence.cli.leftover import settle_leftover

    settle_leftover(context)
    words: list[str] = arguments.words
    if arguments.action != "list" and not words:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=f"goals {arguments.action} …")
    match arguments.action:
        case "add":
            goal = read_goal(" ".join(words), _read_against(context), new_id())
            return _put(context, replace(goal, made_at=context.now), _("New goal:"))
        case "edit":
            return _edit(context, words[0], " ".join(words[1:]))
        case "remove":
            return _remove(context, words)
        case "break":
            return _break(context, " ".join(words))
    return _list(context)


def _book(context: Context) -> GoalBook:
    return GoalBook(context.log, str(context.paths.database))


def _read_against(context: Context) -> GoalContext:
    log = context.log
    return GoalContext(log.kinds(), _book(context).groups(), log.people())


def _say_with(context: Context) -> GoalContext:
    """The same without the people of the log, which take a moment in a long one."""
    return GoalContext(context.log.kinds(), _book(context).groups())


def _edit(context: Context, which: str, line: str) -> int:
    thing = _find(context, which)
    if not line:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=_("nothing to change was named"))
    if isinstance(thing, Pause):
        return _break(context, line, thing.id)
    goal = read_goal(line, _read_against(context), thing.id)
    return _put(context, replace(goal, made_at=thing.made_at), _("Changed:"))


def _put(context: Context, goal: Goal, said: str) -> int:
    book, line = _book(context), goal_line(goal, _say_with(context))
    strangers = set(goal.people).difference(context.log.people())
    book.put_goal(goal, _because(context, ChangeKind.GOAL_CHANGED, line))
    context.tell_app()
    (written,) = (each for each in _weeks(context) if each.goal.id == goal.id)
    if context.as_json:
        from presence.words.goals.records import goal_record

        context.say_record(goal_record(written, _say_with(context)))
    else:
        kinds, groups = context.log.kinds(), book.groups()
        context.say(f"{said} {plain(goal_title(written.goal, kinds, groups))}")
        for name in sorted(strangers):
            context.say(_("{name} is in no session yet.").format(name=plain(name)))
    return 0


def _break(context: Context, line: str, pause_id: str = "") -> int:
    today = calendar_of(context).day_of(context.now)
    pause = read_break(line, context.now, context.zone, today, pause_id or new_id())
    because = _because(context, ChangeKind.PAUSE_CHANGED, pause_line(pause, today))
    _book(context).put_pause(pause, because)
    context.tell_app()
    if context.as_json:
        from presence.words.goals.records import pause_record

        context.say_record(pause_record(pause))
    else:
        context.say(plain(pause_line(pause, today)))
        context.say(break_rule())
    return 0


def _remove(context: Context, which: Sequence[str]) -> int:
    book = _book(context)
    today = calendar_of(context).day_of(context.now)
    found = {thing.id: thing for thing in [_find(context, each) for each in which]}
    for thing in found.values():
        if isinstance(thing, Pause):
            because = _because(context, ChangeKind.PAUSE_CHANGED, pause_line(thing, today))
            book.remove_pause(thing.id, because)
        else:
            line = goal_line(thing, _say_with(context))
            book.remove_goal(thing.id, _because(context, ChangeKind.GOAL_CHANGED, line))
    context.tell_app()
    if context.as_json:
        context.say_record({"removed": list(found)})
    else:
        context.say(_("Removed. “presence undo” brings it back."))
    return 0


def _find(context: Context, which: str) -> Goal | Pause:
    """The goal or break of that number, as the list has it, or of a beginning of its id."""
    book, wanted = _book(context), which.strip().lower()
    goals, pauses = book.goals(), book.pauses()
    numbered: dict[str, Goal | Pause] = {str(i): goal for i, goal in enumerate(goals, 1)}
    numbered.update((f"{BREAK}{i}", pause) for i, pause in enumerate(pauses, 1))
    if wanted in numbered:
        return numbered[wanted]
    begun = [each for each in numbered.values() if each.id.startswith(wanted)]
    if len(wanted) < SHORTEST_ID or len(begun) != 1:
        raise Refused(ErrorCode.NO_SUCH_GOAL, text=which)
    return begun[0]


def _weeks(context: Context) -> Sequence[GoalWeeks]:
    book = _book(context)
    weeks = last_weeks(calendar_of(context), context.now)
    groups, pauses = book.groups(), book.pauses()
    return read_goals(context.log, book.goals(), pauses, groups, weeks, context.now)


def _list(context: Context) -> int:
    weeks, pauses = _weeks(context), _book(context).pauses()
    if context.as_json:
        from presence.words.goals.records import goals_record

        context.say_record(goals_record(weeks, pauses, _say_with(context)))
        return 0
    today = calendar_of(context).day_of(context.now)
    pieces = [_goal_rows(context, weeks)] if weeks else [_no_goals()]
    if pauses:
        rows = [
            [f"{BREAK}{i}", plain(pause_line(pause, today))] for i, pause in enumerate(pauses, 1)
        ]
        pieces.append("\n".join([_("Breaks:"), table(rows), break_rule()]))
    context.say("\n\n".join(pieces))
    return 0


def _goal_rows(context: Context, weeks: Sequence[GoalWeeks]) -> str:
    kinds, groups = context.log.kinds(), _book(context).groups()
    rows, hints = [], []
    for number, each in enumerate(weeks, 1):
        title = plain(goal_title(each.goal, kinds, groups))
        marks = " ".join(MARKS[week.outcome] for week in each.weeks)
        rows.append([str(number), title, marks, week_line(each.this)])
        if gone := gone_line(each.goal, kinds, groups):
            hints.append(f"{number}: {gone}")
    shown = dict.fromkeys(week.outcome for each in weeks for week in each.weeks)
    legend = ", ".join(f"{MARKS[outcome]} {outcome_name(outcome)}" for outcome in shown)
    said = _("The last {count} weeks, this one last: {legend}").format(
        count=len(weeks[0].weeks), legend=legend
    )
    return "\n".join([table(rows), said, *hints])


def _no_goals() -> str:
    return "\n".join([_("No goals."), _("Add one: presence goals add “3h a week with Ana”")])


def _because(context: Context, what: ChangeKind, name: str) -> Change:
    return Change(what, "", name, context.now)


COMMANDS = {
    "goals": Command(
        lambda: _("what a week is to have, and planned breaks"), _goals_arguments, _goals
    )
}
