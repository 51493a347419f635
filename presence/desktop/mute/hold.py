"""One mute while we hold it: the mechanism, the lease on disk, the guard beside it."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from presence.core.errors import ErrorCode, MuteError
from presence.core.lease import Holder, Lease, MuteDetail, MuteReport, MuteState
from presence.core.ports import LeaseStore
from presence.desktop.dbus import BusError, NoBus, TimedOut
from presence.desktop.mute import player
from presence.desktop.mute.guard import NOT_THERE, put_back
from presence.desktop.mute.guard_process import GuardProcess
from presence.desktop.mute.holder import guarded_name
from presence.desktop.mute.mechanism import Lifetime, Mechanism, Reading
from presence.desktop.mute.settle import is_server_gone

logger = logging.getLogger(__name__)

_FIRST_LOOK = 0.005  # seconds; doubled with every look

StartGuard = Callable[[str, Holder], GuardProcess]


class Hold:
    """Made when its lease is on disk; ``is_over`` when nothing of it is ours any more."""

    def __init__(
        self,
        mechanism: Mechanism,
        lease: Lease,
        owner: str,
        store: LeaseStore,
        start_guard: StartGuard,
    ) -> None:
        self.mechanism = mechanism
        self.lease = lease
        self.owner = owner  # of the notification server that is told
        self.is_over = False
        self.was_seen = False  # read back as muted at least once
        self._store = store
        self._guard: GuardProcess | None = None
        if lease.recipe is not None:
            try:
                self._guard = start_guard(store.path, lease.holder)
            except OSError as exc:
                logger.warning("no guard, so only the next start can put back: %s", exc)

    def hand_over(self, session_id: str, until: datetime) -> None:
        """The lease goes over to another session; raises MuteError."""
        lease = replace(self.lease, session_id=session_id, until=until)
        self._store.write(lease)
        self.lease = lease

    def mute(self, reading: Reading) -> MuteReport:
        """Mute and read back; over at once where the desktop refuses."""
        try:
            self.mechanism.mute(reading)
        except (BusError, MuteError) as exc:
            report = failed(exc, self.mechanism)
            if report.detail is MuteDetail.TIMED_OUT and self.lease.recipe is not None:
                return report  # it may still come: the lease stays until the release
            self.put_back()
            return report
        return self.read_back()

    def read_back(self) -> MuteReport:
        """What the desktop says now that it was told."""
        try:
            if self._comes_to_read(is_muted=True):
                return self.checked()
        except (BusError, MuteError) as exc:
            logger.warning("muted, but it cannot be read back: %s", exc)
            return self._report(MuteState.UNVERIFIED, MuteDetail.CANNOT_ASK)
        if self.mechanism.settling:
            return self._report(MuteState.UNVERIFIED, MuteDetail.SETTLING)
        self.put_back()
        return self._report(MuteState.NOT_MUTED, MuteDetail.NO_EFFECT)

    def checked(self) -> MuteReport:
        """It was read as muted."""
        self.was_seen = True
        return self._report(MuteState.MUTED, MuteDetail.CHECKED)

    def put_back(self) -> MuteReport:
        """Let go, and restore what was there unless somebody else has changed it meanwhile."""
        self.mechanism.let_go()
        outcome = put_back(self._store.path, guarded_name(self.lease.holder))
        if outcome == NOT_THERE:  # somebody deleted the file: we still know what was there
            recipe = self.lease.recipe
            outcome = player.play(recipe) if recipe is not None else player.RESTORED
        if outcome == player.COULD_NOT and not self._died_with_its_server():
            return self._report(MuteState.UNVERIFIED, MuteDetail.FAILED)  # lease and guard stay
        self.drop()
        self._wait_until_shown()
        is_ours = outcome == player.RESTORED
        detail = MuteDetail.NO_SESSION if is_ours else MuteDetail.USER_CHANGED
        return self._report(MuteState.NOT_MUTED, detail)

    def drop(self) -> None:
        """Hold nothing any more; the desktop stays as it is."""
        self.is_over = True
        self.mechanism.let_go()
        try:
            self._store.delete()
        except MuteError as exc:
            logger.warning("the lease stays on disk: %s", exc.values)
        if self._guard is not None:
            self._guard.dismiss()
            self._guard = None

    def _died_with_its_server(self) -> bool:
        return self.mechanism.lifetime is Lifetime.DAEMON and is_server_gone(self.lease)

    def _wait_until_shown(self) -> None:
        """A notice of ours that follows at once must be seen."""
        try:
            self._comes_to_read(is_muted=False)
        except (BusError, MuteError) as exc:
            logger.info("the desktop cannot be asked after the release: %s", exc)

    def _comes_to_read(self, is_muted: bool) -> bool:
        """Whether the switch reads so within the time that the mechanism needs to settle."""
        deadline = time.monotonic() + self.mechanism.settling
        look = _FIRST_LOOK
        while self.mechanism.read().is_muted is not is_muted:
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(look, left))
            look *= 2
        return True

    def _report(self, state: MuteState, detail: MuteDetail) -> MuteReport:
        return MuteReport(state, detail, self.mechanism.name, self.lease.was)


def failed(exc: BusError | MuteError, mechanism: Mechanism | None = None) -> MuteReport:
    """The report of a mute that did not come about."""
    detail = MuteDetail.FAILED
    match exc:
        case NoBus():
            detail = MuteDetail.NO_BUS
        case TimedOut() | MuteError(code=ErrorCode.MUTE_TIMED_OUT):
            detail = MuteDetail.TIMED_OUT
        case MuteError(code=ErrorCode.MUTE_FAILED):
            detail = MuteDetail.FAILED
        case MuteError():
            detail = MuteDetail.NO_LEASE
    logger.warning("not muted: %s", exc)
    name = mechanism.name if mechanism is not None else "none"
    return MuteReport(MuteState.NOT_MUTED, detail, name)
