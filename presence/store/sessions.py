"""The log of sessions in SQLite; implements ``core.ports.SessionLog``."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from presence.core.clock import from_ms, to_ms
from presence.core.errors import ErrorCode, Refused
from presence.core.kind import Kind, Kinds
from presence.core.names.group import Group
from presence.core.names.spelling import united
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session, check_texts
from presence.store import documents
from presence.store.database import has_unfinished_work, transaction
from presence.store.history import History, RowChange
from presence.store.people import PeopleTable
from presence.store.reviewing import ReviewStore
from presence.store.session_rows import TAG_SEPARATOR
from presence.store.swaps import Swaps
from presence.store.things import GROUP, UNLOCKS, ThingsTable, group_document

if TYPE_CHECKING:
    from presence.core.editing.filter import LogFilter
    from presence.core.editing.history import EntryChange
    from presence.core.editing.in_pieces import InPieces
    from presence.core.names.use import Names, NameUse
    from presence.core.review.lean import Lean
    from presence.core.unlocks.unlocks import Told
    from presence.store.finding import Finder
    from presence.store.importing.importer import Importer
    from presence.store.importing.whole_log import StoredLog
    from presence.store.names.naming import Naming
    from presence.store.names.rewriting import Rewriting
    from presence.store.stepping.several import Several
    from presence.store.stepping.steps import Steps

Result = TypeVar("Result")

# Changes with texts that somebody has just written; the others must not fail for what they find.
_SAID_BY_SOMEBODY = frozenset(
    {
        ChangeKind.STARTED,
        ChangeKind.SWITCHED,
        ChangeKind.ADDED,
        ChangeKind.EDITED,
        ChangeKind.SPLIT,
        ChangeKind.JOINED,
    }
)


class SessionStore(ReviewStore):
    """Every write is one transaction with its history, on disk (fsync) when it returns."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: str,
        device: str,
        new_id: Callable[[], str],
        settings_name: str,
    ) -> None:
        super().__init__(connection, path, PeopleTable(connection, new_id))
        self._things = ThingsTable(connection)
        self._swaps = Swaps(connection, self._people, self._rows, self._things, settings_name)
        self._history = History(connection, device, new_id)
        self._device = device
        self._settings_name = settings_name
        self._seen = (-1, -1)
        self._recent: tuple[datetime, Sequence[Session]] | None = None
        self._kinds: Kinds | None = None
        self._unconfirmed: Sequence[Session] | None = None

    # Reading; what reviews read comes from ReviewStore

    def get(self, session_id: str) -> Session | None:
        with self._guarded():
            return next(iter(self._rows.where("id = ?", session_id)), None)

    def by_prefix(self, prefix: str) -> Sequence[Session]:
        """Sessions whose id begins so, for people who type an id."""
        with self._guarded():
            return self._rows.where("substr(id, 1, ?) = ?", len(prefix), prefix)

    def lean_between(self, start: datetime, end: datetime) -> "Sequence[Lean]":
        return self.rows_between(start, end).lean()

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
    def is_worked_on(self) -> bool:
        """Whether the process of long work on it, here or elsewhere, is still there."""
        from presence.store.importing.staging import is_at_work  # hardly ever

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

    # Writing

    def put(self, *sessions: Session, because: Change, removing: Sequence[str] = ()) -> None:
        if because.what in _SAID_BY_SOMEBODY:
            for session in sessions:
                check_texts(session)
        with self._writing():
            # Rows that end come first: the log holds one session in progress at the most.
            ordered = sorted(sessions, key=lambda item: item.ended_at is None)
            wanted: dict[str, str | None] = dict.fromkeys(removing)
            wanted.update((session.id, self._document(session)) for session in ordered)
            rows: list[RowChange] = []
            if because.what is ChangeKind.JOINED:
                rows += self._unlocks_joined(sessions[0].id, removing)
            self._history.append(because, rows + self._swaps.sessions(wanted))

    def _unlocks_joined(self, session_id: str, others: Sequence[str]) -> list[RowChange]:
        """What the phone said of the others, and what was answered, is said of that one now."""
        there = self._things.some(UNLOCKS, [session_id, *others])
        if not there.keys() - {session_id}:
            return []
        from presence.store.known.unlocks import joined_document  # for who has some

        return [self._swaps.thing(UNLOCKS, session_id, joined_document(there.values()))]

    def put_on(self, session: Session, because: Change) -> None:
        with self._writing():
            rows = self._swaps.sessions({session.id: self._document(session)})
            if not self._history.add_to_last(because, rows):
                self._history.append(because, rows)

    def put_kind(self, kind: Kind, because: Change) -> None:
        with self._writing():
            row = self._swaps.kind(kind.key, documents.dump_kind(kind))
            self._history.append(because, [row])

    def remove_kind(self, key: str, because: Change) -> None:
        with self._writing():
            used = "SELECT 1 FROM sessions WHERE kind = ? LIMIT 1"
            if self._connection.execute(used, (key,)).fetchone():
                raise Refused(ErrorCode.KIND_IN_USE, text=key)
            self._history.append(because, [self._swaps.kind(key, None)])

    def rename_person(self, name: str, new_name: str, because: Change) -> None:
        _finish(self.renaming(lambda all_: all_.rename_person(name, new_name), because))

    def merge_people(self, names: Sequence[str], into: str, because: Change) -> None:
        _finish(self.renaming(lambda all_: all_.merge_people(names, into), because))

    def rename_tag(self, name: str, new_name: str, because: Change) -> None:
        _finish(self.renaming(lambda all_: all_.rename_tag(name, new_name), because))

    def merge_tags(self, names: Sequence[str], into: str, because: Change) -> None:
        _finish(self.renaming(lambda all_: all_.merge_tags(names, into), because))

    def remove_tag(self, name: str, because: Change) -> None:
        _finish(self.renaming(lambda all_: all_.remove_tag(name), because))

    def rename_place(self, name: str, new_name: str, because: Change) -> None:
        _finish(self.renaming(lambda all_: all_.rename_place(name, new_name), because))

    def merge_places(self, names: Sequence[str], into: str, because: Change) -> None:
        _finish(self.renaming(lambda all_: all_.merge_places(names, into), because))

    def merge_kinds(self, keys: Sequence[str], into: str, because: Change) -> None:
        _finish(self.renaming(lambda all_: all_.merge_kinds(keys, into), because))

    def renaming(self, plan: "Callable[[Naming], Rewriting]", because: Change) -> "InPieces[None]":
        """The same in pieces, for who has other things to do between them."""
        from presence.store.stepping.renaming import Renamer  # for who renames

        renamer = Renamer(self._connection, self._path, self._history, self._swaps)
        return renamer.run(lambda: plan(self._naming), because)

    def changing(self, plan: "Callable[[Several], Rewriting]", because: Change) -> "InPieces[None]":
        """Many sessions edited or deleted in pieces: one change, one undo."""
        from presence.store.stepping.renaming import Renamer  # for who does so
        from presence.store.stepping.several import Several

        several = Several(self._connection, self._people, self._swaps, self._things)
        renamer = Renamer(self._connection, self._path, self._history, self._swaps)
        return renamer.run(lambda: plan(several), because)

    def ids_of(self, wanted: "LogFilter", offset: int, limit: int) -> Sequence[str]:
        """The ids of a page of ``find``."""
        with self._guarded():
            return self._finder.ids(wanted, offset, limit)

    def put_group(self, group: Group, because: Change) -> None:
        with self._writing():
            people = dict.fromkeys(map(self._people.id_of, group.people))
            document = group_document(group, tuple(people))
            self._history.append(because, [self._swaps.thing(GROUP, group.id, document)])

    def remove_group(self, group_id: str, because: Change) -> None:
        self.put_thing(GROUP, group_id, None, because)

    def put_thing(
        self,
        entity: str,
        thing_id: str,
        document: str | None,
        because: Change,
        removing: Sequence[str] = (),
    ) -> None:
        with self._writing():
            rows = [self._swaps.thing(entity, thing_id, document)]
            rows += [self._swaps.thing(entity, each, None) for each in removing]
            self._history.append(because, rows)

    def put_things(
        self,
        things: Mapping[tuple[str, str], str | None],
        because: Change,
        *sessions: Session,
    ) -> None:
        with self._writing():
            rows = [self._swaps.thing(*each, document) for each, document in things.items()]
            wanted = {session.id: self._document(session) for session in sessions}
            self._history.append(because, rows + self._swaps.sessions(wanted))

    def telling(self, told: "Mapping[str, Told]", because: Change) -> "InPieces[None]":
        return self.changing(lambda several: several.tell(told), because)

    def put_things_on(
        self,
        things: Mapping[tuple[str, str], str | None],
        because: Change,
        *sessions: Session,
    ) -> None:
        with self._writing():
            rows = [self._swaps.thing(*each, document) for each, document in things.items()]
            rows += self._swaps.sessions({each.id: self._document(each) for each in sessions})
            if not self._history.add_to_last(because, rows):
                self._history.append(because, rows)

    def person_ids(self, names: Sequence[str]) -> Sequence[str]:
        with self._writing():
            return list(dict.fromkeys(map(self._people.id_of, names)))

    def undo(self) -> Change:
        return _finish(self.undoing())

    def redo(self) -> Change:
        return _finish(self.redoing())

    def undoing(self) -> "InPieces[Change]":
        return self._stepwise(self._steps.undoing())

    def redoing(self) -> "InPieces[Change]":
        return self._stepwise(self._steps.redoing())

    def _stepwise(self, steps: "InPieces[Change]") -> "InPieces[Change]":
        with self._guarded():
            return (yield from steps)

    def settling(self) -> "InPieces[None]":
        """Take out what a long work has left whose process ended; nothing while it is at work."""
        from presence.store.stepping.crashed import settling  # hardly ever

        with self._guarded():
            yield from settling(self._connection, self._path, self._steps)

    # In and out

    def whole(self) -> "StoredLog":
        """All of the log, to be written into a file; a context within which nothing is changed."""
        from presence.store.importing.whole_log import StoredLog  # with most people never

        return StoredLog(self._connection, self._path, self._rows)

    def whole_apart(self) -> "StoredLog":
        """The same while the log is changed, which is not seen in it."""
        from presence.store.importing.whole_log import apart  # as above

        return apart(self._path)

    def importer(self) -> "Importer":
        """Puts what a file holds into the log; the file is sorted out in the log's folder."""
        from presence.store.importing.importer import Importer  # as above

        return Importer(self._path, self._device, self._people.new_id, self._settings_name)

    # Inside

    @cached_property
    def _steps(self) -> "Steps":
        from presence.store.stepping.steps import Steps  # nobody at start takes anything back

        return Steps(self._connection, self._path, self._swaps, self._history)

    @cached_property
    def _finder(self) -> "Finder":
        from presence.store.finding import Finder  # nobody at start looks for anything

        return Finder(self._connection, self._rows)

    def _document(self, session: Session) -> str:
        person_ids = tuple(dict.fromkeys(map(self._people.id_of, session.people)))
        return documents.dump_session(session, person_ids)

    @cached_property
    def _naming(self) -> "Naming":
        from presence.store.names.naming import Naming  # for who renames

        return Naming(self._connection, self._people, self._rows, self._things, self._swaps)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._guarded(), transaction(self._connection):
            yield

    def _forget_if_changed(self) -> None:
        """Drop what is remembered of a log that was changed since, by whomever."""
        state = self.state
        if state != self._seen:
            self._seen = state
            self._recent = self._kinds = self._unconfirmed = None


def _finish(steps: "InPieces[Result]") -> "Result":
    from presence.store.stepping.finishing import finish  # nobody at start does long work

    return finish(steps)
