"""The same for a command, which waits: a Qt loop of its own, and nothing left behind."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer

from presence.calendars.sources.dav.discovery import Account, discover
from presence.calendars.sources.make import SharedNetwork
from presence.calendars.sources.web.network import Limits
from presence.core.coming.fetched import Failure, Fetched, Source

LOOK_MS = 100  # how soon Ctrl-C is heard

Result = TypeVar("Result")


class Here:
    """``with Here() as here`` gives a network, and waits for what is asked with it."""

    def __init__(self, limits: Limits | None = None) -> None:
        # Where there is one already it is that of a test.
        self._application = QCoreApplication.instance() or QCoreApplication(["presence"])
        self.network = SharedNetwork(limits=limits)

    def __enter__(self) -> "Here":
        return self

    def __exit__(self, *_fault: object) -> None:
        self.network.close()
        self._application.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def fetch(
        self, source: Source, state: str, start: datetime, end: datetime
    ) -> Fetched | Failure:
        """What the source brings."""
        try:
            brought: Fetched | Failure = self.wait(partial(source.fetch, state, start, end))
        finally:
            source.close()
        return brought

    def discover(self, address: str, user: str, password: str) -> Account | Failure:
        """The calendars of an account."""
        asked = partial(discover, self.network(), address, user, password)
        found: Account | Failure = self.wait(asked)
        return found

    def wait(self, ask: Callable[[Callable[[Result], None]], object]) -> Result:
        """What ``ask`` has told at last."""
        results: list[Result] = []
        wake = QTimer()
        wake.start(LOOK_MS)
        asked = ask(results.append)  # kept until it is answered
        while not results:
            self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        del asked
        return results[0]
