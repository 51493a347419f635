"""The mute as the engine sees it: ordered, and answered some time later."""

from collections.abc import Callable

from presence.core.frozen import replace
from presence.core.lease import MuteDetail, MuteReport, MuteState, MuteWish
from presence.core.ports import Muter


class Quiet:
    """Passes orders to the muter and knows whether it still owes an answer."""

    def __init__(self, muter: Muter, answered: Callable[[], None]) -> None:
        self._muter = muter
        self._answered = answered
        self._owed = 0
        self._let_go_in = ""  # the session in which the person let notifications through

    @property
    def is_settling(self) -> bool:
        """Whether the desktop was told something and has not answered yet."""
        return self._owed > 0

    @property
    def report(self) -> MuteReport:
        """What is known of the mute, also while it is being put back."""
        report = self._muter.report
        if self._let_go_in and report.detail is MuteDetail.NO_SESSION:
            report = replace(report, detail=MuteDetail.RELEASED)
        if self.is_settling and report.state is MuteState.NOT_MUTED:
            return replace(report, detail=MuteDetail.SETTLING)
        return report

    def take(self, wish: MuteWish) -> None:
        """Mute for that session, or hand the mute over to it; not where the person let go of it."""
        if wish.session_id == self._let_go_in:
            return
        self._let_go_in = ""
        self._owed += 1
        self._muter.take(wish, self._on_answer)

    def look(self) -> None:
        """Ask the desktop again what is so."""
        self._owed += 1
        self._muter.look(self._on_answer)

    def let_go(self, session_id: str) -> None:
        """Put back what was there, and mute no more in that session."""
        self._let_go_in = session_id
        self.release()

    def release(self) -> None:
        """Put back what was there."""
        self._owed += 1
        self._muter.release(self._on_answer)

    def _on_answer(self) -> None:
        self._owed -= 1
        self._answered()
