"""What is coming with people: plans, and the last copies of the calendars."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from presence.cli.coming.agenda import agenda_of
from presence.cli.context import Context
from presence.core.coming.offer import Offer

AHEAD = timedelta(days=60)  # as far as calendars are kept


def coming_offers(context: Context) -> Sequence[Offer]:
    """What is to come and was not declined, in the order of time."""
    agenda = agenda_of(context)
    declined = agenda.declined()
    offers = agenda.offers(context.now, context.now + AHEAD)
    coming = [each for each in offers if each.starts_at > context.now and each.key not in declined]
    return sorted(coming, key=lambda offer: (offer.starts_at, offer.key))


def busy_spans(
    context: Context, start: datetime, end: datetime
) -> Sequence[tuple[datetime, datetime]]:
    """When one is taken up: by plans, by a session in progress, by events of calendars."""
    sessions = context.log.between(start, end)
    spans = [(session.started_at, session.ended_at or end) for session in sessions]
    return [*agenda_of(context).taken(start, end), *spans]
