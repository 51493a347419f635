"""Backups of the log: written beside while it is in use, proved, renamed; some stay for a year."""

import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path

from presence.core.clock import from_ms
from presence.core.errors import ErrorCode, StoreError
from presence.store.backups import rotation
from presence.store.backups.names import FileKind, kept_in, name_of
from presence.store.database import BUSY_SECONDS, as_store_error
from presence.store.verify import Verdict, verify_file

RESTORING = ".restoring"  # ends the name of a log that is being put back
_SECOND = timedelta(seconds=1)
_LEFT_BEHIND = timedelta(hours=1)


def newest(folder: Path) -> str | None:
    """The path of the newest backup without a fault, or None."""
    found = kept_in(folder, FileKind.BACKUP)
    return str(found[-1].path) if found else None


def write(database: Path, folder: Path, now: datetime) -> Path:
    """Copy the log while it is in use, prove the copy, and put it among the backups.

    Raises StoreError; for a copy in which a row is not as it was written LOG_IS_DAMAGED, once that
    copy lies apart from the others.
    """
    target, verdict = copy(database, folder, now)
    if not verdict.is_ok:
        first = verdict.problems[0]
        detail = f"{first.what}: {first.detail}"
        raise StoreError(ErrorCode.LOG_IS_DAMAGED, path=str(database), detail=detail)
    return target


def copy(database: Path, folder: Path, now: datetime) -> tuple[Path, Verdict]:
    """The same for a log in which something may be wrong: such a backup is better than none.

    The rows are copied and not the pages (VACUUM INTO): a page that cannot be read ends it, and
    indexes are made anew. Older ones are only let go after the new one is on disk.
    """
    before = os.umask(0o077)
    part = folder / f"{now:%Y%m%dT%H%M%SZ}-{os.getpid()}.part"
    try:
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            sync(folder.parent)
        _sweep(folder, database, now)
        part.unlink(missing_ok=True)
        with closing(
            sqlite3.connect(database, isolation_level=None, timeout=BUSY_SECONDS)
        ) as source:
            copy_into(source, str(part))
        verdict = verify_file(part)
        kind = FileKind.BACKUP if verdict.is_ok else FileKind.FAULTY
        target = _put_in_place(part, folder, kind, now)
    except (OSError, sqlite3.Error) as fault:
        raise as_store_error(fault, str(database)) from fault
    finally:
        os.umask(before)
        for left in (part, Path(f"{part}-journal")):  # SQLite leaves it on a full disk
            with suppress(OSError):
                left.unlink(missing_ok=True)
    rotation.let_go_of_old_ones(folder, target, kind)
    return target, verdict


def copy_into(connection: sqlite3.Connection, path: str) -> None:
    """All rows into a new file, also in a folder whose name is no text."""
    connection.execute("VACUUM INTO CAST(? AS TEXT)", (os.fsencode(path),))


def _put_in_place(part: Path, folder: Path, kind: FileKind, now: datetime) -> Path:
    """Nothing that was there is replaced: where two fall on one second, one says the next."""
    sync(part)
    while (target := folder / name_of(kind, now)).exists():
        now += _SECOND
    part.replace(target)
    sync(folder)
    sync(folder.parent)  # the folder itself may be new
    return target


def _sweep(folder: Path, database: Path, now: datetime) -> None:
    """What a backup or a restore that was cut short has left, SQLite's journal of it included."""
    restored = database.parent.glob(f"{database.name}{RESTORING}*")
    for part in (*folder.glob("*.part*"), *restored):
        if now - from_ms(int(part.stat().st_mtime * 1000)) > _LEFT_BEHIND:
            part.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
