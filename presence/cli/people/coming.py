"""What is coming with people: plans, and the last copies of the calendars."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from presence.calendars.agenda import NO_CALENDARS, Agenda
from presence.cli.coming.reading import shelf_of
from presence.cli.context import Context
from presence.core.coming.event import Answer, Busy, Status
from presence.core.coming.offer import Offer
from presence.store.coming.plans import PlanBook
from presence.store.coming.replies import ReplyBook

AHEAD = timedelta(days=60)  # as far as calendars are kept


def coming_offers(context: Context) -> Sequence[Offer]:
    """What is to come and was not declined, in the order of time."""
    agenda = _agenda(context)
    declined = agenda.declined()
    offers = agenda.offers(context.now, context.now + AHEAD)
    coming = [each for each in offers if each.starts_at > context.now and each.key not in declined]
    return sorted(coming, key=lambda offer: (offer.starts_at, offer.key))


def busy_spans(
    context: Context, start: datetime, end: datetime
) -> Sequence[tuple[datetime, datetime]]:
    """When one is taken up: by plans, by a session in progress, by events of calendars."""
    agenda = _agenda(context)
    spans = [
        (each.starts_at, each.ends_at or each.starts_at + timedelta(hours=2))
        for each in agenda.offers(start, end)
    ]
    sessions = context.log.between(start, end)
    spans += [(session.started_at, session.ended_at or end) for session in sessions]
    shelf = shelf_of(context)
    me = {address.strip().casefold() for address in context.settings.me}
    for calendar_id in context.settings.calendars or NO_CALENDARS:
        for event in shelf.events(calendar_id, start, end):
            said_no = any(
                each.address in me and each.answer is Answer.DECLINED for each in event.attendees
            )
            if event.status is not Status.CANCELLED and event.busy is not Busy.FREE and not said_no:
                spans.append((event.starts_at, event.ends_at))
    return spans


def _agenda(context: Context) -> Agenda:
    path = str(context.paths.database)
    return Agenda(
        context.log,
        shelf_of(context),
        lambda: context.settings,
        lambda: context.zone,
        PlanBook(context.log, path),
        ReplyBook(context.log, path),
    )
