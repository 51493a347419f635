"""What lies in a home, read from outside while nothing runs there; never by the program itself."""

import shutil
import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.torture_power.state import reached

DATABASE = "presence.db"
BESIDE = ("-wal", "-journal")
RESTORING = ".restoring"
PARTS = ".part"  # in the name of a backup that is being written

Row = Mapping[str, Any]


@dataclass(frozen=True)
class View:
    """The log, row by row, and the bytes it is made of."""

    sessions: Mapping[str, Row] = field(default_factory=dict)
    changes: int = 0
    bytes: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def open_session(self) -> str:
        """The id of the session in progress, "" where there is none."""
        return next((key for key, row in self.sessions.items() if row["ended_at"] is None), "")

    @property
    def finished(self) -> list[str]:
        """The ids of the others."""
        return [key for key, row in self.sessions.items() if row["ended_at"] is not None]

    def changed_in(self, later: "View") -> set[str]:
        """The ids of sessions that are not the same in both."""
        both = self.sessions.keys() | later.sessions.keys()
        return {key for key in both if self.sessions.get(key) != later.sessions.get(key)}


def look(data: Path) -> View:
    """The log of a home."""
    return look_at(data / DATABASE)


def look_at(database: Path) -> View:
    """Read from a copy: to open the log itself would let SQLite tidy up after who was killed."""
    files = [database, *(Path(f"{database}{end}") for end in BESIDE)]
    bytes_of = tuple(map(_bytes, files))
    with tempfile.TemporaryDirectory(prefix="torture.") as folder:
        for file in files:
            if file.exists():
                shutil.copyfile(file, Path(folder) / file.name)
        copy = Path(folder) / database.name
        if not copy.exists():
            return View(bytes=bytes_of)
        with closing(sqlite3.connect(copy)) as log:
            log.row_factory = sqlite3.Row
            if not log.execute("SELECT 1 FROM sqlite_schema WHERE name = 'changes'").fetchone():
                return View(bytes=bytes_of)  # killed before there were tables
            return View(_sessions(log), _changes(log), bytes_of)


def backups_in(data: Path) -> dict[str, int]:
    """How far each backup goes; raises sqlite3.DatabaseError for a damaged one."""
    return {file.name: reached(file) for file in (data / "backups").glob("presence-*.db")}


def parts_in(data: Path) -> set[tuple[str, int]]:
    """What backups and restores that were cut short have left, and when it was written."""
    files = [*(data / "backups").glob(f"*{PARTS}*"), *data.glob(f"{DATABASE}{RESTORING}*")]
    return {(file.name, file.stat().st_mtime_ns) for file in files}


def _sessions(log: sqlite3.Connection) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in map(dict, log.execute("SELECT * FROM sessions")):
        found[row["id"]] = row
        row["people"] = [
            name
            for (name,) in log.execute(
                "SELECT name FROM session_people JOIN people ON person_id = people.id"
                " WHERE session_id = ? ORDER BY position",
                (row["id"],),
            )
        ]
        slips = log.execute("SELECT * FROM slips WHERE session_id = ? ORDER BY at", (row["id"],))
        row["slips"] = [dict(slip) for slip in slips]
        del row["crc"]  # ``presence verify`` says whether it fits
    return found


def _changes(log: sqlite3.Connection) -> int:
    return int(log.execute("SELECT count(*) FROM changes").fetchone()[0])


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""
