"""The mute by one mechanism through a session: taken, respected, looked at again, let go."""

from presence.core.lease import Held, MuteDetail, MuteReport, MuteState, Waiting
from presence.desktop.lease.book import Book
from presence.desktop.mute.hold import Hold, Pause
from presence.desktop.mute.mechanism import Lifetime, Mechanism, SignalMatch, Watch


class MuteBy:
    """Raises BusError and MuteError where the desktop or the disk has its say.

    The person's own do-not-disturb is respected and stays theirs. Once they decide otherwise
    within a session, it is hands off until the next one.
    """

    def __init__(self, mechanism: Mechanism, owner: str, book: Book, pause: Pause) -> None:
        self.mechanism = mechanism
        self._owner = owner  # of the server that is told, "" while there is none
        self._book = book
        self._pause = pause
        self._hold: Hold | None = None
        self._respects = False
        self._hands_off: MuteReport | None = None

    @property
    def is_given_up(self) -> bool:
        """Whether the person has decided otherwise in this session."""
        return self._hands_off is not None

    @property
    def is_held(self) -> bool:
        """Whether the mute is ours."""
        return self._hold is not None

    @property
    def signals(self) -> tuple[SignalMatch, ...]:
        """After which the switch is read again."""
        return self.mechanism.signals if self._hold or self._respects else ()

    @property
    def watches(self) -> tuple[Watch, ...]:
        """What else tells when to read it again."""
        return (self.mechanism.watch,) if self._hold or self._respects else ()

    def begin_session(self) -> None:
        """Another session: what the person decided in the last one is over."""
        self._hands_off = None

    def look_again(self, owner: str) -> MuteReport:
        """Mute what is not muted yet, else read whether it still is."""
        if self._hands_off is not None:
            return self._hands_off
        if owner != self._owner:
            self._owner = owner
            if self.mechanism.lifetime is not Lifetime.PERSISTENT:
                self.drop()  # it died with its server
        if self._hold is None and not self._respects:
            if not owner and self.mechanism.needs_server:
                return self._report(MuteState.NOT_MUTED, MuteDetail.NO_MECHANISM)
            return self._take()
        if self.mechanism.read().is_muted:
            return self._already_on() if self._hold is None else self._hold.checked()
        if self._hold is not None and not self._hold.was_seen:
            return self._hold.read_back()  # nobody unmutes what was never seen muted
        was = "on" if self._hold is None else self._hold.was
        self.drop()
        self._hands_off = self._report(MuteState.NOT_MUTED, MuteDetail.USER_CHANGED, was)
        return self._hands_off

    def release(self) -> MuteReport:
        """Put back what was there; hold and report stay where that could not be done."""
        respected, self._respects = self._respects, False
        self._hands_off = None
        if self._hold is None:
            was = "on" if respected else ""
            return self._report(MuteState.NOT_MUTED, MuteDetail.NO_SESSION, was)
        report = self._hold.put_back()
        if not self._hold.is_over:
            return report
        self._released, self._hold = self._hold, None
        return report

    def wait_until_shown(self) -> None:
        """After a release: until the desktop shows notices again."""
        released, self._released = self._released, None
        if released is not None:
            released.wait_until_shown()

    def waiting(self) -> Waiting | None:
        """What is held back now; None where it cannot be asked, or is not ours."""
        return self.mechanism.waiting() if self._hold is not None else None

    def drop(self) -> None:
        """Hold nothing any more; the desktop stays as it is."""
        if self._hold is not None:
            self._hold.drop()
        self._hold = None
        self._respects = False

    _released: Hold | None = None

    def _take(self) -> MuteReport:
        mechanism = self.mechanism
        inherited = self._book.get(mechanism.name)
        if inherited is not None:
            self._hold = Hold(mechanism, inherited.was, self._book, self._pause)
            return self._settled(self._hold.read_back())
        reading = mechanism.read()
        if reading.is_muted:
            self._respects = True
            return self._already_on()
        held = Held(
            name=mechanism.name,
            was=reading.was,
            recipe=mechanism.recipe(reading),
            by_hand=mechanism.by_hand(reading),
        )
        self._book.enter(held)  # no lease on disk, no mute
        self._hold = Hold(mechanism, reading.was, self._book, self._pause)
        return self._settled(self._hold.mute(reading))

    def _settled(self, report: MuteReport) -> MuteReport:
        if self._hold is not None and self._hold.is_over:
            self._hold = None
        return report

    def _already_on(self) -> MuteReport:
        return self._report(MuteState.MUTED, MuteDetail.ALREADY_ON, "on")

    def _report(self, state: MuteState, detail: MuteDetail, was: str = "") -> MuteReport:
        return MuteReport(state, detail, self.mechanism.name, was)
