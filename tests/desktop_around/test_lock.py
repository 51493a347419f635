"""The screen is locked at once by whoever can."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from presence.desktop.around import lock as lock_screen
from presence.desktop.around.lock import LOCKERS, Lock
from presence.desktop.dbus import BusError, SessionBus
from tests.desktop_around.services import FakeLocker, FakeLogind
from tests.fake_servers import FakeServer

Start = Callable[[FakeServer], None]
FREEDESKTOP = "org.freedesktop.ScreenSaver"
GNOME = "org.gnome.ScreenSaver"


@pytest.fixture(autouse=True)
def system_bus(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One bus serves as both; no login session is named."""
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus)
    monkeypatch.delenv("XDG_SESSION_ID", raising=False)


@pytest.fixture
def ends() -> Iterator[Start]:
    """Ends the services it was told of."""
    told: list[FakeServer] = []
    yield told.append
    for each in told:
        each.stop()


def lock(bus: str) -> None:
    session_bus = SessionBus(bus)
    with session_bus.at_work():
        (planned,) = Lock(session_bus).plan()
        assert planned.held is None  # the person unlocks it
        planned.do()


@pytest.mark.parametrize("name", [str(locker.bus_name) for locker in LOCKERS])
def test_the_desktops_own_locker_is_asked(bus: str, ends: Start, name: str) -> None:
    locker = FakeLocker(bus, name)
    ends(locker)
    lock(bus)
    words = ("",) if name == "org.cinnamon.ScreenSaver" else ()
    assert locker.locked == [("/" + name.replace(".", "/"), name, *words)]


def test_a_proxy_that_cannot_lock_is_passed_over(bus: str, ends: Start) -> None:
    proxy, shell = FakeLocker(bus, FREEDESKTOP, refuses=True), FakeLocker(bus, GNOME)
    ends(proxy)
    ends(shell)
    lock(bus)
    assert len(shell.locked) == 1


def test_only_one_is_asked(bus: str, ends: Start) -> None:
    first, logind = FakeLocker(bus, FREEDESKTOP), FakeLogind(bus)
    ends(first)
    ends(logind)
    lock(bus)
    assert (len(first.locked), len(logind.locked)) == (1, 0)


@pytest.mark.parametrize("session", ["auto", "7"])
def test_without_a_locker_logind_has_our_own_session_locked(
    bus: str, ends: Start, session: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    logind = FakeLogind(bus, session)
    ends(logind)
    if session != "auto":
        monkeypatch.setenv("XDG_SESSION_ID", session)
    lock(bus)
    path, interface = "/org/freedesktop/login1/session/_31", "org.freedesktop.login1.Session"
    assert logind.locked == [(path, interface)]


def test_one_that_locks_without_an_answer_is_seen_to_have_locked(bus: str, ends: Start) -> None:
    locker, logind = FakeLocker(bus, "org.mate.ScreenSaver"), FakeLogind(bus)
    ends(locker)
    ends(logind)
    locker.is_silent = True
    locker.slowness = 3
    lock(bus)
    assert (len(locker.locked), len(logind.locked)) == (1, 0)


def test_one_that_never_comes_to_lock_does_not_keep_logind_from_locking(
    bus: str, ends: Start
) -> None:
    locker, logind = FakeLocker(bus, FREEDESKTOP), FakeLogind(bus)
    ends(locker)
    ends(logind)
    locker.is_silent = True
    locker.slowness = 10**6
    lock(bus)
    assert len(logind.locked) == 1


def test_what_was_slow_before_does_not_keep_the_screen_open(bus: str, ends: Start) -> None:
    locker = FakeLocker(bus, GNOME)
    ends(locker)
    session_bus = SessionBus(bus, time_limit=0)
    with session_bus.at_work():
        (planned,) = Lock(session_bus).plan()
        planned.do()
    assert len(locker.locked) == 1


def test_a_locker_that_hangs_does_not_keep_logind_from_locking(
    bus: str, ends: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock_screen, "LOCKING_LIMIT", 60)  # for one that answers
    hanging, logind = FakeLocker(bus, FREEDESKTOP), FakeLogind(bus)
    ends(hanging)
    ends(logind)
    hanging.hang()
    begun = time.monotonic()
    lock(bus)
    assert time.monotonic() - begun < 15
    assert len(logind.locked) == 1


def test_where_nobody_could_lock_it_is_said(bus: str, ends: Start) -> None:
    ends(FakeLocker(bus, FREEDESKTOP, refuses=True))
    with pytest.raises(BusError):
        lock(bus)


def test_where_nobody_locks_nothing_is_planned_and_nobody_started(started: Path, bus: str) -> None:
    assert list(Lock(SessionBus(bus)).plan()) == []
    assert not started.exists()


def test_without_a_system_bus_nothing_is_planned(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
    assert list(Lock(SessionBus(bus)).plan()) == []
