"""Keeps one desktop quiet under one lease: read, lease, guard, mute, read back.

For a worker thread: every call may take as long as the bus's time limit, and one waits for another.
Nothing is raised but a fault of our own; what went wrong in the world is in the report.
"""

import logging
from collections.abc import Callable
from threading import Event, Lock
from typing import TYPE_CHECKING

from presence.core.clock import Clock
from presence.core.errors import MuteError
from presence.core.frozen import replace
from presence.core.kind import Around
from presence.core.lease import (
    NOT_MUTED,
    Holder,
    MuteDetail,
    MuteReport,
    MuteState,
    MuteWish,
    Waiting,
)
from presence.core.ports import LeaseStore
from presence.desktop.dbus import BusError, NoBus, SessionBus
from presence.desktop.lease.book import Book, StartGuard
from presence.desktop.lease.guard_process import GuardProcess
from presence.desktop.lease.inherit import inherit
from presence.desktop.lease.settle import is_around
from presence.desktop.mute.choice import Choice
from presence.desktop.mute.counting import Counting
from presence.desktop.mute.hold import failed
from presence.desktop.mute.mechanism import (
    NOTIFICATIONS,
    Server,
    SignalMatch,
    Watch,
    owner_changed,
)
from presence.desktop.mute.mechanisms.null import why_unmutable
from presence.desktop.mute.mute_by import MuteBy
from presence.desktop.mute.together import all_waiting, together
from presence.desktop.mute.ways import Way, find_ways

if TYPE_CHECKING:
    from presence.desktop.around.surroundings import Surroundings

logger = logging.getLogger(__name__)


class Keeper:
    """Takes, hands over, watches and releases the mute of one home."""

    def __init__(
        self,
        store: LeaseStore,
        bus: SessionBus,
        clock: Clock,
        holder: Holder,
        start_guard: StartGuard = GuardProcess,
        find_choice: Callable[[], Choice] = Choice,
    ) -> None:
        self._store = store
        self._bus = bus
        self._clock = clock
        self._book = Book(store, clock, holder, start_guard)
        self._find_choice = find_choice
        self._lock = Lock()
        self._is_leaving = Event()
        self._wish: MuteWish | None = None
        self._mutes: dict[Way, MuteBy] = {}
        self._server_owner: str | None = None  # whose server was looked at; None: of nobody yet
        self._server: Server | None = None
        self._around: Surroundings | None = None
        self._unreachable: frozenset[str] = frozenset()  # left by an earlier run, see ``inherit``
        self._counting = Counting()
        self.wants_monitor = False  # what waits is to be counted, and the desktop cannot say it
        self._report = NOT_MUTED

    @property
    def is_wanted(self) -> bool:
        """Whether the mute was taken, and neither released nor switched off by the person."""
        if self._wish is None:
            return False
        return not self._mutes or not all(mute.is_given_up for mute in self._mutes.values())

    @property
    def guard_pid(self) -> int:
        """The guard's process, 0 where none is needed."""
        return self._book.guard.pid if self._book.guard is not None else 0

    @property
    def signals(self) -> tuple[SignalMatch, ...]:
        """What to listen to while the mute is wanted; after each, call ``check``."""
        names = dict.fromkeys((NOTIFICATIONS.bus_name, *(way.bus_name for way in self._mutes)))
        own = (signal for mute in self._mutes.values() for signal in mute.signals)
        return tuple(dict.fromkeys((*map(owner_changed, names), *own)))

    @property
    def watched_files(self) -> tuple[str, ...]:
        """Files that are the switch; after a change of one, call ``check``."""
        files = (mute.mechanism.watched_file for mute in self._mutes.values() if mute.is_held)
        return tuple(file for file in files if file)

    @property
    def watches(self) -> tuple[Watch, ...]:
        """What else tells of the switch; when it does, call ``check``."""
        return tuple(watch for mute in self._mutes.values() for watch in mute.watches)

    def take(self, wish: MuteWish) -> MuteReport:
        """Mute for that session; held already, the lease goes over to it without a gap."""
        if self._wish is None or self._wish.session_id != wish.session_id:
            for mute in self._mutes.values():
                mute.begin_session()
        self._wish = wish
        return self._at_work(lambda: self._take(wish))

    def go_around(self) -> MuteReport:
        """Do what the session wishes beside the mute; after ``take``, for nobody waits for it."""
        wish = self._wish
        if wish is None:
            return self._report

        def work() -> MuteReport:
            self._count(wish)
            self._go_around(wish.around)
            return self._report

        return self._at_work(work)

    def release(self, waits: bool = True) -> MuteReport:
        """Put back exactly what was there, unless somebody else has changed it meanwhile.

        With ``waits`` it returns when the desktop shows notices again.
        """
        self._wish = None
        return self._at_work(lambda: self._release(waits))

    def leave(self) -> None:
        """Wait for no server's own delay any more. From any thread, before a last ``release``."""
        self._is_leaving.set()

    def hand_over(self) -> None:
        """Leave it all as it is, for the program that takes our place by exec."""
        from presence.desktop.lease import handed_over  # once in a blue moon

        with self._lock:
            guard = self._book.guard
            sockets = [each for mute in self._mutes.values() for each in mute.mechanism.sockets]
            handed_over.hand_over(None if guard is None else (guard.pipe, guard.pid), sockets)

    def check(self) -> MuteReport:
        """Look again after a signal.

        Switched off by the person: hands off. The server restarted: muted again where the mute
        died with it. A server appeared: muted now.
        """
        if not self.is_wanted:
            return self._report
        return self._at_work(self._look_again)

    def waiting(self) -> Waiting | None:
        """What is held back now, None where it cannot be asked."""
        with self._lock, self._bus.at_work():
            return all_waiting(self._mutes.values())

    def _at_work(self, work: Callable[[], MuteReport]) -> MuteReport:
        with self._lock, self._bus.at_work():
            try:
                self._report = work()
            except (BusError, MuteError) as exc:
                self._report = replace(failed(exc), mechanism=self._names() or "none")
            return self._report

    def _take(self, wish: MuteWish) -> MuteReport:
        self._book.open(wish.session_id, wish.until)
        if not self._book.names:
            self._unreachable = inherit(self._store, self._clock, self._book)
        return self._look_again()

    def _look_again(self) -> MuteReport:
        server_owner = self._owner_of(NOTIFICATIONS.bus_name)
        if server_owner != self._server_owner and (server_owner or not self._mutes):
            self._find_ways()
            self._server_owner = server_owner
        owners = {NOTIFICATIONS.bus_name: server_owner}
        reports = []
        for way, mute in self._mutes.items():
            if way.bus_name not in owners:
                owners[way.bus_name] = self._owner_of(way.bus_name)
            owner = owners[way.bus_name] if way.kind.needs_server else ""
            try:
                reports.append(mute.look_again(owner))
            except (BusError, MuteError) as exc:
                reports.append(failed(exc, mute.mechanism))
        if not reports:
            note = why_unmutable(self._server).as_note()
            return MuteReport(MuteState.NOT_MUTED, MuteDetail.NO_MECHANISM, note=note)
        return together(reports)

    def _owner_of(self, name: str) -> str:
        try:
            return self._bus.owner_of(name) or ""
        except NoBus:
            return ""  # some ways need none; where all do, finding them raises it again

    def _find_ways(self) -> None:
        """Choose by who draws the notifications now; what another server's way held goes back."""
        choice = self._find_choice()
        found = find_ways(self._bus, choice, self._server)
        self._server = found.server
        for way in tuple(self._mutes):
            if way not in found.ways:
                self._mutes.pop(way).release()
        for way in found.ways:
            if way not in self._mutes:
                self._mutes[way] = MuteBy(
                    way.make(self._bus, choice), "", self._book, self._is_leaving.wait
                )
        mine = {mute.mechanism.name for mute in self._mutes.values()} | self._unreachable
        strays = [name for name in self._book.names if not is_around(name) and name not in mine]
        self._book.put_back(*strays)

    def _go_around(self, wishes: frozenset[Around]) -> None:
        if self._around is None:
            if not wishes and not any(map(is_around, self._book.names)):
                return  # nearly always: then nothing of it is loaded
            from presence.desktop.around.surroundings import Surroundings

            self._around = Surroundings(self._bus, self._book)
        self._around.become(wishes)

    def _count(self, wish: MuteWish) -> None:
        if not wish.counts_waiting or self._counting.is_of(wish.session_id):
            return
        mutes = self._mutes.values()
        can_say = self._counting.begin(wish.session_id, mutes)
        is_held = any(mute.is_held for mute in mutes)
        self.wants_monitor = is_held and not can_say and self._find_choice().watches_waiting

    def _release(self, waits: bool) -> MuteReport:
        waited = self._counting.end(self._mutes.values())
        self.wants_monitor = False
        held = [mute for mute in self._mutes.values() if mute.is_held]
        floods = any(mute.mechanism.floods for mute in held)
        reports = [mute.release() for mute in self._mutes.values()]
        self._go_around(frozenset())
        if waits:
            for mute in held:
                mute.wait_until_shown()
        if not any(mute.is_held for mute in self._mutes.values()):
            self._mutes.clear()
            self._server_owner = None
        if not reports:
            return NOT_MUTED
        return replace(together(reports), waited=waited, floods=floods)

    def _names(self) -> str:
        return " + ".join(mute.mechanism.name for mute in self._mutes.values())
