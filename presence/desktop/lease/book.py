"""The lease on disk and the guard beside it, for as long as this process holds anything."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from presence.core.clock import Clock
from presence.core.errors import MuteError
from presence.core.frozen import replace
from presence.core.lease import Held, Holder, Lease
from presence.core.ports import LeaseStore
from presence.desktop.lease import player
from presence.desktop.lease.guard import put_back
from presence.desktop.lease.guard_process import GuardProcess
from presence.desktop.lease.holder import guarded_name
from presence.desktop.lease.settle import discard_note_of_guard

logger = logging.getLogger(__name__)

StartGuard = Callable[[str, Holder], GuardProcess]


class Book:
    """What is held, by name: entered before the desktop is touched, crossed out when it is over."""

    def __init__(
        self, store: LeaseStore, clock: Clock, holder: Holder, start_guard: StartGuard
    ) -> None:
        self._store = store
        self._clock = clock
        self.holder = holder
        self._start_guard = start_guard
        self._for: tuple[str, datetime] = ("", clock.now())
        self._lease: Lease | None = None
        self._guard: GuardProcess | None = None

    @property
    def guard(self) -> GuardProcess | None:
        """The guard, while one is needed."""
        return self._guard

    @property
    def names(self) -> tuple[str, ...]:
        """All that is held, in the order in which it was done."""
        return () if self._lease is None else tuple(held.name for held in self._lease.held)

    def get(self, name: str) -> Held | None:
        """What is held under that name."""
        held = () if self._lease is None else self._lease.held
        return next((each for each in held if each.name == name), None)

    def open(self, session_id: str, until: datetime) -> None:
        """For that session is held what there is and what comes; raises MuteError."""
        self._for = (session_id, until)
        lease = self._lease
        if lease is not None and (lease.session_id, lease.until) != self._for:
            self._write(replace(lease, session_id=session_id, until=until))

    def enter(self, *fresh: Held) -> None:
        """On disk when it returns, and guarded; raises MuteError, and then nothing may be done."""
        lease = self._lease
        if lease is None:
            session_id, until = self._for
            lease = Lease(session_id, self.holder, self._clock.now(), until, held=())
            discard_note_of_guard(self._store)
        self._write(replace(lease, held=(*lease.held, *fresh)))

    def inherit(self, lease: Lease) -> None:
        """The lease of an earlier run is ours now; raises MuteError."""
        session_id, until = self._for
        self._write(replace(lease, holder=self.holder, session_id=session_id, until=until))

    def cross_out(self, *names: str) -> None:
        """No longer ours, and left as it is."""
        lease = self._lease
        if lease is None or not set(names) & set(self.names):
            return
        lease = _without(lease, names)
        try:
            if lease.held:
                self._write(lease)
            else:
                self._forget(names)
        except MuteError as exc:
            logger.warning("the lease on disk holds too much: %s", exc.values)
            self._lease = lease

    def put_back(self, *names: str) -> dict[str, str]:
        """Restore these unless somebody else has changed them; what became of each, by name.

        What could not be put back stays in the lease, guarded.
        """
        lease = self._lease
        if lease is None or not names:
            return {}
        outcomes = put_back(self._store.path, guarded_name(self.holder), only=names)
        if not set(outcomes) & set(
            names
        ):  # somebody deleted the file: we still know what was there
            outcomes = {each.name: _play(each) for each in lease.held if each.name in names}
        self._forget(name for name, what in outcomes.items() if what != player.COULD_NOT)
        return outcomes

    def _forget(self, names: Iterable[str]) -> None:
        if self._lease is None:
            return
        lease = _without(self._lease, tuple(names))
        if lease.held:
            self._lease = lease
            return
        self._lease = None
        try:
            self._store.delete()
        except MuteError as exc:
            logger.warning("the lease stays on disk: %s", exc.values)
        if self._guard is not None:
            self._guard.dismiss()
            self._guard = None

    def _write(self, lease: Lease) -> None:
        self._store.write(lease)
        self._lease = lease
        needs_guard = any(held.recipe is not None for held in lease.held)
        if needs_guard and self._guard is None:
            try:
                self._guard = self._start_guard(self._store.path, self.holder)
            except OSError as exc:
                logger.warning("no guard, so only the next start can put back: %s", exc)


def _without(lease: Lease, names: Iterable[str]) -> Lease:
    gone = set(names)
    return replace(lease, held=tuple(held for held in lease.held if held.name not in gone))


def _play(held: Held) -> str:
    return player.RESTORED if held.recipe is None else player.play(held.recipe)
