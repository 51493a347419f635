"""Cuts a file into cards, whatever stands between them."""

from collections.abc import Iterator
from typing import BinaryIO

from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import LeftOut, Why
from presence.core.frozen import dataclass

LONGEST_LINE = 8 << 20  # a photograph may stand on one line
LARGEST = 8 << 20  # bytes of a card
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BEGIN, _END, _AGENT = b"BEGIN:VCARD", b"END:VCARD", b"AGENT"
_VCARD = b"VCARD"  # is still in a file of cards, however damaged it is


@dataclass(frozen=True, slots=True)
class Card:
    """The bytes from BEGIN to END with their line ends, and the line on which it begins."""

    line: int
    data: bytes


def cards_of(stream: BinaryIO, path: str) -> Iterator[Card | LeftOut]:
    """Every card of a file, and what is none; raises Refused where it cannot be read, or has none.

    An AGENT may hold a card within a card (vCard 2.1): that one is part of the outer one. Elsewhere
    a card that begins within another says that the first was cut short.
    """
    card = _Growing()
    is_told = has_card = False
    before = b""
    for number, data in _numbered(stream, path):
        word = data.strip().upper()
        has_card = has_card or _VCARD in word
        is_inner = card.depth > 0 and before.startswith(_AGENT)
        if word == _BEGIN and card.depth and not is_inner:
            yield LeftOut(card.line, Why.CUT_SHORT)
            card = _Growing()
        if word == _BEGIN and card.depth == 0:
            card.line, is_told = number, False
        elif card.depth == 0:
            if word and not is_told:  # once for all that stands between two cards
                is_told = True
                yield LeftOut(number, Why.NO_CARD)
            continue
        card.add(data)
        card.depth += (word == _BEGIN) - (word == _END)
        if card.depth == 0:
            yield card.whole()
            card = _Growing()
        before = word
    if card.depth:
        yield LeftOut(card.line, Why.CUT_SHORT)
    if not has_card:
        raise Refused(ErrorCode.FILE_NOT_OURS, path=path)


class _Growing:
    """A card as far as it was read."""

    def __init__(self) -> None:
        self.line = 0
        self.depth = 0  # of cards within it, itself too
        self._size = 0
        self._lines: list[bytes] = []

    def add(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > LARGEST:
            self._lines.clear()
        else:
            self._lines.append(data)

    def whole(self) -> Card | LeftOut:
        if self._size > LARGEST:
            return LeftOut(self.line, Why.TOO_LARGE)
        data = b"".join(self._lines)
        return LeftOut(self.line, Why.NUL) if b"\0" in data else Card(self.line, data)


def _numbered(stream: BinaryIO, path: str) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers; one that is too long comes in pieces."""
    number, is_new = 0, True
    try:
        while data := stream.readline(LONGEST_LINE):
            number += is_new
            is_new = data.endswith(b"\n")
            if number == 1:
                if data.startswith(_UTF16):
                    raise Refused(ErrorCode.FILE_NOT_UTF8, path=path)
                data = data.removeprefix(_BOM)
            yield number, data
    except OSError as fault:
        detail = fault.strerror or str(fault)
        raise Refused(ErrorCode.FILE_NOT_READABLE, path=path, detail=detail) from fault
