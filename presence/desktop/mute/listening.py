"""Hears, on the Qt loop, of what may have changed the switch: signals, a file, the system."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from presence.desktop.mute.mechanism import SignalMatch, Watch, Watching

if TYPE_CHECKING:
    from presence.desktop.dbus_qt import QtBus, Subscription
    from presence.desktop.mute.file_watch import FileWatch


class Listening(QObject):
    """Emits ``heard``, also once when something new is listened to.

    What happened between the mute and that moment has told nobody.
    """

    heard = Signal()

    def __init__(self, find_bus: "Callable[[], QtBus]", parent: QObject) -> None:
        super().__init__(parent)
        self._find_bus = find_bus
        self._bus: QtBus | None = None
        self._subscriptions: dict[SignalMatch, Subscription] = {}
        self._files: FileWatch | None = None
        self._watching: dict[Watch, Watching | None] = {}

    def listen(
        self, signals: Sequence[SignalMatch], files: Sequence[str], watches: Sequence[Watch] = ()
    ) -> None:
        """Listen to these from now on, and to nothing else."""
        has_more = self._listen_to(signals)
        has_more |= self._watch(files)
        has_more |= self._watch_system(watches)
        if has_more:
            QTimer.singleShot(0, self, self.heard.emit)

    def _listen_to(self, signals: Sequence[SignalMatch]) -> bool:
        if self._bus is None:
            if not signals:
                return False
            self._bus = self._find_bus()
        for match in tuple(self._subscriptions):
            if match not in signals:
                self._bus.unsubscribe(self._subscriptions.pop(match))
        fresh = [match for match in signals if match not in self._subscriptions]
        for match in fresh:
            self._subscriptions[match] = self._bus.subscribe(match.rule(), self._on_signal)
        return bool(fresh)

    def _watch(self, files: Sequence[str]) -> bool:
        if self._files is None:
            if not files:
                return False
            from presence.desktop.mute.file_watch import FileWatch

            self._files = FileWatch(self)
            self._files.changed.connect(self.heard)
        return self._files.watch(files)

    def _watch_system(self, watches: Sequence[Watch]) -> bool:
        for watch in tuple(self._watching):
            if watch not in watches:
                watching = self._watching.pop(watch)
                if watching is not None:
                    watching.close()
        fresh = [watch for watch in watches if watch not in self._watching]
        for watch in fresh:
            self._watching[watch] = watch(self.heard.emit)  # from any thread
        return any(self._watching[watch] for watch in fresh)

    def _on_signal(self, _message: object) -> None:
        self.heard.emit()
