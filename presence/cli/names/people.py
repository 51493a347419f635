"""``people``: who is in the log, with the hours of the last year; rename, merge, group them."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from datetime import datetime, timedelta

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.log import BEGINNING, shown
from presence.cli.names.changing import change, only, say_result, to_merge, uses
from presence.cli.table import plain, table
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.names.nearest import known_name
from presence.core.names.spelling import tidy
from presence.core.names.use import Names
from presence.core.ports import ChangeKind
from presence.core.session import Session
from presence.texts import _
from presence.words.dates import day_label, hours
from presence.words.names import YEAR

ACTIONS = ("list", "rename", "merge", "group")

Row = tuple[str, timedelta, datetime | None]


def _arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("action", nargs="?", default="list", choices=ACTIONS, help=_("list is what it does alone"))
    add("names", nargs="*", metavar=_("NAME"), help=_("the old name, then the new one"))
    add("--into", metavar=_("NAME"), help=_("the name that stays, or the group they are put into"))


def _people(context: Context, arguments: Namespace) -> int:
    from presence.cli.leftover import settle_leftover

    settle_leftover(context)
    match arguments.action:
        case "rename":
            return _rename(context, arguments)
        case "merge":
            return _merge(context, arguments)
        case "group":
            return _group(context, arguments)
    if arguments.names or arguments.into:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail="people list")
    return _list(context)


def _known(context: Context, name: str) -> str:
    """The name as the log spells it, also of who is in a group alone."""
    names = [use.name for use in uses(context, Names.PEOPLE)]
    return known_name(name, names, ErrorCode.NO_SUCH_PERSON)


def _rename(context: Context, arguments: Namespace) -> int:
    old, new = only(arguments.names, 2, "people rename NAME NEW")
    old = _known(context, old)
    context.log.rename_person(old, new, change(context, ChangeKind.RENAMED, old))
    return say_result(context, Names.PEOPLE, tidy(new))


def _merge(context: Context, arguments: Namespace) -> int:
    usage = "people merge NAME… --into NAME"
    into = _known(context, to_merge(arguments.names, arguments.into, usage))
    names = [_known(context, name) for name in arguments.names]
    context.log.merge_people(names, into, change(context, ChangeKind.NAMES_MERGED, into))
    return say_result(context, Names.PEOPLE, into)


def _group(context: Context, arguments: Namespace) -> int:
    from presence.cli.names.groups import put_into

    usage = "people group NAME… --into GROUP"
    group = to_merge(arguments.names, arguments.into, usage)
    return put_into(context, group, [_known(context, name) for name in arguments.names])


def _list(context: Context) -> int:
    rows = _rows(context)
    if context.as_json:
        from presence.words.records import people_record

        context.say_record(people_record(rows, context.zone))
    elif not rows:
        context.say(_("Nobody in the log yet."))
    else:
        context.say(table([_line(context, row) for row in rows]))
    return 0


def _rows(context: Context) -> list[Row]:
    """Everybody, those met last first."""
    names = context.log.people()
    year_ago = context.now - YEAR
    totals = dict.fromkeys(names, timedelta())
    seen: dict[str, datetime] = {}
    for session in _sessions(context, year_ago, context.now):
        length = (session.ended_at or context.now) - max(session.started_at, year_ago)
        for name in session.people:
            totals[name] = totals.get(name, timedelta()) + max(length, timedelta())
            seen.setdefault(name, session.started_at)
    if len(seen) < len(names):  # only then is the whole log worth reading
        for session in _sessions(context, BEGINNING, year_ago):
            for name in session.people:
                seen.setdefault(name, session.started_at)
    return [(name, totals[name], seen.get(name)) for name in names]


def _sessions(context: Context, start: datetime, end: datetime) -> Iterable[Session]:
    return shown(context, context.log.between(start, end), context.log.kinds())


def _line(context: Context, row: Row) -> list[str]:
    name, total, seen = row
    today = context.now.astimezone(context.zone).date()
    last = "" if seen is None else day_label(seen.astimezone(context.zone).date(), today)
    return [
        plain(name),
        _("{hours} in a year").format(hours=hours(total)),
        _("last {day}").format(day=last) if last else "",
    ]


COMMANDS = {
    "people": Command(lambda: _("who is in the log, and for how long"), _arguments, _people)
}
