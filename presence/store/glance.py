"""Whether the log has anything to tell, found out without loading what it would be told with."""

import os

from presence.store.sqlite import sqlite3

# As database.py has them, which is too much to load here.
SCHEMA_VERSION = 5
APPLICATION_ID = 0x50525345
BUSY_SECONDS = 5
UNFINISHED = "'importing', 'undo', 'redo'"


def is_at_rest(path: str) -> bool:
    """Whether no session runs and none waits for its end; False where that is not certain."""
    if not os.path.exists(path):
        return False
    try:
        connection = sqlite3.connect(path, timeout=1)
        try:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            (program,) = connection.execute("PRAGMA application_id").fetchone()
            (waiting,) = connection.execute(
                "SELECT EXISTS (SELECT 1 FROM sessions WHERE ended_at IS NULL)"
                " OR EXISTS (SELECT 1 FROM sessions WHERE confirmed = 0)"
            ).fetchone()
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeDecodeError):
        return False
    return bool((program, version) == (APPLICATION_ID, SCHEMA_VERSION) and not waiting)
