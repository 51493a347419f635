"""Notes that one is going to see somebody: what was to be booked is done, and nothing nags."""

from datetime import date, timedelta

from presence.core.frozen import replace
from presence.core.people.details import Details
from presence.core.people.follow_up import Deed
from presence.core.person import folded
from presence.core.ports import Change, SessionLog
from presence.store.known.follow_ups import FOLLOW_UP, FollowUpBook, follow_up_document
from presence.store.known.people import DETAILS, details_document


def note_booked(log: SessionLog, who: Details, day: date, because: Change) -> Details:
    """One change and one undo; until that day is over nobody is reminded of them."""
    if not who.id:
        (person,) = log.person_ids([who.name])
        who = replace(who, id=person)
    after = day + timedelta(days=1)
    who = replace(who, quiet_until=max(after, who.quiet_until or after))
    things: dict[tuple[str, str], str | None] = {(DETAILS, who.id): details_document(who)}
    for each in FollowUpBook(log).open():
        if each.deed is Deed.BOOK and folded(each.person) == folded(who.name):
            done = replace(each, done_at=because.at)
            things[FOLLOW_UP, each.id] = follow_up_document(done, who.id)
    log.put_things(things, because)
    return who
