"""The zone of the system becomes another one: told once, by whoever and however it is changed."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from ctypes import addressof, wintypes
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from pytestqt.qtbot import QtBot

from presence.desktop.zone.files import ZoneFiles
from presence.desktop.zone.system import zone_name
from presence.desktop.zone.watch import ZoneWatch
from presence.desktop.zone.windows import WindowsZone

SOMEBODY = object()
ROOT = Path(__file__).parents[2]
ZONES = "/usr/share/zoneinfo"
PROGRAM = Path(__file__).with_name("zone_program.py")


class Computer:
    """A folder like /etc, and what is heard of it."""

    def __init__(self, folder: Path) -> None:
        self.localtime, self.timezone = folder / "localtime", folder / "timezone"
        self.replaces("Europe/Berlin")
        files = (str(self.localtime), str(self.timezone))
        self.watch = ZoneWatch(source=lambda: ZoneFiles(*files), name=lambda: zone_name({}, *files))
        self.heard: list[str] = []
        self.watch.changed.connect(lambda: self.heard.append(zone_name({}, *files)))

    def has_heard(self, zone: str) -> bool:
        """Whether that one was the last."""
        return self.heard[-1:] == [zone]

    def replaces(self, zone: str) -> None:
        """A new link is renamed over the old one, as timedated does."""
        link = self.localtime.with_name("localtime~")
        link.symlink_to(f"{ZONES}/{zone}")
        link.rename(self.localtime)

    def removes_first(self, zone: str) -> None:
        """``ln -sf``."""
        self.localtime.unlink()
        self.localtime.symlink_to(f"../usr/share/zoneinfo/{zone}")

    def copies(self, zone: str) -> None:
        """A file in the link's place, named by the other one, as old installers do."""
        if self.localtime.is_symlink():
            self.localtime.unlink()
        self.localtime.write_bytes(Path(ZONES, zone).read_bytes())
        self.timezone.write_text(f"{zone}\n")


WAYS: dict[str, Callable[[Computer, str], None]] = {
    "renamed over": Computer.replaces,
    "removed first": Computer.removes_first,
    "copied": Computer.copies,
}


@pytest.fixture
def computer(tmp_path: Path, qapp: object) -> Iterator[Computer]:
    computer = Computer(tmp_path)
    computer.watch.want(SOMEBODY)
    yield computer
    computer.watch.leave(SOMEBODY)


@pytest.mark.parametrize("way", list(WAYS))
def test_a_flight_there_and_back_is_heard(way: str, computer: Computer, qtbot: QtBot) -> None:
    flights = ["America/New_York", "Asia/Tokyo", "Europe/Berlin"]
    for zone in flights:
        WAYS[way](computer, zone)
        qtbot.waitUntil(partial(computer.has_heard, zone))
    assert computer.heard == flights


def test_a_zone_that_is_set_to_what_it_is_is_no_change(computer: Computer, qtbot: QtBot) -> None:
    computer.replaces("Europe/Berlin")
    computer.removes_first("Europe/Berlin")
    (computer.localtime.parent / "resolv.conf").write_text("nameserver 127.0.0.1\n")
    qtbot.wait(100)
    assert not computer.heard


def test_nobody_hears_of_it_before_and_after_they_want_to(tmp_path: Path, qtbot: QtBot) -> None:
    computer = Computer(tmp_path)
    computer.replaces("Asia/Tokyo")
    qtbot.wait(50)
    other = object()
    for who in (SOMEBODY, SOMEBODY, other):
        computer.watch.want(who)
    computer.watch.leave(SOMEBODY)
    computer.replaces("America/New_York")
    qtbot.waitUntil(lambda: computer.heard == ["America/New_York"])
    computer.watch.leave(other)
    computer.replaces("Europe/Berlin")
    qtbot.wait(100)
    assert computer.heard == ["America/New_York"]


def test_a_file_that_is_gone_for_a_while_is_heard_of_when_it_is_back(
    computer: Computer, qtbot: QtBot
) -> None:
    computer.localtime.unlink()
    qtbot.waitUntil(lambda: len(computer.heard) == 1)
    computer.replaces("Asia/Tokyo")
    qtbot.waitUntil(lambda: computer.heard[1:] == ["Asia/Tokyo"])


@pytest.mark.skipif(sys.platform != "linux", reason="a mount namespace")
def test_the_systems_own_files_are_watched_and_pythons_local_time_follows(tmp_path: Path) -> None:
    computer = Computer(tmp_path)
    as_root = () if os.geteuid() == 0 else ("--map-root-user",)
    environment = {name: value for name, value in os.environ.items() if name != "TZ"}
    with subprocess.Popen(
        ["unshare", *as_root, "--mount", sys.executable, str(PROGRAM), str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**environment, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
    ) as program:
        assert program.stdout is not None
        said = [program.stdout.readline().split()]
        began = time.monotonic()
        computer.replaces("Asia/Tokyo")
        said.append(program.stdout.readline().split())
        took = time.monotonic() - began
        computer.replaces("Asia/Kolkata")
        said.append(program.stdout.readline().split())
        program.terminate()
    assert [name for name, _offset in said] == ["Europe/Berlin", "Asia/Tokyo", "Asia/Kolkata"]
    assert [int(offset) for _name, offset in said[1:]] == [32400, 19800]
    assert took < 15


def test_windows_tells_of_the_zone_with_the_clock(qtbot: QtBot) -> None:
    names, source, heard = ["Europe/Berlin"], WindowsZone(), list[str]()
    watch = ZoneWatch(source=lambda: source, name=lambda: names[-1])
    watch.changed.connect(lambda: heard.append(names[-1]))
    watch.want(SOMEBODY)

    def send(message: int, event_type: bytes = b"windows_generic_MSG") -> None:
        told = wintypes.MSG()
        told.message = message
        assert source.nativeEventFilter(QByteArray(event_type), addressof(told)) == (False, 0)

    send(0x1E)
    assert not heard, "only the clock was set"
    names.append("Asia/Tokyo")
    send(0x0F)
    send(0x1E, b"windows_dispatcher_MSG")
    assert not heard
    send(0x1E)
    assert heard == ["Asia/Tokyo"]
    watch.leave(SOMEBODY)
