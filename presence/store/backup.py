"""Backups of the log: one file a day, written beside and renamed, the last ones kept."""

import logging
import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from presence.core.clock import from_ms
from presence.store.database import as_store_error

logger = logging.getLogger(__name__)

OVERDUE = timedelta(days=1)
KEPT = 7


def newest(folder: Path) -> str | None:
    """The path of the newest backup, or None."""
    found = _backups(folder)
    return str(found[-1]) if found else None


def is_overdue(folder: Path, now: datetime) -> bool:
    """Whether the newest backup is a day old, or there is none."""
    last = newest(folder)
    try:
        return last is None or now - from_ms(int(os.path.getmtime(last) * 1000)) >= OVERDUE
    except OSError:  # a link to nowhere
        return True


def write(database: Path, folder: Path, now: datetime) -> Path:
    """Copy the log while it is in use (VACUUM INTO), check the copy, and put it in its place.

    Raises StoreError; a copy that failed is removed, and older backups are only let go after the
    new one is on disk.
    """
    target = folder / f"presence-{now:%Y%m%dT%H%M%SZ}.db"
    part = target.with_suffix(".part")
    before = os.umask(0o077)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        _copy(database, part)
        _sync(part)
        part.replace(target)
        _sync(folder)
    except (OSError, sqlite3.Error) as fault:
        part.unlink(missing_ok=True)
        raise as_store_error(fault, str(target)) from fault
    finally:
        os.umask(before)
    _let_go_of_old_ones(folder, target)
    return target


def _let_go_of_old_ones(folder: Path, fresh: Path) -> None:
    """Keep the last ones, and every one that is further on in the history than the fresh one.

    A log that lost its history must not push the good copies out (product: backups can only get
    better); an honest delete is further on, not back.
    """
    reached = _reached(fresh)
    for old in _backups(folder)[:-KEPT]:
        if _reached(old) <= reached:
            with suppress(OSError):  # the new one is there; an old one that stays does no harm
                old.unlink()
        else:
            logger.warning("a backup that knows more than the log is kept: %s", old.name)


def _reached(backup: Path) -> int:
    """The number of the last change in a backup, 0 where it cannot be read."""
    address = f"file:{quote(str(backup))}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            (counter,) = connection.execute("SELECT max(counter) FROM changes").fetchone()
            return int(counter or 0)
    except sqlite3.Error:
        return 0


def _copy(database: Path, part: Path) -> None:
    source = sqlite3.connect(database, isolation_level=None, timeout=5)
    try:
        source.execute("VACUUM INTO ?", (str(part),))
    finally:
        source.close()
    copy = sqlite3.connect(part, isolation_level=None)
    try:
        (verdict,) = copy.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
    finally:
        copy.close()


def _backups(folder: Path) -> list[Path]:
    return sorted(folder.glob("presence-*.db"))


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
