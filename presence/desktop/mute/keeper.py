"""Keeps one desktop quiet under one lease: read, lease, guard, mute, read back.

For a worker thread: every call may take as long as the bus's time limit, and one waits for another.
Nothing is raised but a fault of our own; what went wrong in the world is in the report.
"""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock

from presence.core.clock import Clock
from presence.core.errors import ErrorCode, MuteError
from presence.core.lease import NOT_MUTED, Holder, Lease, MuteDetail, MuteReport, MuteState
from presence.core.ports import LeaseStore
from presence.desktop.dbus import BusError, SessionBus
from presence.desktop.mute import player
from presence.desktop.mute.find import choose, find_server
from presence.desktop.mute.guard import lock
from presence.desktop.mute.guard_process import GuardProcess
from presence.desktop.mute.hold import Hold, StartGuard, failed
from presence.desktop.mute.holder import is_alive
from presence.desktop.mute.mechanism import (
    NOTIFICATIONS,
    SERVER_CHANGED,
    Lifetime,
    Mechanism,
    SignalMatch,
)
from presence.desktop.mute.mechanisms.null import Null
from presence.desktop.mute.settle import Outcome, discard_note_of_guard, settle_leftover

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Respected:
    """The person's own do-not-disturb, which stays theirs."""

    mechanism: Mechanism
    owner: str


class Keeper:
    """Takes, hands over, watches and releases the mute of one home."""

    def __init__(
        self,
        store: LeaseStore,
        bus: SessionBus,
        clock: Clock,
        holder: Holder,
        start_guard: StartGuard = GuardProcess,
        forced: str = "",
    ) -> None:
        self._store = store
        self._bus = bus
        self._clock = clock
        self._holder = holder
        self._start_guard = start_guard
        self._forced = forced
        self._lock = Lock()
        self._wanted: tuple[str, datetime] | None = None
        self._hold: Hold | None = None
        self._respected: _Respected | None = None
        self._hands_off_in = ""  # the session in which the person unmuted by hand
        self._report = NOT_MUTED

    @property
    def is_wanted(self) -> bool:
        """Whether the mute was taken, and neither released nor switched off by the person."""
        return self._wanted is not None

    @property
    def signals(self) -> tuple[SignalMatch, ...]:
        """What to listen to while the mute is wanted; after each, call ``check``."""
        present = self._hold or self._respected
        own = present.mechanism.signals if present is not None else ()
        return (SERVER_CHANGED, *own)

    def force(self, mechanism: str) -> None:
        """Mute in that way from the next take on; "" finds one. From any thread."""
        self._forced = mechanism

    def take(self, session_id: str, until: datetime) -> MuteReport:
        """Mute for that session; held already, the lease goes over to it without a gap."""
        if session_id == self._hands_off_in:
            return self._report
        self._wanted = (session_id, until)
        return self._at_work(lambda: self._take(session_id, until))

    def release(self) -> MuteReport:
        """Put back exactly what was there, unless somebody else has changed it meanwhile."""
        self._wanted = None
        self._hands_off_in = ""
        return self._at_work(self._release)

    def check(self) -> MuteReport:
        """Look again after a signal.

        Switched off by the person: hands off. The server restarted: muted again where the mute
        died with it. A server appeared: muted now.
        """
        wanted = self._wanted
        if wanted is None:
            return self._report
        return self._at_work(lambda: self._look_again(*wanted))

    def _at_work(self, work: Callable[[], MuteReport]) -> MuteReport:
        with self._lock, self._bus.at_work():
            try:
                self._report = work()
            except (BusError, MuteError) as exc:
                present = self._hold or self._respected
                self._report = failed(exc, present.mechanism if present else None)
            if self._hold is not None and self._hold.is_over:
                self._hold = None
            return self._report

    def _take(self, session_id: str, until: datetime) -> MuteReport:
        if self._hold is not None:
            self._hold.hand_over(session_id, until)
        return self._look_again(session_id, until)

    def _release(self) -> MuteReport:
        respected, self._respected = self._respected, None
        if self._hold is not None:
            return self._hold.put_back()
        if respected is not None:
            return _not_muted(MuteDetail.NO_SESSION, respected.mechanism, "on")
        return NOT_MUTED

    def _look_again(self, session_id: str, until: datetime) -> MuteReport:
        present = self._hold or self._respected
        if present is None:
            return self._take_anew(session_id, until)
        mechanism = present.mechanism
        if mechanism.lifetime is not Lifetime.PERSISTENT:
            owner = self._bus.owner_of(NOTIFICATIONS.bus_name)
            if owner is None:
                return _not_muted(MuteDetail.NO_MECHANISM, mechanism)
            if owner != present.owner:
                self._let_go()
                return self._take_anew(session_id, until)
        is_muted = mechanism.read().is_muted
        if isinstance(present, Hold):
            if is_muted:
                return present.checked()
            if not present.was_seen:  # nobody unmutes what was never seen muted
                return self._report
        elif is_muted:
            return _already_on(mechanism)
        return self._hands_off(session_id, present)

    def _take_anew(self, session_id: str, until: datetime) -> MuteReport:
        server = find_server(self._bus)
        mechanism = choose(server, self._forced)(self._bus)
        if isinstance(mechanism, Null):
            return _not_muted(MuteDetail.NO_MECHANISM)
        owner = server.owner if server is not None else ""
        inherited = self._take_over(mechanism, session_id, until)
        if inherited is not None:
            return self._held(mechanism, inherited, owner).read_back()
        reading = mechanism.read()
        if reading.is_muted:
            self._respected = _Respected(mechanism, owner)
            return _already_on(mechanism)
        lease = Lease(
            session_id=session_id,
            holder=self._holder,
            mechanism=mechanism.name,
            was=reading.was,
            taken_at=self._clock.now(),
            until=until,
            recipe=mechanism.recipe(reading),
            by_hand=mechanism.by_hand(reading),
        )
        self._store.write(lease)  # no lease on disk, no mute
        discard_note_of_guard(self._store)
        return self._held(mechanism, lease, owner).mute(reading)

    def _held(self, mechanism: Mechanism, lease: Lease, owner: str) -> Hold:
        self._hold = Hold(mechanism, lease, owner, self._store, self._start_guard)
        return self._hold

    def _take_over(self, mechanism: Mechanism, session_id: str, until: datetime) -> Lease | None:
        """The lease of an earlier run that still holds this desktop, now ours.

        What that run found is what will be put back. Any other leftover is settled first.
        """
        try:
            locked = lock(self._store.path)  # the guard of that run may be at it
        except OSError:
            return None
        try:
            lease = self._leftover()
            if lease is None:
                return None
            recipe = lease.recipe
            if lease.mechanism == mechanism.name and recipe and player.is_still_ours(recipe):
                ours = replace(lease, session_id=session_id, until=until, holder=self._holder)
                self._store.write(ours)
                return ours
        finally:
            os.close(locked)
        settled = settle_leftover(self._store, self._clock)
        if settled is not None and settled.outcome is Outcome.COULD_NOT:
            raise MuteError(ErrorCode.NO_LEASE)  # what it holds must not be lost
        return None

    def _leftover(self) -> Lease | None:
        try:
            lease = self._store.read()
        except MuteError:
            logger.warning("a lease that cannot be used is now %s", self._store.set_aside())
            return None
        if lease is not None and lease.holder != self._holder and is_alive(lease.holder):
            raise MuteError(ErrorCode.NO_LEASE, holder=lease.holder.pid)
        return lease

    def _hands_off(self, session_id: str, present: Hold | _Respected) -> MuteReport:
        """The person decided otherwise: nothing is ours any more, and nothing is put back."""
        was = present.lease.was if isinstance(present, Hold) else "on"
        self._let_go()
        self._wanted = None
        self._hands_off_in = session_id
        return _not_muted(MuteDetail.USER_CHANGED, present.mechanism, was)

    def _let_go(self) -> None:
        if self._hold is not None:
            self._hold.drop()
        self._hold = None
        self._respected = None


def _already_on(mechanism: Mechanism) -> MuteReport:
    return MuteReport(MuteState.MUTED, MuteDetail.ALREADY_ON, mechanism.name, "on")


def _not_muted(detail: MuteDetail, mechanism: Mechanism | None = None, was: str = "") -> MuteReport:
    name = mechanism.name if mechanism is not None else "none"
    return MuteReport(MuteState.NOT_MUTED, detail, name, was)
