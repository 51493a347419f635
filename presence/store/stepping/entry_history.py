"""The history of one session, read from the changes of the log."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from presence.core.clock import from_ms
from presence.core.editing.history import EntryChange
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.store.documents import parse, rows_that_can_be
from presence.store.history import NOT_UNDONE, REDO, UNDO
from presence.store.people import PeopleTable
from presence.store.session_rows import columns_of, session_of


class EntryHistory:
    """Reads what each change did to one session; people are called as they are called now."""

    def __init__(self, connection: sqlite3.Connection, people: PeopleTable) -> None:
        self._connection = connection
        self._people = people

    def of(self, session_id: str) -> Sequence[EntryChange]:
        """All of it, the first change first; empty for a session that never was."""
        rows = self._connection.execute(
            "SELECT what, changes.at, session_id, kind, before, after"
            " FROM change_rows JOIN changes USING (counter)"
            " WHERE entity_id = ? AND entity = 'session' ORDER BY counter, position",
            (session_id,),
        ).fetchall()
        documents = [
            (None if before is None else parse(before), None if after is None else parse(after))
            for *_change, before, after in rows
        ]
        names = self._names(document for pair in documents for document in pair)
        found: list[EntryChange] = []
        done: list[str] = []  # what undo would take back, the last one last
        undone: list[str] = []
        with rows_that_can_be():
            for (what, at, whose, kind, _before, _after), pair in zip(rows, documents, strict=True):
                # Undo and redo go back and forth in the order of the steps.
                meant = what
                if what in (UNDO, REDO):
                    taken, given = (done, undone) if what == UNDO else (undone, done)
                    if not taken:
                        continue  # what it took back was forgotten
                    meant = taken.pop()
                    given.append(meant)
                elif what not in NOT_UNDONE:
                    done.append(what)
                before, after = (_session(document, names) for document in pair)
                found.append(
                    EntryChange(
                        Change(ChangeKind(meant), whose, kind, from_ms(at)),
                        before,
                        after,
                        is_undo=what == UNDO,
                        is_redo=what == REDO,
                    )
                )
        return found

    def _names(self, documents: Iterable[dict[str, Any] | None]) -> Mapping[str, str]:
        ids = sorted({each for document in documents if document for each in document["people"]})
        names = self._people.names_of(ids) if ids else {}
        for person_id in set(ids).difference(names):
            # Somebody who is gone: as they were called last.
            found = self._connection.execute(
                "SELECT before FROM change_rows WHERE entity_id = ? AND entity = 'person'"
                " AND before IS NOT NULL ORDER BY counter DESC LIMIT 1",
                (person_id,),
            ).fetchone()
            if found:
                names[person_id] = str(parse(found[0])["name"])
        return names


def _session(document: dict[str, Any] | None, names: Mapping[str, str]) -> Session | None:
    if document is None:
        return None
    names_there = tuple(names[each] for each in document["people"] if each in names)
    return session_of(columns_of(document), names_there)
