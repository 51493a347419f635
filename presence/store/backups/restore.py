"""Puts a log back from a file: proved beside, then renamed; the one that was there is kept.

While it is done no app may run: who calls holds the lock that only one app has.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from presence.core.clock import to_ms
from presence.core.errors import ErrorCode, Refused, StoreError
from presence.paths import Paths
from presence.store.backup import RESTORING, sync
from presence.store.backups.names import FileKind, name_of
from presence.store.backups.shelf import everything, holdings, real_path
from presence.store.backups.working_copy import BESIDE, copy_of
from presence.store.database import (
    as_store_error,
    begin,
    connect,
    refuse_what_is_no_log,
    transaction,
)
from presence.store.history import RESTORED
from presence.store.importing.long_work import is_at_work
from presence.store.seal import seal
from presence.store.verify import verify

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Restored:
    """How many sessions the log has now, and where the one from before lies, if there was one."""

    sessions: int
    kept_as: Path | None


def restore(paths: Paths, source: Path, now: datetime, new_id: Callable[[], str]) -> Restored:
    """Make ``source`` the log of this home; raises StoreError, and then the log is as it was.

    Refused(IMPORT_RUNNING) while an import is at work, which would go on in the log that is gone.
    """
    database = real_path(paths.database)  # a log that is a link stays one
    if is_at_work(paths.data):
        raise Refused(ErrorCode.IMPORT_RUNNING)
    if os.path.realpath(source) == str(database):
        raise StoreError(ErrorCode.NO_SUCH_FILE, path=str(source))
    part = database.with_name(database.name + RESTORING)
    before = os.umask(0o077)
    try:
        database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _held(database):
            sessions = _prepare(part, source, paths, now, new_id)
            kept_as = _set_aside(database, now)
        part.replace(database)
        sync(database.parent)
    except (OSError, sqlite3.Error) as fault:
        raise as_store_error(fault, str(database)) from fault
    finally:
        os.umask(before)
        with suppress(OSError):
            _clear(part)
    return Restored(sessions, kept_as)


def _clear(part: Path) -> None:
    """Take away what one that was cut short has left: its journal would be taken for the next's."""
    for end in BESIDE:
        Path(f"{part}{end}").unlink(missing_ok=True)


def _prepare(
    part: Path, source: Path, paths: Paths, now: datetime, new_id: Callable[[], str]
) -> int:
    """The log that is to be, whole on the disk under a name of its own; its sessions."""
    reached = _furthest(paths)
    refuse_what_is_no_log(str(source))
    _clear(part)
    copy_of(source, part)
    try:
        with closing(connect(str(part), check=True)) as connection:
            _go_on_after(connection, reached, now, new_id)
            connection.execute("PRAGMA journal_mode = WAL")  # a backup has none
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        verdict = verify(part)
    except sqlite3.Error as fault:
        raise as_store_error(fault, str(source)) from fault
    except StoreError as error:
        error.values["path"] = str(source)
        raise
    if not verdict.is_ok:
        first = verdict.problems[0]
        detail = f"{first.what}: {first.detail}"
        raise StoreError(ErrorCode.LOG_IS_DAMAGED, path=str(source), detail=detail)
    sync(part)
    return verdict.sessions


def _go_on_after(
    connection: sqlite3.Connection, reached: int, now: datetime, new_id: Callable[[], str]
) -> None:
    """Have the history say what was done, with a number beyond all there were.

    So the log is further on than each of its backups, and the next ones are better than they.
    """
    with transaction(connection):
        (own,) = connection.execute("SELECT coalesce(max(counter), 0) FROM changes").fetchone()
        counter = max(own, reached) + 1
        (device,) = connection.execute("SELECT value FROM meta WHERE name = 'device'").fetchone()
        connection.execute(
            "INSERT INTO changes (counter, id, device, at, what, session_id, kind)"
            " VALUES (?,?,?,?,?,'','')",
            (counter, new_id(), device, to_ms(now), RESTORED),
        )
        seal(connection, counter)


def _furthest(paths: Paths) -> int:
    """The highest number that a change has in the log or in a file beside it."""
    files = [kept.path for kept in everything(paths)]
    files.append(paths.database)
    found = [holdings(path) for path in files]
    return max((held.reached for held in found if held is not None), default=0)


@contextmanager
def _held(database: Path) -> Iterator[None]:
    """Keep every command from writing into the log that is about to go.

    One that is broken is not touched: nothing can be written into it anyway.
    """
    try:
        refuse_what_is_no_log(str(database))
        connection = connect(str(database), check=True)
    except StoreError as error:
        if error.code is ErrorCode.LOG_IS_BUSY:
            raise
        yield
        return
    with closing(connection):
        begin(connection)
        yield


def _set_aside(database: Path, now: datetime) -> Path | None:
    """The old log goes before the new one comes: what is cut short leaves none, and is noticed.

    Its journal goes with it, on the disk: beside the new one it would be taken for that one's own.
    """
    if not any(os.path.lexists(f"{database}{end}") for end in BESIDE):
        return None
    while os.path.lexists(kept_as := database.with_name(name_of(FileKind.SET_ASIDE, now))):
        now += _SECOND
    for end in BESIDE:
        beside = Path(f"{database}{end}")
        if os.path.lexists(beside):
            beside.rename(f"{kept_as}{end}")
    sync(database.parent)
    return kept_as
