"""Fakes that behave: what a test puts in place of the clock, the mute and the alarm."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from presence.core.lease import NOT_MUTED, MuteDetail, MuteReport, MuteState, MuteWish

EVENING = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)  # a Friday, 19:00 in Berlin


class FakeClock:
    """A clock that moves when told; an alarm that is due rings on the way."""

    def __init__(self, now: datetime = EVENING) -> None:
        self._now = now
        self._set_by = timedelta()
        self.alarms: list[FakeAlarm] = []

    def now(self) -> datetime:
        return self._now

    def steady(self) -> timedelta:
        return self._now - self._set_by - datetime(1970, 1, 1, tzinfo=UTC)

    def advance(self, **span: float) -> None:
        """Let time pass; alarms ring in the order in which they are due."""
        end = self._now + timedelta(**span)
        while due := [a for a in self.alarms if a.at is not None and a.at <= end]:
            first = min(due, key=lambda alarm: alarm.at or end)
            self._now = max(self._now, first.at or end)
            first.ring()
        self._now = end

    def sleep_through(self, **span: float) -> None:
        """Time passes while the lid is closed: what was due rings late, at the end."""
        self._now += timedelta(**span)
        for alarm in self.alarms:
            if alarm.at is not None and alarm.at <= self._now:
                alarm.ring()

    def step_back(self, **span: float) -> None:
        """Somebody sets the clock back; every alarm looks again."""
        self.step(-timedelta(**span))

    def step(self, by: timedelta) -> None:
        """Somebody sets the clock; every alarm looks again (TFD_TIMER_CANCEL_ON_SET)."""
        self._now += by
        self._set_by += by
        for alarm in self.alarms:
            alarm.ring()


class FakeAlarm:
    """An alarm on a fake clock; rings once."""

    def __init__(self, clock: FakeClock) -> None:
        self.at: datetime | None = None
        self.on_ring: Callable[[], None] = lambda: None
        self.rings = 0
        clock.alarms.append(self)

    def arm(self, at: datetime | None) -> None:
        self.at = at

    def ring(self) -> None:
        self.at = None
        self.rings += 1
        self.on_ring()


class FakeMuter:
    """A desktop with one switch, which the person may have on already.

    With ``hangs`` it settles only when ``answer`` is called, as a slow notification server does.
    """

    def __init__(self, is_on: bool = False, hangs: bool = False) -> None:
        self.is_on = is_on
        self.hangs = hangs
        self.report = NOT_MUTED
        self.orders: list[str] = []
        self.until: datetime | None = None
        self.wish: MuteWish | None = None
        self._holds = False
        self._pending: list[Callable[[], None]] = []

    def take(self, wish: MuteWish, settled: Callable[[], None]) -> None:
        self.orders.append(f"take {wish.session_id}")
        self.until = wish.until
        self.wish = wish
        detail = MuteDetail.CHECKED
        if not self._holds and self.is_on:
            detail = MuteDetail.ALREADY_ON
        elif not self._holds:
            self._holds = self.is_on = True
        self._settle(MuteReport(MuteState.MUTED, detail, "fake", "off"), settled)

    def look(self, settled: Callable[[], None]) -> None:
        self._settle(self.report, settled)

    def release(self, settled: Callable[[], None]) -> None:
        self.orders.append("release")
        if self._holds:
            self._holds = self.is_on = False
        self._settle(NOT_MUTED, settled)

    def answer(self) -> None:
        """The slow desktop answers at last."""
        pending, self._pending = self._pending, []
        for settled in pending:
            settled()

    def _settle(self, report: MuteReport, settled: Callable[[], None]) -> None:
        if not self.hangs:
            self.report = report
            settled()
            return

        def later() -> None:
            self.report = report
            settled()

        self._pending.append(later)


class Ids:
    """Ids in the order in which they were asked for."""

    def __init__(self) -> None:
        self._next = 0

    def __call__(self) -> str:
        self._next += 1
        return f"id-{self._next}"
