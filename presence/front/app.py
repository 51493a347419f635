"""Everything that lives while the app runs, built and joined."""

import logging
import os
from contextlib import suppress
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from presence.core.clock import SystemClock
from presence.core.engine import Engine
from presence.core.errors import ErrorCode, Refused
from presence.core.event import Event, EventKind
from presence.desktop.alarm import find_alarm
from presence.desktop.lease.settle import take_note_of_guard
from presence.desktop.mute.worker import MuteWorker
from presence.desktop.terminate import Termination
from presence.desktop.zone import zone_name
from presence.front.preferences import Preferences
from presence.link.commands import Answer, Commands, Request
from presence.link.server import Server
from presence.paths import Paths
from presence.store import new_id
from presence.store.database import as_store_error
from presence.store.lease_file import LeaseFile
from presence.store.sessions import SessionStore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from presence.core.editing.in_pieces import InPieces
    from presence.core.errors import PresenceError
    from presence.core.table.view import TableView
    from presence.desktop.dbus_qt import QtBus
    from presence.desktop.mute.choice import Choice
    from presence.front.coming.out import Out
    from presence.front.coming.unseen import Unseen
    from presence.front.courtesies import Courtesies
    from presence.front.phone.phones import Phones
    from presence.front.screen import Screen
    from presence.front.updating.updating import Updating
    from presence.front.upkeep import Upkeep
    from presence.front.working.work import Work
    from presence.ui.tray import Tray

logger = logging.getLogger(__name__)

START_ANEW = 75  # the code with which the loop ends for it
VARIABLE = "PRESENCE_HANDED_OVER"  # as desktop/lease/handed_over.py has it
AFTER_THE_MUTE_MS = 100  # what others are told must not slow down what is done here


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
        self.engine.listen(self._on_news)
        self._courtesies: Courtesies | None = None
        self._out: Out | None = None
        self._unseen: Unseen | None = None
        self._phones: Phones | None = None
        self._upkeep: Upkeep | None = None
        self._server: Server | None = None
        self.screen: Screen | None = None
        self._work: Work | None = None
        self.is_to_start_anew = False
        self._is_ending = False
        self._waits_to_start_anew = False
        self._termination: Termination | None = None
        self.updating: Updating | None = None

    def open(self, tray: "Tray | None") -> None:
        """Take up what an earlier run left, then let commands in; ``tray`` None: no screen."""
        self._termination = Termination(self)
        self._termination.requested.connect(self.quit)
        commands = Commands(self.engine, os.getpid())  # listens first: who asked waits for it
        if tray is not None:
            self.screen = self._make_screen(tray)
        commands.surface = self.screen or NoScreen(self)
        commands.week = self._week_for_a_terminal
        commands.phone = self._phone_for_a_terminal
        commands.work = self._work_on_log
        commands.start_anew = self.start_anew_soon
        commands.met_another = self._look_for_update
        self.leases.discard_unfinished()  # before the muter writes one
        self._open_engine()
        if self.screen is not None:
            self.screen.open()
        self._server = self._listen(commands)
        QTimer.singleShot(0, self, self._keep_up)

    def _open_engine(self) -> None:
        if VARIABLE not in os.environ:
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
        if self._server is not None and not self.is_to_start_anew:
            self._server.close()
        if self.screen is not None:
            self.screen.close()
        if self._unseen is not None:
            self._unseen.close()
        if self._work is not None:
            self._work.close()

    def _put_all_back(self) -> None:
        self._alarm.arm(None)
        if self.is_to_start_anew:
            self.muter.hand_over()
            self._hand_door_over()
        else:
            self.muter.close()
            if self._courtesies is not None:
                self._courtesies.close()
        if self._out is not None:
            self._out.close()
        if self._upkeep is not None:
            self._upkeep.close()
        self.log.close()

    def _hand_door_over(self) -> None:
        if self._server is not None:
            from presence.desktop.lease import handed_over  # once in a blue moon

            handed_over.keep_door(self._server.hand_over())

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

    def _look_for_update(self) -> None:
        if self.updating is not None:
            self.updating.look()

    def quit(self) -> None:
        """Leave the Qt loop; ``close`` follows. Also where it was about to start anew."""
        self._is_ending = True
        self.is_to_start_anew = False
        self.application.quit()

    def look_again(self) -> None:
        """The computer woke up, or its zone is another one: what is due, what is shown?"""
        self._alarm.look_again()
        self.looked_again.emit()

    def _work_on_log(
        self,
        steps: "InPieces[None]",
        failed: "Callable[[PresenceError], None]",
        told: "Callable[[int, int], None] | None" = None,
    ) -> None:
        """What a command asks for that may take long; one at a time, with what windows ask for."""
        if self.screen is not None:
            self.screen.go_through(steps, failed, told)
            return
        if self._work is None:
            from presence.front.working.work import Work  # with the first undo

            self._work = Work(self)
        self._work.run(steps, failed, told)

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

    def _week_for_a_terminal(self, request: Request) -> str | None:
        from presence.front.terminal_week import week_text  # what the command line loads

        return week_text(self.paths, self.log, self.preferences.now.language, self.clock, request)

    def _phone_for_a_terminal(self, request: Request, answer: Answer) -> None:
        from presence.front.phone.answering import answer_phone  # as for who shows one a code

        answer_phone(self.phones(), self.engine, request, answer)

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

    def _listen(self, commands: Commands) -> Server:
        """Where a command looks first; with a runtime folder of somebody else's (su), in the home.

        Raises StoreError: an app that no command reaches would write beside them.
        """
        link = str(self.paths.link)
        door: Sequence[int] = ()
        if VARIABLE in os.environ:
            from presence.desktop.lease import handed_over  # after an update

            door = handed_over.take_door()
        with suppress(OSError):
            return Server(self.paths.own_socket, commands, self, link, door)
        try:
            return Server(link, commands, self)
        except OSError as fault:
            raise as_store_error(fault, link) from fault

    def _settle_what_was_left(self) -> None:
        """A mute of an earlier run; with a session in progress the muter takes it over itself."""
        if not any(self.paths.data.glob(f"{self.paths.lease.name}*")):
            return  # nearly always: then nothing of the mute is loaded
        if self.engine.session is None:
            self.muter.settle_leftover()
        else:
            take_note_of_guard(self.leases)  # it was put back, and is quiet again by now

    def _keep_up(self) -> None:
        """What is due now and then, and waits until the app is there."""
        if self.screen is not None and self.paths.is_the_persons_own:
            from presence.desktop.tray_host.icons import icons_are_installed, install_icons

            if not icons_are_installed():
                install_icons()  # a panel that finds them by name recolours them
        if self.screen is None:
            from presence.front.coming.unseen import Unseen

            self._unseen = Unseen(self)
        self._look_after_the_log()
        self._notice_updates()
        self._take_over()
        self.preferences.changed.connect(self._take_over)
        self.preferences.follow()
        self.muter.warm_up()
        if self.paths.courtesies.exists():
            self._tell_others()
        if self.paths.busy.exists():
            self._show_as_busy()

    def _notice_updates(self) -> None:
        from presence.desktop.integration.installed import own_file

        path = own_file()
        if path is not None:
            from presence.desktop.integration.replaced import Replaced
            from presence.front.updating.updating import Updating

            self.updating = Updating(self, Replaced(path))

    def _on_event(self, event: Event) -> None:
        if self._waits_to_start_anew and not self.engine.is_settling:
            QTimer.singleShot(0, self, self.start_anew)
        if event.what in (EventKind.ENDED, EventKind.ENDED_SOFTLY, EventKind.CLOSED_AT_BOUND):
            QTimer.singleShot(0, self, self._look_after_the_log)

    def _on_news(self, event: Event) -> None:
        """Courtesy outwards: nothing of it is loaded while nobody is to be told."""
        if event.what is EventKind.MUTE:
            return
        self.preferences.refresh()
        chosen = self.preferences.now.courtesy
        if self._courtesies is not None or (chosen is not None and any(chosen.switched_on())):
            QTimer.singleShot(AFTER_THE_MUTE_MS, self, self._tell_others)
        settings = self.preferences.now
        if self._phones is None and self.engine.session is not None and self._knows_a_phone():
            QTimer.singleShot(AFTER_THE_MUTE_MS, self, self._answer_phones)
        if self._out is not None or settings.busy_file or settings.busy_calendar:
            QTimer.singleShot(AFTER_THE_MUTE_MS, self, self._show_as_busy)

    def _take_over(self) -> None:
        """What the settings file says of kinds and plans that is new: for who writes them there."""
        settings = self.preferences.now
        if settings.kinds or settings.plans or self.paths.kinds_taken.exists():
            from presence.front.written import take_over
            from presence.front.written.taken import Taken

            taken, zone = Taken(self.paths.kinds_taken), self.zone()
            if take_over(settings, self.log, taken, self.clock, zone, self._say_what_failed):
                self.engine.on_log_changed()

    def _knows_a_phone(self) -> bool:
        return self.preferences.now.phone_page and os.path.exists(self.paths.phone_name)

    def _answer_phones(self) -> None:
        self.phones().look()

    def _show_as_busy(self) -> None:
        if self._out is None:
            from presence.front.coming.out import Out

            self._out = Out(
                self.engine,
                self.log,
                self.clock,
                self.preferences,
                self.paths,
                self._say_what_failed,
                self,
            )
            self.looked_again.connect(self._out.look)
        self._out.look()

    def _tell_others(self) -> None:
        if self._courtesies is None:
            from presence.front.courtesies import Courtesies  # QtNetwork, 3 MB

            self._courtesies = Courtesies(
                self.engine,
                self.log,
                self.clock,
                self.preferences,
                self.paths,
                self._say_what_failed,
                self,
            )
        self._courtesies.look()

    def _say_what_failed(self, line: str, hint: str) -> None:
        if self.screen is not None:
            self.screen.say(line, hint)

    def _look_after_the_log(self) -> None:
        if self._upkeep is None:
            from presence.front.upkeep import Upkeep

            self._upkeep = Upkeep(self.paths, self.clock, self)
            self._upkeep.damage_found.connect(self._on_damage_found)
        self._upkeep.look()

    def _on_damage_found(self, count: int, newest_at: datetime | None) -> None:
        from presence.words.safety.going_back import damage_lines

        self._say_what_failed(*damage_lines(count, newest_at, self.zone()))


class NoScreen:
    """An app without windows: steered by the command line alone."""

    def __init__(self, app: App) -> None:
        self._app = app

    def show(self, window: str) -> None:
        raise Refused(ErrorCode.NO_SCREEN)

    def ask(self, text: str) -> None:
        raise Refused(ErrorCode.NO_SCREEN)

    def quit(self) -> None:
        QTimer.singleShot(0, self._app, self._app.quit)
