"""Input as a Wayland compositor tells it."""

import socket
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from presence.desktop.idle.wayland import WaylandInput
from presence.desktop.idle.wayland_wire import HEAD, string, words
from tests.desktop_idle.compositor import REGISTRY, Compositor
from tests.desktop_idle.conftest import Listener, Listens

EXT, KDE, SEAT = "ext_idle_notifier_v1", "org_kde_kwin_idle", "wl_seat"

Starts = Callable[..., Compositor]


@pytest.fixture
def starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Starts]:
    """Starts a compositor where WAYLAND_DISPLAY points, and ends it with the test."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-9")
    started: list[Compositor] = []

    def start(**interfaces: int) -> Compositor:
        known = {"wl_compositor": 5, **interfaces, "wl_output": 4}
        started.append(Compositor(tmp_path / "wayland-9", known))
        return started[-1]

    yield start
    for each in started:
        each.stop()


def listening(listens: Listens, compositor: Compositor, qtbot: QtBot) -> Listener:
    """Somebody for whom the notification has been made."""
    person = listens(WaylandInput())
    qtbot.waitUntil(lambda: compositor.notification is not None)
    assert person.watch.works
    assert person.watch.is_resting is False
    return person


@pytest.mark.parametrize(
    ("interfaces", "asked", "notification"),
    [
        ({EXT: 1, SEAT: 8}, (EXT, 1), (1, (6, 60_000, 4))),
        ({EXT: 2, SEAT: 8}, (EXT, 2), (2, (6, 60_000, 4))),
        ({SEAT: 8, EXT: 9}, (EXT, 2), (2, (6, 60_000, 4))),
        ({KDE: 1, SEAT: 7}, (KDE, 1), (0, (6, 4, 60_000))),
        ({KDE: 1, EXT: 1, SEAT: 7}, (EXT, 1), (1, (6, 60_000, 4))),
    ],
)
def test_the_compositor_tells_of_each_rest_and_of_each_first_input(
    interfaces: dict[str, int],
    asked: tuple[str, int],
    notification: tuple[int, tuple[int, ...]],
    starts: Starts,
    listens: Listens,
    qtbot: QtBot,
) -> None:
    compositor = starts(**interfaces)
    person = listening(listens, compositor, qtbot)
    assert compositor.asked == [(SEAT, 1), asked]
    assert compositor.notification == notification
    assert person.watch.told_by == f"Wayland, {asked[0]} {asked[1]}"
    for _turn in range(2):
        person.heard.clear()
        compositor.rest()
        compositor.touch()
        qtbot.waitUntil(lambda: person.heard == [("rested", 60.0), ("stirred", 0.0)])
    person.leave()
    assert compositor.is_left.wait(5)


@pytest.mark.parametrize("interfaces", [{}, {SEAT: 7}, {EXT: 1}, {KDE: 1}])
def test_a_compositor_without_a_seat_or_a_protocol_cannot_tell(
    interfaces: dict[str, int], starts: Starts, listens: Listens, qtbot: QtBot
) -> None:
    compositor = starts(**interfaces)
    person = listens(WaylandInput())
    qtbot.waitUntil(lambda: person.watch.works is False)
    assert compositor.is_left.wait(5)
    assert not compositor.asked


def test_no_compositor_cannot_tell_either(
    starts: Starts, listens: Listens, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert listens(WaylandInput()).watch.works is False
    for display in ("x" * 200, "zero\0zero"):
        assert listens(WaylandInput(display)).watch.works is False


def test_a_compositor_that_crashes_takes_only_the_sense_along(
    starts: Starts, listens: Listens, qtbot: QtBot
) -> None:
    compositor = starts(**{EXT: 1, SEAT: 8})
    person = listening(listens, compositor, qtbot)
    compositor.stop()
    qtbot.waitUntil(lambda: person.watch.works is False)


def test_a_compositor_that_hangs_up_at_once_does_no_harm(
    starts: Starts, listens: Listens, qtbot: QtBot, tmp_path: Path
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(tmp_path / "wayland-9"))
        listener.listen(1)
        person = listens(WaylandInput())
        listener.accept()[0].close()
        qtbot.waitUntil(lambda: person.watch.works is False)


@pytest.mark.parametrize("interface", [EXT, SEAT])
def test_what_the_compositor_takes_back_cannot_tell(
    interface: str, starts: Starts, listens: Listens, qtbot: QtBot
) -> None:
    compositor = starts(**{EXT: 1, SEAT: 8})
    person = listening(listens, compositor, qtbot)
    compositor.take_back("wl_output")
    compositor.rest()
    qtbot.waitUntil(lambda: person.watch.is_resting is True)
    compositor.take_back(interface)
    qtbot.waitUntil(lambda: person.watch.works is False)


NONSENSE = {
    "a message of no bytes": HEAD.pack(REGISTRY, 0),
    "a message that is shorter than its head": HEAD.pack(REGISTRY, 4 << 16),
    "a message that does not end on a word": HEAD.pack(REGISTRY, 9 << 16) + b"x",
    "a message without an end": HEAD.pack(REGISTRY, 0xFFFC << 16),
    "a global without a word": HEAD.pack(REGISTRY, 8 << 16),
    "a text without an end": HEAD.pack(REGISTRY, 16 << 16) + words(1, 4_000_000_000),
    "a text without a length": HEAD.pack(REGISTRY, 20 << 16) + words(1, 0, 1),
    "a global without a version": HEAD.pack(REGISTRY, 24 << 16) + words(1) + string(SEAT),
    "the end of a global without a number": HEAD.pack(REGISTRY, 8 << 16 | 1),
    "an error": HEAD.pack(1, 28 << 16) + words(4, 1) + string("no, no"),
    "an error without words": HEAD.pack(1, 8 << 16),
}


@pytest.mark.parametrize("data", NONSENSE.values(), ids=NONSENSE.keys())
def test_a_compositor_that_talks_nonsense_is_left(
    data: bytes, starts: Starts, listens: Listens, qtbot: QtBot
) -> None:
    compositor = starts(**{EXT: 1, SEAT: 8})
    person = listening(listens, compositor, qtbot)
    compositor.send_raw(data)
    qtbot.waitUntil(lambda: person.watch.works is False)
    assert compositor.is_left.wait(5)


def test_messages_in_pieces_and_about_other_things_are_taken(
    starts: Starts, listens: Listens, qtbot: QtBot
) -> None:
    compositor = starts(**{EXT: 1, SEAT: 8})
    person = listening(listens, compositor, qtbot)
    for event in (2, 77):
        compositor.send(6, event)
    compositor.send(4, 1, string("seat0"))
    compositor.send(4_000_000_000, 3, struct.pack("=I", 5))
    compositor.send_raw(HEAD.pack(6, 8 << 16)[:5])
    qtbot.wait(50)
    assert not person.heard
    compositor.send_raw(HEAD.pack(6, 8 << 16)[5:])
    qtbot.waitUntil(lambda: person.heard == [("rested", 60.0)])
