"""Ten years in 100,000 sessions written to a file, read into an empty home, and taken back."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from presence.paths import find_paths
from presence.store import open_log
from tests.bench.processes import cost_of
from tests.bench.table import Row, Table
from tests.desktops.lab import ROOT, VENV
from tests.store.logs import a_session, because
from tests.ten_years import make_ten_years

PRESENCE = VENV / "presence"
FORMATS = ("jsonl", "csv", "toggl", "timewarrior")
EXPORT_S, IMPORT_S, WAIT_MS = 6.0, 20.0, 300.0
BETWEEN_S = 0.2


def measure_exchange(table: Table, rounds: int) -> None:
    """Seconds of CPU, and how long somebody waits who starts a session during an import."""
    with tempfile.TemporaryDirectory(prefix="bench-exchange.") as folder:
        full = Path(folder) / "full"
        make_ten_years(full)
        for wanted in FORMATS:
            spent: dict[str, list[float]] = {"export": [], "import": [], "undo": []}
            for number in range(rounds):
                file = str(Path(folder) / f"log.{wanted}")
                home = Path(folder) / f"{wanted}{number}"
                spent["export"].append(_cost(full, "export", wanted, "--force", file))
                spent["import"].append(_cost(home, "import", wanted, file))
                spent["undo"].append(_cost(home, "undo"))
            table.add(Row(f"export {wanted}", "CPU s", spent["export"], limit=EXPORT_S))
            table.add(Row(f"import {wanted}", "CPU s", spent["import"], limit=IMPORT_S))
            table.add(Row(f"undo of the import of {wanted}", "CPU s", spent["undo"]))
        file = str(Path(folder) / "log.jsonl")
        waits = _waits(Path(folder) / "busy", ("import", "jsonl", file))
        table.add(Row("a start during an import", "ms", waits))
        table.add(Row("the longest of them", "ms", [max(waits)], limit=WAIT_MS))


def _cost(home: Path, *words: str) -> float:
    env = {**os.environ, "PRESENCE_HOME": str(home)}
    return cost_of((PRESENCE, *words), env)[1] / 1000


def _waits(home: Path, words: tuple[str, ...]) -> list[float]:
    """Milliseconds that each write took while the import was at work."""
    log = open_log(find_paths(str(home)))
    env = {**os.environ, "PRESENCE_HOME": str(home)}
    command = [sys.executable, "-m", "presence", *words]
    waits: list[float] = []
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL) as importing:
        while importing.poll() is None:
            session = a_session(len(waits))
            began = time.monotonic()
            log.put(session, because=because(session))
            waits.append((time.monotonic() - began) * 1000)
            time.sleep(BETWEEN_S)
    log.close()
    return waits
