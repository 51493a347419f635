"""When one met whom: the last time of many people, and every time of one."""

from datetime import timedelta

from presence.core.clock import from_ms
from presence.core.library import Collection, Sequence
from presence.core.people.last_met import LastMet
from presence.core.session import MAX_LENGTH
from presence.store.documents import rows_that_can_be
from presence.store.marks import with_marks
from presence.store.people import ID_SEPARATOR
from presence.store.sqlite import sqlite3

_OF_ONE = "FROM session_people JOIN sessions ON sessions.id = session_id WHERE person_id = ?"
_LAST_OF_ONE = f"SELECT sessions.id, started_at, kind, place {_OF_ONE} ORDER BY 2 DESC LIMIT 1"
# One step in the index of migration 5 for each, and one to the session.
_LAST = (
    "SELECT people.id, sessions.id, started_at, kind, place FROM people JOIN sessions"
    " ON sessions.id = (SELECT session_id FROM session_people WHERE person_id = people.id"
    " ORDER BY met_at DESC LIMIT 1) WHERE people.id IN"
)
# To look somebody up alone takes as long as to walk through so many sessions.
_WORTH = 500
_AT_ONCE = 500  # ids in one query
_LONGEST = MAX_LENGTH // timedelta(milliseconds=1)


def last_met(connection: sqlite3.Connection, ids: Collection[str]) -> dict[str, LastMet]:
    """By a person's id; whom one never met is left out."""
    found: dict[str, LastMet] = {}
    wanted = list(ids)
    with rows_that_can_be():
        for first in range(0, len(wanted), _AT_ONCE):
            marks, values = with_marks(wanted[first : first + _AT_ONCE])
            for person, *row in connection.execute(f"{_LAST} ({marks})", values):
                found[person] = _last(*row)
    return found


def lately_and_last(
    connection: sqlite3.Connection, ids: Collection[str], since: int, now: int
) -> dict[str, tuple[int, int]]:
    """The time with each since an instant and when the last session began, in milliseconds.

    Whom one never met is left out.
    """
    lately: dict[str, int] = {}
    last: dict[str, int] = {}
    missing = set(ids)
    query = "SELECT started_at, ended_at, people FROM sessions ORDER BY started_at DESC"
    with rows_that_can_be():
        for walked, (start, end, people) in enumerate(connection.execute(query)):
            if start <= since - _LONGEST and walked > len(missing) * _WORTH:
                break
            time = max(0, min(now if end is None else end, now) - max(start, since))
            for person in people.split(ID_SEPARATOR):
                lately[person] = lately.get(person, 0) + time
                last.setdefault(person, start)
                missing.discard(person)
        for person in missing:
            row = connection.execute(_LAST_OF_ONE, (person,)).fetchone()
            if row is not None:
                last[person] = row[1]
        return {each: (lately.get(each, 0), last[each]) for each in ids if each in last}


def spans_with(connection: sqlite3.Connection, person_id: str) -> Sequence[tuple[int, int | None]]:
    """Start and end of every session with a person, oldest first, in whole milliseconds."""
    with rows_that_can_be():
        query = f"SELECT started_at, ended_at {_OF_ONE} ORDER BY 1"
        rows = connection.execute(query, (person_id,)).fetchall()
        instants = [at for row in rows for at in row if at is not None]
        _ = [from_ms(at) for at in (min(instants), max(instants))] if instants else ()
        return rows


def _last(session_id: str, at: int, kind: str, place: str) -> LastMet:
    _ = session_id + kind + place  # a TypeError where one is no text
    return LastMet(from_ms(at), session_id, kind, place)
