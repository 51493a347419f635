"""Planned against real: how long sessions were meant to be, and how long they were."""

from collections.abc import Sequence
from datetime import timedelta

from presence.core.review.lean import length_of
from presence.core.review.values import PlannedReview
from presence.core.review.within import Within
from presence.core.session import AS_PLANNED

_BESIDE = AS_PLANNED // timedelta(milliseconds=1)


def planned_of(parts: Within, of_each: Sequence[int | None]) -> PlannedReview:
    """The sessions that began within the period, had a plan, and whose real end is known.

    An end that nobody has confirmed is the planned one, and would prove the plan right.
    """
    rows, start, end = parts.rows, parts.start, parts.end
    count = planned = real = longer = shorter = 0
    columns = zip(of_each, rows.started, rows.ended, rows.confirmed, strict=True)
    for plan, started, ended, is_confirmed in columns:
        if plan is None or ended is None or not is_confirmed or not start <= started < end:
            continue
        meant, was = max(plan - started, 0), ended - started
        count += 1
        planned += meant
        real += was
        longer += was > meant + _BESIDE
        shorter += was < meant - _BESIDE
    return PlannedReview(count, length_of(planned), length_of(real), longer, shorter)
