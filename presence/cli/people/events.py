"""``people events``: networking events, whom one met there, and what became of it."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime

from presence.cli.context import Context
from presence.cli.log.calendar import calendar_of
from presence.cli.people.found import follow_ups_of, no_words, people_of
from presence.cli.table import plain, table
from presence.core.clock import from_ms
from presence.core.editing.filter import LogFilter
from presence.core.people.events import EventOutcome, event_kinds, outcomes
from presence.texts import _
from presence.words.dates import day_label
from presence.words.kinds import kind_name
from presence.words.people.said import SEPARATOR, became_line

MOST = 20


def show_events(context: Context, arguments: Namespace) -> int:
    """The latest ones first."""
    no_words(arguments.words, "people events")
    found = _outcomes(context)
    if context.as_json:
        from presence.words.people.records import event_record

        context.say_record([event_record(each, context.zone) for each in found])
    elif found:
        context.say("\n\n".join(_event(context, each) for each in found))
    else:
        context.say(_("No event in the log yet."))
    return 0


def _outcomes(context: Context) -> Sequence[EventOutcome]:
    log = context.log

    def times_with(person_id: str) -> Sequence[datetime]:
        return [from_ms(start) for start, _end in log.spans_with(person_id)]

    events = log.find(LogFilter(kinds=event_kinds(log.kinds())), 0, MOST)
    if not events:
        return []
    people, follow_ups = people_of(context).everybody(), follow_ups_of(context).all()
    return outcomes(events, people, times_with, follow_ups, calendar_of(context).day_of)


def _event(context: Context, outcome: EventOutcome) -> str:
    session, calendar = outcome.session, calendar_of(context)
    day = day_label(calendar.day_of(session.started_at), calendar.day_of(context.now))
    kind = kind_name(context.log.kinds()[session.kind])
    head = SEPARATOR.join(filter(None, [day, plain(kind), plain(session.place)]))
    if not outcome.met:
        met = _("nobody noted; “presence people met NAME --session {id}” does")
        return f"{head}\n  {met.format(id=session.id[:8])}"
    rows = [
        [f"  {plain(each.who.name)}", _("new") if each.is_new else "", plain(became_line(each))]
        for each in outcome.met
    ]
    return f"{head}\n{table(rows)}"
