"""Records what the store asks of the disk while somebody's months pass."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from presence.paths import find_paths
from presence.store import open_log
from presence.store.database import APPLICATION_ID
from tests.desktops.lab import ROOT
from tests.torture_power.calls import TRACED, Event, read_calls
from tests.torture_power.state import State, best_backup, state_of

LONGEST_WRITE = 1 << 24  # bytes; strace cuts longer ones off, and the reader says so
OF_BEFORE = 60  # operations in the log of version 1 that is brought up
SCHEMA_OF_VERSION_1 = ROOT / "presence" / "store" / "migrations" / "0001.sql"
TABLES = "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


class Beginning(Enum):
    """What is there when the record begins."""

    NEW = "new home"
    VERSION_1 = "log of version 1"
    NORMAL = "synchronous=NORMAL"  # a new home and what the store does not do: the anchor


@dataclass(frozen=True)
class Record:
    """What was there before, what was done, and the state after each operation, the first one
    being that of before."""

    root: str
    files: dict[str, bytes]
    events: list[Event]
    states: list[State]


def record(beginning: Beginning, seed: int, operations: int, folder: Path) -> Record:
    """Live those months under strace; ``folder`` is empty and is removed afterwards."""
    root = folder / "disk"
    root.mkdir(parents=True)
    home, marks, states = root / "home", folder / "marks", folder / "states"
    if beginning is Beginning.VERSION_1:
        _run(home, marks, states, seed + 1, OF_BEFORE)
        _make_version_1(home / "presence.db")
    files = {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    before = _state_before(home, folder / "before")
    trace = folder / "trace"
    strace = ["strace", "-f", "-y", "-xx", f"-s{LONGEST_WRITE}", "--seccomp-bpf"]
    strace += ["-e", f"trace={TRACED}", "-e", "signal=none", "-o", str(trace)]
    synchronous = "NORMAL" if beginning is Beginning.NORMAL else "FULL"
    _run(home, marks, states, seed, operations, synchronous, tuple(strace))
    after = [State(**state) for state in json.loads(states.read_text())]
    events = read_calls(trace, root, marks, files)
    found = Record(str(root), files, events, [before, *after])
    shutil.rmtree(folder)
    return found


def _run(
    home: Path,
    marks: Path,
    states: Path,
    seed: int,
    operations: int,
    synchronous: str = "FULL",
    before: tuple[str, ...] = (),
) -> None:
    words = [home, marks, states, seed, operations, synchronous]
    program = [sys.executable, "-m", "tests.torture_power.program", *map(str, words)]
    subprocess.run([*before, *program], cwd=ROOT, check=True)


def _make_version_1(database: Path) -> None:
    """Put a log of the same rows into its place, as version 1 has written it."""
    old = database.with_suffix(".old")
    with closing(sqlite3.connect(old, isolation_level=None)) as log:
        log.executescript(SCHEMA_OF_VERSION_1.read_text())
        log.execute("ATTACH ? AS later", (str(database),))
        for (table,) in log.execute(TABLES).fetchall():
            columns = ", ".join(row[1] for row in log.execute(f"PRAGMA main.table_info({table})"))
            log.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM later.{table}")
        log.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        log.execute("PRAGMA user_version = 1")
        log.execute("PRAGMA main.journal_mode = WAL")
    old.replace(database)


def _state_before(home: Path, copy: Path) -> State:
    """As the store reads it, which brings up an older log: so only a copy is opened."""
    if home.exists():
        shutil.copytree(home, copy)
    paths = find_paths(os.fspath(copy))
    reached = best_backup(paths)  # bringing it up makes a better one
    with closing(open_log(paths)) as log:
        return replace(state_of(paths, log), reached=reached)
