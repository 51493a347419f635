"""The screen is kept on by the first service that answers, and only for as long as we are there."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from jeepney import DBusAddress

from presence.desktop.around.screen_on import IDLE, ScreenOn
from presence.desktop.dbus import CallFailed, NoBus, SessionBus
from tests.contracts import wait_for
from tests.desktop_around.services import FakeInhibitor

SCREEN_SAVER = "org.freedesktop.ScreenSaver"
SESSION_MANAGER = "org.gnome.SessionManager"
POWER = "org.freedesktop.PowerManagement"
ASKED = {
    SCREEN_SAVER: ("/org/freedesktop/ScreenSaver", SCREEN_SAVER, "presence", "In company"),
    SESSION_MANAGER: (
        "/org/gnome/SessionManager", SESSION_MANAGER, "presence", 0, "In company", IDLE
    ),
    POWER: (
        "/org/freedesktop/PowerManagement/Inhibit", f"{POWER}.Inhibit", "presence", "In company"
    ),
}  # fmt: skip


class Services:
    """The services of a desktop, by name; all of them end in the end."""

    def __init__(self, address: str, stack: ExitStack) -> None:
        self.address = address
        self._stack = stack

    def start(self, name: str, refuses: bool = False) -> FakeInhibitor:
        service = FakeInhibitor(self.address, name)
        service.refuses = refuses
        self._stack.callback(service.stop)
        return service


@pytest.fixture
def services_of(bus: str) -> Iterator[Services]:
    with ExitStack() as stack:
        yield Services(bus, stack)


@pytest.fixture
def screen_on(bus: str) -> Iterator[ScreenOn]:
    extra = ScreenOn(SessionBus(bus, time_limit=60))
    yield extra
    extra.let_go()


def keep_on(extra: ScreenOn) -> None:
    (planned,) = extra.plan()
    assert planned.held is not None
    assert planned.held.recipe is None
    planned.do()


@pytest.mark.parametrize("name", list(ASKED))
def test_whoever_is_there_is_asked_and_let_go(
    services_of: Services, screen_on: ScreenOn, name: str
) -> None:
    service = services_of.start(name)
    keep_on(screen_on)
    assert list(service.asked.values()) == [ASKED[name]]
    screen_on.let_go()
    assert wait_for(lambda: not service.asked)


def test_only_the_first_of_several_is_asked(services_of: Services, screen_on: ScreenOn) -> None:
    saver, manager = services_of.start(SCREEN_SAVER), services_of.start(SESSION_MANAGER)
    keep_on(screen_on)
    assert (len(saver.asked), len(manager.asked)) == (1, 0)


def test_one_that_refuses_is_passed_over(services_of: Services, screen_on: ScreenOn) -> None:
    services_of.start(SCREEN_SAVER, refuses=True)
    manager = services_of.start(SESSION_MANAGER)
    keep_on(screen_on)
    assert len(manager.asked) == 1


def test_one_that_hangs_is_passed_over_and_let_go_as_well(
    services_of: Services, screen_on: ScreenOn
) -> None:
    saver, manager = services_of.start(SCREEN_SAVER), services_of.start(SESSION_MANAGER)
    saver.hang()
    begun = time.monotonic()
    keep_on(screen_on)
    assert time.monotonic() - begun < 15
    assert len(manager.asked) == 1
    saver.answer()
    with suppress(CallFailed):  # at last it does what it was asked for
        SessionBus(services_of.address).call(DBusAddress("/", SCREEN_SAVER, SCREEN_SAVER), "Wake")
    assert wait_for(lambda: len(saver.asked) == 1)
    screen_on.let_go()
    assert wait_for(lambda: not saver.asked and not manager.asked)


def test_where_all_refuse_it_is_said_and_nothing_is_held(
    services_of: Services, screen_on: ScreenOn
) -> None:
    services_of.start(SCREEN_SAVER, refuses=True)
    (planned,) = screen_on.plan()
    with pytest.raises(CallFailed):
        planned.do()
    screen_on.let_go()


def test_asked_twice_it_is_held_once(services_of: Services, screen_on: ScreenOn) -> None:
    saver = services_of.start(SCREEN_SAVER)
    keep_on(screen_on)
    keep_on(screen_on)
    assert wait_for(lambda: len(saver.asked) == 1)


def test_where_nobody_can_be_asked_nothing_is_planned(bus: str, screen_on: ScreenOn) -> None:
    assert list(screen_on.plan()) == []


def test_nobody_is_started_by_asking(started: Path, bus: str, screen_on: ScreenOn) -> None:
    assert list(screen_on.plan()) == []
    assert not started.exists()


def test_without_a_bus_it_is_said() -> None:
    with pytest.raises(NoBus):
        ScreenOn(SessionBus("unix:path=/nonexistent")).plan()
