"""A session to tell of, what carries the steps out, and a far side on this computer."""

import os
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from presence.core.courtesy.news import News, What
from presence.core.errors import CourtesyError, SecretError
from presence.core.kind import Kinds
from presence.core.session import Session
from presence.courtesy.courtesy import Answer, State, Step
from presence.courtesy.messenger import Messenger
from presence.courtesy.programs import Programs
from presence.courtesy.runner import Means, Runner
from tests.courtesy.far_side import FarSide, serving
from tests.fakes import EVENING

for name in [each for each in os.environ if each.lower().endswith("_proxy")]:
    del os.environ[name]  # nothing of these tests leaves this computer

PERSONAL = ("Ana", "Da Enzo", "about the house")
DINNER = Session(
    "dinner-1",
    "dinner",
    EVENING,
    "Europe/Berlin",
    EVENING + timedelta(minutes=90),
    people=("Ana",),
    place="Da Enzo",
    note="about the house",
)


def news(what: What = What.STARTED, minutes: float = 0, until: float = 90) -> News:
    """What is told so many minutes after the start."""
    at = EVENING + timedelta(minutes=minutes)
    session = replace(DINNER, ended_at=at) if what is What.ENDED else DINNER
    return News(what, session, Kinds()["dinner"], EVENING + timedelta(minutes=until), at)


@dataclass
class Loop:
    """Carries steps out and waits for their end; ``kept`` is what a file would hold."""

    qtbot: QtBot
    means: Means
    parent: QObject
    kept: list[State] = field(default_factory=list)

    @property
    def state(self) -> State:
        return self.kept[-1] if self.kept else {}

    def run(self, steps: Generator[Step, Answer, Any], target: str = "slack") -> Any:
        """What the steps give; raises what they raise."""
        results: list[Any] = []
        Runner(target, steps, self.means, self.kept.append, results.append, self.parent)
        self.qtbot.waitUntil(lambda: bool(results), timeout=10_000)
        (result,) = results
        if isinstance(result, CourtesyError | SecretError):
            raise result
        return result


@pytest.fixture
def loop(qtbot: QtBot, qapp: QCoreApplication) -> Iterator[Loop]:
    parent = QObject()
    means = Means(Messenger(parent, limit_ms=700, pause_ms=50), Programs(parent), "presence-test")
    yield Loop(qtbot, means, parent)
    means.messenger.close()
    means.programs.close()
    parent.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def side() -> Iterator[FarSide]:
    """A server that says yes to everything."""
    with serving(FarSide()) as side:
        yield side


@dataclass
class Time:
    """The far side's clock, which a test moves."""

    at: datetime = EVENING

    def __call__(self) -> float:
        return self.at.timestamp()

    def goes_on(self, minutes: float) -> None:
        self.at += timedelta(minutes=minutes)


Refused = Callable[[], Any]
