"""Who was invited to the event that a session is of, for the form that says who was there."""

from datetime import timedelta

from presence.core.coming.agenda import DUE_BEFORE
from presence.core.errors import PresenceError
from presence.core.person import folded
from presence.core.session import Session
from presence.front.context import Context

AROUND = timedelta(hours=1)


def invited_to(context: Context, session: Session) -> tuple[str, ...]:
    """Those who are not on the session; nobody where no calendar knows of it any more."""
    start, now = session.started_at, context.clock.now()
    agenda = context.coming().agenda
    try:
        found = agenda.entries(start - AROUND, start + DUE_BEFORE + AROUND, now)
    except PresenceError:  # the form is there without it as well
        return ()
    there = {folded(name) for name in session.people}
    return tuple(
        name
        for each in found
        if each.session is not None and each.session.id == session.id
        for name in each.offer.people
        if folded(name) not in there
    )
