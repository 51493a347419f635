"""Looks at a screen: when, by what they were noticed, why, and the longest time without one."""

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from presence.core.clock import from_ms
from presence.core.review.hours import length_of
from presence.core.review.lean import Lean, LeanSlip
from presence.core.review.parts import Part
from presence.core.review.values import Looks, LooksReview, Stretch
from presence.core.session import Said
from presence.core.slip import GOOD_REASONS, SlipReason, SlipSource


class _Sum:
    """Looks that are being counted."""

    __slots__ = ("count", "length")

    def __init__(self) -> None:
        self.count = self.length = 0

    def add(self, slip: LeanSlip) -> None:
        self.count += 1
        self.length += slip.length

    def looks(self) -> Looks:
        return Looks(self.count, length_of(self.length))


def looks_of(parts: Iterable[Part], start: int, end: int, now: int, zone: tzinfo) -> LooksReview:
    """The looks that began within [start, end)."""
    everything, good = _Sum(), _Sum()
    by_hour = [_Sum() for _ in range(24)]
    by_source: dict[SlipSource, _Sum] = {}
    by_reason: dict[SlipReason | None, _Sum] = {}
    for part in parts:
        for slip in part.row.slips:
            at = _noticed_at(slip, part.row, now)
            if not start <= at < end:
                continue
            hour = datetime.fromtimestamp(at // 1000, zone).hour
            sums = [everything, by_hour[hour]]
            sums.append(by_source.setdefault(slip.source, _Sum()))
            sums.append(by_reason.setdefault(slip.reason, _Sum()))
            if slip.reason in GOOD_REASONS:
                sums.append(good)
            for each in sums:
                each.add(slip)
    return LooksReview(
        all=everything.looks(),
        with_good_reason=good.looks(),
        by_hour=tuple(each.looks() for each in by_hour),
        by_source={
            source: by_source[source].looks() for source in SlipSource if source in by_source
        },
        by_reason={
            reason: by_reason[reason].looks()
            for reason in (*SlipReason, None)
            if reason in by_reason
        },
    )


def _noticed_at(slip: LeanSlip, row: Lean, now: int) -> int:
    """When it began; one at the very end still belongs to the day in which its session ended."""
    return max(min(slip.at, row.end(now) - 1), row.started)


def longest_of(parts: Iterable[Part], start: int, end: int, now: int) -> Stretch | None:
    """The longest time in one session without a look, where it is known that there was none."""
    best, best_start, best_row = 0, 0, None
    for part in parts:
        row = part.row
        if part.length <= best or part.share is None or row.said in (Said.MOSTLY, Said.NO):
            continue
        for begin, finish in _stretches(row.slips, max(row.started, start), min(row.end(now), end)):
            if finish - begin > best:
                best, best_start, best_row = finish - begin, begin, row
    if best_row is None:
        return None
    return Stretch(length_of(best), from_ms(best_start), best_row.id, best_row.kind)


def _stretches(slips: Sequence[LeanSlip], start: int, end: int) -> Iterable[tuple[int, int]]:
    since = start
    for slip in sorted(slips, key=lambda item: item.at):
        yield since, min(slip.at, end)
        since = max(since, slip.at + slip.length)
    yield since, end
