"""While a phone can be paired: as long as the window is open, or for some minutes by a command."""

from PySide6.QtCore import QObject, QTimer, Signal

from presence.front.phone.tokens import Tokens

A_WHILE_MS = 5 * 60_000
PAIRED_MS = 30_000  # in which the page that was paired may still ask


class Pairing(QObject):
    """``changed`` tells that the time is over."""

    changed = Signal()

    def __init__(self, tokens: Tokens, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tokens = tokens
        self._has_window = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time_over)

    @property
    def is_open(self) -> bool:
        """Whether a phone can be paired now."""
        return self._has_window or self._timer.isActive()

    def begin(self) -> None:
        """The window is open."""
        self._make_code()
        self._has_window = True

    def begin_for_a_while(self) -> None:
        """A command asks, which has no window to close."""
        self._make_code()
        self._timer.start(A_WHILE_MS)

    def end(self) -> None:
        """The window is closed."""
        self._has_window = False
        self._forget_code()

    def on_paired(self) -> None:
        """The code was used: of a command there is no other."""
        if self._timer.isActive():
            self._timer.start(PAIRED_MS)

    def stop(self) -> None:
        """The app goes."""
        self._timer.stop()

    def _make_code(self) -> None:
        if not self.is_open:
            self._tokens.begin_pairing()

    def _forget_code(self) -> None:
        if not self.is_open:
            self._tokens.end_pairing()

    def _on_time_over(self) -> None:
        self._forget_code()
        self.changed.emit()
