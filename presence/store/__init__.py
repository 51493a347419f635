"""The memory: one SQLite file, one settings file, the lease file, backups."""

TYPE_CHECKING = False
if TYPE_CHECKING:  # ``presence status`` passes here, and must not load what it does not need
    from presence.paths import Paths
    from presence.store.sessions import SessionStore


def new_id() -> str:
    """A random UUID (RFC 9562, version 4) for a row."""
    import os

    bits = bytearray(os.urandom(16))  # the uuid module costs the command line 3 ms
    bits[6] = bits[6] & 0x0F | 0x40
    bits[8] = bits[8] & 0x3F | 0x80
    text = bits.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def open_log(paths: "Paths", *, check: bool = False) -> "SessionStore":
    """The log of a home, made where there is none; ``check`` tests the whole file first.

    Raises StoreError; for a damaged log the error names the newest backup.
    """
    import sqlite3

    from presence.core.errors import ErrorCode, StoreError
    from presence.store import backup, database
    from presence.store.sessions import SessionStore

    path = str(paths.database)
    try:
        connection = database.connect(path, check=check)
    except StoreError as error:
        if error.code is ErrorCode.LOG_IS_DAMAGED:
            error.values["backup"] = backup.newest(paths.backups) or ""
        raise
    try:
        device = database.device_of(connection, new_id)
    except sqlite3.Error as fault:
        connection.close()
        raise database.as_store_error(fault, path) from fault
    return SessionStore(connection, path, device, new_id)
