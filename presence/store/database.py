"""Opens the one SQLite file: its pragmas, its version, and what the world can do to it."""

import os
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from urllib.parse import quote

from presence.core.errors import ErrorCode, StoreError
from presence.store.documents import checksum

APPLICATION_ID = 0x50525345  # "PRSE"; bytes 68..71 of the file (SQLite file format, 1.3)
SCHEMA_VERSION = 5
# Bytes, as many as SQLite gathers before it carries them over: what is more, after long work beside
# somebody who reads, goes with the next commit that begins the journal anew.
_JOURNAL = 4 << 20
BUSY_SECONDS = 5
_ASKS_AGAIN = 0.002  # seconds
# Beside the log: whoever is at long work holds the one (importing/long_work.py), and is knocked at.
AT_WORK, KNOCK = "import.db", "import.db-knock"
UNFINISHED = "'importing', 'undo', 'redo'"  # names of the table meta while a long work goes on
_ROOM_FOR_INDEX = 1 << 17  # bytes: two pieces of -shm and a little more
# What SQLite says where Ctrl-C comes within a function of ours; none raises anything else.
_IN_A_FUNCTION = "user-defined function raised exception"
# What SQLite says of tables that are not as we made them.
_NOT_OUR_SCHEMA = ("no such table", "no such column", "no such index", "malformed database schema")


def connect(
    path: str, *, check: bool = False, before_migration: Callable[[], None] | None = None
) -> sqlite3.Connection:
    """The log at ``path``, made where there is none, brought to this version's schema.

    ``check`` runs SQLite's quick check first, and looks whether the tables are ours and can be
    written. ``before_migration`` is called before an older log is changed. Raises StoreError for a
    home that cannot be written, a full disk, and a file that is newer, damaged or another
    program's; such a file is left as it is, to the byte.
    """
    _roll_back(path)
    refuse_what_is_not_ours(path)
    folder = os.path.dirname(path)
    before = os.umask(0o077)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if check:
            _look_for_damage(path)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            _prepare(connection, path, before_migration)
            if check:
                _refuse_other_tables(connection, path)
        except BaseException:
            connection.close()
            raise
    except (OSError, sqlite3.Error) as fault:
        raise as_store_error(fault, path) from fault
    except UnicodeDecodeError as fault:  # the sqlite3 module, on a schema that is no text any more
        raise StoreError(ErrorCode.LOG_IS_DAMAGED, path=path, detail=str(fault)) from fault
    finally:
        os.umask(before)
    return connection


def _roll_back(path: str) -> None:
    """Have SQLite take back what was cut short while the log was made, a first page included.

    Only then is there a journal of this sort; a connection that writes nothing could not do it.
    """
    journal = f"{path}-journal"
    if not os.path.exists(journal) or not os.path.getsize(journal) or not os.path.exists(path):
        return
    with (
        suppress(sqlite3.Error),  # what is wrong is told by what comes next
        closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection,
    ):
        connection.execute("PRAGMA user_version").fetchone()


def _look_for_damage(path: str) -> None:
    """SQLite's quick check, by a connection that writes nothing, neither now nor when it closes."""
    if not os.path.exists(path) or not os.path.getsize(path):
        return
    if not os.access(path, os.W_OK):
        raise StoreError(ErrorCode.HOME_NOT_WRITABLE, path=path, detail=os.strerror(13))
    address = f"file:{quote(os.fsencode(path))}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)) as connection:
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise StoreError(ErrorCode.LOG_IS_DAMAGED, path=path, detail=verdict)


def _refuse_other_tables(connection: sqlite3.Connection, path: str) -> None:
    from presence.store.migrations import lost_table  # with a check alone

    if lost := lost_table(connection):
        raise StoreError(ErrorCode.LOG_IS_DAMAGED, path=path, detail=f"schema of {lost}")


def _prepare(
    connection: sqlite3.Connection,
    path: str,
    before_migration: Callable[[], None] | None,
) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA journal_size_limit = {_JOURNAL}")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise StoreError(ErrorCode.LOG_IS_NEWER, path=path, found=version, known=SCHEMA_VERSION)
    if version < SCHEMA_VERSION:
        if version and before_migration is not None:
            before_migration()
        connection.execute("PRAGMA journal_mode = WAL")
        from presence.store.migrations import migrate  # once for each version

        try:
            migrate(connection, version)
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode != sqlite3.SQLITE_ERROR or not version:
                raise
            # It is not as that version left it: a flipped bit in the number, or in a table.
            raise StoreError(ErrorCode.LOG_IS_DAMAGED, path=path, detail=str(fault)) from fault
    if not version:
        _sync_folders_above(path)


def _sync_folders_above(path: str) -> None:
    """Have a new log's folder on the disk as well: SQLite syncs what is in it, not its own name."""
    folder = os.path.dirname(path)
    while hasattr(os, "O_DIRECTORY") and folder != (folder := os.path.dirname(folder)):
        with suppress(OSError):  # one that may not be read was not made by us either
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything inside is written at once, or nothing of it.

    Raises StoreError(LOG_IS_NEWER) where a newer Presence has migrated the log since it was opened:
    rows written in the former way would be missing what that one reads.
    """
    try:
        begin(connection)
        yield
        connection.execute("COMMIT")
    except BaseException as fault:
        if connection.in_transaction:  # where the disk is full, SQLite has taken it back already
            connection.execute("ROLLBACK")
        if str(fault) == _IN_A_FUNCTION:
            raise KeyboardInterrupt from fault
        raise


def begin(connection: sqlite3.Connection) -> None:
    """The beginning of a ``transaction``, for who ends it in another place."""
    try:
        _take(connection)
        _refuse_what_was_migrated(connection)
    except BaseException:
        if connection.in_transaction:  # Ctrl-C may come just when it has begun
            connection.execute("ROLLBACK")
        raise


def _take(connection: sqlite3.Connection) -> None:
    """Begin to write, once nobody else does; sqlite3.OperationalError where that takes too long.

    SQLite itself asks less and less often, in the end ten times a second: whoever writes piece by
    piece would have to leave the log free for as long after each of them. An import that holds it
    for longer is knocked at.
    """
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    until = time.monotonic() + patience / 1000
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as fault:
                is_taken = fault.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not is_taken or time.monotonic() >= until:
                    raise
            else:
                return
            from presence.store.importing.knocking import knock  # who is in the way is rare

            knock(connection)
            time.sleep(_ASKS_AGAIN)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")


def _refuse_what_was_migrated(connection: sqlite3.Connection) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise StoreError(
            ErrorCode.LOG_IS_NEWER,
            path=path_of(connection),
            found=version,
            known=SCHEMA_VERSION,
            meanwhile=True,
        )


def path_of(connection: sqlite3.Connection) -> str:
    """Where the log lies, also in a folder whose name is no text; of a link what it leads to."""
    query = "SELECT CAST(file AS BLOB) FROM pragma_database_list WHERE seq = 0"
    return os.fsdecode(connection.execute(query).fetchone()[0])


def refuse_what_is_not_ours(path: str) -> None:
    """Read the header's two numbers without SQLite, which may write to what it opens.

    Raises StoreError, also where a log was and is no more: SQLite would begin an empty one, and
    throw away a journal that waits for its log.
    """
    try:
        kind = os.stat(path).st_mode
        if not stat.S_ISREG(kind):  # to open a pipe would wait for somebody to write into it
            raise StoreError(ErrorCode.LOG_IS_FOREIGN, path=path)
        # Not in a process that has the log open: closing the file drops SQLite's locks (fcntl).
        with open(path, "rb") as file:
            header = file.read(100)
    except FileNotFoundError as fault:
        if os.path.lexists(path):
            leads_to = os.path.realpath(path)
            raise StoreError(ErrorCode.LOG_IS_GONE, path=path, leads_to=leads_to) from fault
        header = b""
    except OSError as fault:
        raise as_store_error(fault, path) from fault
    if not header:  # to SQLite an empty file is a database
        if os.path.exists(path + "-wal") and os.path.getsize(path + "-wal"):
            raise StoreError(ErrorCode.LOG_IS_GONE, path=path)
        return
    if not header.startswith(b"SQLite format 3\0") or len(header) < 100:
        raise StoreError(ErrorCode.LOG_IS_DAMAGED, path=path, detail="not a database")
    version = int.from_bytes(header[60:64], "big")
    application = int.from_bytes(header[68:72], "big")
    if application not in (APPLICATION_ID, 0) or (application == 0 and version):
        raise StoreError(ErrorCode.LOG_IS_FOREIGN, path=path)
    if application == APPLICATION_ID and not version:  # they are written at once
        raise StoreError(ErrorCode.LOG_IS_DAMAGED, path=path, detail="version 0")
    if version > SCHEMA_VERSION:
        raise StoreError(ErrorCode.LOG_IS_NEWER, path=path, found=version, known=SCHEMA_VERSION)


def is_of_an_older_version(path: str) -> bool:
    """Whether to open it would migrate it; False for what cannot be told."""
    try:
        with open(path, "rb") as file:
            header = file.read(100)
    except OSError:
        return False
    return 0 < int.from_bytes(header[60:64], "big") < SCHEMA_VERSION


def refuse_what_is_no_log(path: str) -> None:
    """The same, for a file that has to be there and to hold something."""
    refuse_what_is_not_ours(path)
    if not os.path.exists(path) or not os.path.getsize(path):
        raise StoreError(ErrorCode.LOG_IS_GONE, path=path)


def as_store_error(fault: OSError | sqlite3.Error, path: str) -> StoreError:
    """What the file system or SQLite says, as one of our errors."""
    if isinstance(fault, OSError):
        import errno

        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            return StoreError(ErrorCode.DISK_FULL, path=path)
        detail = fault.strerror or str(fault)
        return StoreError(ErrorCode.HOME_NOT_WRITABLE, path=path, detail=detail)
    primary = getattr(fault, "sqlite_errorcode", 0) & 0xFF
    could_not = primary in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
    if primary == sqlite3.SQLITE_FULL or (could_not and _is_full(path)):
        return StoreError(ErrorCode.DISK_FULL, path=path)
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreError(ErrorCode.LOG_IS_BUSY, path=path)
    is_unreadable = type(fault) is sqlite3.DatabaseError or "Could not decode" in str(fault)
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or is_unreadable:
        return StoreError(ErrorCode.LOG_IS_DAMAGED, path=path, detail=str(fault))
    if primary in (
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM,
    ):
        return StoreError(ErrorCode.HOME_NOT_WRITABLE, path=path, detail=str(fault))
    if str(fault).startswith(_NOT_OUR_SCHEMA):
        return StoreError(ErrorCode.LOG_IS_DAMAGED, path=path, detail=str(fault))
    raise fault  # a fault of our own: SQL that is wrong


def _is_full(path: str) -> bool:
    """Whether the disk is why: where its index does not fit, SQLite says "disk I/O error"."""
    try:
        disk = os.statvfs(os.path.dirname(path))
    except (OSError, AttributeError):  # Windows has none
        return False
    return disk.f_bavail * disk.f_frsize < _ROOM_FOR_INDEX


def device_of(connection: sqlite3.Connection, new_id: Callable[[], str]) -> str:
    """The id of this copy of the log among the person's machines, made at its first opening."""
    query = "SELECT value FROM meta WHERE name = 'device'"
    found = connection.execute(query).fetchone()
    if not found:
        with transaction(connection):
            device = new_id()
            insert = "INSERT OR IGNORE INTO meta (name, value, crc) VALUES ('device', ?, ?)"
            connection.execute(insert, (device, checksum("device" + device)))
        found = connection.execute(query).fetchone()
    return str(found[0])


def has_unfinished_work(connection: sqlite3.Connection) -> bool:
    """Whether an import is at work, or was when its process ended (importing/taking_out.py)."""
    query = f"SELECT 1 FROM meta WHERE name IN ({UNFINISHED})"
    return connection.execute(query).fetchone() is not None
