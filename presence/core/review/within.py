"""Each session's part in a period: its time within it, and what of it was kept."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from presence.core.kept import basis_from, share_from
from presence.core.review.lean import LeanSlip, length_of, spoilt
from presence.core.review.rows import Rows
from presence.core.review.values import KindReview
from presence.core.session import Basis, Said, Watched


@dataclass(frozen=True, slots=True)
class Within:
    """The sessions within [start, end), with more columns.

    ``lengths`` is each one's time within the period, ``shares`` what was kept of it (None: not
    known), ``bases`` what that rests on.
    """

    rows: Rows
    start: int
    end: int
    ends: Sequence[int]
    lengths: Sequence[int]
    bases: Sequence[Basis]
    shares: Sequence[float | None]


def within(rows: Rows, start: int, end: int, now: int) -> Within:
    """The parts of the sessions that lie in [start, end)."""
    ends = rows.ends(now)
    lengths = [
        (finish if finish < end else end) - (begin if begin > start else start)
        for begin, finish in zip(rows.started, ends, strict=True)
    ]
    if lengths and min(lengths) < 0:
        lengths = [max(length, 0) for length in lengths]
    bases, shares = _known(rows, ends)
    return Within(rows, start, end, ends, lengths, bases, shares)


def _known(rows: Rows, ends: Sequence[int]) -> tuple[list[Basis], list[float | None]]:
    pairs = list(zip(rows.watched, rows.said, strict=True))
    known = {pair: _without_looks(*pair) for pair in set(pairs)}
    bases = [known[pair][0] for pair in pairs]
    shares = [known[pair][1] for pair in pairs]
    for place, slips in rows.slips.items():
        span = rows.started[place], ends[place]
        bases[place], shares[place] = _with_looks(*pairs[place], slips, *span)
    return bases, shares


def _without_looks(watched: str, said: str | None) -> tuple[Basis, float | None]:
    answer = None if said is None else Said(said)
    basis = basis_from(frozenset(map(Watched, watched.split())), answer, frozenset())
    return basis, share_from(basis, answer, 1.0)


def _with_looks(
    watched: str, said: str | None, slips: Sequence[LeanSlip], start: int, end: int
) -> tuple[Basis, float | None]:
    answer = None if said is None else Said(said)
    sources = {slip.source for slip in slips}
    basis = basis_from(frozenset(map(Watched, watched.split())), answer, sources)
    measured = 1.0 - spoilt(slips, start, end) / (end - start) if end > start else 1.0
    return basis, share_from(basis, answer, measured)


def kept_share_of(
    lengths: Iterable[int], shares: Iterable[float | None]
) -> tuple[float | None, int]:
    """The kept share weighted by time over those of which something is known, and their count."""
    pairs = zip(lengths, shares, strict=True)
    known = [(length, share) for length, share in pairs if share is not None]
    total = sum([length for length, _share in known])
    if not total:
        return None, 0
    return fsum([length * share for length, share in known]) / total, len(known)


def kinds_of(parts: Within) -> Mapping[str, KindReview]:
    """Each kind's time, and what was kept of it, in the order in which they came."""
    by_kind: dict[str, tuple[list[int], list[float | None]]] = {}
    for kind, length, share in zip(parts.rows.kinds, parts.lengths, parts.shares, strict=True):
        if kind not in by_kind:
            by_kind[kind] = [], []
        lengths, shares = by_kind[kind]
        lengths.append(length)
        shares.append(share)
    return {kind: _kind(*columns) for kind, columns in by_kind.items()}


def _kind(lengths: Sequence[int], shares: Sequence[float | None]) -> KindReview:
    return KindReview(
        total=length_of(sum(lengths)),
        count=len(lengths),
        known=len(lengths) - shares.count(None),
        kept=shares.count(1.0),
        share=kept_share_of(lengths, shares)[0],
    )


def bases_of(parts: Within) -> Mapping[Basis, int]:
    """How many sessions rest on what."""
    return Counter({basis: parts.bases.count(basis) for basis in Basis})
