"""The files that a log can be put back from: backups, and what was kept aside on the way."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from presence.core.clock import from_ms
from presence.core.errors import StoreError
from presence.core.frozen import dataclass
from presence.paths import Paths
from presence.store.backups.names import FileKind, Kept, kept_in
from presence.store.backups.working_copy import WAL, working_copy
from presence.store.documents import rows_that_can_be


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a file holds, as it says itself: ``reached`` is the number of its last change."""

    sessions: int
    people: int
    slips: int
    first_at: datetime | None
    last_at: datetime | None
    reached: int


def everything(paths: Paths) -> list[Kept]:
    """All that the log of a home can be put back from, newest first."""
    found = [
        *kept_in(paths.backups, FileKind.BACKUP),
        *kept_in(paths.backups, FileKind.FAULTY),
    ]
    for folder in {paths.data, real_path(paths.database).parent}:
        found += [*kept_in(folder, FileKind.SET_ASIDE), *kept_in(folder, FileKind.SALVAGED)]
    return sorted(found, key=lambda kept: kept.at, reverse=True)


def real_path(database: Path) -> Path:
    """Where the log lies when its name is a link; a link to nowhere is the thing itself."""
    return Path(os.path.realpath(database)) if os.path.exists(database) else database


@contextmanager
def read_only(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that changes nothing, and makes no file beside; raises OSError, sqlite3.Error.

    A journal that waits is read too, in a copy.
    """
    if os.path.exists(f"{path}{WAL}") and os.path.getsize(f"{path}{WAL}"):
        with working_copy(path) as copy, closing(sqlite3.connect(copy)) as connection:
            yield connection
    else:
        address = f"file:{quote(os.fsencode(path))}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            yield connection


def holdings(path: Path) -> Holdings | None:
    """What a file holds, None where it cannot be read."""
    if not path.is_file():  # to open a pipe would wait for somebody to write into it
        return None
    try:
        with read_only(path) as connection, rows_that_can_be():
            return _holdings(connection)
    except (OSError, sqlite3.Error, UnicodeDecodeError):
        return None


def _holdings(connection: sqlite3.Connection) -> Holdings:
    def number(query: str) -> int:
        return int(connection.execute(query).fetchone()[0] or 0)

    first, last = connection.execute(
        "SELECT min(started_at), max(coalesce(ended_at, started_at)) FROM sessions"
    ).fetchone()
    return Holdings(
        sessions=number("SELECT count(*) FROM sessions"),
        people=number("SELECT count(*) FROM people"),
        slips=number("SELECT count(*) FROM slips"),
        first_at=None if first is None else from_ms(first),
        last_at=None if last is None else from_ms(last),
        reached=number("SELECT max(counter) FROM changes"),
    )


def offer_of(paths: Paths) -> dict[str, object]:
    """The newest backup that can be read, as values of an error: what could be gone back to."""
    for kept in reversed(kept_in(paths.backups, FileKind.BACKUP)):
        held = holdings(kept.path)
        if held is not None:
            return {
                "backup": str(kept.path),
                "backup_at": kept.at,
                "session_count": held.sessions,
            }
    return {}


def add_offer(error: StoreError, paths: Paths) -> None:
    """Have the error of a log that cannot be used name what could be put back instead."""
    if os.path.lexists(paths.database) or error.values.get("path") == str(paths.database):
        error.values.update(offer_of(paths))
