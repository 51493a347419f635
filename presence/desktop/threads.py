"""Threads of our own beside Qt's: while one runs, Python collects no garbage.

It would collect on whichever thread happens to make the most of it, and a Qt object that dies on a
thread not its own brings the program down. What is left waits until it is over, on the Qt thread.
"""

import gc
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from PySide6.QtCore import QObject, Qt, Signal, Slot


class _Collection(QObject):
    """Lives on the Qt thread, as does every call but that of ``over``."""

    over = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._running = 0
        self._was_on = False
        self.over.connect(self._on_over, Qt.ConnectionType.QueuedConnection)

    def hold(self) -> None:
        if self._running == 0:
            self._was_on = gc.isenabled()
            gc.disable()
        self._running += 1

    @Slot()
    def _on_over(self) -> None:
        self._running -= 1
        if self._running == 0 and self._was_on:
            gc.enable()


_collection: _Collection | None = None  # one a process, as there is one collector


def start_thread(work: Callable[[], object], name: str) -> Thread:
    """Run ``work`` on a thread that keeps no program from ending; called on the Qt thread."""
    global _collection
    if _collection is None:
        _collection = _Collection()
    collection = _collection
    collection.hold()

    def run() -> None:
        try:
            work()
        finally:
            with suppress(RuntimeError):  # Qt has left before us
                collection.over.emit()

    thread = Thread(target=run, name=name, daemon=True)
    thread.start()
    return thread
