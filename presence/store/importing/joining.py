"""What a file adds to, where somebody has changed it since it was read: their change stays."""

from presence.core.exchange.arrival import Thing
from presence.core.frozen import replace
from presence.core.people.filling import filled
from presence.store.documents import dump, parse, rows_that_can_be
from presence.store.known.cards import CARD, origins_document, read_origins
from presence.store.known.people import DETAILS, details_document, read_details
from presence.store.things import GROUP


def joined(thing: Thing, ours: str, was: str | None) -> Thing:
    """The thing with ``ours`` in it too, what the log has of it now; ``was`` is in it already.

    Raises sqlite3.DatabaseError where ours is damaged.
    """
    if ours == was:
        return thing
    with rows_that_can_be():
        return Thing(thing.entity, thing.id, _JOINED[thing.entity](thing, ours))


def _details(thing: Thing, ours: str) -> str:
    mine, theirs = (read_details(thing.id, "", text) for text in (ours, thing.document))
    # They may begin with notes of ours, as they were before.
    new = [part for part in theirs.notes.split("\n\n") if part not in mine.notes]
    return details_document(filled(mine, replace(theirs, notes="\n\n".join(new))))


def _card(thing: Thing, ours: str) -> str:
    return origins_document(thing.id, {**read_origins(ours), **read_origins(thing.document)})


def _group(thing: Thing, ours: str) -> str:
    row = parse(ours)
    people = dict.fromkeys([*row["people"], *parse(thing.document)["people"]])
    return dump({**row, "people": list(people)})


_JOINED = {DETAILS: _details, CARD: _card, GROUP: _group}
