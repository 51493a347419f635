"""Looks at a screen: when, by what they were noticed, why, and the longest time without one."""

from datetime import datetime, tzinfo

from presence.core.clock import from_ms
from presence.core.library import Iterable, Mapping, Sequence, itemgetter
from presence.core.review.lean import LeanSlip, length_of
from presence.core.review.values import Looks, LooksReview, Stretch
from presence.core.review.within import Within
from presence.core.session import Said
from presence.core.slip import GOOD_REASONS, SlipReason, SlipSource

Counted = tuple[int, int]  # looks, and their milliseconds
_NOT_ALL_KEPT = frozenset({Said.MOSTLY.value, Said.NO.value})


def looks_of(parts: Within, zone: tzinfo) -> LooksReview:
    """The looks that began within the period."""
    counts, lengths = [0] * 24, [0] * 24
    by_both: dict[tuple[str, str | None], list[int]] = {}  # their lengths, added up at the end
    looks = parts.rows.looks
    columns = looks.places, looks.at, looks.lengths, looks.sources, looks.reasons
    for place, at, length, source, reason in zip(*columns, strict=True):
        first = parts.rows.started[place]
        # One at the very end still belongs to the day in which its session ended.
        at = max(min(at, parts.ends[place] - 1), first)
        if parts.start <= at < parts.end:
            hour = datetime.fromtimestamp(at // 1000, zone).hour
            counts[hour] += 1
            lengths[hour] += length
            by_both.setdefault((source, reason), []).append(length)
    by_hour = list(zip(counts, lengths, strict=True))
    return _review(by_hour, {both: (len(each), sum(each)) for both, each in by_both.items()})


def _review(
    by_hour: Sequence[Counted], by_both: Mapping[tuple[str, str | None], Counted]
) -> LooksReview:
    sums = [
        (SlipSource(source), None if reason is None else SlipReason(reason), counted)
        for (source, reason), counted in by_both.items()
    ]
    sources = {source for source, _reason, _sum in sums}
    reasons = {reason for _source, reason, _sum in sums}
    return LooksReview(
        all=_looks(by_both.values()),
        with_good_reason=_looks(each for _source, why, each in sums if why in GOOD_REASONS),
        by_hour=tuple(_looks([counted]) for counted in by_hour),
        by_source={
            source: _looks(each for one, _reason, each in sums if one is source)
            for source in SlipSource
            if source in sources
        },
        by_reason={
            reason: _looks(each for _source, one, each in sums if one is reason)
            for reason in (*SlipReason, None)
            if reason in reasons
        },
    )


def _looks(counted: Iterable[Counted]) -> Looks:
    count = length = 0
    for looks, milliseconds in counted:
        count += looks
        length += milliseconds
    return Looks(count, length_of(length))


def longest_of(parts: Within) -> Stretch | None:
    """The longest time in one session without a look, where it is known that there was none."""
    rows = parts.rows
    best, best_start, best_place = 0, 0, -1
    columns = zip(range(len(rows.ids)), parts.lengths, parts.shares, rows.said, strict=True)
    for place, length, share, said in columns:
        if length <= best or share is None or said in _NOT_ALL_KEPT:
            continue
        start = max(rows.started[place], parts.start)
        end = min(parts.ends[place], parts.end)
        for begin, finish in _stretches(rows.looks.of(place), start, end):
            if finish - begin > best:
                best, best_start, best_place = finish - begin, begin, place
    if best_place < 0:
        return None
    return Stretch(
        length_of(best), from_ms(best_start), rows.ids[best_place], rows.kinds[best_place]
    )


def _stretches(slips: Sequence[LeanSlip], start: int, end: int) -> Iterable[tuple[int, int]]:
    since = start
    for at, length, _source, _reason in sorted(slips, key=itemgetter(0)):
        yield since, min(at, end)
        since = max(since, at + length)
    yield since, end
