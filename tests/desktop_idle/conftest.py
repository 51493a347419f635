"""Somebody who wants to know of input, and what they are told."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from presence.desktop.idle.idle_watch import IdleWatch, Source
from tests.desktop.conftest import bus, connection, services
from tests.fakes import FakeClock

__all__ = ["bus", "connection", "services"]

AFTER = timedelta(seconds=60)


class Listener:
    """Wants to know of input, and keeps what is told: what, and how long before now it was."""

    def __init__(self, *sources: Source, after: timedelta = AFTER) -> None:
        self.clock = FakeClock()
        self.heard: list[tuple[str, float]] = []
        self.settled: list[bool | None] = []
        self.watch = IdleWatch(lambda: iter(sources), self.clock, after)
        self.watch.rested.connect(lambda at: self._keep("rested", at))
        self.watch.stirred.connect(lambda at: self._keep("stirred", at))
        self.watch.settled.connect(lambda: self.settled.append(self.watch.works))
        self.watch.want(self)

    def leave(self) -> None:
        """Want to know no longer."""
        self.watch.leave(self)

    def _keep(self, what: str, at: object) -> None:
        self.heard.append((what, (self.clock.now() - at).total_seconds()))  # type: ignore[operator]  # a signal's object


Listens = Callable[..., Listener]


@pytest.fixture
def listens(qapp: QCoreApplication) -> Iterator[Listens]:
    """Makes listeners, which leave with the test."""
    made: list[Listener] = []

    def listen(*sources: Source, after: timedelta = AFTER) -> Listener:
        made.append(Listener(*sources, after=after))
        return made[-1]

    yield listen
    for each in made:
        each.leave()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
