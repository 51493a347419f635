"""Orders to the keeper: carried out one after the other, each on a thread, answered on Qt's.

A peer that hangs blocks a thread of its own and nothing else.
"""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from presence.core.lease import MuteDetail, MuteReport, MuteState
from presence.desktop.threads import start_thread

logger = logging.getLogger(__name__)

TIME_LIMIT_MS = 2000
HEAD_START = 0.016  # seconds: less than a frame of the screen

Called = Callable[[], None]


@dataclass(slots=True, eq=False)
class _Order:
    work: Callable[[], MuteReport]
    given_up: MuteReport  # what is known when it takes too long
    settled: Called | None
    is_check: bool
    timer: QTimer | None = None


class Orders(QObject):
    """Whoever waits for an order is told between ``known`` and ``told``, within the time limit."""

    known = Signal(object)  # the report that holds from now on
    told = Signal()
    idle = Signal()  # nothing is left to do
    _worked = Signal(object, object)  # from a thread: the order, its report

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[_Order] = deque()
        self._thread: Thread | None = None
        self._is_closed = False
        self._worked.connect(self._on_worked)

    @property
    def has_check(self) -> bool:
        """Whether a look at the desktop is due, and has not begun."""
        waiting = tuple(self._waiting)[1:] if self._thread is not None else self._waiting
        return any(order.is_check for order in waiting)

    def give(
        self,
        work: Callable[[], MuteReport],
        given_up: MuteReport,
        settled: Called | None = None,
        is_check: bool = False,
    ) -> None:
        """Carry this out after all that was given before."""
        order = _Order(work, given_up, settled, is_check)
        if settled is not None:
            timer = QTimer(self)
            timer.setSingleShot(True)
            timer.timeout.connect(lambda: self._on_too_late(order))
            timer.start(TIME_LIMIT_MS)
            order.timer = timer
        self._waiting.append(order)
        self._go_on()

    def close(self, wait_ms: int) -> None:
        """Carry out no more, and wait so long for the one at hand."""
        self._is_closed = True
        self._waiting.clear()
        if self._thread is not None:
            self._thread.join(max(wait_ms, 0) / 1000)

    def _go_on(self) -> None:
        if self._thread is not None or not self._waiting or self._is_closed:
            return
        order = self._waiting[0]
        self._thread = start_thread(lambda: self._run(order), "mute")
        if order.settled is not None:
            # They share one interpreter: a window drawn now would hold the mute up, and by more
            # than the drawing takes.
            self._thread.join(HEAD_START)

    def _run(self, order: _Order) -> None:
        """On the thread."""
        try:
            report = order.work()
        except Exception:  # else nobody would be told, and the next order would wait for ever
            logger.exception("the mute failed by a fault of our own")
            report = MuteReport(MuteState.NOT_MUTED, MuteDetail.FAILED)
        if not self._is_closed:
            self._worked.emit(order, report)

    @Slot(object, object)
    def _on_worked(self, order: _Order, report: MuteReport) -> None:
        self._thread = None
        if self._is_closed:
            return
        self._waiting.remove(order)
        # What is known changes with the last order given; those before it are only steps there.
        if not any(later.settled for later in self._waiting):
            self.known.emit(report)
        self._settle(order)
        if not self._waiting:
            self.idle.emit()
        self._go_on()

    def _on_too_late(self, order: _Order) -> None:
        logger.warning("the desktop did not answer within %s ms", TIME_LIMIT_MS)
        self.known.emit(order.given_up)
        self._settle(order)

    def _settle(self, order: _Order) -> None:
        settled, order.settled = order.settled, None
        if order.timer is not None:
            order.timer.stop()
            order.timer.deleteLater()
            order.timer = None
        if settled is not None:
            settled()
        self.told.emit()
