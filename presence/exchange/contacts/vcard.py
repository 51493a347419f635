"""vCard, in and out: people, and nothing of when one met them."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from typing import BinaryIO

from presence.core.exchange.arrival import Arrival, LeftOut
from presence.core.exchange.whole_log import WholeLog
from presence.core.person import folded
from presence.exchange.untold import Untold


def looks_like(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:11].upper() == b"BEGIN:VCARD"


def read(stream: BinaryIO, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """Everybody in the file."""
    from presence.exchange.contacts.card_reading import read as read_cards

    return read_cards(stream, path)


def written(
    log: WholeLog,
    now: datetime,
    chosen: Collection[str] | None,
    without_names: bool,
    told: Callable[[int], None] | None,
) -> Iterator[bytes]:
    """A card for everybody of whom the log knows more than the name, or who came with one.

    ``chosen`` sessions choose those who were in them; without names there is nobody left.
    """
    from presence.exchange.contacts.card_writing import written as card_of

    if without_names:
        return
    wanted = None
    if chosen is not None:
        wanted = {each for _session, people in log.sessions(chosen) for each in people}
    names = {folded(each.name) for each in log.people()}
    known = (who for who in log.acquaintances() if wanted is None or who.details.id in wanted)
    for number, who in enumerate(known, start=1):
        cards = who.cards or (b"",)
        yield card_of(who.details, who.circles, who.details.id, cards[0], names)
        # one who was two people once came with two
        yield from cards[1:]
        if told is not None:
            told(number)
