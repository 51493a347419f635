"""``people``: who is in the log, with the hours of the last year."""

from argparse import Namespace
from collections.abc import Iterable
from datetime import datetime, timedelta

from presence.cli.command import Command, no_arguments
from presence.cli.context import Context
from presence.cli.log import BEGINNING, shown
from presence.cli.table import plain, table
from presence.core.session import Session
from presence.texts import _
from presence.words.dates import day_label, hours

YEAR = timedelta(days=365)

Row = tuple[str, timedelta, datetime | None]


def _people(context: Context, _arguments: Namespace) -> int:
    from presence.cli.leftover import settle_leftover

    settle_leftover(context)
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
    "people": Command(lambda: _("who is in the log, and for how long"), no_arguments, _people)
}
