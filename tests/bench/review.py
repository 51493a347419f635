"""Week, month and year in the window, in a log of ten years: 100,000 sessions, 2,000 people.

And in a terminal without an app: the week, and the hours of all weeks of five years.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.bench.processes import cost_of
from tests.bench.table import Row, Table
from tests.desktops.lab import ROOT, VENV
from tests.ten_years import make_ten_years

LIMITS = {"week": 60.0, "month": 150.0, "year": 150.0}  # ms, from the click to the painted window


def measure_review(table: Table, rounds: int) -> None:
    """In a new window and in one that is open; what lies below the fold has no limit."""
    with tempfile.TemporaryDirectory(prefix="bench-review.") as folder:
        home = Path(folder)
        make_ten_years(home)
        shown = subprocess.run(
            [sys.executable, "-m", "tests.bench.open_review", str(home), str(rounds)],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=True,
        )
        in_a_terminal = _in_a_terminal(home, rounds)
    told = json.loads(shown.stdout)
    for name, spent in told["spent"].items():
        unit, _comma, what = name.partition(", ")
        limit = None if what == "below the fold" else LIMITS[unit]
        table.add(Row(f"review of a {name}", "ms", spent, limit=limit))
    table.add(Row("review windows: memory at most", "MB", [told["memory"]]))
    for name, (spent, most) in in_a_terminal.items():
        table.add(Row(name, "CPU ms", spent, limit=most))


def _in_a_terminal(home: Path, rounds: int) -> Mapping[str, tuple[Sequence[float], float]]:
    """Milliseconds of CPU of whole commands, and at most how many."""
    today = datetime.now(UTC).date()
    five_years = ("--hours", "--from", (today - timedelta(days=5 * 365)).isoformat())
    env = {**os.environ, "PRESENCE_HOME": str(home)}
    week: list[float] = []
    weeks: list[float] = []
    for _turn in range(rounds):
        week.append(cost_of((VENV / "presence", "week"), env)[1])
        weeks.append(cost_of((VENV / "presence", "week", *five_years), env)[1])
    return {"presence week": (week, 40.0), "presence week, five years": (weeks, 250.0)}
