"""Which sessions were at the same time as those of a page."""

import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from presence.core.clock import to_ms
from presence.core.session import MAX_LENGTH, Session
from presence.store.marks import with_marks
from presence.store.session_rows import SessionRows

_LOOK_BACK = MAX_LENGTH.days * 86_400_000  # no session is longer
_ENDLESS = 1 << 62

_Span = tuple[int, int, str]  # start, end and id


def beside(
    connection: sqlite3.Connection, rows: SessionRows, sessions: Sequence[Session]
) -> Mapping[str, Sequence[Session]]:
    """By the id of each that shared time with others: these, newest first."""
    found: dict[str, set[str]] = {}
    for piece in _close_together([_span(session) for session in sessions]):
        near = _between(connection, piece[-1][0], max(end for _start, end, _id in piece))
        # How far back it is to be looked, but for the one that goes on.
        longest = max((end - start for start, end, _id in near if end < _ENDLESS), default=0)
        going = [span for span in near if span[1] == _ENDLESS]
        for start, end, session_id in piece:
            first = bisect_left(near, (start - longest,))
            last = bisect_left(near, (end,))
            met = {
                other_id
                for other_start, other_end, other_id in (*near[first:last], *going)
                if other_start < end and start < other_end and other_id != session_id
            }
            if met:
                found[session_id] = met
    if not found:
        return {}
    marks, values = with_marks(sorted(set().union(*found.values())))
    others = rows.where(f"id IN ({marks})", *values)
    return {
        session_id: [other for other in others if other.id in met]
        for session_id, met in found.items()
    }


def _span(session: Session) -> _Span:
    end = _ENDLESS if session.ended_at is None else to_ms(session.ended_at)
    return to_ms(session.started_at), end, session.id


def _close_together(spans: Sequence[_Span]) -> Iterator[Sequence[_Span]]:
    """Pieces of the page, newest first, whose look back would go through the same rows."""
    piece: list[_Span] = []
    for span in sorted(spans, reverse=True):
        if piece and span[1] < piece[-1][0] - _LOOK_BACK:
            yield piece
            piece = []
        piece.append(span)
    if piece:
        yield piece


def _between(connection: sqlite3.Connection, start: int, end: int) -> Sequence[_Span]:
    """The spans that have time there, the earliest first."""
    query = (
        f"SELECT started_at, coalesce(ended_at, {_ENDLESS}) AS until, id FROM sessions"
        " WHERE started_at >= ? AND started_at < ? AND until > ? ORDER BY 1, 2, 3"
    )
    return connection.execute(query, (start - _LOOK_BACK, end, start)).fetchall()
