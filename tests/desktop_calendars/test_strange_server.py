"""A server of calendars that answers what nobody expects: the calendar is not waited for."""

from collections.abc import Iterator

import pytest
from jeepney import Message
from pytestqt.qtbot import QtBot

from presence.core.coming.fetched import Failure, Fetched, Trouble
from presence.desktop.calendars.eds import EdsSource
from presence.desktop.calendars.eds_watch import EdsWatch, WatchedSource
from presence.desktop.calendars.names import ROOT
from presence.desktop.dbus_qt import QtBus
from tests.desktop_calendars.test_eds import END, START
from tests.desktop_mute.conftest import bus, services
from tests.fake_servers import Answer, FakeServer, Unknown

__all__ = ["bus", "services"]  # fixtures


class Strange(FakeServer):
    """Opens calendars, and answers something else from some call on."""

    names = (f"{ROOT}.Sources5", f"{ROOT}.Calendar8")
    says: dict[str, Answer]

    def _do(self, interface: str, member: str, message: Message) -> Answer:
        if member in self.says:
            return self.says[member]
        if member == "OpenCalendar":
            return "ss", ("/calendar", f"{ROOT}.Calendar8")
        if member == "Open":
            return "as", ([],)
        raise Unknown


@pytest.fixture
def ours(bus: str, qtbot: QtBot) -> Iterator[QtBus]:
    made = QtBus(address=bus)
    yield made
    made.close()


@pytest.mark.parametrize(
    "says",
    [
        {"OpenCalendar": ("s", ("/calendar",))},
        {"OpenCalendar": ("ss", ("no path", "no name"))},
        {"GetView": (None, ()), "GetObjectList": (None, ())},
        {"GetObjectList": ("as", (["no event"],)), "GetView": ("u", (7,))},
        {"GetObjectList": ("u", (7,))},
        {"Get": ("u", (7,))},
    ],
)
def test_a_strange_answer_is_an_end(
    bus: str, ours: QtBus, qtbot: QtBot, says: dict[str, Answer]
) -> None:
    server = Strange(bus)
    server.says = says
    brought: list[Fetched | Failure] = []
    watch = EdsWatch(ours, "some", lambda: None)
    WatchedSource(EdsSource(ours, "some"), watch).fetch("", START, END, brought.append)
    qtbot.waitUntil(lambda: bool(brought), timeout=10_000)
    (what,) = brought
    assert isinstance(what, Fetched) or what.trouble is Trouble.SERVER
    watch.close()
    server.stop()
