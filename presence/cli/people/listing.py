"""``people list``: who is in the log, with the hours of the last year."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime

from presence.cli.context import Context
from presence.cli.names.changing import uses
from presence.cli.people.found import people_of
from presence.cli.table import plain, table
from presence.core.names.use import Names, NameUse
from presence.core.people.details import Details
from presence.core.people.finding import find_people
from presence.core.person import folded
from presence.texts import _
from presence.words.dates import day_label, hours
from presence.words.people.relations import find_relation, relation_name

Row = tuple[Details, NameUse]


def show_list(context: Context, arguments: Namespace) -> int:
    """Everybody, or whom a few letters find; those met last first."""
    rows = _rows(context)
    if arguments.words:
        by_id = {id(who): (who, use) for who, use in rows}
        found = find_people(" ".join(arguments.words), [who for who, _use in rows])
        rows = [by_id[id(who)] for who in found]
    if arguments.relation is not None:
        wanted = find_relation(arguments.relation)
        rows = [row for row in rows if row[0].relation is wanted]
    if not arguments.all:
        rows = [row for row in rows if not row[0].is_archived]
    if context.as_json:
        from presence.words.people.records import list_record

        context.say_record(list_record(rows, context.zone))
    elif rows:
        context.say(table([_line(context, *row) for row in rows]))
    else:
        context.say(_("Nobody found.") if arguments.words else _("Nobody in the log yet."))
    return 0


def _rows(context: Context) -> Sequence[Row]:
    by_name = {folded(use.name): use for use in uses(context, Names.PEOPLE)}
    everybody = people_of(context).everybody()
    rows = [(who, by_name.get(folded(who.name), NameUse(who.name))) for who in everybody]
    return sorted(rows, key=_last_first)


def _last_first(row: Row) -> tuple[float, str]:
    last_at = row[1].last_at
    return (0.0 if last_at is None else -last_at.timestamp()), folded(row[0].name)


def _line(context: Context, who: Details, use: NameUse) -> list[str]:
    last = _day(context, use.last_at)
    return [
        plain(who.name),
        plain(who.nick),
        "" if who.relation is None else relation_name(who.relation),
        _("{hours} in a year").format(hours=hours(use.lately)),
        _("last {day}").format(day=last) if last else "",
        _("archived") if who.is_archived else "",
    ]


def _day(context: Context, at: datetime | None) -> str:
    if at is None:
        return ""
    today = context.now.astimezone(context.zone).date()
    return day_label(at.astimezone(context.zone).date(), today)
