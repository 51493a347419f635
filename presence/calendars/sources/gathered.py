"""A text as it came, in blocks: one that grows to 50 MB is never copied as a whole."""

from presence.core.coming.fetched import Text

BLOCK = 1_000_000  # bytes


class Gathered:
    """Takes pieces; of what has come any stretch is a ``Text``."""

    def __init__(self) -> None:
        self._blocks: list[bytearray] = []  # all but the last are full
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def add(self, piece: bytes) -> None:
        """What comes next."""
        while piece:
            if not self._length % BLOCK:
                self._blocks.append(bytearray())
            left = BLOCK - len(self._blocks[-1])
            self._blocks[-1] += piece[:left]
            self._length += len(piece[:left])
            piece = piece[left:]

    def stretch(self, start: int, end: int) -> Text:
        """What lies there: itself where it is short, else a view of it."""
        end = min(end, self._length)
        return self.cut(start, end) if end - start <= BLOCK else _Stretch(self, start, end)

    def cut(self, start: int, end: int) -> bytes:
        """The bytes of [start, end)."""
        found = []
        while start < end:
            number, begins = divmod(start, BLOCK)
            piece = self._blocks[number][begins : begins + end - start]
            found.append(piece)
            start += len(piece)
        return b"".join(found)


class _Stretch:
    """A part of what was gathered, which nobody adds to any more."""

    def __init__(self, gathered: Gathered, start: int, end: int) -> None:
        self._gathered = gathered
        self._start = start
        self._end = end

    def __len__(self) -> int:
        return self._end - self._start

    def __getitem__(self, piece: slice, /) -> bytes:
        first, last, _step = piece.indices(len(self))
        return self._gathered.cut(self._start + first, self._start + last)
