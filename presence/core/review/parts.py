"""Each session's part in a period: its time within it, and what of it was kept."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from typing import NamedTuple

from presence.core.kept import basis_from, share_from
from presence.core.review.hours import length_of
from presence.core.review.lean import NO_SOURCES, Lean
from presence.core.review.values import KindReview
from presence.core.session import Basis, Said, Watched


class Part(NamedTuple):
    """A session, its milliseconds within the period, and its kept share with the basis."""

    row: Lean
    length: int
    basis: Basis
    share: float | None


def parts_within(rows: Iterable[Lean], start: int, end: int, now: int) -> Sequence[Part]:
    """The parts of the sessions that lie in [start, end)."""
    without_looks: dict[tuple[frozenset[Watched], Said | None], tuple[Basis, float | None]] = {}
    parts: list[Part] = []
    for row in rows:
        finish = row.end(now)
        length = max(min(finish, end) - max(row.started, start), 0)
        if row.slips:
            known = row.basis, row.kept_share(now)
        elif (found := without_looks.get((row.watched, row.said))) is not None:
            known = found
        else:
            basis = basis_from(row.watched, row.said, NO_SOURCES)
            known = basis, share_from(basis, row.said, 1.0)
            without_looks[row.watched, row.said] = known
        parts.append(Part(row, length, *known))
    return parts


def kept_of(parts: Iterable[Part]) -> tuple[float | None, int]:
    """The kept share weighted by time over those of which something is known, and their count."""
    known = [(part.length, part.share) for part in parts if part.share is not None]
    total = sum(length for length, _share in known)
    if not total:
        return None, 0
    return fsum(length * share for length, share in known) / total, len(known)


def kinds_of(parts: Iterable[Part]) -> Mapping[str, KindReview]:
    """Each kind's time, and what was kept of it."""
    by_kind: dict[str, list[Part]] = {}
    for part in parts:
        by_kind.setdefault(part.row.kind, []).append(part)
    return {kind: _kind(of_kind) for kind, of_kind in by_kind.items()}


def _kind(parts: Sequence[Part]) -> KindReview:
    return KindReview(
        total=length_of(sum(part.length for part in parts)),
        count=len(parts),
        known=sum(part.share is not None for part in parts),
        kept=sum(part.share == 1.0 for part in parts),
        share=kept_of(parts)[0],
    )


def bases_of(parts: Iterable[Part]) -> Mapping[Basis, int]:
    """How many sessions rest on what."""
    return Counter(part.basis for part in parts)
