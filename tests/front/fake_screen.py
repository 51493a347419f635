"""A screen that is locked and a computer that sleeps when the test says so."""

from presence.desktop.lock.screen_watch import ScreenWatch, Sight, Told


class FakeScreen:
    """A ``lock.screen_watch.Source``; ``watch`` is what the app is given."""

    def __init__(self) -> None:
        self.sight = Sight.IN_SIGHT
        self.lid_is_closed: bool | None = None
        self.watch = ScreenWatch(lambda: (self,))
        self._told: Told | None = None

    @property
    def is_listened_to(self) -> bool:
        return self._told is not None

    def start(self, told: Told) -> None:
        self._told = told

    def stop(self) -> None:
        self._told = None

    def lock(self) -> None:
        self._become(Sight.OUT_OF_SIGHT)

    def unlock(self) -> None:
        self._become(Sight.IN_SIGHT)

    def close_lid(self) -> None:
        """The lid is closed; the computer goes on."""
        self._move_lid(True)

    def open_lid(self) -> None:
        self._move_lid(False)

    def sleep(self) -> None:
        """The computer is about to sleep; all that is to be written is, when this returns."""
        if self._told is not None:
            self._told.fell_asleep()

    def wake(self) -> None:
        """The computer is awake again; nothing was locked."""
        if self._told is not None:
            self._told.woke()

    def _become(self, sight: Sight) -> None:
        self.sight = sight
        if self._told is not None:
            self._told.sight()

    def _move_lid(self, is_closed: bool) -> None:
        self.lid_is_closed = is_closed
        if self._told is not None:
            self._told.lid()
