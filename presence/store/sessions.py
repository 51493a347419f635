"""The log of sessions in SQLite, read and written; implements ``core.ports.SessionLog``."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from presence.core.errors import ErrorCode, Refused
from presence.core.kind import Kind
from presence.core.names.group import Group
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session, check_texts
from presence.store import documents
from presence.store.database import transaction
from presence.store.history import RowChange
from presence.store.reviewing.log_reader import LogReader
from presence.store.swaps import Swaps
from presence.store.things import GROUP, UNLOCKS, group_document

if TYPE_CHECKING:
    from presence.core.editing.in_pieces import InPieces
    from presence.core.unlocks.unlocks import Told
    from presence.store.importing.importer import Importer
    from presence.store.importing.whole_log import StoredLog
    from presence.store.names.naming import Naming
    from presence.store.names.rewriting import Rewriting
    from presence.store.stepping.renaming import Renamer
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


class SessionStore(LogReader):
    """Every write is one transaction with its history, on disk (fsync) when it returns."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: str,
        device: str,
        new_id: Callable[[], str],
        settings_name: str,
        hurries: bool = False,
    ) -> None:
        super().__init__(connection, path, device, new_id)
        self._swaps = Swaps(connection, self._people, self._rows, self._things, settings_name)
        self._device = device
        self._settings_name = settings_name
        self._hurries = hurries

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
        return self._renamer.run(lambda: plan(self._naming), because)

    def changing(self, plan: "Callable[[Several], Rewriting]", because: Change) -> "InPieces[None]":
        """Many sessions edited or deleted in pieces: one change, one undo."""
        from presence.store.stepping.several import Several  # for who does so

        several = Several(self._connection, self._people, self._swaps, self._things)
        return self._renamer.run(lambda: plan(several), because)

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

        return Steps(self._connection, self._path, self._swaps, self._history, self._hurries)

    @cached_property
    def _renamer(self) -> "Renamer":
        from presence.store.stepping.renaming import Renamer  # for who renames

        return Renamer(self._connection, self._path, self._history, self._swaps, self._hurries)

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


def _finish(steps: "InPieces[Result]") -> "Result":
    from presence.store.stepping.finishing import finish  # nobody at start does long work

    return finish(steps)
