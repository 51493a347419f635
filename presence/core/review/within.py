"""Each session's part in a period: its time within it, and what of it was kept."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import fsum

from presence.core.frozen import dataclass
from presence.core.kept import basis_from, share_from
from presence.core.review.lean import GOOD, LeanSlip, length_of, spoilt
from presence.core.review.rows import Rows
from presence.core.review.values import KindReview
from presence.core.session import Basis, Said, Watched
from presence.core.slip import SlipSource

_Known = tuple[Basis, float | None]


@dataclass(frozen=True, slots=True)
class Within:
    """The sessions within [start, end), with more columns.

    ``lengths`` is each one's time within the period, ``shares`` what was kept of it (None: not
    known), ``bases`` what that rests on, which ``by_basis`` counts.
    """

    rows: Rows
    start: int
    end: int
    ends: Sequence[int]
    lengths: Sequence[int]
    shares: Sequence[float | None]
    bases: Sequence[Basis]
    by_basis: Mapping[Basis, int]


def within(rows: Rows, start: int, end: int, now: int) -> Within:
    """The parts of the sessions that lie in [start, end)."""
    ends = rows.ends(now)
    lengths = [
        (finish if finish < end else end) - (begin if begin > start else start)
        for begin, finish in zip(rows.started, ends, strict=True)
    ]
    if lengths and min(lengths) < 0:
        lengths = [max(length, 0) for length in lengths]
    return Within(rows, start, end, ends, lengths, *_known(rows, ends))


def _known(
    rows: Rows, ends: Sequence[int]
) -> tuple[list[float | None], list[Basis], Mapping[Basis, int]]:
    """The shares and what they rest on: found once for all of which the same is known."""
    pairs, started = list(zip(rows.watched, rows.said, strict=True)), rows.started
    without = {pair: _at_most(*pair) for pair in set(pairs)}
    found = list(map(without.__getitem__, pairs))
    shares = [most for _basis, most in found]
    with_looks: dict[tuple[str, str | None, str], _Known] = {}
    for place, slips in rows.slips.items():
        _at, _length, source, reason = slips[0]
        if len(slips) > 1:
            source = " ".join(sorted({slip.source for slip in slips}))
        watched, said = pairs[place]
        key = watched, said, source
        known = with_looks.get(key)
        if known is None:
            known = with_looks[key] = _at_most(watched, said, slips)
        found[place] = known
        shares[place] = most = known[1]
        if most is None or (reason in GOOD and len(slips) == 1):
            continue  # nothing is known, or nothing is taken away
        start, end = started[place], ends[place]
        if start != end:
            share = 1.0 - spoilt(slips, start, end) / (end - start)
            shares[place] = share if share < most else most
    bases = [basis for basis, _most in found]
    return shares, bases, Counter(bases)


def _at_most(watched: str, said: str | None, slips: Sequence[LeanSlip] = ()) -> _Known:
    """The basis, and the share that is kept where no look takes any time away."""
    answer = None if said is None else Said(said)
    sources = frozenset(SlipSource(slip.source) for slip in slips)
    basis = basis_from(frozenset(map(Watched, watched.split())), answer, sources)
    return basis, share_from(basis, answer, 1.0)


def kept_share_of(
    lengths: Sequence[int], shares: Sequence[float | None]
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
