"""Saves what can be saved of a broken log into a new one: only rows whose CRC proves them.

A session is proved by its own CRC, together with its people and slips, which stand in its row and
in tables of their own. Where it is not there any more, or was changed, the history still has it as
it was last written.
"""

import os
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import product
from operator import itemgetter
from pathlib import Path
from typing import Any, cast

from presence.core.errors import ErrorCode, StoreError
from presence.core.person import folded
from presence.store import documents
from presence.store.backup import sync
from presence.store.backups.mending import WAYS
from presence.store.backups.remains import Remains, Row, together
from presence.store.backups.shelf import read_only
from presence.store.backups.working_copy import BESIDE, WAL
from presence.store.database import as_store_error, connect, transaction
from presence.store.people import ID_SEPARATOR, person_ids_in
from presence.store.seal import seal, seal_of
from presence.store.session_rows import (
    SLIP_SEPARATOR,
    session_of,
    spelt_slip,
)
from presence.store.session_rows import Row as SessionRow
from presence.store.session_writer import SessionWriter
from presence.store.things import ThingsTable

NAMELESS = "?"  # a person whose name is lost


@dataclass(frozen=True, slots=True)
class Saved:
    """Of one table: how many rows are in the new log, of how many that are known of."""

    saved: int
    known: int


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The new log, and what came into it; ``from_history`` are sessions, among those saved."""

    path: Path
    sessions: Saved
    people: Saved
    kinds: Saved
    changes: Saved
    from_history: int


@dataclass(slots=True)
class _Proved:
    """What is certain, gathered from all that was read."""

    devices: set[str] = field(default_factory=set)
    people: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    things: dict[tuple[str, str], str] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    changes: dict[int, tuple[Row, list[Row]]] = field(default_factory=dict)
    known: dict[str, set[object]] = field(default_factory=lambda: defaultdict(set))


def salvage(
    source: Path, target: Path, new_id: Callable[[], str], backups: Iterable[Path] = ()
) -> Salvaged:
    """Write a new log of what can be saved; ``source`` is left as it is. Raises StoreError.

    A person whose name is lost gets it from the first backup that has it.
    """
    if not any(os.path.isfile(f"{source}{end}") for end in ("", WAL)):
        raise StoreError(ErrorCode.NOTHING_TO_SALVAGE, path=str(source))
    proved = _Proved()
    try:
        with tempfile.TemporaryDirectory(prefix="presence.") as folder:
            for remains in together([way(source, Path(folder)) for way in WAYS]):
                _prove(remains, proved)
    except OSError as fault:
        raise as_store_error(fault, str(source)) from fault
    from_history = _take_from_history(proved)
    if not proved.sessions and not proved.people:
        raise StoreError(ErrorCode.NOTHING_TO_SALVAGE, path=str(source))
    nameless = proved.known["person"] - set(proved.people)
    for backup in backups if nameless else ():
        _take_names(backup, nameless, proved)
    saved_people = len(proved.people)
    part = target.with_suffix(".part")
    try:
        with closing(connect(str(part))) as connection:
            left_out = _write(connection, proved, new_id)
        sync(part)
        part.replace(target)
        sync(target.parent)
    except (OSError, sqlite3.Error) as fault:
        raise as_store_error(fault, str(target)) from fault
    finally:
        for end in BESIDE:
            with suppress(OSError):
                os.unlink(f"{part}{end}")
    return Salvaged(
        target,
        sessions=Saved(len(proved.sessions) - left_out, len(proved.known["session"])),
        people=Saved(saved_people, len(proved.known["person"])),
        kinds=Saved(len(proved.kinds), len(proved.known["kind"])),
        changes=Saved(len(proved.changes), len(proved.known["change"])),
        from_history=from_history,
    )


# Proving


def _prove(remains: Remains, proved: _Proved) -> None:
    for name, value, crc in remains.meta:
        if name == "device" and crc in (None, documents.checksum(f"device{value}")):
            proved.devices.add(str(value))
    for person_id, name, crc in remains.people:
        proved.known["person"].add(person_id)
        if crc == documents.checksum(f"{person_id}{name}"):
            proved.people.setdefault(str(person_id), str(name))
    for key, document, crc in remains.kinds:
        proved.known["kind"].add(key)
        if crc == documents.checksum(str(document)):
            proved.kinds.setdefault(str(key), str(document))
    for entity, thing_id, document, crc in remains.things:
        if crc == documents.checksum(str(document)):
            proved.things.setdefault((str(entity), str(thing_id)), str(document))
    _prove_sessions(remains, proved)
    _prove_changes(remains, proved)


def _prove_sessions(remains: Remains, proved: _Proved) -> None:
    people: dict[object, list[str]] = defaultdict(list)
    for of_session, _position, person in _in_order(remains.session_people):
        people[of_session].append(str(person))
        proved.known["person"].add(person)
    slips: dict[object, list[tuple[Any, str]]] = defaultdict(list)
    for of_session, *its_columns in remains.slips:
        slips[of_session].append((its_columns[1], spelt_slip(its_columns)))
    proved.known["session"].update(people, slips)
    for *columns, crc in remains.sessions:
        session_id: Any = columns[0]
        proved.known["session"].add(session_id)
        with suppress(TypeError):  # instants that cannot be put in order
            its_slips = [text for _at, text in sorted(slips[session_id], key=itemgetter(0))]
            for row in _ways_to_have_it(columns, people[session_id], its_slips):
                if (document := _document_of(row, crc)) is not None:
                    proved.known["person"].update(person_ids_in(row[-2]))
                    proved.sessions.setdefault(session_id, document)


def _ways_to_have_it(
    columns: Sequence[Any], people: Sequence[str], slips: Sequence[str]
) -> Iterator[SessionRow]:
    """The row as it is, and with the people and slips that the other tables have."""
    *others, its_people, its_slips = columns
    both = (its_people, ID_SEPARATOR.join(people)), (its_slips, SLIP_SEPARATOR.join(slips))
    for ways in product(*both):
        yield cast("SessionRow", (*others, *ways))


def _document_of(row: SessionRow, crc: object) -> str | None:
    """The document of a row, if that is what its CRC is of."""
    with suppress(ValueError, TypeError, OverflowError, AttributeError, sqlite3.DatabaseError):
        document = documents.dump_session(session_of(row, ()), person_ids_in(row[-2]))
        return document if documents.checksum(document) == crc else None
    return None


def _prove_changes(remains: Remains, proved: _Proved) -> None:
    rows: dict[object, list[Row]] = defaultdict(list)
    for row in _in_order(remains.change_rows):
        rows[row[0]].append(row)
    proved.known["change"].update(rows)
    for *change, crc in remains.changes:
        counter: Any = change[0]
        proved.known["change"].add(counter)
        mine = rows[counter]
        if isinstance(counter, int) and crc in (None, seal_of(tuple(change), mine)):
            proved.changes.setdefault(counter, (tuple(change), mine))


def _in_order(rows: list[Row]) -> list[Row]:
    """Rows by what they belong to, and then by their position."""
    return sorted(rows, key=lambda row: (str(row[0]), row[1] if isinstance(row[1], int) else -1))


def _take_from_history(proved: _Proved) -> int:
    """What is not proved by itself, as it was last written; how many sessions."""
    last: dict[tuple[str, str], str | None] = {}
    for counter in sorted(proved.changes):
        for _counter, _position, entity, entity_id, _before, after in proved.changes[counter][1]:
            last[str(entity), str(entity_id)] = None if after is None else str(after)
    found = 0
    for (entity, entity_id), document in last.items():
        if document is None:
            # What it was part of may still be around: slips of a session that is no more.
            proved.known[entity].discard(entity_id)
            continue
        proved.known[entity].add(entity_id)
        match entity:
            case "session":
                found += entity_id not in proved.sessions
                proved.sessions.setdefault(entity_id, document)
            case "kind":
                proved.kinds.setdefault(entity_id, document)
            case "person":
                with suppress(sqlite3.DatabaseError, KeyError):
                    proved.people.setdefault(entity_id, str(documents.parse(document)["name"]))
            case "setting":
                pass  # is in the settings file
            case _:
                proved.things.setdefault((entity, entity_id), document)
    proved.known["session"].update(proved.sessions)
    return found


def _take_names(backup: Path, nameless: set[object], proved: _Proved) -> None:
    with suppress(OSError, sqlite3.Error, UnicodeDecodeError), read_only(backup) as connection:
        for person_id, name, crc in connection.execute("SELECT id, name, crc FROM people"):
            if person_id in nameless and crc == documents.checksum(f"{person_id}{name}"):
                proved.people.setdefault(person_id, name)


# Writing


def _write(connection: sqlite3.Connection, proved: _Proved, new_id: Callable[[], str]) -> int:
    """All that is proved; how many sessions had to be left out after all."""
    left_out = 0
    with transaction(connection):
        connection.execute("PRAGMA defer_foreign_keys = ON")
        device = min(proved.devices, default=None) or new_id()
        crc = documents.checksum("device" + device)
        connection.execute("INSERT INTO meta VALUES ('device', ?, ?)", (device, crc))
        for person_id, name in proved.people.items():
            _write_person(connection, person_id, name)
        for key, document in proved.kinds.items():
            row = (key, document, documents.checksum(document))
            connection.execute("INSERT INTO kinds VALUES (?,?,?)", row)
        things = ThingsTable(connection)
        for (entity, thing_id), document in proved.things.items():
            things.swap(entity, thing_id, document)
        writer = SessionWriter(connection)
        for session_id, document in proved.sessions.items():
            connection.execute("SAVEPOINT one")
            try:
                session = documents.parse(document)
                for person in session["people"]:
                    if person not in proved.people:
                        proved.people[person] = NAMELESS
                        _write_person(connection, person, NAMELESS)
                writer.write({}, {session_id: (session, document)})
            except (sqlite3.DatabaseError, KeyError, TypeError, ValueError):
                connection.execute("ROLLBACK TO one")
                left_out += 1
            connection.execute("RELEASE one")
        _write_changes(connection, proved)
    return left_out


def _write_person(connection: sqlite3.Connection, person_id: str, name: str) -> None:
    row = (person_id, name, folded(name), documents.checksum(person_id + name))
    connection.execute("INSERT INTO people VALUES (?,?,?,?)", row)


def _write_changes(connection: sqlite3.Connection, proved: _Proved) -> None:
    for counter, (change, rows) in proved.changes.items():
        *columns, undone_by = change
        connection.execute(
            "INSERT INTO changes (counter, id, device, at, what, session_id, kind, undone_by)"
            " VALUES (?,?,?,?,?,?,?,?)",
            (*columns, undone_by if undone_by in proved.changes else None),
        )
        connection.executemany("INSERT INTO change_rows VALUES (?,?,?,?,?,?)", rows)
        seal(connection, counter)
