"""The log window over ten years: opened, scrolled, searched letter by letter."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.table import Row, Table
from tests.desktops.lab import ROOT
from tests.ten_years import make_ten_years

FRAME = 1000 / 60
# ms; of a step's or a letter's the median, and the worst of what nobody may feel
LIMITS = {"opened": 100.0, "a step of the wheel": FRAME, "a page": FRAME, "a letter typed": 30.0}


def measure_log(table: Table, rounds: int) -> None:
    """On the real window over the real store, in a process of its own, with fonts loaded."""
    with tempfile.TemporaryDirectory(prefix="bench-log.") as folder:
        home = Path(folder)
        make_ten_years(home)
        shown = subprocess.run(
            [sys.executable, "-m", "tests.bench.open_log", str(home), str(rounds)],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=True,
        )
    for name, spent in json.loads(shown.stdout).items():
        unit = "MB" if name.startswith("memory") else "ms"
        table.add(Row(f"log of ten years: {name}", unit, spent, limit=LIMITS.get(name)))
