"""Each session's part in a week, one by one, for whoever picks some of them out (goals)."""

from collections.abc import Iterable, Sequence

from presence.core.review.lean import Lean
from presence.core.review.within import kept_share_of
from presence.core.session import Basis

# A session, its milliseconds within the span, what is known of it, and the share that was kept.
Part = tuple[Lean, int, Basis, float | None]


def parts_within(rows: Iterable[Lean], start: int, end: int, now: int) -> Sequence[Part]:
    """The parts of the sessions that lie in [start, end)."""
    return [
        (
            row,
            max(min(row.end(now), end) - max(row.started, start), 0),
            row.basis,
            row.kept_share(now),
        )
        for row in rows
    ]


def kept_of(parts: Sequence[Part]) -> tuple[float | None, int]:
    """The kept share weighted by time over those of which something is known, and their count."""
    return kept_share_of([part[1] for part in parts], [part[3] for part in parts])
