"""What a desktop asks of the running app, by D-Bus on a private bus."""

import threading
from collections.abc import Iterator

import pytest
from jeepney import DBusAddress
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from presence.desktop.activation.application import INTERFACE, Application
from presence.desktop.dbus import CallFailed, SessionBus
from tests.desktop_mute.conftest import bus, services

__all__ = ["bus", "services"]

NAME = "org.example.Presence"
APP = DBusAddress("/org/example/Presence", bus_name=NAME, interface=INTERFACE)


@pytest.fixture
def application(bus: str, qtbot: QtBot) -> Iterator[Application]:
    connection = QDBusConnection.connectToBus(bus, "activation")
    application = Application(NAME, connection)
    yield application
    application.close()
    QDBusConnection.disconnectFromBus("activation")


class Asked:
    """Keeps what the app was asked."""

    def __init__(self, application: Application) -> None:
        self.all: list[str] = []
        application.activated.connect(lambda: self.all.append("activate"))
        application.action_wanted.connect(self.all.append)
        application.link_opened.connect(self.all.append)


def call(
    bus: str, qtbot: QtBot, member: str, signature: str, *body: object
) -> list[CallFailed | None]:
    """What a desktop calls, from a thread of its own; the error it gets."""
    ended: list[CallFailed | None] = []

    def run() -> None:
        try:
            SessionBus(bus, 5).call(APP, member, signature, body)
            ended.append(None)
        except CallFailed as error:
            ended.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    qtbot.waitUntil(lambda: bool(ended), timeout=5000)
    thread.join(5)
    return ended


def test_what_a_desktop_asks_is_told(bus: str, application: Application, qtbot: QtBot) -> None:
    asked = Asked(application)
    assert application.is_there
    data = {"desktop-startup-id": ("s", "x")}
    link = "presence://start?kind=dinner"
    assert call(bus, qtbot, "Activate", "a{sv}", data) == [None]
    assert call(bus, qtbot, "Open", "asa{sv}", [link, "presence://start"], {}) == [None]
    assert call(bus, qtbot, "ActivateAction", "sava{sv}", "toggle", [], {}) == [None]
    assert call(bus, qtbot, "ActivateAction", "sava{sv}", "ask", [("s", "x")], {}) == [None]
    assert call(bus, qtbot, "ActivateAction", "sava{sv}", "quit", [], {}) == [None]
    assert asked.all == ["activate", link, "toggle", "ask"]


@pytest.mark.qt_log_ignore("no slot matched", "Could not find slot", extend=True)
def test_nothing_else_of_the_object_can_be_called(
    bus: str, application: Application, qtbot: QtBot
) -> None:
    asked = Asked(application)
    for member in ("close", "deleteLater", "activated"):
        (error,) = call(bus, qtbot, member, "")
        assert isinstance(error, CallFailed)
    assert asked.all == []
    assert application.is_there


def test_a_second_one_leaves_the_name_to_the_first(
    bus: str, application: Application, qtbot: QtBot
) -> None:
    second = Application(NAME, QDBusConnection.connectToBus(bus, "second"))
    assert not second.is_there
    second.close()
    QDBusConnection.disconnectFromBus("second")
    assert call(bus, qtbot, "Activate", "a{sv}", {}) == [None]
