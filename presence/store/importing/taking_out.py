"""Takes out of the log what an import has put in that did not come to its end.

The log itself says so, from the first piece to the last: a row ``importing`` of its table ``meta``.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from presence.core.ports import ChangeKind
from presence.store.database import transaction
from presence.store.documents import checksum, dump
from presence.store.history import RowChange
from presence.store.importing.present import present
from presence.store.importing.staging import is_at_work, sweep
from presence.store.people import PeopleTable
from presence.store.session_rows import SessionRows
from presence.store.swaps import Swaps
from presence.store.things import ThingsTable

_MARK = "importing"


def mark(connection: sqlite3.Connection, import_id: str) -> None:
    """From now on the import is unfinished; the caller holds the transaction."""
    row = (_MARK, import_id, checksum(_MARK + import_id))
    connection.execute("INSERT INTO meta (name, value, crc) VALUES (?,?,?)", row)


def unmark(connection: sqlite3.Connection) -> None:
    """It came to its end."""
    connection.execute("DELETE FROM meta WHERE name = ?", (_MARK,))


def unfinished(connection: sqlite3.Connection) -> str | None:
    """The import that is at work, or was when its process ended."""
    found = connection.execute("SELECT value FROM meta WHERE name = ?", (_MARK,)).fetchone()
    return found and str(found[0])


def take_out_what_crashed(connection: sqlite3.Connection, folder: Path) -> None:
    """Called when the log is opened: an import whose process is gone leaves nothing."""
    import_id = unfinished(connection)
    if import_id is not None and not is_at_work(folder):
        take_out(connection, import_id)
        sweep(folder)


def take_out(connection: sqlite3.Connection, import_id: str) -> None:
    """Remove what it has put in, piece by piece, the last one first, and that it ever was.

    What somebody has changed since is theirs, and stays.
    """
    people = PeopleTable(connection, str)
    rows = SessionRows(connection, people)
    swaps = Swaps(connection, people, rows, ThingsTable(connection))
    pieces = _pieces(connection, import_id)
    made: list[str] = []
    for counter in pieces:
        with transaction(connection):
            changes = _rows_of(connection, counter)
            made += [row.entity_id for row in changes if row.makes_somebody]
            _put_back(connection, rows, swaps, changes)
            connection.execute("DELETE FROM change_rows WHERE counter = ?", (counter,))
            connection.execute("DELETE FROM changes WHERE counter = ?", (counter,))
    with transaction(connection):
        for person_id in made:
            _forget_if_unnamed(connection, person_id, pieces[-1])
        unmark(connection)


def _pieces(connection: sqlite3.Connection, import_id: str) -> list[int]:
    query = "SELECT counter FROM changes WHERE what = ? AND session_id = ? ORDER BY counter DESC"
    found = connection.execute(query, (ChangeKind.IMPORTED.value, import_id))
    return [counter for (counter,) in found]


def _rows_of(connection: sqlite3.Connection, counter: int) -> list[RowChange]:
    query = (
        "SELECT entity, entity_id, before, after FROM change_rows"
        " WHERE counter = ? ORDER BY position DESC"
    )
    return [RowChange(*row) for row in connection.execute(query, (counter,))]


def _put_back(
    connection: sqlite3.Connection, rows: SessionRows, swaps: Swaps, changes: Sequence[RowChange]
) -> None:
    sessions = {row.entity_id: row for row in changes if row.entity == "session"}
    now = rows.documents_of(sessions)
    swaps.sessions(
        {each: sessions[each].before for each in now if dump(now[each]) == sessions[each].after}
    )
    for row in changes:
        if row.entity == "session" or row.makes_somebody:
            continue
        if present(connection, row.entity, row.entity_id) != row.after:
            continue
        match row.entity:
            case "kind":
                swaps.kind(row.entity_id, row.before)
            case "person":
                swaps.person(row.entity_id, row.before)
            case _:
                swaps.thing(row.entity, row.entity_id, row.before)


def _forget_if_unnamed(connection: sqlite3.Connection, person_id: str, first_piece: int) -> None:
    """Take somebody away whom the import had made, if no session or change since names them."""
    connection.execute(
        "DELETE FROM people WHERE id = ?1"
        " AND NOT EXISTS (SELECT 1 FROM session_people WHERE person_id = ?1)"
        " AND NOT EXISTS (SELECT 1 FROM change_rows WHERE counter > ?2"
        " AND instr(coalesce(before, '') || coalesce(after, ''), ?1))",
        (person_id, first_piece),
    )
