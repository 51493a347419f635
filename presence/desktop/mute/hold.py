"""One mechanism's mute while we hold it."""

import logging
import time
from collections.abc import Callable

from presence.core.errors import ErrorCode, MuteError
from presence.core.lease import MuteDetail, MuteReport, MuteState
from presence.desktop.dbus import BusError, NoBus, TimedOut
from presence.desktop.lease import player
from presence.desktop.lease.book import Book
from presence.desktop.lease.settle import is_server_gone
from presence.desktop.mute.mechanism import Lifetime, Mechanism, Reading

logger = logging.getLogger(__name__)

Pause = Callable[[float], object]  # for so many seconds, or until the app is about to leave

_FIRST_LOOK = 0.005  # seconds; doubled with every look

_DETAILS = {
    ErrorCode.MUTE_FAILED: MuteDetail.FAILED,
    ErrorCode.MUTE_TIMED_OUT: MuteDetail.TIMED_OUT,
    ErrorCode.MUTE_LOCKED: MuteDetail.LOCKED,
    ErrorCode.MUTE_NEEDS_LINES: MuteDetail.NEEDS_LINES,
    ErrorCode.LEASE_ELSEWHERE: MuteDetail.ELSEWHERE,
}


class Hold:
    """Made when it stands in the book; ``is_over`` when it is no longer ours."""

    def __init__(self, mechanism: Mechanism, was: str, book: Book, pause: Pause) -> None:
        self.mechanism = mechanism
        self.was = was
        self.is_over = False
        self.was_seen = False  # read back as muted at least once
        self._book = book
        self._pause = pause

    def mute(self, reading: Reading) -> MuteReport:
        """Mute and read back; over at once where the desktop refuses."""
        try:
            self.mechanism.mute(reading)
        except (BusError, MuteError) as exc:
            report = failed(exc, self.mechanism)
            held = self._book.get(self.mechanism.name)
            if report.detail is MuteDetail.TIMED_OUT and held is not None and held.recipe:
                return report  # it may still come: the lease stays until the release
            self.put_back()
            return report
        return self.read_back()

    def read_back(self) -> MuteReport:
        """What the desktop says now that it was told."""
        if not self.mechanism.can_be_asked:
            return self._report(MuteState.UNVERIFIED, MuteDetail.CANNOT_ASK)
        try:
            if self._comes_to_read(is_muted=True):
                self._pause(self.mechanism.server_delay)
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
        name = self.mechanism.name
        outcome = self._book.put_back(name).get(name, player.RESTORED)
        if outcome == player.COULD_NOT and not self._died_with_its_server():
            return self._report(MuteState.UNVERIFIED, MuteDetail.FAILED)  # lease and guard stay
        self.drop()
        is_ours = outcome == player.RESTORED
        detail = MuteDetail.NO_SESSION if is_ours else MuteDetail.USER_CHANGED
        return self._report(MuteState.NOT_MUTED, detail)

    def wait_until_shown(self) -> None:
        """After it was put back: a notice of ours that follows at once must be seen."""
        try:
            if self._comes_to_read(is_muted=False):
                self._pause(self.mechanism.server_delay)
        except (BusError, MuteError) as exc:
            logger.info("the desktop cannot be asked after the release: %s", exc)

    def drop(self) -> None:
        """Hold nothing any more; the desktop stays as it is."""
        self.is_over = True
        self.mechanism.let_go()
        self._book.cross_out(self.mechanism.name)

    def _died_with_its_server(self) -> bool:
        held = self._book.get(self.mechanism.name)
        return (
            self.mechanism.lifetime is Lifetime.DAEMON
            and held is not None
            and is_server_gone(held.recipe)
        )

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
        return MuteReport(state, detail, self.mechanism.name, self.was)


def failed(exc: BusError | MuteError, mechanism: Mechanism | None = None) -> MuteReport:
    """The report of a mute that did not come about."""
    note = ""
    match exc:
        case NoBus():
            detail = MuteDetail.NO_BUS
        case TimedOut():
            detail = MuteDetail.TIMED_OUT
        case MuteError():
            detail = _DETAILS.get(exc.code, MuteDetail.NO_LEASE)
            note = str(exc.values.get("detail") or exc.values.get("path") or "")
        case _:
            detail = MuteDetail.FAILED
    logger.warning("not muted: %s", detail.value)
    name = mechanism.name if mechanism is not None else "none"
    return MuteReport(MuteState.NOT_MUTED, detail, name, note=note)
