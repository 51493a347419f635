"""Input as a real X server tells it, moved by xdotool."""

import os
import struct
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from presence.desktop.idle import xcb, xsync
from presence.desktop.idle.blocking import who_tells_of_input
from presence.desktop.idle.xsync import XSyncInput
from tests.desktop_idle.conftest import Listener, Listens
from tests.x_server import XServer

AFTER = timedelta(seconds=0.5)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[XServer]:
    server = XServer(tmp_path)
    yield server
    server.kill()


def listening(listens: Listens, server: XServer) -> Listener:
    """Somebody who has had the first answer, just after an input."""
    server.touch(1)
    person = listens(XSyncInput(server.display), after=AFTER)
    assert person.watch.works
    assert person.watch.is_resting is False
    return person


def hears(person: Listener, qtbot: QtBot, *said: str) -> None:
    qtbot.waitUntil(lambda: [what for what, _ago in person.heard] == list(said), timeout=10_000)


def test_the_server_tells_of_each_rest_and_of_each_first_input(
    server: XServer, listens: Listens, qtbot: QtBot
) -> None:
    person = listening(listens, server)
    hears(person, qtbot, "rested")
    server.touch(2)
    hears(person, qtbot, "rested", "stirred")
    server.touch(3)
    hears(person, qtbot, "rested", "stirred", "rested")
    server.run("xdotool", "key", "a")
    hears(person, qtbot, "rested", "stirred", "rested", "stirred")
    for what, ago in person.heard:
        least = 0.5 if what == "rested" else 0.0
        assert least <= ago < least + 0.5


def test_a_rest_of_before_is_found_by_asking(
    server: XServer, listens: Listens, qtbot: QtBot
) -> None:
    first = listening(listens, server)
    hears(first, qtbot, "rested")
    second = listens(XSyncInput(server.display), after=AFTER / 2)
    assert [what for what, _ago in second.heard] == ["rested"]
    assert second.heard[0][1] >= 0.5
    server.touch(2)
    hears(second, qtbot, "rested", "stirred")


def test_a_server_that_dies_takes_only_the_sense_along(
    server: XServer, listens: Listens, qtbot: QtBot
) -> None:
    person = listening(listens, server)
    server.kill()
    qtbot.waitUntil(lambda: person.watch.works is False, timeout=10_000)
    assert listens(XSyncInput(server.display)).watch.works is False


def test_nothing_is_left_on_the_server(server: XServer, listens: Listens, qtbot: QtBot) -> None:
    before = len(os.listdir("/proc/self/fd"))
    person = listening(listens, server)
    assert len(os.listdir("/proc/self/fd")) > before
    person.leave()
    assert len(os.listdir("/proc/self/fd")) == before
    server.touch(2)
    qtbot.wait(50)
    assert not person.heard


def test_a_request_that_the_server_refuses_ends_nothing_but_itself(server: XServer) -> None:
    connection = xcb.XConnection(server.display)
    with pytest.raises(xcb.NoServer, match=r"request 98\.0 failed"):
        connection.ask(xcb.QUERY_EXTENSION, 0, struct.pack("=Hxx", 500))
    with pytest.raises(xcb.NoServer, match="has no NONSENSE"):
        connection.extension("NONSENSE")
    major, first_event = connection.extension("SYNC")
    connection.send(major, xsync.CREATE_ALARM, bytes(8))
    assert connection.extension("SYNC") == (major, first_event), "it is served on"
    event = connection.next_event()
    assert event is not None
    assert event[0] == xsync.ERROR
    assert connection.next_event() is None
    connection.close()
    connection.close()
    with pytest.raises(xcb.NoServer):
        connection.next_event()


@pytest.mark.parametrize(
    "answer",
    [
        bytes(32),
        bytes(8) + b"\xff" * 4 + bytes(20),  # four thousand million counters in no bytes
        bytes(8) + struct.pack("=I20x", 1) + struct.pack("=I8xH", 7, 8) + b"IDLETIM",
        bytes(8) + struct.pack("=I20x", 2) + b"\xff" * 14,
    ],
)
def test_a_list_without_the_counter_or_with_nonsense_fails(answer: bytes) -> None:
    with pytest.raises(xcb.NoServer):
        xsync.find_counter(answer)


def test_the_counter_is_found_among_others() -> None:
    others = struct.pack("=I8xH", 5, 10) + b"SERVERTIME"
    wanted = struct.pack("=I8xH", 7, 8) + b"IDLETIME" + b"\0\0"
    answer = bytes(8) + struct.pack("=I20x", 2) + others + wanted
    assert xsync.find_counter(answer) == 7


def test_a_command_can_ask_who_tells(
    server: XServer, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", server.display)
    assert who_tells_of_input() == "XSync"
    server.kill()
    assert who_tells_of_input() == ""
