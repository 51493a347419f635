"""Forgets in the log of a home and in every copy beside it, down to the bytes of the files."""

import os
import sqlite3
from collections.abc import Callable, Collection
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from presence.core.clock import to_ms
from presence.core.errors import ErrorCode, Refused, StoreError
from presence.paths import Paths
from presence.store.backup import sync
from presence.store.backups.names import FileKind
from presence.store.backups.shelf import everything, real_path
from presence.store.backups.working_copy import BESIDE, copy_of, working_copy
from presence.store.database import as_store_error, connect, transaction
from presence.store.forgetting.past import forget_all, forget_before
from presence.store.forgetting.person import forget_person
from presence.store.forgetting.wish import Before, Everything, Forgotten, Person, Wish
from presence.store.history import FORGOTTEN
from presence.store.importing.long_work import is_at_work, sweep
from presence.store.seal import seal
from presence.store.verify import verify

_State = tuple[Path, int, int]  # when it was written last, and its size

FORGETTING = ".forgetting"  # ends the name of a copy that is being written anew


@dataclass(frozen=True, slots=True)
class Told:
    """What went, or would go: from the log, and from which files beside it.

    ``removed`` are copies that go as a whole: of everything all, else those that cannot be read.
    ``phones`` are the files of the remembered phones, with the key of the page that they open.
    """

    log: Forgotten
    rewritten: tuple[Path, ...]
    removed: tuple[Path, ...]
    phones: tuple[Path, ...] = ()

    @property
    def is_nothing(self) -> bool:
        return self.log.is_nothing and not (self.rewritten or self.removed or self.phones)


def foresee(paths: Paths, wish: Wish) -> Told:
    """What would go; nothing is changed. Raises StoreError."""
    log = _foreseen(paths.database, wish) if os.path.exists(paths.database) else Forgotten()
    return Told(log, *_copies(paths, _known_by(wish, log)), _phones(paths, wish))


def forget(paths: Paths, wish: Wish, now: datetime, new_id: Callable[[], str]) -> Told:
    """Do it; what is cut short is done by the same wish again. Raises StoreError.

    The copies first: until the last of them is done the log knows by which names somebody went, and
    a wish that was cut short finds them again. Then the log, and what was copied of it meanwhile.
    Refused(IMPORT_RUNNING) while somebody who is being forgotten may be coming in.
    """
    if is_at_work(paths.data):
        raise Refused(ErrorCode.IMPORT_RUNNING)
    sweep(paths.data)
    mask = os.umask(0o077)
    try:
        has_log = os.path.exists(paths.database)
        if has_log and isinstance(wish, Person):
            wish = _known_by(wish, _foreseen(paths.database, wish))
        rewritten, removed = _forget_in_copies(paths, wish, now, new_id)
        done = _states(paths)
        log = Forgotten()
        if has_log:
            log = _forget_in(real_path(paths.database), wish, now, new_id)
        late = _forget_in_copies(paths, wish, now, new_id, done)
        rewritten, removed = (*rewritten, *late[0]), (*removed, *late[1])
        if isinstance(wish, Everything):
            for told in (paths.week_told, paths.not_seen_told, paths.offers_told):
                told.unlink(missing_ok=True)
            paths.kinds_taken.unlink(missing_ok=True)
        phones = _phones(paths, wish)
        for file in phones:
            file.unlink(missing_ok=True)
        if not isinstance(wish, Before):
            _drop_calendars(paths.calendars)
    except (OSError, sqlite3.Error) as fault:
        raise as_store_error(fault, str(paths.database)) from fault
    finally:
        os.umask(mask)
    return Told(log, rewritten, removed, phones)


def _phones(paths: Paths, wish: Wish) -> tuple[Path, ...]:
    """They go with everything: whoever is remembered could come again."""
    return tuple(sorted(paths.phone.glob("*"))) if isinstance(wish, Everything) else ()


def _drop_calendars(folder: Path) -> None:
    """Who is invited stands in the copies as well; they are fetched anew when they are needed."""
    for ending in ("json", "events", "parts", "part"):
        for copy in folder.glob(f"*.{ending}"):
            copy.unlink(missing_ok=True)


def _known_by(wish: Wish, log: Forgotten) -> Wish:
    """The wish for the copies of a log: whoever was renamed since is meant there too."""
    return replace(wish, ids=log.ids, names=log.names) if isinstance(wish, Person) else wish


def _forget_in_copies(
    paths: Paths,
    wish: Wish,
    now: datetime,
    new_id: Callable[[], str],
    done: Collection[_State] = (),
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Which were written anew and which went; not again those that are in a state of ``done``."""
    rewritten, removed = _copies(paths, wish, done)
    for path in rewritten:
        _rewrite(path, wish, now, new_id)
    for path in removed:
        for end in BESIDE:
            Path(f"{path}{end}").unlink(missing_ok=True)
    return rewritten, removed


def _states(paths: Paths) -> frozenset[_State]:
    return frozenset(_state(kept.path) for kept in everything(paths))


def _state(path: Path) -> _State:
    found = path.stat()
    return path, found.st_mtime_ns, found.st_size


def _copies(
    paths: Paths, wish: Wish, done: Collection[_State] = ()
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The copies of the log to write anew, and those that go as a whole."""
    copies = [kept.path for kept in everything(paths) if _state(kept.path) not in done]
    if isinstance(wish, Everything):
        return (), tuple(copies)
    rewritten, removed = [], []
    for path in copies:
        try:
            if not _foreseen(path, wish).is_nothing:
                rewritten.append(path)
        except StoreError:
            removed.append(path)
    return tuple(rewritten), tuple(removed)


def _foreseen(path: Path, wish: Wish) -> Forgotten:
    """Done in a private copy, which is thrown away."""
    try:
        with (
            working_copy(path) as copy,
            closing(connect(str(copy))) as connection,
            transaction(connection),
        ):
            return _carry_out(connection, wish)
    except (OSError, sqlite3.Error) as fault:
        raise as_store_error(fault, str(path)) from fault


def _carry_out(connection: sqlite3.Connection, wish: Wish) -> Forgotten:
    match wish:
        case Person():
            return forget_person(connection, wish)
        case Before():
            return forget_before(connection, wish.at)
        case Everything():
            return forget_all(connection)


def _forget_in(path: Path, wish: Wish, now: datetime, new_id: Callable[[], str]) -> Forgotten:
    """In a file that others may have open; nothing of it is in its bytes afterwards."""
    with closing(connect(str(path))) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        with transaction(connection):
            forgotten = _carry_out(connection, wish)
            if not forgotten.is_nothing:
                _say_so(connection, now, new_id)
        # Also where nothing was found: a forgetting that was cut short may have come this far.
        connection.execute("VACUUM")
        (is_busy, _pages, _moved) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if is_busy:
            raise StoreError(ErrorCode.LOG_IS_BUSY, path=str(path))
    return forgotten


def _say_so(connection: sqlite3.Connection, now: datetime, new_id: Callable[[], str]) -> None:
    """Have the history say that something was forgotten: undo stops there."""
    (device,) = connection.execute("SELECT value FROM meta WHERE name = 'device'").fetchone()
    cursor = connection.execute(
        "INSERT INTO changes (id, device, at, what, session_id, kind) VALUES (?,?,?,?,'','')",
        (new_id(), device, to_ms(now), FORGOTTEN),
    )
    assert cursor.lastrowid is not None
    seal(connection, cursor.lastrowid)


def _rewrite(path: Path, wish: Wish, now: datetime, new_id: Callable[[], str]) -> None:
    """A copy of the log is written anew beside, proved, and put in the place of the old one."""
    part = path.with_name(path.name + FORGETTING)
    try:
        copy_of(path, part)
        _forget_in(part, wish, now, new_id)
        with closing(sqlite3.connect(part)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")  # a backup has none beside it
        verdict = verify(part) if not path.name.startswith(FileKind.FAULTY.value) else None
        if verdict is not None and not verdict.is_ok:
            first = verdict.problems[0]
            detail = f"{first.what}: {first.detail}"
            raise StoreError(ErrorCode.LOG_IS_DAMAGED, path=str(path), detail=detail)
        sync(part)
        for end in BESIDE[1:]:
            Path(f"{path}{end}").unlink(missing_ok=True)
        part.replace(path)
        sync(path.parent)
    finally:
        for end in BESIDE:
            with suppress(OSError):
                Path(f"{part}{end}").unlink(missing_ok=True)
