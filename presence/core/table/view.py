"""What a window and a phone show of the table."""

from datetime import datetime, timedelta

from presence.core.frozen import dataclass
from presence.core.table.phone import Sensing
from presence.core.table.result import table_result
from presence.core.table.seat import State
from presence.core.table.table import Table


@dataclass(frozen=True, slots=True)
class SeatView:
    """One phone; ``looks`` counts those that are none of a moment."""

    id: str
    name: str
    state: State
    since: datetime
    is_own: bool
    sensing: Sensing
    down: timedelta
    looks: int


@dataclass(frozen=True, slots=True)
class TableView:
    """The table at an instant, phones in the order in which they came; never by who did best.

    ``kind_key`` is "" where the person has named the kind: others each phone names in its language.

    ``total`` and ``longest`` are as of ``now``: the time in which all lay face down, and the
    longest stretch of it. ``shows_looks`` is the host's choice: a gentle sign of a look for all,
    or for none.
    """

    session: str
    kind: str  # its name, in people's words
    now: datetime
    started_at: datetime
    planned_end_at: datetime | None
    ended_at: datetime | None
    is_over_time: bool
    seats: tuple[SeatView, ...]
    total: timedelta
    longest: timedelta
    shows_looks: bool
    kind_key: str = ""

    @property
    def lasts(self) -> timedelta:
        """How long the session has lasted."""
        return max((self.ended_at or self.now) - self.started_at, timedelta())

    @property
    def all_down(self) -> bool:
        """Whether every phone that is there lies face down."""
        here = [each.state for each in self.seats if each.state not in _NOT_HERE]
        return bool(here) and all(state in _LYING for state in here)


_NOT_HERE = frozenset({State.JOINING, State.LEFT, State.SILENT})
_LYING = frozenset({State.DOWN, State.LOCKED})


def table_view(
    table: Table,
    kind: str,
    now: datetime,
    planned_end_at: datetime | None,
    ended_at: datetime | None,
    is_over_time: bool,
    shows_looks: bool,
    kind_key: str = "",
) -> TableView:
    """The table as it is shown; once it has ended, as it was then."""
    until = ended_at or now
    result = table_result(table, until)
    seats = (
        SeatView(
            id=seat.phone.id,
            name=seat.phone.name,
            state=seat.state,
            since=seat.since,
            is_own=seat.phone.is_own,
            sensing=seat.phone.sensing,
            down=each.down,
            looks=len(each.looks),
        )
        for seat, each in zip(table.seats, result.seats, strict=True)
    )
    return TableView(
        session=table.session,
        kind=kind,
        now=now,
        started_at=table.began_at,
        planned_end_at=planned_end_at,
        ended_at=ended_at,
        is_over_time=is_over_time,
        seats=tuple(seats),
        total=result.total,
        longest=result.longest,
        shows_looks=shows_looks,
        kind_key=kind_key,
    )
