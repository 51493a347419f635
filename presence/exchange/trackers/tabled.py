"""Tables of other programs: a session for each row, or why there is none."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import BinaryIO

from presence.core.exchange.arrival import Arrival, LeftOut, Visit
from presence.core.session import Session
from presence.exchange.checks import BadRowError
from presence.exchange.sheet.columns import named, table_of

Cells = Mapping[str, str]


def sessions_in(
    stream: BinaryIO, path: str, needed: Sequence[str], session: Callable[[Cells], Session]
) -> Iterator[Arrival | LeftOut]:
    """``session`` makes one out of the cells of a row, by column, or raises BadRowError."""
    columns, rows = table_of(stream, path, needed)
    for row in rows:
        try:
            yield Arrival(row.number, Visit(session(named(columns, row)), by_id=False))
        except BadRowError as fault:
            yield LeftOut(row.number, fault.why, fault.field, fault.value)


def first_of(cells: Cells, *names: str) -> str:
    """The first of these cells that says something."""
    for name in names:
        if text := cells.get(name, "").strip():
            return text
    return ""
