"""The bundle that ``make deb`` has built, against .venv: its command line, and its icon."""

from pathlib import Path

from tests.bench.commands import NOTHING
from tests.bench.processes import cost_of
from tests.bench.table import Row, Table
from tests.bench.tray import APP, Registered, Tray
from tests.desktops.lab import ROOT, Lab

BIN = ROOT / "build" / "deb" / "package" / "usr" / "lib" / "presence" / "bin"


def measure_bundle(table: Table, rounds: int) -> None:
    """A status that finds no app, and the start to the icon; each in turns with what it is like."""
    if not (BIN / "presence").is_file():
        print("The bundle is not here: make deb builds it.")
        return
    with Lab("bench-bundle") as lab:
        tray = Tray(lab)
        _measure_status(table, lab, rounds * 4)
        _measure_icon(table, tray, rounds)


def _measure_status(table: Table, lab: Lab, rounds: int) -> None:
    commands: dict[str, tuple[str | Path, ...]] = {
        "python -c pass": NOTHING,
        "bundle: status, no app": (BIN / "presence", "status"),
    }
    costs: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, words in commands.items():
            cost = cost_of(words, lab.env)
            if turn:
                costs[name].append(cost)
    for at, unit in ((0, "ms"), (1, "CPU ms")):
        values = {name: [cost[at] for cost in costs[name]] for name in commands}
        floor = table.add(Row("python -c pass", unit, values["python -c pass"]))
        row = Row("bundle: status, no app", unit, values["bundle: status, no app"], floor, 3.0)
        table.add(row)


def _measure_icon(table: Table, tray: Tray, rounds: int) -> None:
    seen: dict[str, list[Registered]] = {"venv": [], "bundle": []}
    for turn in range(rounds + 1):
        for name, command in (("venv", APP), ("bundle", (BIN / "presence-tray",))):
            program, registered = tray.start(command, name)
            program.end()
            if turn:
                seen[name].append(registered)
    for what, unit in (("cpu_ms", "CPU ms"), ("wall_ms", "ms")):
        values = {name: [getattr(each, what) for each in seen[name]] for name in seen}
        floor = table.add(Row("venv: start to icon", unit, values["venv"]))
        table.add(Row("bundle: start to icon", unit, values["bundle"], floor, 1.2))
