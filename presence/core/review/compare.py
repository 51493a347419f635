"""Two periods beside each other."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from presence.core.review.values import Comparison, Pair, PeriodReview


def compare(one: PeriodReview, other: PeriodReview) -> Comparison:
    """What changed from ``other`` to ``one``; any two periods, also of unequal length."""
    per_day = Pair(one.total / one.period.length, other.total / other.period.length)
    return Comparison(
        one=one,
        other=other,
        total=Pair(one.total, other.total),
        with_people=Pair(one.with_people, other.with_people),
        per_day=per_day,
        is_equally_long=one.period.length == other.period.length,
        by_kind=_pairs(_kinds(one), _kinds(other)),
        by_person=_pairs(one.by_person, other.by_person),
        by_group=_pairs(one.by_group, other.by_group),
        by_tag=_pairs(one.by_tag, other.by_tag),
        by_place=_pairs(one.by_place, other.by_place),
    )


def _kinds(review: PeriodReview) -> Iterable[tuple[str, timedelta]]:
    return ((key, kind.total) for key, kind in review.by_kind.items())


def _pairs(
    one: Iterable[tuple[str, timedelta]], other: Iterable[tuple[str, timedelta]]
) -> Sequence[tuple[str, Pair]]:
    first, second = dict(one), dict(other)
    nothing = timedelta()
    pairs = [
        (name, Pair(first.get(name, nothing), second.get(name, nothing)))
        for name in dict.fromkeys((*first, *second))
    ]
    return sorted(pairs, key=lambda item: (-max(item[1].one, item[1].other), item[0]))
