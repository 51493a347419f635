"""What a command costs as a whole process, against a Python that does nothing."""

import time
from pathlib import Path
from zlib import crc32

from presence.link.client import ask
from tests.bench.processes import cost_of
from tests.bench.table import Row, Table
from tests.desktops.lab import VENV, Lab
from tests.desktops.programs import wait_until

PRESENCE = VENV / "presence"
NOTHING = (VENV / "python", "-c", "pass")
CLICKS = 40


def measure_commands(table: Table, lab: Lab, rounds: int) -> None:
    """``status`` and ``toggle`` with the app running and without, in turns with the floor."""
    with_app = lab.env
    without = {**lab.env, "PRESENCE_HOME": str(lab.home / "elsewhere")}
    lab.run(PRESENCE, "add", "yesterday 19-21 dinner @Ana", env=without)
    commands = {
        "python -c pass": (NOTHING, with_app),
        "status, app running": ((PRESENCE, "status"), with_app),
        "toggle, app running": ((PRESENCE, "toggle"), with_app),
        "status, no app": ((PRESENCE, "status"), without),
    }
    costs: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, (words, env) in commands.items():
            cost = cost_of(words, env)
            if turn:
                costs[name].append(cost)
    wall = {name: [each[0] for each in cost] for name, cost in costs.items()}
    cpu = {name: [each[1] for each in cost] for name, cost in costs.items()}
    floor = table.add(Row("python -c pass", "ms", wall["python -c pass"]))
    for name, at_most in (("status, app running", 2.0), ("status, no app", 3.0)):
        table.add(Row(name, "ms", wall[name], floor, at_most))
    floor = table.add(Row("python -c pass", "CPU ms", cpu["python -c pass"]))
    for name, at_most in (
        ("status, app running", 2.0),
        ("toggle, app running", 2.0),
        ("status, no app", 3.0),
    ):
        table.add(Row(name, "CPU ms", cpu[name], floor, at_most))


def measure_click(table: Table, lab: Lab) -> None:
    """From the request in the app to the answer: the row is on disk, the desktop is muted."""
    socket = _socket_of(lab)
    wait_until(lambda: ask(socket, b'{"do":"ping"}') is not None, what="the app's answer")
    starts: list[float] = []
    ends: list[float] = []
    for _turn in range(CLICKS // 2):
        for spent in (starts, ends):
            began = time.perf_counter()
            answer = ask(socket, b'{"do":"toggle","json":true}')
            spent.append((time.perf_counter() - began) * 1000)
            if answer is None or answer[0]:
                raise RuntimeError(f"toggle was refused: {answer}")
            if spent is starts and b'"muted"' not in answer[1]:
                raise RuntimeError(f"started, but not quiet: {answer[1].decode()}")
    table.add(Row("click to muted and row on disk", "ms", starts, limit=30))
    table.add(Row("click to the desktop as before", "ms", ends))


def _socket_of(lab: Lab) -> str:
    home = Path(lab.env["PRESENCE_HOME"])
    return f"{lab.env['XDG_RUNTIME_DIR']}/presence-{crc32(str(home).encode()):08x}"
