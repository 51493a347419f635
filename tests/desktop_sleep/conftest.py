"""A laptop whose logind and UPower are on a private bus, and what is known of its screen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from presence.desktop.dbus_qt import QtBus
from presence.desktop.lock.buses import Buses
from presence.desktop.lock.screen_watch import ScreenWatch, Sight
from tests.desktop.conftest import connection
from tests.desktop_mute.conftest import bus, services
from tests.login_server import LoginServer

__all__ = ["bus", "connection", "laptop", "logind", "no_session_of_ours", "services"]

MakeLogind = Callable[..., LoginServer]
SOMEBODY = object()


@dataclass
class Laptop:
    """What Presence hears of a laptop, in the order in which it does."""

    screen: ScreenWatch
    qtbot: QtBot
    heard: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        screen = self.screen
        for name in ("fell_asleep", "woke", "lid_closed", "lid_opened"):
            getattr(screen, name).connect(self._taker(name))

    def is_watched(self) -> "Laptop":
        """Somebody wants to know, and everybody asked has answered."""
        self.screen.want(SOMEBODY)
        self.qtbot.waitUntil(lambda: self.screen.sight is not Sight.UNKNOWN, timeout=10_000)
        self.qtbot.wait(30)
        return self

    def is_left(self) -> None:
        self.screen.leave(SOMEBODY)

    def hears(self, *names: str) -> None:
        """Wait until just these were heard, in this order."""
        self.qtbot.waitUntil(lambda: self.heard == list(names), timeout=10_000)

    def _taker(self, name: str) -> Callable[[], None]:
        return lambda: self.heard.append(name)


@pytest.fixture(autouse=True)
def no_session_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_SESSION_ID", raising=False)


LONGEST_DELAY = 30.0  # more than a slow machine needs to let go


@pytest.fixture
def logind(bus: str) -> Iterator[MakeLogind]:
    """Starts logind with UPower, and ends them with the test."""
    started: list[LoginServer] = []

    def start(**how: bool) -> LoginServer:
        started.append(LoginServer(bus, longest_delay=LONGEST_DELAY, **how))
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def laptop(bus: str, connection: QtBus, qtbot: QtBot) -> Iterator[Laptop]:
    """Nobody wants to know of it yet."""
    screen = ScreenWatch(lambda: (Buses(connection, system_address=bus),), connection)
    laptop = Laptop(screen, qtbot)
    yield laptop
    laptop.is_left()
