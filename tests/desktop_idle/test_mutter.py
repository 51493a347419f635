"""Input as GNOME Shell tells it, by a server that has Mutter's monitor of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from jeepney import DBusAddress, Message, new_signal
from pytestqt.qtbot import QtBot

from presence.desktop.dbus import method_call
from presence.desktop.dbus_qt import QtBus
from presence.desktop.idle.mutter import CORE, MONITOR, MutterInput
from tests.desktop_idle.conftest import Listener, Listens
from tests.fake_servers import Answer, FakeServer, Unknown


class Mutter(FakeServer):
    """A shell whose input the test makes; ``idle`` is in milliseconds."""

    names = (MONITOR,)

    def __init__(self, address: str, idle: Any = 0) -> None:
        self.idle = idle
        self.spans: dict[int, int] = {}  # of the watches for a rest
        self.active: set[int] = set()
        self.has_removed = False
        self._number = 0
        super().__init__(address)

    def rest(self, milliseconds: int) -> None:
        """There is no input."""
        self.idle = milliseconds
        for watch, span in self.spans.items():
            if span <= milliseconds:
                self.fire(watch)

    def touch(self) -> None:
        """The person moves the mouse."""
        self.idle = 0
        fired, self.active = self.active, set()
        for watch in fired:
            self.fire(watch)

    def fire(self, *body: object) -> None:
        """Tell that a watch has fired."""
        address = DBusAddress(CORE.object_path, interface=MONITOR)
        self._connection.send(new_signal(address, "WatchFired", "u" * len(body), body))

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        if interface != MONITOR:
            raise Unknown
        if member == "GetIdletime":
            return ("t" if isinstance(self.idle, int) else "s"), (self.idle,)
        if member == "RemoveWatch":
            self.spans.pop(message.body[0], None)
            self.active.discard(message.body[0])
            self.has_removed = True
            return None, ()
        self._number += 1
        if member == "AddUserActiveWatch":
            self.active.add(self._number)
        else:
            self.spans[self._number] = message.body[0]
        return "u", (self._number,)


@pytest.fixture
def mutter(bus: str) -> Iterator[Mutter]:
    server = Mutter(bus)
    yield server
    server.stop()


def listening(listens: Listens, connection: QtBus, mutter: Mutter, qtbot: QtBot) -> Listener:
    """Somebody who has had the first answer."""
    person = listens(MutterInput(connection))
    qtbot.waitUntil(lambda: person.watch.works is not None and bool(mutter.spans))
    return person


def hears(person: Listener, qtbot: QtBot, *said: tuple[str, float]) -> None:
    qtbot.waitUntil(lambda: person.heard == list(said))


def test_the_shell_tells_of_each_rest_and_of_each_first_input(
    mutter: Mutter, connection: QtBus, listens: Listens, qtbot: QtBot
) -> None:
    person = listening(listens, connection, mutter, qtbot)
    assert person.watch.is_resting is False
    for _turn in range(2):
        person.heard.clear()
        mutter.rest(60_000)
        hears(person, qtbot, ("rested", 60.0))
        qtbot.waitUntil(lambda: bool(mutter.active))
        mutter.touch()
        hears(person, qtbot, ("rested", 60.0), ("stirred", 0.0))


def test_a_rest_of_before_is_found_by_asking(
    bus: str, connection: QtBus, listens: Listens, qtbot: QtBot
) -> None:
    mutter = Mutter(bus, idle=400_000)
    person = listening(listens, connection, mutter, qtbot)
    hears(person, qtbot, ("rested", 400.0))
    qtbot.waitUntil(lambda: bool(mutter.active))
    mutter.touch()
    hears(person, qtbot, ("rested", 400.0), ("stirred", 0.0))
    mutter.stop()


def test_an_input_that_comes_before_its_watch_is_found_by_asking(
    mutter: Mutter, connection: QtBus, listens: Listens, qtbot: QtBot
) -> None:
    person = listening(listens, connection, mutter, qtbot)
    mutter.hang()
    mutter.rest(60_000)
    hears(person, qtbot, ("rested", 60.0))
    mutter.idle = 20
    mutter.answer()
    connection.call(method_call(CORE, "GetIdletime"))  # it takes up with what comes next
    hears(person, qtbot, ("rested", 60.0), ("stirred", 0.02))


def test_a_shell_that_is_started_again_is_listened_to_again(
    bus: str, connection: QtBus, listens: Listens, qtbot: QtBot
) -> None:
    mutter = Mutter(bus)
    person = listening(listens, connection, mutter, qtbot)
    mutter.rest(60_000)
    hears(person, qtbot, ("rested", 60.0))
    mutter.stop()
    again = Mutter(bus, idle=30)
    hears(person, qtbot, ("rested", 60.0), ("stirred", 0.03))
    qtbot.waitUntil(lambda: bool(again.spans))
    again.rest(60_000)
    hears(person, qtbot, ("rested", 60.0), ("stirred", 0.03), ("rested", 60.0))
    assert person.settled == [True]
    again.stop()


def test_nothing_of_ours_is_left_in_the_shell(
    mutter: Mutter, connection: QtBus, listens: Listens, qtbot: QtBot
) -> None:
    person = listening(listens, connection, mutter, qtbot)
    mutter.rest(60_000)
    qtbot.waitUntil(lambda: bool(mutter.active))
    person.leave()
    qtbot.waitUntil(lambda: not mutter.spans and not mutter.active)


def test_who_leaves_before_the_shell_has_answered_leaves_nothing_there(
    mutter: Mutter, connection: QtBus, listens: Listens, qtbot: QtBot
) -> None:
    listens(MutterInput(connection)).leave()
    qtbot.waitUntil(lambda: mutter.has_removed)
    assert not mutter.spans


@pytest.mark.parametrize("idle", ["soon", 2**64 - 1])
def test_a_shell_that_talks_nonsense_does_no_harm(
    idle: Any, bus: str, connection: QtBus, listens: Listens, qtbot: QtBot
) -> None:
    mutter = Mutter(bus, idle)
    person = listens(MutterInput(connection))
    qtbot.waitUntil(lambda: person.watch.works is not None)
    assert person.watch.works is isinstance(idle, int)
    mutter.fire()
    mutter.fire(4_000_000_000)
    qtbot.wait(50)
    mutter.stop()


def test_it_fails_without_a_shell_and_without_a_bus(
    connection: QtBus, listens: Listens, qtbot: QtBot
) -> None:
    person = listens(MutterInput(connection))
    qtbot.waitUntil(lambda: person.watch.works is False)
    nowhere = QtBus(address="unix:path=/nonexistent", parent=connection)
    person = listens(MutterInput(nowhere))
    qtbot.waitUntil(lambda: person.watch.works is False)


def test_a_bus_that_goes_takes_it_along(
    mutter: Mutter, connection: QtBus, listens: Listens, qtbot: QtBot
) -> None:
    person = listening(listens, connection, mutter, qtbot)
    with qtbot.waitSignal(person.watch.settled):
        connection.lost.emit()
    assert person.watch.works is False
