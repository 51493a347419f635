"""Whom one has not seen for a while, in one notice a week: few, discreet, and never daily."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from presence.core.coming.plan import Plan
from presence.core.frozen import replace
from presence.core.people.cadence import Cadence
from presence.core.people.details import Details
from presence.core.ports import Change, ChangeKind
from presence.core.settings import Settings, Weekly
from presence.core.tracker import StartRequest
from presence.front.at_times.not_seen import NotSeenNotice
from presence.front.at_times.told import ToldWeek
from presence.front.at_times.weekly_review import WeeklyReview
from presence.front.people.due import DuePeople
from presence.front.weeks import Weeks
from presence.store.coming.plans import PlanBook
from presence.store.known.people import DETAILS, PersonBook
from tests.core.conftest import Desk, desk
from tests.fakes import FakeAlarm
from tests.front.test_weekly_review import BERLIN, ON_SUNDAY, SUNDAY, AlarmOnFakeClock, Evening

__all__ = ["desk"]

SUNDAYS = Settings(not_seen_notice=Weekly(6, time(19, 0)))
NAMED = replace(SUNDAYS, show_people=True)
BOTH = replace(ON_SUNDAY, not_seen_notice=ON_SUNDAY.weekly_review)


class Missing(Evening):
    """The same evening, with somebody whom one wants to see."""

    def start(self) -> None:
        super().start()
        weeks = Weeks(self.desk.log, lambda: BERLIN.key, lambda: SUNDAYS)
        self.people = DuePeople(
            self.desk.log, self.home / "copies", lambda: SUNDAYS, lambda: weeks.calendar
        )
        parts = self.desk.engine, self.desk.log, self.desk.clock, weeks, self.notices
        self.notice = NotSeenNotice(
            *parts,
            self.screen.watch,
            AlarmOnFakeClock(FakeAlarm(self.desk.clock)),
            lambda: BERLIN,
            ToldWeek(self.home / "not-seen-told"),
            self.opened.append,
            self.people,
        )

    def want(self, name: str, days: int) -> None:
        because = Change(ChangeKind.PERSON_CHANGED, "", name, self.desk.clock.now())
        PersonBook(self.desk.log).put(Details(name, cadence=Cadence(days)), because)

    def come_sunday(self, settings: Settings = SUNDAYS) -> None:
        self.notice.look(settings, is_start=True)
        self.desk.clock.advance(days=2)


@pytest.fixture
def missing(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Missing:
    missing = Missing(desk, tmp_path)
    missing.enter(40)  # a dinner with Ana
    missing.want("Ana", 21)
    return missing


def test_it_counts_and_names_nobody_where_others_could_read_it(missing: Missing) -> None:
    missing.come_sunday()
    assert missing.notifier.title == "1 person not seen for a while"
    assert missing.notifier.words == ""
    missing.notifier.press("who")
    assert missing.opened == ["people#due"]


def test_who_shows_names_is_told_who_and_why(missing: Missing) -> None:
    missing.come_sunday(NAMED)
    assert missing.notifier.words == "Ana: not seen for 5 weeks; last time Dinner"


def test_it_names_three_at_most(missing: Missing) -> None:
    for number in range(5):
        missing.want(f"P{number}", 7)
    missing.come_sunday(NAMED)
    assert missing.notifier.title == "6 people not seen for a while"
    assert len(missing.notifier.words.splitlines()) == 3


def test_not_now_lets_them_be_and_is_undone(missing: Missing) -> None:
    missing.come_sunday()
    missing.notifier.press("not-now")
    assert missing.opened == []
    assert PersonBook(missing.desk.log).of("Ana").quiet_until == date(2026, 12, 2)
    assert not missing.people.due(missing.desk.clock.now())
    missing.desk.log.undo()
    assert len(missing.people.due(missing.desk.clock.now())) == 1


def test_a_friend_seen_last_night_is_not_in_it(missing: Missing) -> None:
    missing.enter(1)
    missing.come_sunday()
    assert missing.notifier.title == ""


def test_it_is_off_at_first(missing: Missing) -> None:
    missing.come_sunday(Settings())
    assert missing.notifier.title == ""


def test_it_comes_once_a_week_also_after_a_restart(missing: Missing) -> None:
    missing.come_sunday()
    missing.restart()
    missing.notice.look(SUNDAYS, is_start=True)
    missing.desk.clock.advance(days=6)
    assert missing.notifier.title == ""
    missing.desk.clock.advance(days=1)
    assert missing.notifier.title == "1 person not seen for a while"


def test_it_waits_for_the_end_of_a_session(missing: Missing) -> None:
    missing.notice.look(SUNDAYS, is_start=True)
    missing.desk.clock.advance(days=1, hours=23)
    missing.desk.engine.start(StartRequest(kind="dinner", is_open=True))
    missing.desk.clock.advance(hours=1)
    assert "not seen" not in missing.notifier.title


def test_at_the_time_of_the_week_it_is_one_notice(missing: Missing) -> None:
    missing.enter(2)  # the week has something to tell
    missing.want("Bo", 7)
    weeks = Weeks(missing.desk.log, lambda: BERLIN.key, lambda: BOTH)
    review = WeeklyReview(
        missing.desk.engine,
        missing.desk.log,
        missing.desk.clock,
        weeks,
        missing.notices,
        missing.screen.watch,
        AlarmOnFakeClock(FakeAlarm(missing.desk.clock)),
        lambda: BERLIN,
        ToldWeek(missing.home / "week-told"),
        missing.opened.append,
        people=missing.people,
    )
    review.look(BOTH, is_start=True)
    missing.come_sunday(BOTH)
    assert missing.notifier.title.startswith("Your week")
    assert missing.notifier.words == "1 person not seen for a while"


def test_a_log_that_cannot_be_read_has_it_told_at_the_next_start(missing: Missing) -> None:
    because = Change(ChangeKind.PERSON_CHANGED, "", "x", SUNDAY)
    (ana,) = missing.desk.log.person_ids(["Ana"])
    damaged = f'{{"every":[0,null],"people":["{ana}"]}}'
    missing.desk.log.put_thing(DETAILS, ana, damaged, because)
    missing.come_sunday()
    assert missing.notifier.title == ""
    missing.desk.log.undo()
    missing.restart()
    missing.notice.look(SUNDAYS, is_start=True)
    assert missing.notifier.title == "1 person not seen for a while"


def test_whom_one_meets_by_a_plan_is_left_out(missing: Missing) -> None:
    plan = Plan("p", "", "dinner", "FREQ=DAILY", SUNDAY.date(), 19 * 60, None, ("Ana",))
    because = Change(ChangeKind.PLAN_CHANGED, "", "x", SUNDAY)
    PlanBook(missing.desk.log).put(plan, because)
    assert not missing.people.due(SUNDAY - timedelta(days=1))
