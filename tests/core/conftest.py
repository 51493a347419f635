"""An engine over a real log, with a clock that is moved and a desktop with one switch."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from presence.core.engine import Engine
from presence.core.event import Event
from presence.paths import find_paths
from presence.store import new_id, open_log
from presence.store.sessions import SessionStore
from tests.fakes import FakeAlarm, FakeClock, FakeMuter


@dataclass
class Desk:
    """Everything an engine is joined to; ``restart`` is the app killed and started again."""

    home: Path
    clock: FakeClock
    muter: FakeMuter
    zone: str = "Europe/Berlin"
    ids: Callable[[], str] = new_id

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        self.events: list[Event] = []
        self.clock.alarms.clear()
        self.alarm = FakeAlarm(self.clock)
        self.log: SessionStore = open_log(find_paths(str(self.home)))
        self.engine = Engine(
            self.clock,
            self.log,
            self.muter,
            self.alarm,
            lambda: self.zone,
            self.ids,
            lambda: "meeting",
        )
        self.alarm.on_ring = self.engine.on_alarm
        self.engine.listen(self.events.append)
        self.engine.open()

    def restart(self, muter: FakeMuter | None = None) -> None:
        self.log.close()
        self.muter = muter or FakeMuter()  # the guard has put the desktop back
        self.open()

    def is_quiet(self) -> bool:
        return self.muter.is_on

    def told(self) -> list[str]:
        return [event.what.value for event in self.events]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with an empty log, on a Friday at 19:00 in Berlin."""
    desk = Desk(tmp_path, FakeClock(), FakeMuter())
    yield desk
    desk.log.close()
