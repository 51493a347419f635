"""A click starts what is due of calendars and plans, and the alarm knows when that changes."""

from datetime import datetime, timedelta

from presence.core.event import Event, EventKind
from presence.core.tracker import StartRequest
from tests.core.conftest import Desk
from tests.fakes import EVENING

HOUR = timedelta(hours=1)


class FakeComing:
    """One dinner that is due from an instant on, for an hour."""

    def __init__(self, at: datetime, kind: str = "dinner") -> None:
        self.at = at
        self.kind = kind
        self.events: list[EventKind] = []

    def due(self, now: datetime) -> StartRequest | None:
        if self.at <= now < self.at + HOUR:
            return StartRequest(self.kind, ("Ana",), until=self.at + HOUR)
        return None

    def next_change(self, now: datetime) -> datetime | None:
        return min((each for each in (self.at, self.at + HOUR) if each > now), default=None)

    def on_event(self, event: Event) -> None:
        self.events.append(event.what)


def test_a_click_starts_what_is_due_and_else_what_is_usual(desk: Desk) -> None:
    desk.engine.follow(FakeComing(EVENING + HOUR))
    assert desk.engine.likely(EVENING).kind == "meeting"
    desk.clock.advance(minutes=60)
    session = desk.engine.toggle()
    assert (session.kind, session.people) == ("dinner", ("Ana",))
    assert session.planned_end_at == EVENING + 2 * HOUR


def test_the_screen_is_told_when_something_comes_due(desk: Desk) -> None:
    seen: list[str] = []
    desk.engine.follow(FakeComing(EVENING + HOUR))
    desk.engine.listen(lambda _event: seen.append(desk.engine.snapshot().likely.kind))
    desk.clock.advance(minutes=59)
    assert seen == []
    desk.clock.advance(minutes=2)
    assert seen == ["dinner"]


def test_a_kind_that_is_gone_is_not_started(desk: Desk) -> None:
    desk.engine.follow(FakeComing(EVENING, kind="seance"))
    assert desk.engine.likely(EVENING).kind == "meeting"


def test_what_is_coming_hears_of_a_start_before_those_who_show_it(desk: Desk) -> None:
    coming, seen = FakeComing(EVENING), list[bool]()
    desk.engine.listen(lambda event: seen.append(event.what in coming.events))
    desk.engine.follow(coming)
    desk.engine.toggle()
    assert seen
    assert all(seen)
