"""Known names, folded once: a line is read at every key, and there may be thousands of them."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from presence.core.entry.line import BETWEEN
from presence.core.person import folded


class Known:
    """Names in the order of their likelihood; of two that fold alike the first is meant."""

    def __init__(self, names: Sequence[str]) -> None:
        self._whole: dict[str, str] = {}
        self._pieces: dict[str, list[str]] = {}
        self._folded: list[tuple[tuple[str, ...], str]] = []
        for name in names:
            plain = folded(name)
            if not plain or plain in self._whole:
                continue
            self._whole[plain] = name
            pieces = tuple(dict.fromkeys(plain.split()))
            for piece in pieces:
                self._pieces.setdefault(piece, []).append(name)
            self._folded.append(((plain, *pieces), name))
        self._longest = max(map(len, self._whole), default=0)

    def at(self, line: str, start: int) -> tuple[str, int]:
        """The longest name that stands there in a folded line, and where it ends; "" for none."""
        found, found_end = "", start
        end = start
        while end < len(line) and end - start < self._longest:
            end += 1
            while end < len(line) and line[end] not in BETWEEN:
                end += 1
            name = self._whole.get(line[start:end])
            if name is not None:
                found, found_end = name, end
        return found, found_end

    def spelt(self, name: str) -> str:
        """The name as it is known, or as it was said."""
        return self._whole.get(folded(name), name)

    def __contains__(self, name: str) -> bool:
        return folded(name) in self._whole

    def with_piece(self, word: str) -> Sequence[str]:
        """Those of which this is a whole first or last name."""
        return self._pieces.get(folded(word), ())

    def begun_with(self, word: str, most: int) -> list[str]:
        """Those that begin so, or one of whose names does."""
        plain = folded(word)
        found: list[str] = []
        for beginnings, name in self._folded:
            if any(beginning.startswith(plain) for beginning in beginnings):
                found.append(name)
                if len(found) == most:
                    break
        return found

    def whole_begun_with(self, plain: str, most: int) -> list[str]:
        """Those whose whole folded name begins so."""
        found = (name for beginnings, name in self._folded if beginnings[0].startswith(plain))
        return list(islice(found, most))

    def goes_on_after(self, name: str) -> bool:
        """Whether another name begins with this one and a space."""
        plain = folded(name) + " "
        return any(beginnings[0].startswith(plain) for beginnings, _name in self._folded)


@lru_cache(maxsize=8)
def known(names: tuple[str, ...]) -> Known:
    """The same names are folded once, however often a line is read."""
    return Known(names)
