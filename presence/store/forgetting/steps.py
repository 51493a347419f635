"""Rewrites the history of one log, sealing each change anew; the caller holds the transaction."""

import sqlite3
from collections.abc import Callable, Iterable

from presence.core.ports import ChangeKind
from presence.store.history import REDO, UNDO
from presence.store.seal import seal

Sides = tuple[str | None, str | None]  # before and after
# Their ``kind`` is a name that somebody gave.
_NAMED = (
    ChangeKind.RENAMED,
    ChangeKind.TAG_REMOVED,
    ChangeKind.NAMES_MERGED,
    ChangeKind.GROUP_CHANGED,
    ChangeKind.GOAL_CHANGED,
    ChangeKind.PAUSE_CHANGED,
    ChangeKind.PLAN_CHANGED,
    ChangeKind.PERSON_CHANGED,
    ChangeKind.FOLLOW_UP_CHANGED,
    ChangeKind.CADENCE_CHANGED,
    ChangeKind.MET,
    ChangeKind.IMPORTED,
)


def rewrite_rows(
    connection: sqlite3.Connection,
    rewrite: Callable[[str, str, str | None, str | None], Sides | None],
) -> int:
    """Have each row (entity, id, before, after) say what ``rewrite`` gives; None takes it away.

    A change of which nothing is left goes with it. How many rows are other ones now.
    """
    touched: set[int] = set()
    count = 0
    for counter, position, *row in connection.execute(
        "SELECT counter, position, entity, entity_id, before, after FROM change_rows"
    ).fetchall():
        sides = rewrite(*row)
        if sides == tuple(row[2:]):
            continue
        count += 1
        touched.add(counter)
        place = (counter, position)
        if sides is None:
            connection.execute("DELETE FROM change_rows WHERE (counter, position) = (?, ?)", place)
        else:
            connection.execute(
                "UPDATE change_rows SET before = ?, after = ? WHERE (counter, position) = (?, ?)",
                (*sides, *place),
            )
    _remove_empty(connection, touched)
    return count


def blank_names(connection: sqlite3.Connection, is_theirs: Callable[[str], bool]) -> int:
    """Take a name out of what changes say of themselves; how many said it."""
    what = [*(each.value for each in _NAMED), UNDO, REDO]  # these say it of what they took back
    marks = ",".join("?" * len(what))
    query = f"SELECT counter, kind FROM changes WHERE what IN ({marks})"
    named = connection.execute(query, what).fetchall()
    theirs = [counter for counter, name in named if is_theirs(name)]
    for counter in theirs:
        connection.execute("UPDATE changes SET kind = '' WHERE counter = ?", (counter,))
        seal(connection, counter)
    return len(theirs)


def _remove_empty(connection: sqlite3.Connection, counters: Iterable[int]) -> None:
    for counter in sorted(counters):
        rows = "SELECT 1 FROM change_rows WHERE counter = ? LIMIT 1"
        if connection.execute(rows, (counter,)).fetchone():
            seal(connection, counter)
            continue
        undone = "SELECT counter FROM changes WHERE undone_by = ?"
        for (other,) in connection.execute(undone, (counter,)).fetchall():
            connection.execute("UPDATE changes SET undone_by = NULL WHERE counter = ?", (other,))
            seal(connection, other)
        connection.execute("DELETE FROM changes WHERE counter = ?", (counter,))
