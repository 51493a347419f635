"""What a table comes to: each phone's time face down, and the time in which all of them lay."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from presence.core.frozen import dataclass
from presence.core.table.phone import Phone
from presence.core.table.seat import Look
from presence.core.table.table import Table

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class SeatResult:
    """One phone's; ``at_table`` is the time of which it is known how it lay."""

    phone: Phone
    down: timedelta
    at_table: timedelta
    looks: tuple[Look, ...]

    @property
    def share(self) -> float | None:
        """How much of its time it lay face down, from 0 to 1; None: it never did anything."""
        return self.down / self.at_table if self.at_table else None


@dataclass(frozen=True, slots=True)
class TableResult:
    """All phones', in the order in which they came.

    ``total`` is the time in which every phone that was there lay face down, ``longest`` the
    longest stretch of it.
    """

    seats: tuple[SeatResult, ...]
    total: timedelta
    longest: timedelta

    @property
    def phones(self) -> int:
        """How many phones were at the table."""
        return len(self.seats)


def table_result(table: Table, end: datetime) -> TableResult:
    """What the table comes to at an instant: its end, or now."""
    results, present, down = [], [], []
    for seat in table.seats:
        account = seat.account(end)
        down.append(account.down)
        present.append(account.present)
        results.append(
            SeatResult(seat.phone, _sum(account.down), _sum(account.present), account.looks)
        )
    shared = _all_down(present, down)
    lengths = [finish - start for start, finish in shared]
    return TableResult(tuple(results), sum(lengths, timedelta()), max(lengths, default=timedelta()))


def _all_down(present: Sequence[Sequence[Span]], down: Sequence[Sequence[Span]]) -> Sequence[Span]:
    """When somebody was there and every phone that was lay face down."""
    edges: dict[datetime, list[int]] = {}
    for which, spans in enumerate((present, down)):
        for start, finish in (span for each in spans for span in each):
            edges.setdefault(start, [0, 0])[which] += 1
            edges.setdefault(finish, [0, 0])[which] -= 1
    found: list[Span] = []
    here = lying = 0
    for at, following in pairwise(sorted(edges)):
        here += edges[at][0]
        lying += edges[at][1]
        if not here or lying < here:
            continue
        if found and found[-1][1] == at:
            found[-1] = (found[-1][0], following)
        else:
            found.append((at, following))
    return found


def _sum(spans: Iterable[Span]) -> timedelta:
    return sum((finish - start for start, finish in spans), timedelta())
