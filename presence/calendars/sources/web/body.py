"""The body of an answer while it comes: unpacked, counted, and given on piece by piece.

We unpack ourselves: a gzip bomb is then cut off at the limit, and nothing is ever held twice.
"""

import zlib
from collections.abc import Callable

from presence.core.coming.fetched import Failure, Trouble

PIECE = 262_144  # bytes that are unpacked at a time
GZIP = 31  # zlib's number for it
MAGIC = b"\x1f\x8b"

Sink = Callable[[bytes], None]


class Unusable(Exception):
    """The body cannot be taken; ``failure`` says why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.trouble.value)
        self.failure = failure


class Body:
    """Takes what comes; every call may raise Unusable."""

    def __init__(self, encoding: str, limit: int, sink: Sink | None = None) -> None:
        """Without a ``sink`` the whole is kept, for ``end``."""
        if encoding not in ("", "identity", "gzip", "x-gzip"):
            raise Unusable(Failure(Trouble.SERVER, "an encoding that nobody asked for"))
        self._unpacking = zlib.decompressobj(GZIP) if "gzip" in encoding else None
        self._limit = limit
        self._sink = sink
        self._came = self._given = 0
        self._kept = bytearray()

    def take(self, packed: bytes) -> None:
        """Some bytes as they come."""
        self._came += len(packed)
        if self._came > self._limit:
            raise Unusable(Failure(Trouble.TOO_LARGE))
        if self._unpacking is None:
            self._give(packed)
        else:
            self._unpack(packed)

    def end(self) -> bytes:
        """It is over: all that was kept."""
        if self._unpacking is not None and self._came and not self._unpacking.eof:
            raise Unusable(Failure(Trouble.SERVER, "cut off"))
        return bytes(self._kept)

    def _unpack(self, packed: bytes) -> None:
        try:
            while self._unpacking is not None:
                if self._unpacking.eof:  # gzip may be several in a row, and zeros after them
                    if not packed.startswith(MAGIC):
                        return
                    self._unpacking = zlib.decompressobj(GZIP)
                piece = self._unpacking.decompress(packed, PIECE)
                self._give(piece)
                packed = self._unpacking.unconsumed_tail or self._unpacking.unused_data
                if not packed and len(piece) < PIECE:
                    return
        except zlib.error as fault:
            raise Unusable(Failure(Trouble.SERVER, "broken gzip")) from fault

    def _give(self, piece: bytes) -> None:
        self._given += len(piece)
        if self._given > self._limit:
            raise Unusable(Failure(Trouble.TOO_LARGE))
        if self._sink is not None:
            self._sink(piece)
        else:
            self._kept += piece
