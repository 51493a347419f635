"""The app's muter: the keeper's work on short-lived threads, one after the other, told on Qt's.

A peer that hangs blocks a thread of its own and nothing else. The keeper, and all that knows of
D-Bus, is loaded with the first order, or by ``warm_up`` when the icon is shown: it takes 25 ms.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal, Slot

from presence.core.clock import Clock, SystemClock
from presence.core.errors import MuteError
from presence.core.frozen import dataclass, replace
from presence.core.lease import NOT_MUTED, MuteDetail, MuteReport, MuteState, MuteWish
from presence.core.ports import LeaseStore
from presence.desktop.mute.orders import TIME_LIMIT_MS, Called, Orders
from presence.desktop.threads import start_thread

if TYPE_CHECKING:
    from presence.desktop.dbus_qt import QtBus
    from presence.desktop.mute.choice import Choice
    from presence.desktop.mute.keeper import Keeper
    from presence.desktop.mute.listening import Listening
    from presence.desktop.mute.monitor import Monitor
    from presence.desktop.mute.trial import MechanismReport

logger = logging.getLogger(__name__)

TRIAL = "trial"  # in place of a session's id


@dataclass(frozen=True, slots=True)
class _Trial:
    timer: QTimer
    over: Called


class MuteWorker(QObject):
    """``core.ports.Muter`` for the app; lives on the Qt thread.

    ``changed`` says that the report is another one, also when nobody asked: the person switched the
    mute off, the notification server restarted, an answer came late. ``put_back`` brings a
    ``Settled`` for "I put your notifications back at 14:02".
    """

    changed = Signal()
    put_back = Signal(object)
    _examined = Signal(object, object)  # from a thread: whom to tell, the reports

    def __init__(
        self,
        store: LeaseStore,
        find_choice: "Callable[[], Choice] | None" = None,
        parent: QObject | None = None,
        *,
        bus: "Callable[[], QtBus] | None" = None,
        clock: Clock | None = None,
        keeper: "Keeper | None" = None,
    ) -> None:
        """``find_choice`` None: the desktop's own way; ``bus`` is asked for on first use."""
        super().__init__(parent)
        self._store = store
        self._find_choice = find_choice
        self._clock = clock or SystemClock()
        self._keeper = keeper
        self._find_bus = bus or self._own_bus
        self._report = NOT_MUTED
        self._is_news = False  # the report is another one, and nobody was told yet
        self._orders = Orders(self)
        self._orders.known.connect(self._know)
        self._orders.told.connect(self._tell)
        self._orders.idle.connect(self._on_idle)
        self._finding = Lock()
        self._listening: Listening | None = None
        self._monitor: Monitor | None = None
        self._trial: _Trial | None = None
        self._is_closed = False
        self._examined.connect(self._on_examined)

    @property
    def report(self) -> MuteReport:
        """What is known now; never asks the desktop."""
        return self._report

    def take(self, wish: MuteWish, settled: Called) -> None:
        """Mute until released; ``settled`` is called within 2 s, when ``report`` is known."""
        self._end_trial()
        timed_out = MuteReport(
            MuteState.NOT_MUTED, MuteDetail.TIMED_OUT, self._report.mechanism, self._report.was
        )
        self._orders.give(lambda: self._find_keeper().take(wish), timed_out, settled)
        self._orders.give(lambda: self._find_keeper().go_around(), timed_out)

    def release(self, settled: Called) -> None:
        """Put back exactly what was there; ``settled`` is called within 2 s."""
        self._end_trial()
        waited = self._monitor.waited if self._monitor is not None else None

        def release() -> MuteReport:
            report = self._find_keeper().release()
            return report if report.waited is not None else replace(report, waited=waited)

        self._orders.give(release, self._unsure(), settled)

    def look(self, settled: Called) -> None:
        """Ask the desktop again what is so; ``settled`` is called within 2 s."""
        self._orders.give(lambda: self._find_keeper().check(), self._report, settled)

    def try_for(self, seconds: float, muted: Called, over: Called) -> None:
        """Mute for some seconds to show that it works, and put back; ``muted`` when it is quiet.

        A session that starts meanwhile takes the mute over, and ``over`` is called all the same.
        While a session is on there is nothing to try: both are called at once.
        """
        if self._is_wanted:
            QTimer.singleShot(0, self, muted)
            QTimer.singleShot(0, self, over)
            return
        until = self._clock.now() + timedelta(seconds=seconds)
        self.take(MuteWish(TRIAL, until), muted)
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(lambda: self.release(over))
        timer.start(int(seconds * 1000))
        self._trial = _Trial(timer, over)

    def settle_leftover(self) -> None:
        """Put back what an earlier run left muted; ``put_back`` tells when there was something.

        What is taken afterwards waits for it. Not for an app that goes on with its session:
        ``take`` then takes the old lease over, without a gap.
        """
        self._orders.give(self._settle_leftover, NOT_MUTED)

    def warm_up(self) -> None:
        """Load what the first order needs, so that the first click need not.

        Not on a thread: one costs a third of a megabyte for good, and this takes 25 ms.
        """
        self._find_keeper()

    def examine(self, told: "Callable[[tuple[MechanismReport, ...]], None]") -> None:
        """Which mechanisms serve this desktop, without changing anything."""

        def look() -> None:
            from presence.desktop.dbus import SessionBus
            from presence.desktop.mute.choice import Choice
            from presence.desktop.mute.trial import examine

            choice = self._find_choice() if self._find_choice is not None else Choice()
            self._examined.emit(told, examine(SessionBus(), choice))

        start_thread(look, "examine")

    def close(self, wait_ms: int = TIME_LIMIT_MS) -> None:
        """For quitting: release, and wait for it no longer than that; the guard does the rest."""
        if self._is_closed:
            return
        deadline = QDeadlineTimer(wait_ms)
        keeper = self._take_no_more_orders(deadline)
        if keeper is None:
            return
        last = start_thread(lambda: keeper.release(waits=False), "release")
        last.join(max(deadline.remainingTime(), 0) / 1000)
        if last.is_alive():
            logger.warning("the desktop does not answer; the guard puts it back")

    def hand_over(self) -> None:
        """In place of ``close``: what is muted stays so, for the program that takes our place."""
        if self._trial is not None:
            self.close()  # it is no session that would go on
        if self._is_closed:
            return
        keeper = self._take_no_more_orders(QDeadlineTimer(TIME_LIMIT_MS))
        if keeper is not None:
            keeper.hand_over()

    @property
    def is_guarded(self) -> bool:
        """Whether a guard of ours watches over what is muted."""
        return self._keeper is not None and self._keeper.guard_pid != 0

    def _take_no_more_orders(self, deadline: QDeadlineTimer) -> "Keeper | None":
        self._is_closed = True
        self._end_trial()
        if self._listening is not None:
            self._listening.listen((), ())
        if self._monitor is not None:
            self._monitor.stop()
        keeper = self._keeper
        if keeper is not None:
            keeper.leave()
        self._orders.close(deadline.remainingTime())
        return keeper

    def _settle_leftover(self) -> MuteReport:
        """On the thread."""
        from presence.desktop.lease.settle import settle_leftover, take_note_of_guard

        try:
            settled = settle_leftover(self._store, self._clock) or take_note_of_guard(self._store)
        except MuteError as exc:
            logger.warning("the lease of an earlier run cannot be used: %s", exc.values)
            return NOT_MUTED
        if settled is not None:
            self.put_back.emit(settled)
        return NOT_MUTED

    @Slot(object, object)
    def _on_examined(
        self, told: "Callable[[tuple[MechanismReport, ...]], None]", reports: object
    ) -> None:
        if not self._is_closed and isinstance(reports, tuple):
            told(reports)

    @property
    def _is_wanted(self) -> bool:
        return self._keeper is not None and self._keeper.is_wanted

    def _find_keeper(self) -> "Keeper":
        """On a thread."""
        from presence.desktop.dbus import SessionBus
        from presence.desktop.lease.holder import this_holder
        from presence.desktop.mute.choice import Choice
        from presence.desktop.mute.keeper import Keeper

        with self._finding:
            if self._keeper is None:
                self._keeper = Keeper(
                    self._store,
                    SessionBus(),
                    self._clock,
                    this_holder(),
                    find_choice=self._find_choice or Choice,
                )
            return self._keeper

    def _own_bus(self) -> "QtBus":
        from presence.desktop.dbus_qt import QtBus

        return QtBus(parent=self)

    def _know(self, report: MuteReport) -> None:
        self._is_news |= report != self._report
        self._report = report

    def _tell(self) -> None:
        """After who waited for it: everybody else."""
        if self._is_news:
            self._is_news = False
            self.changed.emit()

    def _on_idle(self) -> None:
        self._watch()
        self._watch_what_waits()

    def _watch(self) -> None:
        """Listen only while a mute is wanted, so that an idle Presence is never woken."""
        keeper = self._keeper
        is_wanted = keeper is not None and keeper.is_wanted
        if self._listening is None:
            if not is_wanted:
                return
            from presence.desktop.mute.listening import Listening

            self._listening = Listening(self._find_bus, self)
            self._listening.heard.connect(self._on_heard)
        if keeper is not None and is_wanted:
            self._listening.listen(keeper.signals, keeper.watched_files, keeper.watches)
        else:
            self._listening.listen((), ())

    def _watch_what_waits(self) -> None:
        if self._keeper is None or not self._keeper.wants_monitor:
            if self._monitor is not None:
                self._monitor.stop()
            return
        if self._monitor is None:
            from presence.desktop.mute.monitor import Monitor

            self._monitor = Monitor(parent=self)
        self._monitor.start()

    def _on_heard(self) -> None:
        if not self._orders.has_check:
            self._orders.give(lambda: self._find_keeper().check(), self._report, is_check=True)

    def _end_trial(self) -> None:
        """Something else is ordered: for the trial it is over."""
        trial, self._trial = self._trial, None
        if trial is not None:
            was_running = trial.timer.isActive()
            trial.timer.stop()
            trial.timer.deleteLater()
            if was_running and not self._is_closed:
                QTimer.singleShot(0, self, trial.over)

    def _unsure(self) -> MuteReport:
        known = self._report
        return MuteReport(MuteState.UNVERIFIED, MuteDetail.TIMED_OUT, known.mechanism, known.was)
