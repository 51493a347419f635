"""Each session's part in a period: its time within it, and what of it was kept."""

from math import fsum

from presence.core.frozen import dataclass
from presence.core.kept import basis_from, share_from
from presence.core.library import Mapping, Sequence
from presence.core.review.lean import GOOD, length_of, spoilt
from presence.core.review.rows import LookRows, Rows
from presence.core.review.values import KindReview
from presence.core.session import Basis, Said, Watched
from presence.core.slip import SlipSource

_Known = tuple[Basis, float | None]
_Sources = frozenset[str]
_NO_SOURCE: _Sources = frozenset()


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
    pairs = list(zip(rows.watched, rows.said, strict=True))
    without = {pair: _at_most(*pair, _NO_SOURCE) for pair in set(pairs)}
    found = list(map(without.__getitem__, pairs))
    with_looks: dict[tuple[tuple[str, str | None], _Sources], _Known] = {}
    for place, sources in _sources_of(rows.looks).items():
        pair = pairs[place]
        known = with_looks.get((pair, sources))
        if known is None:
            known = with_looks[pair, sources] = _at_most(*pair, sources)
        found[place] = known
    shares = [most for _basis, most in found]
    for place, lost in _lost_to_looks(rows, ends).items():
        most, length = shares[place], ends[place] - rows.started[place]
        if most is not None and length:
            share = 1.0 - lost / length
            shares[place] = share if share < most else most
    bases = [basis for basis, _most in found]
    return shares, bases, {basis: bases.count(basis) for basis in dict.fromkeys(bases)}


def _sources_of(looks: LookRows) -> Mapping[int, _Sources]:
    """By what the looks of each session were noticed."""
    of_each: dict[int, _Sources] = {}
    alone = {source: frozenset((source,)) for source in set(looks.sources)}
    for place, source in zip(looks.places, looks.sources, strict=True):
        others = of_each.get(place)
        of_each[place] = alone[source] if others is None else others | alone[source]
    return of_each


def _lost_to_looks(rows: Rows, ends: Sequence[int]) -> Mapping[int, int]:
    """The time that looks have taken from each session; overlapping ones count once."""
    looks, started = rows.looks, rows.started
    lost: dict[int, int] = {}
    several: set[int] = set()
    columns = zip(looks.places, looks.at, looks.lengths, looks.reasons, strict=True)
    for place, at, length, reason in columns:
        if reason in GOOD:
            continue
        if place in lost:
            several.add(place)
        start, end, finish = started[place], ends[place], at + length
        # Compared by hand: min and max take thrice as long.
        within = (finish if finish < end else end) - (at if at > start else start)
        lost[place] = within if within > 0 else 0
    for place in several:
        lost[place] = spoilt(looks.of(place), started[place], ends[place])
    return lost


def _at_most(watched: str, said: str | None, sources: _Sources) -> _Known:
    """The basis, and the share that is kept where no look takes any time away."""
    answer = None if said is None else Said(said)
    noticed_by = frozenset(map(SlipSource, sources))
    basis = basis_from(frozenset(map(Watched, watched.split())), answer, noticed_by)
    return basis, share_from(basis, answer, 1.0)


def kept_share_of(
    lengths: Sequence[int], shares: Sequence[float | None]
) -> tuple[float | None, int]:
    """The kept share weighted by time over those of which something is known, and their count."""
    pairs = zip(lengths, shares, strict=True)
    kept = [length * share for length, share in pairs if share is not None]
    if len(kept) < len(lengths):
        pairs = zip(lengths, shares, strict=True)
        lengths = [length for length, share in pairs if share is not None]
    total = sum(lengths)
    return (fsum(kept) / total, len(kept)) if total else (None, 0)


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
