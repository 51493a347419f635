"""Everything that lives while the app runs, built and joined."""

import os
from datetime import tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from presence.core.clock import SystemClock
from presence.core.engine import Engine
from presence.core.event import Event
from presence.desktop.alarm import find_alarm
from presence.desktop.lease.settle import take_note_of_guard
from presence.desktop.mute.worker import MuteWorker
from presence.desktop.terminate import Termination
from presence.desktop.zone import zone_name
from presence.front.commands.door import Door
from presence.front.errands.errands import Errands
from presence.front.preferences import Preferences
from presence.paths import Paths
from presence.store import new_id
from presence.store.lease_file import LeaseFile
from presence.store.sessions import SessionStore

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence.core.table.view import TableView
    from presence.desktop.dbus_qt import QtBus
    from presence.desktop.mute.choice import Choice
    from presence.front.phone.phones import Phones
    from presence.front.screen import Screen
    from presence.front.updating.updating import Updating
    from presence.ui.tray import Tray

START_ANEW = 75  # the code with which the loop ends for it
VARIABLE = "PRESENCE_HANDED_OVER"  # as desktop/lease/handed_over.py has it


class App(QObject):
    """The engine with its log, its desktop and its command channel, and a screen where one is."""

    looked_again = Signal()  # the computer woke up, or its zone is another one

    def __init__(
        self,
        application: QCoreApplication,
        paths: Paths,
        log: SessionStore,
        preferences: Preferences,
    ) -> None:
        super().__init__()
        self.application = application
        self.paths = paths
        self.log = log
        self.preferences = preferences
        self.clock = SystemClock()
        self.leases = LeaseFile(paths.lease)
        self._bus: QtBus | None = None
        self.muter = MuteWorker(
            self.leases, self._find_choice, self, bus=self.bus, clock=self.clock
        )
        self._alarm = find_alarm(self.clock, self)
        self.engine = Engine(
            self.clock,
            log,
            self.muter,
            self._alarm,
            zone_name,
            new_id,
            lambda: preferences.now.default_kind,
        )
        self._alarm.fired.connect(self.engine.on_alarm)
        self.muter.changed.connect(self.engine.on_mute_changed)
        self.engine.listen(self._on_event)
        self.errands = Errands(self)
        self._door: Door | None = None
        self._phones: Phones | None = None
        self.screen: Screen | None = None
        self.is_to_start_anew = False
        self._is_ending = False
        self._waits_to_start_anew = False
        self._termination: Termination | None = None
        self.updating: Updating | None = None

    def open(self, tray: "Tray | None") -> None:
        """Take up what an earlier run left, then let commands in; ``tray`` None: no screen."""
        self._termination = Termination(self)
        self._termination.requested.connect(self.quit)
        self._door = Door(self)
        if tray is not None:
            self.screen = self._make_screen(tray)
        self.leases.discard_unfinished()  # before the muter writes one
        is_handed_over = VARIABLE in os.environ
        self._open_engine(is_handed_over)
        if self.screen is not None:
            self.screen.open()
        self._door.open(is_handed_over)
        QTimer.singleShot(0, self.errands, self.errands.begin)

    def _open_engine(self, is_handed_over: bool) -> None:
        if not is_handed_over:
            self.engine.open()
            self._settle_what_was_left()
            return
        from presence.front.updating.taking_over import take_over  # after an update

        take_over(self.engine, self.muter)

    def close(self) -> None:
        """Put the desktop back and let everything go; a session in progress stays in the log."""
        if self.is_to_start_anew and self._termination is not None and self._termination.leave():
            self.is_to_start_anew = False
        try:
            self._take_no_more_orders()
        finally:  # a fault of our own is not to leave anybody muted
            self._put_all_back()

    def _take_no_more_orders(self) -> None:
        self.preferences.close()
        if self._phones is not None:
            self._phones.close()
        if self.updating is not None:
            self.updating.close()
        if self._door is not None:
            self._door.close()
        if self.screen is not None:
            self.screen.close()
        self.errands.take_no_more()

    def _put_all_back(self) -> None:
        self._alarm.arm(None)
        if self.is_to_start_anew:
            self.muter.hand_over()
            if self._door is not None:
                self._door.hand_over()
        else:
            self.muter.close()
        self.errands.close()
        self.log.close()

    def start_anew(self) -> None:
        """Leave the Qt loop for a newer Presence: the session goes on, and the mute as well."""
        if self._is_ending:
            return
        self._waits_to_start_anew = self.engine.is_settling
        if self._waits_to_start_anew:
            return  # until who asked for the quiet has been answered
        self.is_to_start_anew = True
        self.application.exit(START_ANEW)

    def start_anew_soon(self) -> None:
        """The same, once who asked has been answered."""
        if self.updating is not None:
            QTimer.singleShot(0, self, self.updating.start_anew)
        else:
            QTimer.singleShot(0, self, self.start_anew)

    def quit(self) -> None:
        """Leave the Qt loop; ``close`` follows. Also where it was about to start anew."""
        self._is_ending = True
        self.is_to_start_anew = False
        self.application.quit()

    def look_again(self) -> None:
        """The computer woke up, or its zone is another one: what is due, what is shown?"""
        self._alarm.look_again()
        self.looked_again.emit()

    def zone(self) -> tzinfo:
        """The zone the person is in now."""
        return ZoneInfo(zone_name())

    def bus(self) -> "QtBus":
        """The session bus on the Qt loop, connected when first used."""
        if self._bus is None:
            from presence.desktop.dbus_qt import QtBus  # jeepney

            self._bus = QtBus(parent=self)
        return self._bus

    def _find_choice(self) -> "Choice":
        from presence.desktop.mute.choice import choice_of  # the mechanisms

        return choice_of(self.preferences.now)

    @property
    def has_phones(self) -> bool:
        """Whether they are made already."""
        return self._phones is not None

    def phones(self) -> "Phones":
        """The phones on the table, made when first asked for."""
        if self._phones is None:
            from presence.front.phone.making import make_phones

            self._phones = make_phones(self)
        return self._phones

    def table(self) -> "TableView | None":
        """How they lie now; nothing is loaded to say that none is there."""
        return None if self._phones is None else self._phones.table

    def guests(self, session_id: str) -> "Sequence[str]":
        """The names of guests whose phones are or were at that table, where it is not forgotten."""
        return () if self._phones is None else self._phones.guests_of(session_id)

    def _make_screen(self, tray: "Tray") -> "Screen":
        from presence.front.face import make_screen

        return make_screen(self, tray)

    def _settle_what_was_left(self) -> None:
        """A mute of an earlier run; with a session in progress the muter takes it over itself."""
        if not any(self.paths.data.glob(f"{self.paths.lease.name}*")):
            return  # nearly always: then nothing of the mute is loaded
        if self.engine.session is None:
            self.muter.settle_leftover()
        else:
            take_note_of_guard(self.leases)  # it was put back, and is quiet again by now

    def _on_event(self, _event: Event) -> None:
        if self._waits_to_start_anew and not self.engine.is_settling:
            QTimer.singleShot(0, self, self.start_anew)
