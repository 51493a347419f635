"""The real logind of Debian on a system bus of its own: it waits for us before sleep, then goes on.

It runs in a mount namespace where this machine could be suspended. Who would do that is a stand-in
for systemd, so that nothing sleeps.
"""

import os
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, Message, new_signal

from presence.desktop.dbus import SessionBus
from presence.desktop.sleep.telling import who_tells
from tests.desktops.lab import ROOT, VENV, Lab
from tests.desktops.programs import LabError, Program, wait_until
from tests.fake_servers import Answer, FakeServer

PROGRAM = Path(__file__).with_name("asleep_program.py")
NAME = "org.freedesktop.login1"
LOGIND = """
mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system /run/user
mount -t tmpfs tmpfs /sys/power && echo mem > /sys/power/state && echo deep > /sys/power/mem_sleep
exec /usr/lib/systemd/systemd-logind
"""


class Systemd(FakeServer):
    """systemd with one unit, which takes as long as the test says."""

    names = ("org.freedesktop.systemd1",)
    path = "/org/freedesktop/systemd1"
    job = f"{path}/job/1"

    def wake(self) -> None:
        """The computer has slept and is awake again: the unit's job is done."""
        address = DBusAddress(self.path, interface=f"{self.names[0]}.Manager")
        done = (1, self.job, "suspend.target", "done")
        self._connection.send(new_signal(address, "JobRemoved", "uoss", done))

    def has_slept(self, nights: int) -> bool:
        """Whether the computer was sent to sleep so many times."""
        return self.calls.count("StartUnit") == nights

    def properties(self, interface: str) -> dict[str, tuple[str, Any]]:
        return {"LoadState": ("s", "loaded")}

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        if member == "StartUnit":
            return "o", (self.job,)
        return super()._do(interface, member, message)


class RealLogind:
    """systemd-logind, and what is asked of it."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        as_root = () if os.geteuid() == 0 else ("--user", "--map-root-user")
        self.program = lab.spawn("unshare", *as_root, "--mount", "sh", "-c", LOGIND, name="logind")
        wait_until(lambda: "[" in self.inhibitors, 10, "logind")

    @property
    def inhibitors(self) -> str:
        return self._call("ListInhibitors", check=False)

    def suspends(self) -> None:
        self._call("Suspend", "false")

    def _call(self, method: str, *arguments: str, check: bool = True) -> str:
        call = ("gdbus", "call", "--system", "-d", NAME, "-o", "/org/freedesktop/login1")
        done = self._lab.run(*call, "-m", f"{NAME}.Manager.{method}", *arguments, check=check)
        return done.stdout


@pytest.fixture
def lab() -> Iterator[Lab]:
    with Lab("real-logind") as lab:
        yield lab


def _has_heard(program: Program, names: list[str]) -> bool:
    return program.output.split() == names


def test_the_real_logind_waits_for_us_each_time_and_tells_of_sleep_and_waking(lab: Lab) -> None:
    systemd = Systemd(lab.env["DBUS_SYSTEM_BUS_ADDRESS"])
    logind = RealLogind(lab)
    env = {"PYTHONPATH": str(ROOT)}
    program = lab.spawn(VENV / "python", PROGRAM, name="heard", env=env)
    for night in range(1, 3):
        wait_until(lambda: "'sleep', 'Presence'" in logind.inhibitors, 10, "our inhibitor")
        began = time.monotonic()
        logind.suspends()
        wait_until(partial(systemd.has_slept, night), 10, "sleep")
        took = time.monotonic() - began
        assert took < 3, "had we not let go, it would have waited for five seconds"
        nights = ["in_sight", *["fell_asleep", "woke"] * night]
        assert _has_heard(program, nights[:-1])
        assert "Presence" not in logind.inhibitors
        systemd.wake()
        wait_until(partial(_has_heard, program, nights), 3, "the morning")
    wait_until(lambda: "'sleep', 'Presence'" in logind.inhibitors, 5, "our inhibitor")
    program.end()
    wait_until(lambda: "Presence" not in logind.inhibitors, 5, "its end")
    assert logind.program.is_running, logind.program.output
    systemd.stop()


def test_a_real_logind_that_is_started_anew_waits_for_us_again(lab: Lab) -> None:
    first = RealLogind(lab)
    env = {"PYTHONPATH": str(ROOT)}
    lab.spawn(VENV / "python", PROGRAM, name="heard", env=env)
    wait_until(lambda: "Presence" in first.inhibitors, 10, "our inhibitor")
    first.program.kill()
    with pytest.raises(LabError):
        first.suspends()
    second = RealLogind(lab)
    wait_until(lambda: "Presence" in second.inhibitors, 10, "our inhibitor")


def test_the_real_logind_says_of_itself_whether_it_tells_of_the_lid(lab: Lab) -> None:
    RealLogind(lab)
    buses = (lab.env[f"DBUS_{kind}_BUS_ADDRESS"] for kind in ("SESSION", "SYSTEM"))
    told = who_tells(*map(SessionBus, buses))
    assert told["sleep"] == "logind tells, and waits"
    tells = "logind tells, where there is one"
    assert told["lid"] == (tells if version() >= 256 else "none, or nobody tells but on waking")


def version() -> int:
    """Of systemd."""
    return int(subprocess.check_output(["systemctl", "--version"], text=True).split()[1])
