"""``people list``: who is in the log, with the hours of the last year."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from presence.cli.context import Context
from presence.cli.log.calendar import calendar_of
from presence.cli.people.found import people_of
from presence.cli.table import plain, table
from presence.core.people.details import Details
from presence.core.people.finding import find_people
from presence.core.person import folded
from presence.core.review import Calendar
from presence.texts import _, ngettext
from presence.words.dates import day_label, grouped, hours
from presence.words.names import YEAR
from presence.words.people.relations import find_relation, relation_name

MOST = 50  # lines in a terminal; a pipe gets all
Row = tuple[Details, timedelta, datetime | None]  # time of the last year, last met


def show_list(context: Context, arguments: Namespace) -> int:
    """Everybody, or whom a few letters find; those met last first."""
    rows = _rows(context)
    if arguments.words:
        by_id = {row[0].id: row for row in rows}
        found = find_people(" ".join(arguments.words), [row[0] for row in rows])
        rows = [by_id[who.id] for who in found]
    if arguments.relation is not None:
        wanted = find_relation(arguments.relation)
        rows = [row for row in rows if row[0].relation is wanted]
    if not arguments.all:
        rows = [row for row in rows if not row[0].is_archived]
    if context.as_json:
        from presence.words.people.records import list_record

        context.say_record(list_record(rows, context.zone))
    elif rows:
        calendar = calendar_of(context)
        today = calendar.day_of(context.now)
        shown = rows[:MOST] if sys.stdout.isatty() else rows
        context.say(table([_line(calendar, today, *row) for row in shown]))
        if more := len(rows) - len(shown):
            said = ngettext("and {count} more person", "and {count} more people", more)
            context.say(said.format(count=grouped(more)))
            context.say(_("A few letters of a name find them: presence people list ana"))
    else:
        is_of_all = not arguments.words and arguments.relation is None
        context.say(_("Nobody in the log yet.") if is_of_all else _("Nobody found."))
    return 0


def _rows(context: Context) -> Sequence[Row]:
    everybody = people_of(context).everybody()
    since = context.now - YEAR
    seen = context.log.lately_and_last([who.id for who in everybody], since, context.now)
    rows = [(who, *seen.get(who.id, (timedelta(), None))) for who in everybody]
    return sorted(rows, key=_last_first)


def _last_first(row: Row) -> tuple[float, str]:
    last_at = row[2]
    return (0.0 if last_at is None else -last_at.timestamp()), folded(row[0].name)


def _line(
    calendar: Calendar, today: date, who: Details, lately: timedelta, last_at: datetime | None
) -> list[str]:
    last = "" if last_at is None else day_label(calendar.day_of(last_at), today)
    return [
        plain(who.name),
        plain(who.nick),
        "" if who.relation is None else relation_name(who.relation),
        _("{hours} in a year").format(hours=hours(lately)),
        _("last {day}").format(day=last) if last else "",
        _("archived") if who.is_archived else "",
    ]
