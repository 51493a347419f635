"""The hours of many years, added up by SQLite from one index: no session becomes a row here."""

from datetime import timedelta
from itertools import pairwise

from presence.core.library import Iterator, Sequence
from presence.core.session import MAX_LENGTH
from presence.store.documents import rows_that_can_be
from presence.store.sqlite import sqlite3

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presence.core.review.reading import SummedHours

_LONGEST = MAX_LENGTH // timedelta(milliseconds=1)
_BEGAN = "FROM sessions WHERE started_at >= ?1 AND started_at < ?2"
_ADDED_UP = (
    f"SELECT kind, sum(ended_at - started_at), max(ended_at) {_BEGAN}"
    " AND ended_at IS NOT NULL GROUP BY kind"
)
_BEYOND = f"SELECT ended_at, kind {_BEGAN} AND ended_at > ?2"


def hours_between(connection: sqlite3.Connection, edges: Sequence[int]) -> "SummedHours":
    """As ``ReviewLog`` has it; what is no number or no text is damage."""
    added_up: list[dict[str, int]] = []
    # No session is longer than MAX_LENGTH: before that none goes on beyond the first edge.
    beyond = [(edges[0], *row) for row in _beyond(connection, edges[0] - _LONGEST - 1, edges[0])]
    with rows_that_can_be():
        for since, until in pairwise(edges):
            by_kind: dict[str, int] = {}
            last = until
            for kind, length, latest in connection.execute(_ADDED_UP, (since, until)):
                _refuse(type(length) is not int or type(kind) is not str)
                by_kind[kind] = length
                last = max(last, latest)
            if last > until:
                for end, kind in _beyond(connection, since, until):
                    by_kind[kind] -= end - until
                    beyond.append((until, end, kind))
            added_up.append(by_kind)
        return (
            added_up,
            [edge for edge, _end, _kind in beyond],
            [end for _edge, end, _kind in beyond],
            [kind for _edge, _end, kind in beyond],
        )


def _beyond(connection: sqlite3.Connection, since: int, until: int) -> Iterator[tuple[int, str]]:
    """The end and kind of those that began before an edge and end after it."""
    with rows_that_can_be():
        for end, kind in connection.execute(_BEYOND, (since, until)):
            _refuse(type(end) is not int or type(kind) is not str)
            yield end, kind


def _refuse(is_damage: bool) -> None:
    if is_damage:
        raise ValueError("a value that none of ours can hold")
