"""The same for a command, which waits: a trial with a made-up session, and signing in."""

from collections.abc import Callable, Generator
from datetime import datetime, timedelta
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer

from presence.core.courtesy.chosen import Courtesies
from presence.core.courtesy.news import News
from presence.core.kind import Kinds
from presence.core.session import Session
from presence.courtesy.courtesy import Answer, Step
from presence.courtesy.held import HeldFile
from presence.courtesy.lane import Lane
from presence.courtesy.messenger import Messenger
from presence.courtesy.programs import Programs
from presence.courtesy.runner import Fault, Means, Runner

TRIAL = timedelta(minutes=5)
LOOK_MS = 100  # how soon Ctrl-C is heard

Result = TypeVar("Result")


class Here:
    """A Qt loop of a command's own; ``with Here(…) as here`` leaves nothing behind."""

    def __init__(self, service: str) -> None:
        # Where there is one already it is that of a test.
        self._application = QCoreApplication.instance() or QCoreApplication(["presence"])
        self._parent = QObject()
        self._means = Means(Messenger(self._parent), Programs(self._parent), service)

    def __enter__(self) -> "Here":
        return self

    def __exit__(self, *_fault: object) -> None:
        self._means.messenger.close()
        self._means.programs.close()
        self._parent.deleteLater()
        self._application.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def try_out(self, name: str, chosen: Courtesies, now: datetime) -> Fault | None:
        """Tell of a session of some minutes, and of its end; what went wrong first."""
        faults: list[Fault] = []

        def failed(_name: str, _news: News, fault: Fault) -> None:
            faults.append(fault)

        kinds = Kinds()
        held = HeldFile(None, now)
        lane = Lane(name, lambda: chosen, self._means, held, lambda: kinds, failed, self._parent)
        session = Session("trial", "meeting", now, "UTC", now + TRIAL)
        lane.look(session, kinds[session.kind], None, now)
        lane.look(None, kinds[session.kind], None, now)
        self._wait_until(lambda: not lane.is_busy)
        return faults[0] if faults else None

    def carry_out(self, name: str, steps: Generator[Step, Answer, Result]) -> Result:
        """What the steps give; raises their fault."""
        results: list[Result | Fault] = []
        Runner(name, steps, self._means, lambda _state: None, results.append, self._parent)
        self._wait_until(lambda: bool(results))
        (result,) = results
        if isinstance(result, Fault):
            raise result
        return result

    def _wait_until(self, happened: Callable[[], bool]) -> None:
        wake = QTimer()
        wake.start(LOOK_MS)
        while not happened():
            self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
