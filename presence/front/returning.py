"""When somebody who may come back is listened for, so that an idle Presence is never woken."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from presence.core.engine import Engine
from presence.core.event import Event, EventKind
from presence.desktop.lock.return_watch import ReturnWatch

# Nobody has come back with these: the clock moved on, or the desktop or the disk had its say.
_WITHOUT_ANYBODY = frozenset(
    {EventKind.CLOSED_AT_BOUND, EventKind.PHASE, EventKind.MUTE, EventKind.TROUBLE}
)


class Returning(QObject):
    """Listens while a session runs, and after one that closed by itself until somebody is back.

    The alarm that closes a session often rings as the computer wakes, just before the return is
    heard of.
    """

    def __init__(
        self,
        engine: Engine,
        watch: ReturnWatch,
        returned: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._watch = watch
        self._returned = returned
        watch.returned.connect(self._on_returned)
        engine.listen(self._on_event)

    def _on_event(self, event: Event) -> None:
        if self._engine.session is not None:
            if not self._engine.is_settling:  # a click waits for the mute, and not for this
                self._watch.start()
        elif event.what not in _WITHOUT_ANYBODY:
            self._watch.stop()

    def _on_returned(self) -> None:
        if self._engine.session is None:
            self._watch.stop()
        self._returned()
