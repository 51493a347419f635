"""The guard: what stands between a killed app and a desktop that stays muted."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from presence.core.lease import Held, Holder, Lease, Recipe, Step
from presence.desktop.dbus import SessionBus
from presence.desktop.lease import guard as guard_py
from presence.desktop.lease.guard import lock, put_back
from presence.desktop.lease.guard_process import GuardProcess
from presence.desktop.lease.holder import boot_id, guarded_name, is_alive, this_holder
from presence.desktop.lease.player import COULD_NOT, LEFT_ALONE, RESTORED
from presence.store.lease_file import LeaseFile
from tests.contracts import wait_for
from tests.desktop_mute.muted_desktops import DunstDesktop, MutedDesktop
from tests.fakes import EVENING

# Mutes as the app does, says which guard it has, and sleeps.
APP = """
import os, sys, time
from datetime import UTC, datetime
from presence.core.clock import SystemClock
from presence.core.lease import MuteWish
from presence.desktop.dbus import SessionBus
from presence.desktop.lease.holder import this_holder
from presence.desktop.mute.keeper import Keeper
from presence.store.lease_file import LeaseFile

os.set_inheritable(os.open("/tmp", os.O_RDONLY), True)  # as a careless library does
keeper = Keeper(LeaseFile(sys.argv[1]), SessionBus(sys.argv[2]), SystemClock(), this_holder())
report = keeper.take(MuteWish("dinner", datetime.now(UTC)))
print(report.detail.value, keeper.guard_pid, flush=True)
time.sleep(60)
"""
ROOT = Path(__file__).resolve().parents[2]


class App:
    """The app in a process group of its own, as a terminal's job."""

    def __init__(self, lease: LeaseFile, bus: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", APP, lease.path, bus],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            process_group=0,
            text=True,
        )
        assert self.process.stdout is not None
        said, guard = self.process.stdout.readline().split()
        assert said == "checked"
        self.guard = int(guard)

    def kill(self) -> None:
        self.process.kill()
        self.end()

    def kill_group(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.end()

    def end(self) -> None:
        assert self.process.stdout is not None
        self.process.wait(5)
        self.process.stdout.close()


@pytest.fixture
def app(lease: LeaseFile, dunst: DunstDesktop) -> Iterator[App]:
    app = App(lease, dunst.address)
    assert dunst.is_quiet()
    yield app
    if app.process.poll() is None:
        app.kill()


def is_gone(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return True
    return stat.rpartition(")")[2].split()[0] in "ZX"


def status_of(pid: int) -> dict[str, str]:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def test_a_killed_app_is_put_back_within_a_second(
    app: App, dunst: DunstDesktop, lease: LeaseFile
) -> None:
    app.kill()
    assert wait_for(lambda: not dunst.is_quiet(), 1.0)
    assert wait_for(lambda: is_gone(app.guard))
    assert lease.read() is None
    assert os.listdir(os.path.dirname(lease.path)) == ["mute-lease.json.put-back"]


def test_the_guard_outlives_the_group_the_terminal_and_a_polite_end(
    app: App, dunst: DunstDesktop
) -> None:
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGPIPE):
        os.kill(app.guard, number)
    assert os.getsid(app.guard) == app.guard
    app.kill_group()
    assert wait_for(lambda: not dunst.is_quiet(), 1.0)


def test_the_guard_holds_nothing_but_its_pipe_and_is_small(app: App) -> None:
    assert wait_for(lambda: status_of(app.guard)["State"].startswith("S"))
    assert wait_for(lambda: os.readlink(f"/proc/{app.guard}/cwd") == "/")
    folder = Path(f"/proc/{app.guard}/fd")  # by then it has closed the rest
    held = {each.name: os.readlink(each) for each in folder.iterdir()}
    assert held.pop("0").startswith("pipe:")
    assert set(held.values()) == {"/dev/null"}
    assert int(status_of(app.guard)["VmRSS"].removesuffix(" kB")) < 12 * 1024


def test_the_guard_sleeps_until_it_is_needed(app: App) -> None:
    assert wait_for(lambda: os.readlink(f"/proc/{app.guard}/cwd") == "/")

    def rests() -> bool:
        name = "voluntary_ctxt_switches"
        before = status_of(app.guard)[name]
        time.sleep(0.3)
        return status_of(app.guard)[name] == before

    assert wait_for(rests)


def test_what_the_person_changed_before_the_crash_is_left_alone(
    app: App, dunst: DunstDesktop, lease: LeaseFile
) -> None:
    dunst.switch(False)
    app.kill()
    assert wait_for(lambda: is_gone(app.guard))
    assert not dunst.is_quiet()
    assert os.listdir(os.path.dirname(lease.path)) == []  # nothing to tell


# A program that the app had started goes on, and switches after it was first asked.
ASKED_TOO_EARLY = 'cat "$1"; [ -e "$1-asked" ] || { touch "$1-asked"; printf quiet >"$1"; }'


def test_a_mute_that_was_still_under_way_when_the_app_was_killed_is_put_back_too(
    lease: LeaseFile, tmp_path: Path
) -> None:
    switch = tmp_path / "switch"
    switch.write_text("shown")
    recipe = Recipe(
        ask=Step(command=("sh", "-c", ASKED_TOO_EARLY, "sh", str(switch))),
        ours=b"quiet",
        restore=Step(command=("sh", "-c", 'printf shown >"$1"', "sh", str(switch))),
    )
    held = Held("gnome", was="off", recipe=recipe, by_hand="")
    until = EVENING + timedelta(hours=2)
    lease.write(Lease("dinner", this_holder(), taken_at=EVENING, until=until, held=(held,)))
    me = guarded_name(this_holder())
    guard = subprocess.Popen(
        [sys.executable, "-I", "-S", "-E", guard_py.__file__, lease.path, me],
        stdin=subprocess.DEVNULL,  # nothing more will come
    )
    assert guard.wait(15) == 0
    assert switch.read_text() == "shown"
    assert lease.read() is None


def test_a_lease_that_cannot_be_played_now_stays_for_the_next_start(
    app: App, dunst: DunstDesktop, lease: LeaseFile
) -> None:
    dunst.server.hang()
    app.kill()
    assert wait_for(lambda: is_gone(app.guard), 5)
    assert lease.read() is not None
    dunst.server.answer()


def test_a_guard_that_is_dismissed_leaves_and_touches_nothing(
    dunst: DunstDesktop, lease: LeaseFile
) -> None:
    held = lease_on(dunst, lease)
    guard = GuardProcess(lease.path, held.holder)
    guard.dismiss()
    assert is_gone(guard.pid)
    assert lease.read() == held
    assert dunst.is_quiet()


def test_the_lease_of_the_next_app_is_not_played_by_the_guard_of_the_last(
    dunst: DunstDesktop, lease: LeaseFile
) -> None:
    held = lease_on(dunst, lease)
    assert put_back(lease.path, "1:2") == {}
    assert lease.read() == held
    assert dunst.is_quiet()


def test_two_that_put_back_at_once_do_it_once(dunst: DunstDesktop, lease: LeaseFile) -> None:
    held = lease_on(dunst, lease)
    locked = lock(lease.path)
    waiting = subprocess.Popen(
        [sys.executable, "-c", WAITER, lease.path, guarded_name(held.holder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert wait_for(lambda: f"-> FLOCK  ADVISORY  WRITE {waiting.pid}" in locks())
    lease.write(replace(held, session_id="taken over"))  # a new file, as the next app writes it
    os.close(locked)
    said, _ = waiting.communicate(timeout=5)
    assert said.strip() == "{}"
    assert dunst.is_quiet()
    assert put_back(lease.path, guarded_name(held.holder)) == {"dunst": RESTORED}
    assert not dunst.is_quiet()
    assert put_back(lease.path, guarded_name(held.holder)) == {}


def locks() -> str:
    return Path("/proc/locks").read_text()


WAITER = """
import sys
from presence.desktop.lease.guard import put_back
print(put_back(sys.argv[1], sys.argv[2]))
"""


def test_a_lease_that_others_can_write_is_not_played(dunst: DunstDesktop, lease: LeaseFile) -> None:
    held = lease_on(dunst, lease)
    os.chmod(lease.path, 0o666)
    assert put_back(lease.path, guarded_name(held.holder)) == {}
    assert dunst.is_quiet()


def test_what_became_of_a_lease_is_told(dunst: DunstDesktop, lease: LeaseFile) -> None:
    held = lease_on(dunst, lease)
    dunst.switch(False)
    assert put_back(lease.path, guarded_name(held.holder)) == {"dunst": LEFT_ALONE}
    held = lease_on(dunst, lease)
    Path(lease.path).write_text("{}")
    assert put_back(lease.path, guarded_name(held.holder)) == {"": COULD_NOT}
    assert put_back(lease.path + "x", guarded_name(held.holder)) == {}


def test_a_process_is_told_apart_from_a_later_one_with_its_number() -> None:
    me = this_holder()
    assert is_alive(me)
    assert not is_alive(replace(me, started=me.started - 1))
    assert not is_alive(replace(me, boot_id="another boot"))
    child = subprocess.Popen(["/bin/true"])
    fields = Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()
    zombie = Holder(child.pid, int(fields[19]), boot_id(), os.getuid())
    assert wait_for(lambda: not is_alive(zombie))  # not waited for yet
    child.wait()
    assert not is_alive(zombie)


def lease_on(desktop: MutedDesktop, store: LeaseFile) -> Lease:
    """A desktop muted under a lease without a guard."""
    mechanism = desktop.kind(SessionBus(desktop.address))
    reading = mechanism.read()
    held = Held(
        name=mechanism.name,
        was=reading.was,
        recipe=mechanism.recipe(reading),
        by_hand=mechanism.by_hand(reading),
    )
    until = EVENING + timedelta(hours=2)
    lease = Lease("dinner", this_holder(), taken_at=EVENING, until=until, held=(held,))
    store.write(lease)
    mechanism.mute(reading)
    return lease
