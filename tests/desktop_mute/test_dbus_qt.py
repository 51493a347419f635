"""The bus on the Qt loop."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, HeaderFields, MatchRule, Message, new_signal
from jeepney.io.blocking import open_dbus_connection
from pytestqt.qtbot import QtBot

from presence.desktop.dbus import (
    BUS,
    BusError,
    BusKind,
    CallFailed,
    NoBus,
    SessionBus,
    TimedOut,
    bus_address,
    method_call,
)
from presence.desktop.dbus_qt import QtBus
from tests.desktop_mute.muted_desktops import DunstDesktop

NOTIFICATIONS = DBusAddress(
    "/org/freedesktop/Notifications",
    "org.freedesktop.Notifications",
    "org.freedesktop.Notifications",
)
INFORMATION = method_call(NOTIFICATIONS, "GetServerInformation")
OWNERS = MatchRule(type="signal", sender="org.freedesktop.DBus", member="NameOwnerChanged")


class Answers:
    """Keeps what was answered."""

    def __init__(self) -> None:
        self.all: list[tuple[tuple[Any, ...], BusError | None]] = []

    def __call__(self, body: tuple[Any, ...], error: BusError | None) -> None:
        self.all.append((body, error))

    @property
    def errors(self) -> list[type[BusError | None]]:
        return [type(error) for _, error in self.all]


@pytest.fixture
def qt_bus(bus: str, qtbot: QtBot) -> Iterator[QtBus]:
    made = QtBus(address=bus)
    yield made
    made.close()


def test_a_call_is_answered_later_and_once(
    qt_bus: QtBus, dunst: DunstDesktop, qtbot: QtBot
) -> None:
    answers = Answers()
    qt_bus.call(INFORMATION, answers)
    assert answers.all == []
    qtbot.waitUntil(lambda: bool(answers.all))
    assert answers.all == [(("dunst", "knopwob", "1.9.0", "1.2"), None)]
    assert qt_bus.unique_name.startswith(":")


def test_an_error_and_a_peer_that_hangs_are_told(
    qt_bus: QtBus, dunst: DunstDesktop, qtbot: QtBot
) -> None:
    answers = Answers()
    qt_bus.call(method_call(NOTIFICATIONS, "Dance"), answers)
    qtbot.waitUntil(lambda: answers.errors == [CallFailed])
    dunst.server.hang()
    qt_bus.call(INFORMATION, answers, time_limit_ms=30)
    qtbot.waitUntil(lambda: answers.errors == [CallFailed, TimedOut])
    dunst.server.answer()
    qt_bus.call(INFORMATION, answers)  # the late answer is nobody's
    qtbot.waitUntil(lambda: len(answers.all) == 3)
    assert answers.all[2][1] is None


def test_signals_are_heard_until_they_are_no_longer_wanted(
    qt_bus: QtBus, bus: str, qtbot: QtBot
) -> None:
    heard: list[str] = []
    subscription = qt_bus.subscribe(OWNERS, lambda message: heard.append(message.body[0]))
    blocking = SessionBus(bus)
    qtbot.waitUntil(lambda: bool(blocking.owner_of("org.freedesktop.DBus") and heard))
    qt_bus.unsubscribe(subscription)
    qt_bus.unsubscribe(subscription)
    count = len(heard)
    blocking.owner_of("org.freedesktop.DBus")
    qtbot.wait(30)
    assert len(heard) == count


def test_a_listener_that_fails_does_not_take_the_others_along(
    qt_bus: QtBus, bus: str, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[str] = []

    def fail(message: object) -> None:
        raise ValueError("a fault of the listener")

    qt_bus.subscribe(OWNERS, fail)
    qt_bus.subscribe(OWNERS, lambda message: heard.append(message.body[0]))
    qtbot.waitUntil(lambda: bool(SessionBus(bus).owner_of("org.freedesktop.DBus") and heard))
    assert "a fault of the listener" in caplog.text


def test_a_file_descriptor_arrives_open(qt_bus: QtBus, bus: str, qtbot: QtBot) -> None:
    heard: list[bytes] = []

    def read(message: Message) -> None:
        (descriptor,) = message.body
        with descriptor.to_file("rb") as file:
            heard.append(file.read())

    qt_bus.subscribe(MatchRule(type="signal", interface="a.b", member="Here"), read)
    there, write = os.pipe()
    os.write(write, b"the words")
    os.close(write)
    with open_dbus_connection(bus, enable_fds=True) as peer:
        wait_for_match(qt_bus, qtbot)
        peer.send(new_signal(DBusAddress("/a", interface="a.b"), "Here", "h", (there,)))
        qtbot.waitUntil(lambda: heard == [b"the words"])
    os.close(there)


def wait_for_match(qt_bus: QtBus, qtbot: QtBot) -> None:
    """What was subscribed before is known to the bus once a later call is answered."""
    answers = Answers()
    qt_bus.call(method_call(BUS, "GetId"), answers)
    qtbot.waitUntil(lambda: bool(answers.all))


def test_a_message_that_cannot_be_read_takes_nothing_else_along(
    qt_bus: QtBus, bus: str, qtbot: QtBot
) -> None:
    """Anybody on the bus may send one: a file is named in it, and none comes along."""
    qtbot.waitUntil(lambda: qt_bus.unique_name != "")
    us = DBusAddress("/somewhere", bus_name=qt_bus.unique_name, interface="some.where")
    ours = SessionBus(bus).private()
    other = open_dbus_connection(bus)
    for name in (qt_bus.unique_name, ours.unique_name):
        message = method_call(us, "Take", "u", (7,))
        message.header.fields[HeaderFields.destination] = name
        other.sock.sendall(message.serialise(serial=9).replace(b"\x01u\0", b"\x01h\0"))
    assert ours.call(method_call(BUS, "GetId"))
    answers = Answers()
    qt_bus.call(method_call(BUS, "GetId"), answers)
    qtbot.waitUntil(lambda: answers.errors == [type(None)])
    other.close()
    ours.close()


def test_no_bus_is_an_answer_and_no_trace(qtbot: QtBot, tmp_path: Path) -> None:
    qt_bus = QtBus(address=f"unix:path={tmp_path}/none")
    assert not qt_bus.is_open
    answers = Answers()
    qt_bus.call(INFORMATION, answers)
    assert answers.all == []
    qtbot.waitUntil(lambda: answers.errors == [NoBus])
    qt_bus.unsubscribe(qt_bus.subscribe(OWNERS, print))


def test_a_bus_that_ends_is_told_to_all_who_wait(qt_bus: QtBus, bus: str, qtbot: QtBot) -> None:
    wait_for_match(qt_bus, qtbot)
    (daemon,) = SessionBus(bus).call(BUS, "GetConnectionUnixProcessID", "s", (BUS.bus_name,))
    answers = Answers()
    nobody_answers = method_call(DBusAddress("/", qt_bus.unique_name, "a.b"), "Take")
    qt_bus.call(nobody_answers, answers)
    with qtbot.waitSignal(qt_bus.lost):
        os.kill(daemon, signal.SIGKILL)
    qtbot.waitUntil(lambda: answers.errors == [NoBus])
    assert not qt_bus.is_open
    qt_bus.call(nobody_answers, answers)
    qtbot.waitUntil(lambda: answers.errors == [NoBus, NoBus])


def test_where_the_buses_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert bus_address() is None
    (tmp_path / "bus").touch()
    assert bus_address() == f"unix:path={tmp_path}/bus"
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/said")
    assert bus_address() == "unix:path=/said"
    monkeypatch.delenv("DBUS_SYSTEM_BUS_ADDRESS", raising=False)
    assert bus_address(BusKind.SYSTEM) == "unix:path=/run/dbus/system_bus_socket"
    assert BUS.bus_name == "org.freedesktop.DBus"
