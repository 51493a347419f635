"""Dresses the app and its windows, and again when the desktop or the setting changes."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QApplication

from presence.core.settings import Theme
from presence.ui.dressing import apply_look
from presence.ui.look import Look, Wishes, make_look
from presence.ui.qt_words import speak_qt

PATIENCE_MS = 250  # how long a first window waits for the desktop rather than change colour later


class AppearanceReader(Protocol):
    """Who says how the desktop wants things to look (``desktop/appearance``)."""

    @property
    def changed(self) -> SignalInstance: ...
    @property
    def appearance(self) -> Wishes: ...
    def read(self, answered: Callable[[], None]) -> None: ...


class Wardrobe(QObject):
    """Holds the look in use; asks the desktop when the first window is wanted, not before."""

    changed = Signal(object)  # Look

    def __init__(
        self, app: QApplication, reader: AppearanceReader, theme: Theme, is_native: bool
    ) -> None:
        super().__init__()
        self._app = app
        self._reader = reader
        self._theme = theme
        self._is_native = is_native
        self._look = self._make()
        self._is_applied = False
        self._waiting: list[Callable[[], None]] = []

    @property
    def look(self) -> Look:
        """The look in use."""
        return self._look

    def when_ready(self, ready: Callable[[], None]) -> None:
        """Call ``ready`` when windows can be made: at once, but for the first one."""
        if self._is_applied:
            ready()
            return
        self._waiting.append(ready)
        if len(self._waiting) > 1:
            return
        QTimer.singleShot(PATIENCE_MS, self, self._open)
        self._reader.read(self._open)

    def set_theme(self, theme: Theme) -> None:
        """The person chose how windows look."""
        self._theme = theme
        if self._is_applied:
            self._apply()

    def speak_anew(self) -> None:
        """The person chose another language."""
        if self._is_applied:
            speak_qt(self._app)

    def _open(self) -> None:
        if self._is_applied:
            return
        self._is_applied = True
        speak_qt(self._app)
        self._reader.changed.connect(self._on_desktop_changed)
        self._app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._apply(force=True)
        waiting, self._waiting = self._waiting, []
        for ready in waiting:
            ready()

    def _on_desktop_changed(self, _appearance: object) -> None:
        self._apply()

    def _on_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        self._apply()

    def _apply(self, force: bool = False) -> None:
        look = self._make()
        if look == self._look and not force:
            if self._is_native:
                apply_look(self._app, look, self._theme)
            return
        self._look = look
        apply_look(self._app, look, self._theme)
        self.changed.emit(look)

    def _make(self) -> Look:
        scheme = self._app.styleHints().colorScheme()
        return make_look(self._theme, self._reader.appearance, scheme, self._is_native)
