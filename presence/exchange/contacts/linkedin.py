"""LinkedIn: the connections that LinkedIn writes (Connections.csv), in."""

from collections.abc import Iterator
from typing import BinaryIO

from presence.core.exchange.arrival import Arrival, LeftOut
from presence.exchange.contacts.contact_sheets import LINKEDIN, begins_like, read_sheet
from presence.exchange.untold import Untold


def looks_like(head: bytes) -> bool:
    return begins_like(head, LINKEDIN)


def read(stream: BinaryIO, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """Everybody in the file."""
    return read_sheet(stream, path, LINKEDIN)
