"""What an import has done so far, counted in bounded memory."""

from collections import Counter

from presence.core.exchange.arrival import Counts, Imported, LeftOut, Why

NAMED_AT_MOST = 10_000
SESSION = "session"
ADDED, CHANGED, UNCHANGED = "added", "changed", "unchanged"


class Tally:
    """Counts what goes in, and names what does not."""

    def __init__(self) -> None:
        self.read = 0
        self._counted: Counter[tuple[str, str]] = Counter()
        self._left_out: list[LeftOut] = []
        self._unnamed = 0

    def note(self, entity: str, what: str, count: int = 1) -> None:
        self._counted[entity, what] += count

    def leave_out(self, left_out: LeftOut) -> None:
        is_told = left_out.why is Why.REST_UNREAD  # however many there are
        if is_told or len(self._left_out) < NAMED_AT_MOST:
            self._left_out.append(left_out)
        else:
            self._unnamed += 1

    def result(self) -> Imported:
        """All of it, what was left out in the order of the lines."""
        others = sorted({entity for entity, _what in self._counted} - {SESSION})
        return Imported(
            read=self.read,
            sessions=self._counts(SESSION),
            others={entity: self._counts(entity) for entity in others},
            left_out=tuple(sorted(self._left_out, key=lambda each: each.line)),
            unnamed=self._unnamed,
        )

    def _counts(self, entity: str) -> Counts:
        return Counts(*(self._counted[entity, what] for what in (ADDED, CHANGED, UNCHANGED)))
