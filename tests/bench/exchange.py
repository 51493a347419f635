"""What other trackers and our own files hold, read into an empty home, and taken back."""

import os
import pty
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from presence.paths import find_paths
from presence.store import open_log
from tests.bench.processes import cost_of, peak_mb
from tests.bench.table import Row, Table
from tests.bench.tracked_files import write_timewarrior, write_toggl
from tests.desktops.lab import ROOT, VENV
from tests.store.logs import a_session, because
from tests.ten_years import make_ten_years

PRESENCE = VENV / "presence"
OURS = ("jsonl", "csv")
THEIRS: dict[str, Callable[[Path, int], None]] = {
    "timewarrior": write_timewarrior,
    "toggl": write_toggl,
}
ALL, FEW = 100_000, 20_000  # rows; a quick run is held to its share of the limit
EXPORT_S, IMPORT_S, WAIT_MS, PEAK_MB = 6.0, 20.0, 100.0, 150.0
STOPPED_MS, INTERRUPTED = 1000.0, 130
NEAR_THE_END = re.compile(rb"(\d[\d,]*) of (\d[\d,]*)")  # as its progress is told
BETWEEN_S = 0.05


def measure_exchange(table: Table, rounds: int, is_quick: bool) -> None:
    """Seconds, the most memory, and how long somebody waits who starts a session meanwhile."""
    rows = FEW if is_quick else ALL
    with tempfile.TemporaryDirectory(prefix="bench-exchange.") as name:
        folder = Path(name)
        for wanted, write in THEIRS.items():
            write(folder / wanted, rows)
            _measure_import(table, folder, wanted, rows, rounds)
        if not is_quick:
            _measure_ours(table, folder, rounds)
        stopped = [
            _stopped(folder / "stopped", str(folder / "timewarrior")) for _round in range(rounds)
        ]
        table.add(Row("an import stopped near its end", "ms", stopped, limit=STOPPED_MS))
        waits = _waits(folder / "busy", ("import", "timewarrior", str(folder / "timewarrior")))
        table.add(Row("a start during an import", "ms", waits))
        table.add(Row("the longest of them", "ms", [max(waits)], limit=WAIT_MS))


def _measure_import(table: Table, folder: Path, wanted: str, rows: int, rounds: int) -> None:
    limit, file = IMPORT_S * rows / ALL, str(folder / wanted)
    floors, clocks, costs, undone = [], [], [], []
    peak = 0.0
    for number in range(rounds):
        home = folder / f"{wanted}{number}"
        floor = (sys.executable, str(ROOT / "tests/bench/floor_of_rows.py"), file, f"{home}.db")
        floors.append(cost_of(floor, os.environ)[1] / 1000)
        clock, cost, most = _imported(home, wanted, file)
        clocks.append(clock)
        costs.append(cost)
        peak = max(peak, most)
        undone.append(_cost(home, "undo"))
    floor_row = table.add(Row(f"{rows} rows of {wanted} into a bare table", "CPU s", floors))
    table.add(Row(f"import {wanted}", "CPU s", costs, floor=floor_row))
    table.add(Row(f"import {wanted}, by the clock", "s", clocks, limit=limit))
    table.add(Row(f"most memory for {wanted}", "MB", [peak], limit=PEAK_MB))
    table.add(Row(f"undo of the import of {wanted}", "CPU s", undone))


def _measure_ours(table: Table, folder: Path, rounds: int) -> None:
    full = folder / "full"
    make_ten_years(full)
    for wanted in OURS:
        spent: dict[str, list[float]] = {"export": [], "import": []}
        for number in range(rounds):
            file, home = str(folder / f"log.{wanted}"), folder / f"{wanted}{number}"
            spent["export"].append(_cost(full, "export", wanted, "--force", file))
            spent["import"].append(_cost(home, "import", wanted, file))
        table.add(Row(f"export {wanted}", "CPU s", spent["export"], limit=EXPORT_S))
        table.add(Row(f"import {wanted}", "CPU s", spent["import"], limit=IMPORT_S))


def _env(home: Path) -> dict[str, str]:
    return {**os.environ, "PRESENCE_HOME": str(home)}


def _cost(home: Path, *words: str) -> float:
    return cost_of((PRESENCE, *words), _env(home))[1] / 1000


def _imported(home: Path, wanted: str, file: str) -> tuple[float, float, float]:
    """Seconds by the clock and of CPU, and the most memory in megabytes."""
    began = time.perf_counter()
    words = [str(PRESENCE), "import", wanted, file]
    importing = subprocess.Popen(words, env=_env(home), stdout=subprocess.DEVNULL)
    peak = 0.0  # ru_maxrss counts what this process held when it made the other
    while True:
        pid, status, used = os.wait4(importing.pid, os.WNOHANG)
        if pid:
            break
        peak = max(peak, peak_mb(importing.pid))
        time.sleep(0.02)
    took = time.perf_counter() - began
    importing.returncode = os.waitstatus_to_exitcode(status)
    if status:
        raise RuntimeError(f"import {wanted}: exit {importing.returncode}")
    return took, used.ru_utime + used.ru_stime, peak


def _stopped(home: Path, file: str) -> float:
    """Milliseconds from Ctrl-C, nine tenths in, to the prompt; nothing of it is in the log then."""
    terminal, inner = pty.openpty()
    words = [str(PRESENCE), "import", "timewarrior", file]
    importing = subprocess.Popen(
        words, env=_env(home), stdout=inner, stderr=inner, start_new_session=True
    )
    os.close(inner)
    said = b""
    while not _is_near_its_end(said):
        said = said[-100:] + os.read(terminal, 1000)
    began = time.perf_counter()
    importing.send_signal(signal.SIGINT)
    code = importing.wait()
    took = (time.perf_counter() - began) * 1000
    os.close(terminal)
    with closing(sqlite3.connect(find_paths(str(home)).database)) as log:
        (rows,) = log.execute("SELECT count(*) FROM sessions").fetchone()
    if rows or code != INTERRUPTED:
        raise RuntimeError(f"stopped import: exit {code}, {rows} rows")
    return took


def _is_near_its_end(said: bytes) -> bool:
    told = [[int(each.replace(b",", b"")) for each in pair] for pair in NEAR_THE_END.findall(said)]
    return any(done >= 0.9 * of for done, of in told)


def _waits(home: Path, words: tuple[str, ...]) -> list[float]:
    """Milliseconds that each write took while the import was at work."""
    log = open_log(find_paths(str(home)))
    command = [sys.executable, "-m", "presence", *words]
    waits: list[float] = []
    with subprocess.Popen(
        command, cwd=ROOT, env=_env(home), stdout=subprocess.DEVNULL
    ) as importing:
        while importing.poll() is None:
            session = a_session(len(waits))
            began = time.monotonic()
            log.put(session, because=because(session))
            waits.append((time.monotonic() - began) * 1000)
            time.sleep(BETWEEN_S)
    log.close()
    return waits
