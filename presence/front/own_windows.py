"""Whether one of our own windows has the keyboard."""

from contextlib import suppress

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QWindow


class OwnWindows(QObject):
    """Qt tells of a window that gets the keyboard and of one that loses it to another.

    Of one that is closed it says nothing where nobody gets it next, so that is watched for.
    """

    changed = Signal(bool)  # one has it, or none

    def __init__(self, application: QGuiApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._window: QWindow | None = None
        application.focusWindowChanged.connect(self._on_focus)
        self._follow(application.focusWindow())

    @property
    def has_keyboard(self) -> bool:
        """Whether one has it now: that may be the one which the session was started from."""
        return self._window is not None

    def stop(self) -> None:
        """Say nothing any more."""
        self._application.focusWindowChanged.disconnect(self._on_focus)
        self._leave()

    def _on_focus(self, window: QWindow | None) -> None:
        self._leave()
        self._follow(window)
        self.changed.emit(window is not None)

    def _follow(self, window: QWindow | None) -> None:
        self._window = window
        if window is not None:
            window.visibleChanged.connect(self._on_visible)

    def _on_visible(self, is_visible: bool) -> None:
        if not is_visible:
            self._leave()
            self.changed.emit(False)

    def _leave(self) -> None:
        window, self._window = self._window, None
        if window is not None:
            with suppress(RuntimeError):  # it was deleted meanwhile
                window.visibleChanged.disconnect(self._on_visible)
