"""Takes out of the log what an import, or a long renaming, has put in before it was cut short.

The log itself says so, from the first piece to the last: a row ``importing`` of its table ``meta``,
or ``undo`` and ``redo`` for a long step, which is brought to its end instead.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import partial

from presence.core.editing.in_pieces import InPieces
from presence.core.errors import PresenceError
from presence.store.database import UNFINISHED, transaction
from presence.store.documents import checksum, dump, parse
from presence.store.history import REDO, UNDO, RowChange
from presence.store.importing.present import present
from presence.store.people import PeopleTable
from presence.store.session_rows import SessionRows
from presence.store.stepping.together import TOGETHER_GENTLY, done_together
from presence.store.swaps import Swaps
from presence.store.things import ThingsTable

IMPORTING = "importing"


def mark(connection: sqlite3.Connection, work_id: str, what: str = IMPORTING) -> None:
    """From now on the work is unfinished; the caller holds the transaction."""
    row = (what, work_id, checksum(what + work_id))
    connection.execute("INSERT INTO meta (name, value, crc) VALUES (?,?,?)", row)


def unmark(connection: sqlite3.Connection) -> None:
    """It came to its end."""
    connection.execute(f"DELETE FROM meta WHERE name IN ({UNFINISHED})")


def unfinished(connection: sqlite3.Connection) -> str | None:
    """The import or renaming that is at work, or was when its process ended."""
    found = connection.execute("SELECT value FROM meta WHERE name = ?", (IMPORTING,)).fetchone()
    return found and str(found[0])


def stepping(connection: sqlite3.Connection) -> tuple[str, str] | None:
    """The long step that is: "undo" or "redo", and the id of the change."""
    query = "SELECT name, value FROM meta WHERE name IN (?, ?)"
    found: tuple[str, str] | None = connection.execute(query, (UNDO, REDO)).fetchone()
    return found


def taking_out(
    connection: sqlite3.Connection, work_id: str, together: float = TOGETHER_GENTLY
) -> InPieces[None]:
    """Remove what it has put in, piece by piece, the last one first, and that it ever was.

    What somebody has changed since is theirs, and stays. Pieces go ``together`` that take no more
    seconds; what is left when nobody asks for the next one is seen to by whoever opens the log.
    """
    if unfinished(connection) != work_id:
        return  # it had not begun to write
    people = PeopleTable(connection, str)
    rows = SessionRows(connection, people)
    swaps = Swaps(connection, people, rows, ThingsTable(connection))
    pieces, stopped = _pieces(connection, work_id), None
    take_out = partial(_take_out, connection, rows, swaps)
    for done in done_together(connection, pieces, take_out, together):
        try:
            yield len(pieces) - done, len(pieces)
        except PresenceError as fault:  # who stops it once more does not stop this
            stopped = fault
    with transaction(connection):
        if unfinished(connection) == work_id:  # whoever was quicker may have begun another one
            unmark(connection)
    if stopped is not None:
        raise stopped


def taking_out_leftover(
    connection: sqlite3.Connection, together: float = TOGETHER_GENTLY
) -> InPieces[None]:
    """The same of one that crashed while the log was open; the caller is the one at work."""
    if (work_id := unfinished(connection)) is not None:
        yield from taking_out(connection, work_id, together)


def _take_out(
    connection: sqlite3.Connection, rows: SessionRows, swaps: Swaps, counter: int
) -> None:
    changes = _rows_of(connection, counter)
    _put_back(connection, rows, swaps, changes)
    connection.execute("DELETE FROM change_rows WHERE counter = ?", (counter,))
    connection.execute("DELETE FROM changes WHERE counter = ?", (counter,))
    for row in changes:  # who was made came first, so that no session of the work names them now
        if row.makes_somebody:
            _forget_if_unnamed(connection, row.entity_id, counter)


def _pieces(connection: sqlite3.Connection, import_id: str) -> list[int]:
    query = "SELECT counter FROM changes WHERE session_id = ? ORDER BY counter DESC"
    return [counter for (counter,) in connection.execute(query, (import_id,))]


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
    crcs = swaps.checksums(tuple(sessions))
    as_made = [
        each
        for each, row in sessions.items()
        if row.before is None and row.after and crcs.get(each) == checksum(row.after)
    ]
    swaps.drop(as_made)  # nearly all of an import
    for each in as_made:
        del sessions[each]
    now = {each: dump(document) for each, document in rows.documents_of(sessions).items()}
    wanted = {each: row.before for each, row in sessions.items() if now.get(each) == row.after}
    _bring_back(connection, swaps, wanted.values())
    swaps.sessions(wanted)
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


def _bring_back(connection: sqlite3.Connection, swaps: Swaps, wanted: Iterable[str | None]) -> None:
    """Have everybody there whom these name: somebody may have merged them into another since."""
    people = {person for document in wanted if document for person in parse(document)["people"]}
    for person in people.difference(PeopleTable(connection, str).names_of(sorted(people))):
        (document,) = connection.execute(
            "SELECT before FROM change_rows WHERE entity = 'person' AND entity_id = ?"
            " AND before IS NOT NULL ORDER BY counter DESC LIMIT 1",
            (person,),
        ).fetchone()
        swaps.person(person, document)


def _forget_if_unnamed(connection: sqlite3.Connection, person_id: str, piece: int) -> None:
    """Take somebody away whom the import had made, if no session or change since names them."""
    connection.execute(
        "DELETE FROM people WHERE id = ?1"
        " AND NOT EXISTS (SELECT 1 FROM session_people WHERE person_id = ?1)"
        " AND NOT EXISTS (SELECT 1 FROM change_rows WHERE counter > ?2"
        " AND instr(coalesce(before, '') || coalesce(after, ''), ?1))",
        (person_id, piece),
    )
