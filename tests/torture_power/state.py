"""What a home says, in a few words that can be compared."""

import hashlib
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from presence.paths import Paths
from presence.store import documents
from presence.store.lease_file import LeaseFile
from presence.store.lease_json import dump_lease
from presence.store.sessions import SessionStore

EVERY = -1  # all sessions


@dataclass(frozen=True)
class State:
    """What has to be there when an operation was answered; ``reached`` is the best backup's."""

    log: str = ""
    settings: str = ""
    lease: str = ""
    reached: int = 0


def state_of(paths: Paths, log: SessionStore) -> State:
    """The state of a home whose log is open."""
    return State(log_state(log), settings_state(paths), lease_state(paths), best_backup(paths))


def log_state(log: SessionStore) -> str:
    """All sessions, all kinds, and what undo would do."""
    said = hashlib.sha1(usedforsecurity=False)
    sessions = log.newest(EVERY)
    for session in sorted(sessions, key=lambda session: session.id):
        said.update(documents.dump_session(session, session.people).encode())
    for kind in log.kinds():
        said.update(documents.dump_kind(kind).encode())
    said.update(repr(log.last_change()).encode())
    return f"{len(sessions)} {said.hexdigest()}"


def settings_state(paths: Paths) -> str:
    """The settings file as it is, "" for none."""
    try:
        return paths.settings.read_text()
    except FileNotFoundError:
        return ""


def lease_state(paths: Paths) -> str:
    """The lease, "" for none; raises MuteError where it cannot be used."""
    lease = LeaseFile(paths.lease).read()
    return "" if lease is None else dump_lease(lease).decode()


def best_backup(paths: Paths) -> int:
    """How far the best backup goes; raises sqlite3.DatabaseError for a damaged one."""
    return max(map(reached, backups(paths)), default=0)


def backups(paths: Paths) -> list[Path]:
    """The files that count as backups."""
    return sorted(paths.backups.rglob("presence-*.db"))


def reached(backup: Path) -> int:
    """The number of its last change; raises sqlite3.DatabaseError where the file is damaged."""
    address = f"file:{quote(os.fspath(backup))}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        (counter,) = connection.execute("SELECT max(counter) FROM changes").fetchone()
        return int(counter or 0)
