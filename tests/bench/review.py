"""Week, month and year in the window, in a log of ten years: 100,000 sessions, 2,000 people."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.table import Row, Table
from tests.desktops.lab import ROOT
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
    for name, spent in json.loads(shown.stdout).items():
        unit, _comma, what = name.partition(", ")
        limit = None if what == "below the fold" else LIMITS[unit]
        table.add(Row(f"review of a {name}", "ms", spent, limit=limit))
