"""The change history: every step of the log, and taking it back."""

import sqlite3
from collections.abc import Callable

from presence.core.clock import Clock, SystemClock, from_ms, to_ms
from presence.core.errors import ErrorCode, Refused
from presence.core.frozen import dataclass
from presence.core.ports import Change, ChangeKind
from presence.store.documents import rows_that_can_be
from presence.store.seal import seal, seal_of

UNDO, REDO = "undo", "redo"
RESTORED = "restored"  # the log was put back from a file; written by backups/restore.py
FORGOTTEN = "forgotten"  # something was taken out for good; written by forgetting/files.py
# Nobody has done these, so that undo stops there; that a session is watched is passed over.
BY_THEMSELVES = frozenset(
    {ChangeKind.CLOSED.value, ChangeKind.CLOCK_SET.value, RESTORED, FORGOTTEN}
)
NOT_UNDONE = BY_THEMSELVES | {ChangeKind.WATCHED.value}
# Written in many pieces where they are long: ``session_id`` is then an id of the change's own.
IN_PIECES = frozenset(
    {
        ChangeKind.IMPORTED,
        ChangeKind.RENAMED,
        ChangeKind.TAG_REMOVED,
        ChangeKind.NAMES_MERGED,
        ChangeKind.SEVERAL_EDITED,
        ChangeKind.SEVERAL_DELETED,
    }
)
_IN_PIECES = ", ".join(sorted(f"'{each.value}'" for each in IN_PIECES))
# Neither at work, nor to be taken out at the next opening.
_IS_DONE = "session_id NOT IN (SELECT value FROM meta WHERE name = 'importing')"


@dataclass(frozen=True, slots=True)
class RowChange:
    """What one row was before (None: not there) and after (None: removed) a change."""

    entity: str
    entity_id: str
    before: str | None
    after: str | None

    @property
    def makes_somebody(self) -> bool:
        """Whether it adds a person, whom others may have named since: no undo takes them away."""
        return self.entity == "person" and self.before is None


class History:
    """Appends changes and walks them back and forth; the caller holds the transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        device: str,
        new_id: Callable[[], str],
        clock: Clock | None = None,
    ) -> None:
        self._connection = connection
        self._clock = clock or SystemClock()
        self._device = device
        self._new_id = new_id

    def append(self, change: Change, rows: list[RowChange], what: str = "") -> int:
        """Keep a change; its counter. Of an undo or redo it is kept when that was itself."""
        at = self._clock.now() if what in (UNDO, REDO) else change.at
        values = (
            self._new_id(),
            self._device,
            to_ms(at),
            what or change.what.value,
            change.session_id,
            change.kind,
        )
        cursor = self._connection.execute(
            "INSERT INTO changes (id, device, at, what, session_id, kind) VALUES (?,?,?,?,?,?)",
            values,
        )
        counter = cursor.lastrowid
        assert counter is not None
        written = [
            (counter, position, row.entity, row.entity_id, row.before, row.after)
            for position, row in enumerate(rows)
        ]
        self._connection.executemany("INSERT INTO change_rows VALUES (?,?,?,?,?,?)", written)
        crc = seal_of((counter, *values, None), written)
        self._connection.execute("UPDATE changes SET crc = ? WHERE counter = ?", (crc, counter))
        return counter

    def add_to_last(self, change: Change, rows: list[RowChange]) -> bool:
        """Have the last change do this as well; False where it was another, or of other rows."""
        found = self._connection.execute(
            "SELECT counter, what, session_id, undone_by FROM changes"
            " WHERE what <> 'watched' ORDER BY counter DESC LIMIT 1"
        ).fetchone()
        if found is None or found[1:] != (change.what.value, change.session_id, None):
            return False
        done = self.rows_of(found[0])
        if [(row.entity, row.entity_id, row.after) for row in done] != [
            (row.entity, row.entity_id, row.before) for row in rows
        ]:
            return False
        self._connection.executemany(
            "UPDATE change_rows SET after = ? WHERE counter = ? AND position = ?",
            [(row.after, found[0], position) for position, row in enumerate(rows)],
        )
        seal(self._connection, found[0])
        return True

    def last(self) -> tuple[int, Change] | None:
        """The change that undo would take back: none beyond what happened by itself."""
        found = self._connection.execute(
            "SELECT counter, what, session_id, kind, at FROM changes"
            " WHERE what NOT IN ('undo', 'redo', 'watched') AND undone_by IS NULL"
            f" AND {_IS_DONE} ORDER BY counter DESC LIMIT 1"
        ).fetchone()
        if found is None or found[1] in BY_THEMSELVES:
            return None
        return found[0], _change(found)

    def last_undone(self) -> tuple[int, Change] | None:
        """The change that redo would do again: none once something new was done."""
        found = self._connection.execute(
            "SELECT counter, what, session_id, kind, at, undone_by FROM changes"
            " WHERE undone_by IS NOT NULL ORDER BY undone_by DESC LIMIT 1"
        ).fetchone()
        if found is None:
            return None
        newer = self._connection.execute(
            "SELECT 1 FROM changes"
            " WHERE counter > ? AND what NOT IN ('undo', 'redo', 'watched')"
            f" AND {_IS_DONE} LIMIT 1",
            (found[5],),
        ).fetchone()
        return None if newer else (found[0], _change(found))

    def is_undone(self, counter: int) -> bool:
        """Whether a change is taken back."""
        query = "SELECT undone_by IS NOT NULL FROM changes WHERE counter = ?"
        return bool(self._connection.execute(query, (counter,)).fetchone()[0])

    def undo_of(self, counter: int) -> int:
        """The counter of the undo that took this change back."""
        query = "SELECT undone_by FROM changes WHERE counter = ?"
        (undone_by,) = self._connection.execute(query, (counter,)).fetchone()
        return int(undone_by)

    def rows_of(self, counter: int) -> list[RowChange]:
        """What a change did, row by row."""
        return [
            RowChange(*row)
            for row in self._connection.execute(
                "SELECT entity, entity_id, before, after FROM change_rows"
                " WHERE counter = ? ORDER BY position",
                (counter,),
            )
        ]

    def pieces_of(self, counter: int, change: Change) -> list[int]:
        """The counters of a change, the last one first: a long one is written in many pieces.

        Of the same change those that are undone, or not, as this one is.
        """
        if change.what not in IN_PIECES or not change.session_id:
            return [counter]
        return self.pieces_named(change.session_id, self.is_undone(counter))

    def pieces_named(self, work_id: str, are_undone: bool) -> list[int]:
        """The same, by the id that all pieces have."""
        found = self._connection.execute(
            f"SELECT counter FROM changes WHERE what IN ({_IN_PIECES}) AND session_id = ?"
            " AND (undone_by IS NOT NULL) = ? ORDER BY counter DESC",
            (work_id, are_undone),
        )
        return [piece for (piece,) in found]

    def change_of(self, counter: int) -> Change:
        """What a change was."""
        query = "SELECT counter, what, session_id, kind, at FROM changes WHERE counter = ?"
        return _change(self._connection.execute(query, (counter,)).fetchone())

    def mark(self, counter: int, undone_by: int | None) -> None:
        """Say that a change is undone by another, or in force again."""
        self._connection.execute(
            "UPDATE changes SET undone_by = ? WHERE counter = ?", (undone_by, counter)
        )
        seal(self._connection, counter)


def nothing_to(code: ErrorCode, found: tuple[int, Change] | None) -> tuple[int, Change]:
    """The change found; raises Refused with the code where there is none."""
    if found is None:
        raise Refused(code)
    return found


def _change(row: tuple[int, str, str, str, int]) -> Change:
    with rows_that_can_be():
        return Change(ChangeKind(row[1]), row[2], row[3], from_ms(row[4]))
