"""Start to the icon in the tray, memory, and waking up while nothing happens."""

import threading
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.processes import cpu_ms, rss_mb, wakeups
from tests.bench.table import Row, Table
from tests.bench.watcher import Watcher
from tests.desktops.lab import VENV, Lab
from tests.desktops.login_manager import LoginManager
from tests.desktops.programs import Program
from tests.desktops.screen import Screen

FLOOR = (VENV / "python", Path(__file__).with_name("floor.py"))
APP = (VENV / "presence-tray",)
REGISTERED_WITHIN_S = 30.0
SETTLED_AFTER_S = 30.0
IDLE_S = 60.0
GONE_AFTER_S = 65.0  # a minute without input is noted, once: an alarm of the X server's
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//presence//bench//EN
BEGIN:VEVENT
UID:{number}
DTSTAMP:20260101T000000Z
DTSTART:20260105T{hour:02}0000Z
DTEND:20260105T{hour:02}3000Z
RRULE:FREQ=WEEKLY
SUMMARY:Review
LOCATION:Room 5
ATTENDEE:mailto:ana@example.org
ATTENDEE:mailto:tom@example.org
END:VEVENT
END:VCALENDAR
"""


@dataclass
class Registered:
    """When an icon came to the tray, and what had been used up by then."""

    wall_ms: float
    cpu_ms: float


class Tray:
    """A screen, a bus and a tray on it, in which programs are started."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._came = threading.Event()
        self._at = (0.0, 0.0)
        self._pid = 0
        Screen(lab)
        self._touched_at = time.monotonic()  # by nobody, and the server counts from here
        self.laptop = LoginManager(lab)  # who tells of lock, lid and sleep
        Watcher(lab.env["DBUS_SESSION_BUS_ADDRESS"], self._on_item)
        lab.env["PRESENCE_HOME"] = str(lab.home / "presence")
        settings = lab.home / "presence" / "settings.toml"
        settings.parent.mkdir()
        settings.write_text("first_minute_done = true\n")  # no window is opened

    def start(self, command: tuple[Path, ...], name: str) -> tuple[Program, Registered]:
        """Start a program and wait for its icon."""
        self._came.clear()
        self._pid = 0
        began = time.perf_counter()
        program = self._lab.spawn(*command, name=name)
        self._pid = program.process.pid
        if not self._came.wait(REGISTERED_WITHIN_S):
            raise RuntimeError(f"{name} never came to the tray:\n{program.output}")
        at, used = self._at
        return program, Registered((at - began) * 1000, used)

    def wait_until_gone(self) -> None:
        """Till the server has told that nobody is there, which it does once."""
        time.sleep(max(GONE_AFTER_S - (time.monotonic() - self._touched_at), 0))

    def _on_item(self) -> None:
        if self._pid and not self._came.is_set():
            self._at = (time.perf_counter(), cpu_ms(self._pid))
            self._came.set()


def measure_start(table: Table, lab: Lab, tray: Tray, rounds: int) -> None:
    """Floor and app in turns; the first of each warms the disk's cache."""
    seen: dict[str, list[Registered]] = {"floor": [], "presence": []}
    for turn in range(rounds + 1):
        for name, command in (("floor", FLOOR), ("presence", APP)):
            program, registered = tray.start(command, name)
            program.end()
            if turn:
                seen[name].append(registered)
    for what, unit in (("cpu_ms", "CPU ms"), ("wall_ms", "ms")):
        values = {name: [getattr(each, what) for each in seen[name]] for name in seen}
        floor = table.add(Row("floor: start to icon", unit, values["floor"]))
        at_most = 1.3 if what == "cpu_ms" else None
        table.add(Row("presence: start to icon", unit, values["presence"], floor, at_most))


def measure_rest(table: Table, lab: Lab, tray: Tray, idle_s: float = IDLE_S) -> None:
    """Memory after half a minute, and wake-ups with no session and with one."""
    programs = {
        name: tray.start(command, name)[0].process.pid
        for name, command in (("floor", FLOOR), ("presence", APP))
    }
    time.sleep(SETTLED_AFTER_S)
    memory = {name: rss_mb(pid) for name, pid in programs.items()}
    floor = table.add(Row("floor: memory after 30 s", "MB", [memory["floor"]]))
    table.add(Row("presence: memory after 30 s", "MB", [memory["presence"]], floor, 1.2, 65))
    woken = _woken(programs, idle_s)
    table.add(Row(f"floor: woken, idle {idle_s:g} s", "times", [woken["floor"]]))
    table.add(Row(f"presence: woken, idle {idle_s:g} s", "times", [woken["presence"]], limit=0))
    # Watched for input, sleep, lid, lock and zone, without a window.
    lab.run(VENV / "presence", "start", "dinner", "--for", "10h", seconds=30)
    time.sleep(5)
    tray.laptop.is_waited_for()
    tray.wait_until_gone()
    in_session_s = idle_s * 2
    woken = _woken(programs, in_session_s)
    name = f"presence: woken, in a session, {in_session_s:g} s"
    table.add(Row(name, "times", [woken["presence"]], limit=max(1.0, in_session_s / 60)))
    lab.run(VENV / "presence", "stop", seconds=30)
    lab.run(VENV / "presence", "quit", seconds=30)
    _measure_with_calendars(table, lab, tray, idle_s)


def _measure_with_calendars(table: Table, lab: Lab, tray: Tray, idle_s: float) -> None:
    """Three files of which none is due to be read, after they were."""
    for number in range(3):
        file = lab.home / f"calendar-{number}.ics"
        file.write_text(CALENDAR.format(number=number, hour=number + 1))
        lab.run(VENV / "presence", "calendar", "add", file, seconds=30)
    pid = tray.start(APP, "presence")[0].process.pid
    time.sleep(SETTLED_AFTER_S)
    woken = _woken({"presence": pid}, idle_s)
    name = f"presence: woken, 3 calendars, {idle_s:g} s"
    table.add(Row(name, "times", [woken["presence"]], limit=0))
    lab.run(VENV / "presence", "quit", seconds=30)


def _woken(programs: dict[str, int], seconds: float) -> dict[str, float]:
    before = {name: wakeups(pid) for name, pid in programs.items()}
    time.sleep(seconds)
    return {name: wakeups(pid) - before[name] for name, pid in programs.items()}
