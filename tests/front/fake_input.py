"""Keys and a mouse that are touched when the test says so."""

from datetime import timedelta

from presence.desktop.idle.idle_watch import IdleWatch, Told
from tests.fakes import FakeClock

AFTER = timedelta(seconds=60)


class FakeInput:
    """An ``idle.idle_watch.Source``; ``watch`` is what the app is given.

    ``is_used``: it was touched a moment ago, and says so to who asks.
    """

    name = "fake"

    def __init__(self, clock: FakeClock) -> None:
        self.watch = IdleWatch(lambda: iter((self,)), clock, AFTER)
        self.is_used = False
        self._idle = timedelta()
        self._told: Told | None = None

    @property
    def is_listened_to(self) -> bool:
        return self._told is not None

    def start(self, after_ms: int, told: Told) -> None:
        self._told = told
        if self.is_used or self._idle:
            self._tell()

    def stop(self) -> None:
        self._told = None

    def rest(self, **span: float) -> None:
        """Nobody has touched them for so long."""
        self._idle = timedelta(**span)
        self._tell()

    def stir(self) -> None:
        """Somebody touches them."""
        self._idle = timedelta()
        self._tell()

    def _tell(self) -> None:
        if self._told is not None:
            self._told.idle(self._idle // timedelta(milliseconds=1))
