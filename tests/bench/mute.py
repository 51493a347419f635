"""How long the quiet takes on every real desktop: written, read back, and put back after a kill.

Looked at from outside, by the desktop's own switch. What a server waits by itself before it heeds
the switch is printed beside it: an answer that says "quiet" comes after that.
"""

import os
import signal
import time

from presence.desktop.mute.find import mechanisms
from tests.bench.table import Row, Table
from tests.desktops.desktop import Desktop
from tests.desktops.programs import Program
from tests.desktops.switch import Switch, switch_of
from tests.torture.installed import Installed
from tests.torture.servers import SERVERS

WRITTEN_MS = 20
RESTORED_MS = 1000
PATIENCE = 5.0  # seconds


def measure_mute(table: Table, rounds: int) -> None:
    """One desktop after the other."""
    for name, desktops in SERVERS.items():
        with desktops() as desktop:
            _measure(table, name, desktop, rounds)


def _measure(table: Table, name: str, desktop: Desktop, rounds: int) -> None:
    app, switch = Installed(desktop.lab), switch_of(desktop)
    desktop.as_new()
    program = app.comes_up()
    written, read_back, restored = [], [], []
    mechanism = ""
    for _turn in range(rounds):
        on_disk, answered, mechanism = _start(app, switch)
        written.append(on_disk)
        read_back.append(answered)
        app.ask(do="stop").answer()
    for _turn in range(rounds):
        restored.append(_kill(app, switch, program))
        program = app.comes_up()
        app.ask(do="stop").answer()
    app.ask(do="quit").answer()
    program.process.wait(PATIENCE)
    table.add(Row(f"{name}: command to written", "ms", written, limit=WRITTEN_MS))
    table.add(Row(f"{name}: command to read back", "ms", read_back))
    if delay := next(kind.server_delay for kind in mechanisms() if kind.name == mechanism):
        table.add(Row(f"{name}: of which its own delay", "ms", [delay * 1000]))
    table.add(Row(f"{name}: SIGKILL to restored", "ms", restored, limit=RESTORED_MS))


def _start(app: Installed, switch: Switch) -> tuple[float, float, str]:
    """Milliseconds until it is written and until it is answered, and how it was muted."""
    before = switch.stamp()
    began = time.perf_counter()
    question = app.ask(do="start", kind="coffee")
    changed_at = switch.changed_at(before, PATIENCE)
    answer = question.answer()
    answered_at = time.perf_counter()
    if changed_at is None or answer["mute"]["detail"] != "checked":
        raise RuntimeError(f"started, but not quiet: {answer['mute']}")
    mechanism = answer["mute"]["mechanism"]
    return (changed_at - began) * 1000, (answered_at - began) * 1000, mechanism


def _kill(app: Installed, switch: Switch, program: Program) -> float:
    before = switch.value()
    app.ask(do="start", kind="coffee").answer()
    os.kill(program.process.pid, signal.SIGKILL)
    killed = time.perf_counter()
    restored_at = switch.wait_for(before, PATIENCE)
    if restored_at is None:
        raise RuntimeError("still muted after a kill")
    program.process.wait(PATIENCE)
    return (restored_at - killed) * 1000
