"""Counting what is held back, where the desktop cannot say: whose it is, never what it says."""

import pytest
from jeepney import DBusAddress
from pytestqt.qtbot import QtBot

from presence.core.lease import Waiting
from presence.desktop.dbus import CallFailed, Connection, method_call
from presence.desktop.mute.monitor import Monitor, program_of
from tests.desktop_mute.muted_desktops import DunstDesktop

SERVER = DBusAddress(
    "/org/freedesktop/Notifications",
    bus_name="org.freedesktop.Notifications",
    interface="org.freedesktop.Notifications",
)
PICTURE = ("ay", b"\xff" * 300_000)


class Program:
    """Another program that sends notifications."""

    def __init__(self, address: str, name: str) -> None:
        self._connection = Connection(address)
        self._name = name

    def notifies(self, text: str, replaces: int = 0, picture: bool = False) -> None:
        hints = {"image-data": PICTURE} if picture else {}
        body: tuple[object, ...] = (self._name, replaces, "", text, text, [], hints, -1)
        message = method_call(SERVER, "Notify", "susssasa{sv}i", body)
        with pytest.raises(CallFailed, match="UnknownMethod"):  # of the fake; it was sent
            self._connection.call(message)

    def quits(self) -> None:
        self._connection.close()


@pytest.fixture
def monitor(dunst: DunstDesktop, qtbot: QtBot) -> Monitor:
    monitor = Monitor(dunst.address)
    monitor.start()
    return monitor


def test_it_counts_by_program_and_reads_no_text(
    dunst: DunstDesktop, monitor: Monitor, qtbot: QtBot
) -> None:
    mail, chat = Program(dunst.address, "Mail"), Program(dunst.address, "Chat\nroom")
    mail.notifies("an invoice", picture=True)
    chat.notifies("a secret")
    mail.notifies("another", picture=True)
    qtbot.waitUntil(lambda: monitor.waited == Waiting(3, {"Mail": 2, "Chatroom": 1}))
    assert "secret" not in repr(vars(monitor))
    for each in (mail, chat):
        each.quits()
    monitor.stop()
    assert monitor.waited is None


def test_our_own_and_those_that_replace_another_are_not_counted(
    dunst: DunstDesktop, monitor: Monitor, qtbot: QtBot
) -> None:
    ours, mail = Program(dunst.address, "Presence"), Program(dunst.address, "Mail")
    ours.notifies("a test")
    mail.notifies("progress", replaces=7)
    mail.notifies("new")
    qtbot.waitUntil(lambda: monitor.waited == Waiting(1, {"Mail": 1}))
    for each in (mail, ours):
        each.quits()
    monitor.stop()


def test_without_a_bus_nothing_is_known(qtbot: QtBot) -> None:
    monitor = Monitor("unix:path=/nonexistent")
    monitor.start()
    assert monitor.waited is None
    monitor.stop()


def test_started_again_it_counts_from_the_beginning(
    dunst: DunstDesktop, monitor: Monitor, qtbot: QtBot
) -> None:
    mail = Program(dunst.address, "Mail")
    mail.notifies("one")
    qtbot.waitUntil(lambda: monitor.waited == Waiting(1, {"Mail": 1}))
    monitor.stop()
    monitor.start()
    assert monitor.waited == Waiting(0, {})
    mail.quits()
    monitor.stop()


@pytest.mark.parametrize("noise", [b"", b"l" * 40, b"\0" * 200, bytes(range(256))])
def test_noise_is_nobodys_notification(noise: bytes) -> None:
    assert program_of(noise, 16) is None
