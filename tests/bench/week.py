"""The week, in a short log and in a very long one whose last weeks are the same."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from presence.core.ports import Change, ChangeKind
from presence.core.sample import SEED, sample_year
from presence.core.session import Session
from presence.paths import find_paths
from presence.store import new_id, open_log
from tests.bench.processes import cost_of
from tests.bench.table import Row, Table
from tests.desktops.lab import ROOT, VENV

ZONE = "Europe/Berlin"
SHORT, LONG = 100, 100_000
YEAR = timedelta(days=364)  # whole weeks
BATCH = 1000


def measure_week(table: Table, rounds: int) -> None:
    """Opening the window, and the command, in both logs in turns."""
    with tempfile.TemporaryDirectory(prefix="bench-week.") as folder:
        homes = {count: Path(folder) / str(count) for count in (SHORT, LONG)}
        for count, home in homes.items():
            write_log(home, count)
        shown = subprocess.run(
            [sys.executable, "-m", "tests.bench.open_week", *map(str, homes.values()), str(rounds)],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=True,
        )
        _compare(table, "week window", "ms", json.loads(shown.stdout), 1.2)
        costs: dict[str, list[float]] = {str(home): [] for home in homes.values()}
        for _turn in range(rounds):
            for home in homes.values():
                env = {**os.environ, "PRESENCE_HOME": str(home)}
                costs[str(home)].append(cost_of((VENV / "presence", "week"), env)[1])
        _compare(table, "presence week", "CPU ms", costs, 1.2)


def _compare(
    table: Table, name: str, unit: str, spent: dict[str, list[float]], at_most: float
) -> None:
    short, long = spent.values()
    floor = table.add(Row(f"{name}, {SHORT} sessions", unit, short))
    table.add(Row(f"{name}, {LONG:,} sessions", unit, long, floor, at_most))


def write_log(home: Path, count: int) -> None:
    """A log whose last sessions are the sample's, and the older ones its copies years before."""
    home.mkdir(parents=True)
    log = open_log(find_paths(str(home)))
    sessions = iter(list(islice(_endless(datetime.now(UTC)), count)))
    while batch := list(islice(sessions, BATCH)):
        change = Change(ChangeKind.ADDED, batch[0].id, batch[0].kind, batch[0].started_at)
        log.put(*batch, because=change)
    log.close()


def _endless(now: datetime) -> Iterator[Session]:
    """Newest first."""
    year = sample_year(SEED, ZoneInfo(ZONE), ZONE, now)[::-1]
    back = timedelta(0)
    while True:
        for session in year:
            assert session.ended_at is not None
            yield replace(
                session,
                id=new_id(),
                started_at=session.started_at - back,
                planned_end_at=session.planned_end_at and session.planned_end_at - back,
                ended_at=session.ended_at - back,
                confirmed=session.confirmed or bool(back),  # nobody leaves hundreds unanswered
                slips=tuple(
                    replace(slip, id=new_id(), at=slip.at - back) for slip in session.slips
                ),
            )
        back += YEAR
