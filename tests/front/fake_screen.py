"""A screen that is locked and unlocked when the test says so."""

from collections.abc import Callable

from presence.desktop.lock.screen_watch import ScreenWatch, Sight


class FakeScreen:
    """A ``lock.screen_watch.Source``; ``watch`` is what the app is given."""

    def __init__(self) -> None:
        self.sight = Sight.IN_SIGHT
        self.is_listened_to = False
        self.watch = ScreenWatch(lambda: (self,))

    def start(self, told: Callable[[], None], woke: Callable[[], None]) -> None:
        self._told, self._woke = told, woke
        self.is_listened_to = True

    def stop(self) -> None:
        self.is_listened_to = False

    def lock(self) -> None:
        self._become(Sight.OUT_OF_SIGHT)

    def unlock(self) -> None:
        self._become(Sight.IN_SIGHT)

    def wake(self) -> None:
        """The lid is opened; nothing was locked."""
        if self.is_listened_to:
            self._woke()

    def _become(self, sight: Sight) -> None:
        self.sight = sight
        if self.is_listened_to:
            self._told()
