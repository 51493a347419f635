"""What is read of the log besides reviews: sessions, what a filter finds, names, and changes."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from presence.core.clock import from_ms, to_ms
from presence.core.kind import Kinds
from presence.core.names.spelling import united
from presence.core.ports import Change
from presence.core.session import Session
from presence.store import documents
from presence.store.database import AT_WORK, has_unfinished_work
from presence.store.history import History
from presence.store.people import PeopleTable
from presence.store.reviewing import ReviewStore
from presence.store.session_rows import TAG_SEPARATOR
from presence.store.things import ThingsTable

if TYPE_CHECKING:
    from presence.core.editing.filter import LogFilter
    from presence.core.editing.history import EntryChange
    from presence.core.names.use import Names, NameUse
    from presence.store.finding import Finder


class LogReader(ReviewStore):
    """What most is asked for is remembered until the log is changed, by whomever."""

    def __init__(
        self, connection: sqlite3.Connection, path: str, device: str, new_id: Callable[[], str]
    ) -> None:
        super().__init__(connection, path, PeopleTable(connection, new_id))
        self._things = ThingsTable(connection)
        self._history = History(connection, device, new_id)
        self._seen = (-1, -1)
        self._recent: tuple[datetime, Sequence[Session]] | None = None
        self._kinds: Kinds | None = None
        self._unconfirmed: Sequence[Session] | None = None

    def get(self, session_id: str) -> Session | None:
        with self._guarded():
            return next(iter(self._rows.where("id = ?", session_id)), None)

    def by_prefix(self, prefix: str) -> Sequence[Session]:
        """Sessions whose id begins so, for people who type an id."""
        with self._guarded():
            return self._rows.where("substr(id, 1, ?) = ?", len(prefix), prefix)

    def recent(self, since: datetime) -> Sequence[Session]:
        with self._guarded():
            self._forget_if_changed()
            if self._recent is None or since < self._recent[0]:
                self._recent = since, self._rows.where("started_at >= ?", to_ms(since))
            return [session for session in self._recent[1] if session.started_at >= since]

    def newest(self, count: int) -> Sequence[Session]:
        """The latest sessions, newest first."""
        with self._guarded():
            return self._rows.where("1", limit=count)

    def unconfirmed(self) -> Sequence[Session]:
        with self._guarded():
            self._forget_if_changed()
            if self._unconfirmed is None:  # asked for by everything that is shown
                self._unconfirmed = self._rows.where("confirmed = 0 AND ended_at IS NOT NULL")
            return self._unconfirmed

    @property
    def state(self) -> tuple[int, int]:
        """Another one after every change of the log, whoever made it."""
        with self._guarded():
            (version,) = self._connection.execute("PRAGMA data_version").fetchone()
            return version, self._connection.total_changes

    @property
    def has_unfinished_work(self) -> bool:
        """Whether long work on it goes on, or was cut short: whoever opens it sees to that."""
        with self._guarded():
            return has_unfinished_work(self._connection)

    @property
    def has_rest(self) -> bool:
        """The same, or what a file held lies beside the log, of an import that nobody had seen."""
        return self.has_unfinished_work or (Path(self._path).parent / AT_WORK).exists()

    @property
    def is_worked_on(self) -> bool:
        """Whether the process of long work on it, here or elsewhere, is still there."""
        from presence.store.importing.long_work import is_at_work  # hardly ever

        return is_at_work(Path(self._path).parent)

    def count(self, wanted: "LogFilter") -> int:
        """How many sessions pass a filter."""
        with self._guarded():
            return self._finder.count(wanted)

    def counting(self, wanted: "LogFilter") -> Iterator[int]:
        """The same while it is counted: what is within each count can be found by then."""
        with self._guarded():
            yield from self._finder.counting(wanted)

    def find(self, wanted: "LogFilter", offset: int = 0, limit: int = 100) -> Sequence[Session]:
        """A page of the sessions that pass a filter, newest first."""
        with self._guarded():
            return self._finder.find(wanted, offset, limit)

    def ids_of(self, wanted: "LogFilter", offset: int, limit: int) -> Sequence[str]:
        """The ids of a page of ``find``."""
        with self._guarded():
            return self._finder.ids(wanted, offset, limit)

    def lengths(self, wanted: "LogFilter", now: datetime) -> Iterator[timedelta]:
        """The time of the sessions that pass a filter, in pieces to be added up."""
        with self._guarded():
            yield from self._finder.lengths(wanted, now)

    def beside(self, sessions: Sequence[Session]) -> Mapping[str, Sequence[Session]]:
        """By the id of each of these that shared time with others: these others."""
        from presence.store.finding.beside import beside  # for the window of the log alone

        with self._guarded():
            return beside(self._connection, self._rows, sessions)

    def history_of(self, session_id: str) -> "Sequence[EntryChange]":
        """What became of a session, change by change, the first one first."""
        from presence.store.stepping.entry_history import EntryHistory  # with most people never

        with self._guarded():
            return EntryHistory(self._connection, self._people).of(session_id)

    def last_change(self) -> Change | None:
        with self._guarded():
            found = self._history.last()
            return None if found is None else found[1]

    def last_undone(self) -> Change | None:
        """What ``redo`` would do again."""
        with self._guarded():
            found = self._history.last_undone()
            return None if found is None else found[1]

    def kinds(self) -> Kinds:
        with self._guarded():
            self._forget_if_changed()
            if self._kinds is None:
                self._kinds = super().kinds()
            return self._kinds

    def people(self) -> Sequence[str]:
        with self._guarded():
            return self._people.names_by_last_met()

    def everybody(self) -> Mapping[str, str]:
        with self._guarded():
            return self._people.by_last_met()

    def lately_and_last(
        self, ids: Sequence[str], since: datetime, now: datetime
    ) -> Mapping[str, tuple[timedelta, datetime]]:
        """The time with each since an instant, and when the last session with them began."""
        from presence.store.known.meetings import lately_and_last  # for who asks about people

        with self._guarded(), documents.rows_that_can_be():
            found = lately_and_last(self._connection, ids, to_ms(since), to_ms(now))
            return {
                person: (timedelta(milliseconds=time), from_ms(last))
                for person, (time, last) in found.items()
            }

    def spans_with(self, person_id: str) -> Sequence[tuple[int, int | None]]:
        from presence.store.known.meetings import spans_with  # for who asks about people

        with self._guarded():
            return spans_with(self._connection, person_id)

    def tags(self) -> Sequence[tuple[str, int]]:
        with self._guarded():
            query = "SELECT tags, count(*) FROM sessions WHERE tags <> '' GROUP BY tags"
            rows = self._connection.execute(query).fetchall()
            return united((tag, n) for tags, n in rows for tag in tags.split(TAG_SEPARATOR))

    def places(self) -> Sequence[tuple[str, int]]:
        with self._guarded():
            query = "SELECT place, count(*) FROM sessions WHERE place <> '' GROUP BY place"
            return united(self._connection.execute(query))

    def name_uses(self, names: "Names", since: datetime, now: datetime) -> "Sequence[NameUse]":
        with self._guarded():
            from presence.store.names.uses import NameUses  # loaded with the window of names

            return NameUses(self._connection, self._people).of(names, since, now)

    def things(self, entity: str) -> Mapping[str, str]:
        with self._guarded():
            return self._things.of(entity)

    def thing(self, entity: str, thing_id: str) -> str | None:
        with self._guarded():
            return self._things.one(entity, thing_id)

    def person_names(self, ids: Sequence[str]) -> Sequence[str]:
        with self._guarded():
            names = self._people.names_of(ids) if ids else {}
            return [names[each] for each in ids if each in names]

    def names_of(self, ids: Sequence[str]) -> Mapping[str, str]:
        with self._guarded():
            return self._people.names_of(ids) if ids else {}

    def damaged(self) -> Sequence[str]:
        """The ids of sessions whose CRC does not fit what the row holds."""
        with self._guarded():
            return list(self._rows.damaged())

    @cached_property
    def _finder(self) -> "Finder":
        from presence.store.finding import Finder  # nobody at start looks for anything

        return Finder(self._connection, self._rows)

    def _forget_if_changed(self) -> None:
        """Drop what is remembered of a log that was changed since, by whomever."""
        state = self.state
        if state != self._seen:
            self._seen = state
            self._recent = self._kinds = self._unconfirmed = None
