"""The memory: one SQLite file, one settings file, the lease file, backups."""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:  # ``presence status`` passes here, and must not load what it does not need
    from collections.abc import Callable

    from presence.paths import Paths
    from presence.store.reviewing import ReviewStore
    from presence.store.sessions import SessionStore


def new_id() -> str:
    """A random UUID (RFC 9562, version 4) for a row."""
    bits = bytearray(os.urandom(16))  # the uuid module costs the command line 3 ms
    bits[6] = bits[6] & 0x0F | 0x40
    bits[8] = bits[8] & 0x3F | 0x80
    text = bits.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def open_log(
    paths: "Paths",
    *,
    check: bool = False,
    may_migrate: "Callable[[], None] | None" = None,
    settles: bool = True,
    hurries: bool = False,
    told: "Callable[[int, int], None] | None" = None,
) -> "SessionStore":
    """The log of a home, made where there is none; ``check`` tests the whole file first.

    What a long work has left whose process ended is taken out before it is used; ``told`` hears
    how far that is. Who does so later (``SessionStore.settling``) does not have it ``settles``.
    Who has nothing else to do meanwhile ``hurries`` with long work, as far as nobody waits for it.
    Before an older log is brought to this version it is backed up, and before that ``may_migrate``
    is asked, which raises where an older app has it open. Raises StoreError; for a log that cannot
    be used the error names the newest backup.
    """
    import sqlite3

    from presence.core.errors import ErrorCode, StoreError
    from presence.store import database
    from presence.store.sessions import SessionStore

    path = paths.database_name
    try:
        if not os.path.lexists(path) or (os.path.isfile(path) and not os.path.getsize(path)):
            refuse_to_begin_anew(paths)
        connection = database.connect(
            path, check=check, before_migration=lambda: _keep_as_it_is(paths, may_migrate)
        )
    except StoreError as error:
        from presence.store.backups.shelf import add_offer

        if error.code is not ErrorCode.APP_IS_OLDER:
            add_offer(error, paths)
        raise
    try:
        device = database.device_of(connection, new_id)
        if settles and (database.has_unfinished_work(connection) or _was_cut_short(path)):
            from presence.store.stepping.crashed import settle_what_crashed

            settle_what_crashed(connection, path, device, paths.settings_name, told)
    except sqlite3.Error as fault:
        connection.close()
        raise database.as_store_error(fault, path) from fault
    return SessionStore(connection, path, device, new_id, paths.settings_name, hurries)


def _was_cut_short(path: str) -> bool:
    """Whether the file of an import whose process ended lies beside the log, with something in it.

    One that has just begun has nothing in it before it holds it.
    """
    from presence.store.database import AT_WORK

    folder = os.path.dirname(path)
    try:
        if not os.path.getsize(os.path.join(folder, AT_WORK)):
            return False
    except OSError:
        return False
    from pathlib import Path

    from presence.store.importing.long_work import is_at_work  # hardly ever

    return not is_at_work(Path(folder))


def open_reviews(paths: "Paths", may_migrate: "Callable[[], None] | None" = None) -> "ReviewStore":
    """The log of a home, to read reviews from it; the whole log where there is more to see to."""
    from presence.store.reviewing import open_to_read

    return open_to_read(paths.database_name, new_id) or open_log(paths, may_migrate=may_migrate)


def refuse_to_begin_anew(paths: "Paths") -> None:
    """Where there are backups there was a log: an empty one in its place would hide the loss."""
    from presence.core.errors import ErrorCode, StoreError
    from presence.store.backups.shelf import everything

    if everything(paths):
        raise StoreError(ErrorCode.LOG_IS_GONE, path=paths.database_name)


def _keep_as_it_is(paths: "Paths", may_migrate: "Callable[[], None] | None") -> None:
    """A backup of a log of an older version; one with a fault in it is kept as such."""
    if may_migrate is not None:
        may_migrate()
    from presence.core.clock import SystemClock
    from presence.store import backup

    backup.copy(paths.database, paths.backups, SystemClock().now())
