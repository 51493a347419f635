"""How long the quiet takes on every real desktop: written, read back, and put back after a kill.

Looked at from outside, by the desktop's own switch. What a server waits by itself before it heeds
the switch is printed beside it: an answer that says "quiet" comes after that.
"""

import os
import signal
import time
from dataclasses import dataclass

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
AT_REST = 0.5


@dataclass(frozen=True)
class Start:
    """How long one start took, and by what it was muted."""

    written_ms: float
    read_back_ms: float
    mechanism: str


def measure_mute(table: Table, rounds: int) -> None:
    """One desktop after the other."""
    for name, desktops in SERVERS.items():
        with desktops() as desktop:
            _measure(table, name, desktop, rounds)


def _measure(table: Table, name: str, desktop: Desktop, rounds: int) -> None:
    app, switch = Installed(desktop.lab), switch_of(desktop)
    desktop.as_new()
    program = app.comes_up()
    starts, restored = [], []
    for _turn in range(rounds):
        _rest(desktop)
        if (start := _start(app, switch)) is not None:
            starts.append(start)
        app.ask(do="stop").answer()
    for _turn in range(rounds):
        _rest(desktop)
        if (spent := _kill(app, switch, program)) is not None:
            restored.append(spent)
        program = app.comes_up()
        app.ask(do="stop").answer()
    app.ask(do="quit").answer()
    program.process.wait(PATIENCE)
    written = [start.written_ms for start in starts]
    read_back = [start.read_back_ms for start in starts]
    table.add(Row(f"{name}: command to written", "ms", written, limit=WRITTEN_MS))
    table.add(Row(f"{name}: command to read back", "ms", read_back))
    known = {kind.name: kind.server_delay for kind in mechanisms()}
    if delay := known[starts[0].mechanism]:
        table.add(Row(f"{name}: of which its own delay", "ms", [delay * 1000]))
    table.add(Row(f"{name}: SIGKILL to restored", "ms", restored, limit=RESTORED_MS))


def _rest(desktop: Desktop) -> None:
    """Until all is drawn; a server that has ended by itself (MATE's, mako 1.7) comes again."""
    time.sleep(AT_REST)
    if not desktop.server_name:
        desktop.start_server()


def _start(app: Installed, switch: Switch) -> Start | None:
    """None where the server ends by itself meanwhile."""
    before = switch.stamp()
    began = time.perf_counter()
    question = app.ask(do="start", kind="coffee")
    changed_at = switch.changed_at(before, PATIENCE)
    mute = question.answer()["mute"]
    answered_at = time.perf_counter()
    if changed_at is None or mute["detail"] != "checked":
        return None
    return Start((changed_at - began) * 1000, (answered_at - began) * 1000, mute["mechanism"])


def _kill(app: Installed, switch: Switch, program: Program) -> float | None:
    """None where the server ends by itself meanwhile."""
    before = switch.value()
    mute = app.ask(do="start", kind="coffee").answer()["mute"]
    os.kill(program.process.pid, signal.SIGKILL)
    killed = time.perf_counter()
    restored_at = switch.wait_for(before, PATIENCE)
    program.process.wait(PATIENCE)
    if restored_at is None or mute["detail"] != "checked":
        return None
    return (restored_at - killed) * 1000
