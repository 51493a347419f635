"""The sessions of a period as a list tells of them: for its words nobody needs a ``Session``."""

from datetime import datetime

from presence.core.clock import to_ms
from presence.core.frozen import dataclass
from presence.core.kept import share_on
from presence.core.library import Iterable, Sequence
from presence.core.review.lean import ms_or_none
from presence.core.review.rows import ToldRows
from presence.core.review.within import Within
from presence.core.session import Basis, Session


@dataclass(frozen=True, slots=True)
class Listing:
    """A column for each fact, newest session first; instants in whole milliseconds.

    ``kept`` is what was kept of each and what that rests on, ``looks`` counts them; ``ended`` None
    is the one in progress.
    """

    ids: Sequence[str]
    kinds: Sequence[str]
    started: Sequence[int]
    ended: Sequence[int | None]
    zones: Sequence[str]
    people: Sequence[Sequence[str]]
    places: Sequence[str]
    tags: Sequence[Sequence[str]]
    confirmed: Sequence[bool | int]
    kept: Sequence[tuple[float | None, Basis]]
    looks: Sequence[int]
    notes: Sequence[str]


def listing_of(sessions: Iterable[Session], now: datetime) -> Listing:
    """The listing of whole sessions, in the order in which they come."""
    whole = list(sessions)
    bases = [each.basis for each in whole]
    return Listing(
        ids=[each.id for each in whole],
        kinds=[each.kind for each in whole],
        started=[to_ms(each.started_at) for each in whole],
        ended=[ms_or_none(each.ended_at) for each in whole],
        zones=[each.zone for each in whole],
        people=[each.people for each in whole],
        places=[each.place for each in whole],
        tags=[each.tags for each in whole],
        confirmed=[each.confirmed for each in whole],
        kept=[
            (share_on(each, basis, now), basis) for each, basis in zip(whole, bases, strict=True)
        ],
        looks=[len(each.slips) for each in whole],
        notes=[each.note for each in whole],
    )


def listing_of_rows(parts: Within, told: ToldRows) -> Listing:
    """The listing of rows that come oldest first."""
    rows = parts.rows
    names, looks = rows.names, [0] * len(rows.ids)
    for place in rows.looks.places:
        looks[place] += 1
    newest_first = slice(None, None, -1)
    return Listing(
        ids=rows.ids[newest_first],
        kinds=rows.kinds[newest_first],
        started=rows.started[newest_first],
        ended=rows.ended[newest_first],
        zones=told.zones[newest_first],
        people=[[names[each] for each in there] for there in reversed(rows.people)],
        places=told.places[newest_first],
        tags=told.tags[newest_first],
        confirmed=rows.confirmed[newest_first],
        kept=list(zip(parts.shares, parts.bases, strict=True))[newest_first],
        looks=looks[newest_first],
        notes=told.notes[newest_first],
    )
