"""Planned against real: how long sessions were meant to be, and how long they were."""

from collections.abc import Iterable
from datetime import timedelta

from presence.core.review.hours import length_of
from presence.core.review.parts import Part
from presence.core.review.values import PlannedReview

AS_PLANNED = timedelta(minutes=5)  # nobody gets up to the minute
_BESIDE = AS_PLANNED // timedelta(milliseconds=1)


def planned_of(parts: Iterable[Part], start: int, end: int) -> PlannedReview:
    """The sessions that began within [start, end), had a plan, and whose real end is known.

    An end that nobody has confirmed is the planned one, and would prove the plan right.
    """
    count = planned = real = longer = shorter = 0
    for part in parts:
        row = part.row
        if row.planned is None or row.ended is None or not row.confirmed:
            continue
        if not start <= row.started < end:
            continue
        meant, was = max(row.planned - row.started, 0), row.ended - row.started
        count += 1
        planned += meant
        real += was
        longer += was > meant + _BESIDE
        shorter += was < meant - _BESIDE
    return PlannedReview(count, length_of(planned), length_of(real), longer, shorter)
