"""What a desktop asks of the running app, by D-Bus on a private bus."""

import gc
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from jeepney import DBusAddress, MessageFlag, MessageType
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from pytestqt.qtbot import QtBot

from presence import APPLICATION_ID
from presence.desktop.activation.application import ACTIONS, INTERFACE, Application
from presence.desktop.dbus import SessionBus, method_call
from presence.desktop.dbus_qt import QtBus
from tests.desktop_mute.conftest import bus, services

__all__ = ["bus", "services"]

ROOT = Path(__file__).parents[2]
PATH = "/app/presence/Presence"
APP = DBusAddress(PATH, bus_name=APPLICATION_ID, interface=INTERFACE)


@pytest.fixture
def qt_bus(bus: str, qtbot: QtBot) -> Iterator[QtBus]:
    made = QtBus(address=bus)
    yield made
    made.close()


@pytest.fixture
def application(qt_bus: QtBus, qtbot: QtBot) -> Application:
    application = Application(qt_bus)
    qtbot.waitUntil(lambda: application.is_there)
    return application


class Asked:
    """Keeps what the app was asked."""

    def __init__(self, application: Application) -> None:
        self.all: list[tuple[str, ...]] = []
        application.activated.connect(lambda token: self.all.append(("activate", token)))
        application.action_wanted.connect(lambda *said: self.all.append(said))
        application.link_opened.connect(lambda *said: self.all.append(said))


def call(bus: str, qtbot: QtBot, *words: str, path: str = PATH) -> str:
    """What gdbus gets, a program of GLib's and not of ours: the answer, or the error."""
    command = ["gdbus", "call", "--session", "-d", APPLICATION_ID, "-o", path, "-m", *words]
    environment = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=10_000)
    said, _nothing = process.communicate()
    qtbot.wait(1)  # it is answered first, and done then
    return said.strip()


def answer(connection: DBusConnection) -> tuple[object, ...]:
    """The next answer, past what the bus tells of the name."""
    while (message := connection.receive(timeout=2)).header.message_type is MessageType.signal:
        pass
    return tuple(message.body)


def test_what_a_desktop_asks_is_told(bus: str, application: Application, qtbot: QtBot) -> None:
    asked = Asked(application)
    link = "presence://start?kind=dinner"
    token = "{'activation-token': <'abc_1'>, 'desktop-startup-id': <'x'>}"
    for words in (
        ("Activate", token),
        ("Activate", "{'activation-token': <7>}"),
        ("Open", f"['{link}', 'presence://start']", "{}"),
        ("Open", "@as []", "{}"),
        ("ActivateAction", "dinner", "[]", token),
        ("ActivateAction", "ask", "[<'x'>]", "{}"),
    ):
        assert call(bus, qtbot, f"{INTERFACE}.{words[0]}", *words[1:]) == "()"
    assert asked.all == [
        ("activate", "abc_1"),
        ("activate", ""),
        (link, ""),
        ("activate", ""),
        ("dinner", "abc_1"),
        ("ask", ""),
    ]


@pytest.mark.parametrize(
    ("path", "words", "fault"),
    [
        (PATH, (f"{INTERFACE}.ActivateAction", "quit", "[]", "{}"), "the actions are dinner, ask,"),
        (PATH, (f"{INTERFACE}.Quit",), "there is no Quit"),
        (PATH, ("org.example.Presence.Activate", "{}"), "there is no Activate"),
        ("/", (f"{INTERFACE}.Activate", "@a{sv} {}"), f"only {PATH} is here"),
        (PATH, ("org.freedesktop.DBus.Properties.Get", "'x'", "'y'"), "there is no Get"),
    ],
)
def test_what_is_not_there_is_one_error_and_does_nothing(
    bus: str,
    application: Application,
    qtbot: QtBot,
    path: str,
    words: tuple[str, ...],
    fault: str,
) -> None:
    asked = Asked(application)
    assert fault in call(bus, qtbot, *words, path=path)
    assert asked.all == []


def test_wrong_types_are_an_error_and_files_that_come_along_are_closed(
    bus: str, application: Application, qtbot: QtBot
) -> None:
    asked = Asked(application)
    connection = open_dbus_connection(bus, enable_fds=True)
    before = len(os.listdir("/proc/self/fd"))
    with open(os.devnull, "rb") as file:
        for signature, body in (
            ("s", ("x",)),
            ("a{ss}", ({"x": "y"},)),
            ("", ()),
            ("a{sv}", ({"x": ("h", file), "y": ("(ah)", ([file],))},)),
        ):
            connection.send(method_call(APP, "Activate", signature, body))
        qtbot.waitUntil(lambda: asked.all == [("activate", "")])
    gc.collect()
    assert len(os.listdir("/proc/self/fd")) == before
    connection.close()


def test_who_wants_no_answer_gets_none_and_is_heard(
    bus: str, application: Application, qtbot: QtBot
) -> None:
    asked = Asked(application)
    connection = open_dbus_connection(bus)
    message = method_call(APP, "Activate", "a{sv}", ({},))
    message.header.flags |= MessageFlag.no_reply_expected
    connection.send(message)
    connection.send(method_call(APP.with_interface("org.freedesktop.DBus.Peer"), "Ping"))
    qtbot.waitUntil(lambda: bool(asked.all))
    qtbot.wait(10)
    assert answer(connection) == ()  # the only one: that of the second
    with pytest.raises(TimeoutError):
        connection.receive(timeout=0.05)
    connection.close()


def test_a_second_one_leaves_the_name_to_the_first_and_closing_gives_it_back(
    bus: str, qt_bus: QtBus, application: Application, qtbot: QtBot
) -> None:
    other_bus = QtBus(address=bus)
    second = Application(other_bus)
    qtbot.waitUntil(lambda: bool(other_bus.unique_name))
    qtbot.wait(20)
    assert not second.is_there
    second.close()
    assert SessionBus(bus).owner_of(APPLICATION_ID) == qt_bus.unique_name
    application.close()
    application.close()
    qtbot.waitUntil(lambda: SessionBus(bus).owner_of(APPLICATION_ID) is None)
    other_bus.close()


def test_a_connection_on_which_nothing_is_served_says_so(
    bus: str, qt_bus: QtBus, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(qt_bus.unique_name))
    connection = open_dbus_connection(bus)
    connection.send(method_call(DBusAddress("/", bus_name=qt_bus.unique_name), "Dance"))
    qtbot.wait(20)
    assert answer(connection) == ("nothing is served here",)
    connection.close()


def test_the_entry_in_the_menu_has_the_actions_that_are_served() -> None:
    entry = (ROOT / "resources" / "linux" / f"{APPLICATION_ID}.desktop").read_text()
    assert f"\nActions={';'.join(ACTIONS)};\n" in entry
    assert [f"[Desktop Action {action}]" in entry for action in ACTIONS] == [True] * len(ACTIONS)


def test_the_service_of_the_packages_starts_the_app_by_that_name() -> None:
    service = ROOT / "packaging" / "linux" / f"{APPLICATION_ID}.service"
    assert f"\nName={APPLICATION_ID}\n" in service.read_text()


def test_a_bus_that_is_gone_is_no_fault(bus: str, application: Application, qtbot: QtBot) -> None:
    application._bus.close()
    application.close()
    assert SessionBus(bus).owner_of(APPLICATION_ID) is None
