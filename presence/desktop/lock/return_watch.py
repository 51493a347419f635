"""What tells that somebody came back to the computer."""

from PySide6.QtCore import QObject, Signal

from presence.desktop.lock.screen_watch import ScreenWatch, Sight


class ReturnWatch(QObject):
    """Emits ``returned`` each time somebody comes back, between ``start`` and ``stop``.

    The computer woke up, its screen was unlocked, or their session came to the front again; one
    return may be several of these.
    """

    returned = Signal()

    def __init__(self, screen: ScreenWatch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._screen = screen
        self._is_on = False
        self._was_away = False
        screen.woke.connect(self._on_woke)
        screen.changed.connect(self._on_changed)

    def start(self) -> None:
        """Listen; again is the same as once."""
        if not self._is_on:
            self._is_on = True
            self._was_away = self._screen.sight is Sight.OUT_OF_SIGHT
            self._screen.want(self)

    def stop(self) -> None:
        """Listen no longer."""
        self._is_on = False
        self._screen.leave(self)

    def _on_woke(self) -> None:
        if self._is_on:
            self.returned.emit()

    def _on_changed(self) -> None:
        sight = self._screen.sight
        if sight is Sight.OUT_OF_SIGHT:
            self._was_away = True
        elif sight is Sight.IN_SIGHT:
            was_away, self._was_away = self._was_away, False
            if was_away and self._is_on:
                self.returned.emit()
