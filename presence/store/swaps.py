"""Puts rows of the log into another state and says what they were: what a change is made of."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

from presence.core.errors import ErrorCode, Refused
from presence.store import documents
from presence.store.history import RowChange
from presence.store.marks import with_marks
from presence.store.people import PeopleTable
from presence.store.session_rows import AT_ONCE, SessionRows
from presence.store.session_writer import SessionWriter, Spelt
from presence.store.things import OF_A_SESSION, ThingsTable

if TYPE_CHECKING:
    from presence.store.names.kind_settings import KindSettings


class Swaps:
    """What a change may touch: tables, and settings; the caller holds the transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        people: PeopleTable,
        rows: SessionRows,
        things: ThingsTable,
        settings_name: str = "",
    ) -> None:
        self._connection = connection
        self._people = people
        self._rows = rows
        self._things = things
        self._settings_name = settings_name
        self._writer = SessionWriter(connection)

    def sessions(self, wanted: Mapping[str, str | None]) -> list[RowChange]:
        """Make these sessions what their documents say; None takes one away."""
        rows = self._sessions(self._rows.documents_of(wanted), wanted)
        return rows + self._with_theirs([each for each, text in wanted.items() if text is None])

    def ready_sessions(self, wanted: Mapping[str, Spelt]) -> Callable[[], list[RowChange]]:
        """The same, of documents that come parsed as well: what is left to do in a transaction.

        What can be made of them without the log is made now.
        """
        ready = self._writer.ready(tuple(wanted.values()))
        made = [RowChange("session", each, None, text) for each, (_, text) in wanted.items()]

        def write() -> list[RowChange]:
            if there := self.checksums(tuple(wanted)):
                return self._write(self._rows.documents_of(there), wanted)
            self._writer.insert(ready)
            return made

        return write

    def rewrite(
        self, session_ids: Sequence[str], change: Callable[[dict[str, Any]], None]
    ) -> list[RowChange]:
        """Change what the documents of these sessions say, in place."""
        now = self._rows.documents_of(session_ids)
        wanted = {each: dict(document) for each, document in now.items()}
        for document in wanted.values():
            change(document)
        changed = {
            each: (document, documents.dump(document))
            for each, document in wanted.items()
            if document != now[each]
        }
        self._writer.write(now, changed)
        return [
            RowChange("session", each, documents.dump(now[each]), text)
            for each, (_, text) in changed.items()
        ]

    def drop(self, session_ids: Sequence[str]) -> None:
        """Take these sessions away, over or not, and say nothing: what they were is known."""
        self._writer.write({}, dict.fromkeys(session_ids))
        self._with_theirs(session_ids)

    def remove(self, session_ids: Sequence[str]) -> list[RowChange]:
        """Take these sessions away, where they are there and over."""
        now = self._rows.documents_of(session_ids)
        over = [each for each, document in now.items() if document["ended_at"] is not None]
        return self._write(now, dict.fromkeys(over)) + self._with_theirs(over)

    def _with_theirs(self, gone: Sequence[str]) -> list[RowChange]:
        """The phones that were at the table of a session go with it, and what one said itself."""
        found = [
            (entity, each)
            for first in range(0, len(gone), AT_ONCE)
            for entity in OF_A_SESSION
            for each in self._things.some(entity, gone[first : first + AT_ONCE])
        ]
        return [self._things.swap(entity, each, None) for entity, each in found]

    def kind(self, key: str, document: str | None) -> RowChange:
        """Write a kind of the person's own, or take it away (None)."""
        query = "SELECT document FROM kinds WHERE key = ?"
        before = self._connection.execute(query, (key,)).fetchone()
        self._connection.execute("DELETE FROM kinds WHERE key = ?", (key,))
        if document is not None:
            row = (key, document, documents.checksum(document))
            self._connection.execute("INSERT INTO kinds VALUES (?,?,?)", row)
        return RowChange("kind", key, before[0] if before else None, document)

    def person(self, person_id: str, document: str | None) -> RowChange:
        """Give somebody another name, or take them away (None)."""
        row = self._people.swap(person_id, document)
        self._writer.write_texts_of(person_id)
        return row

    @cached_property
    def kind_settings(self) -> "KindSettings":
        """The settings that name kinds."""
        from presence.store.names.kind_settings import KindSettings  # hardly ever

        return KindSettings(self._settings_name)

    def thing(self, entity: str, thing_id: str, document: str | None) -> RowChange:
        """Write a small document, or take it away (None)."""
        return self._things.swap(entity, thing_id, document)

    def back(self, rows: Sequence[RowChange]) -> list[RowChange]:
        """Put every row back as it was before a change, the last one first.

        Refused(CHANGED_SINCE) where one is no longer as the change left it. Settings come at the
        end, when all rows are there: no transaction takes back what was written to their file.
        """
        done: list[RowChange] = []
        inside = [row for row in reversed(rows) if row.entity != "setting"]
        for entity, run in groupby(inside, key=lambda row: row.entity):
            if entity == "session":
                done += self._sessions_back(list(run))
            else:
                done += [self._row_back(row) for row in run]
        settings = [row for row in reversed(rows) if row.entity == "setting"]
        return done + [self._row_back(row) for row in settings]

    def _row_back(self, row: RowChange) -> RowChange:
        match row.entity:
            case "kind":
                swapped = self.kind(row.entity_id, row.before)
            case "person":
                swapped = self.person(row.entity_id, row.before)
            case "setting":
                swapped = self.kind_settings.back(row)
            case _:
                swapped = self.thing(row.entity, row.entity_id, row.before)
        return _as_expected(swapped, row.after)

    def _sessions_back(self, rows: Sequence[RowChange]) -> list[RowChange]:
        """Many at once, where no session is twice among them."""
        if len({row.entity_id for row in rows}) < len(rows):
            return [swapped for row in rows for swapped in self._sessions_back([row])]
        now = self._rows.documents_of([row.entity_id for row in rows])
        wanted = {row.entity_id: _watched(now, row, row.before) for row in rows}
        try:
            swapped = self._sessions(now, wanted)
        except sqlite3.IntegrityError as fault:  # somebody in them was merged into another since
            raise Refused(ErrorCode.CHANGED_SINCE) from fault
        return [
            _as_expected(each, _watched(now, row, row.after))
            for each, row in zip(swapped, rows, strict=True)
        ]

    def checksums(self, session_ids: Sequence[str]) -> Mapping[str, int]:
        """What the CRC of each session is now."""
        marks, values = with_marks(session_ids)
        query = f"SELECT id, crc FROM sessions WHERE id IN ({marks})"
        return dict(self._connection.execute(query, values))

    def is_as_left(self, row: RowChange) -> bool:
        """Whether ``back`` would find the session as the change left it."""
        now = self._rows.documents_of([row.entity_id])
        document = documents.dump(now[row.entity_id]) if now else None
        return document == _watched(now, row, row.after)

    def _sessions(
        self, now: Mapping[str, dict[str, Any]], wanted: Mapping[str, str | None]
    ) -> list[RowChange]:
        spelt = {
            each: None if text is None else (documents.parse(text), text)
            for each, text in wanted.items()
        }
        return self._write(now, spelt)

    def _write(
        self, now: Mapping[str, dict[str, Any]], wanted: Mapping[str, Spelt | None]
    ) -> list[RowChange]:
        self._writer.write(now, wanted)
        return [
            RowChange(
                "session",
                each,
                documents.dump(now[each]) if each in now else None,
                None if spelt is None else spelt[1],
            )
            for each, spelt in wanted.items()
        ]


def _watched(now: Mapping[str, Any], row: RowChange, document: str | None) -> str | None:
    """A state of a session, but watched by what it is watched by now."""
    if documents.have_other_watched(row.before, row.after):
        return document  # the change itself said what was watched
    return documents.watched_as(now.get(row.entity_id), document)


def _as_expected(swapped: RowChange, expected: str | None) -> RowChange:
    if swapped.before != expected:
        raise Refused(ErrorCode.CHANGED_SINCE)  # the transaction takes the swap back
    return swapped
