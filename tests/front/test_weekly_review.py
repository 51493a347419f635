"""The week in one notice: once, when it can be seen, and never within a session."""

import subprocess
import sys
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from presence.core.goals.goal import Goal, Measure
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.core.settings import Settings, Weekly
from presence.core.tracker import StartRequest
from presence.desktop.alarm.signalling import SignallingAlarm
from presence.front.at_times.told import ToldWeek
from presence.front.at_times.weekly_review import WeeklyReview
from presence.front.login import Login
from presence.front.notices import Notices
from presence.front.preferences import Preferences
from presence.front.weeks import Weeks
from presence.store import new_id
from presence.store.goals import GOAL, GoalBook
from presence.store.settings_file import SettingsFile
from presence.ui.wardrobe import Wardrobe
from tests.core.conftest import Desk, desk
from tests.fakes import FakeAlarm
from tests.front.fake_screen import FakeScreen
from tests.front.test_notices import FakeNotifier

__all__ = ["desk"]

BERLIN = ZoneInfo("Europe/Berlin")
ON_SUNDAY = Settings(weekly_review=Weekly(6, time(19, 0)))
SUNDAY = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)  # two days after the desk's now
HOUR = timedelta(hours=1)


class AlarmOnFakeClock(SignallingAlarm):
    """A Qt alarm that rings with the fake clock."""

    def __init__(self, alarm: FakeAlarm) -> None:
        super().__init__()
        self._alarm = alarm
        alarm.on_ring = self.fired.emit

    def arm(self, at: datetime | None) -> None:
        self._alarm.arm(at)


class Evening:
    """A weekly notice over a real log, on a desktop whose notices are kept."""

    def __init__(self, desk: Desk, home: Path) -> None:
        self.desk, self.home = desk, home
        self.screen = FakeScreen()
        self.opened: list[str] = []
        self.preferences = Preferences(SettingsFile(home / "settings.toml"), desk.clock)
        self.preferences.change("login_asked", True)
        self.start()

    def start(self) -> None:
        """The app, or the app again."""
        self.notifier = FakeNotifier()
        self.notices = Notices(
            self.notifier,
            self.screen.watch,
            Login(self.preferences),
            self.desk.clock,
            self.preferences,
            _no_windows,
            lambda: BERLIN,
        )
        self.review = WeeklyReview(
            self.desk.engine,
            self.desk.log,
            self.desk.clock,
            Weeks(self.desk.log, lambda: BERLIN.key, lambda: ON_SUNDAY),
            self.notices,
            self.screen.watch,
            AlarmOnFakeClock(FakeAlarm(self.desk.clock)),
            lambda: BERLIN,
            ToldWeek(self.home / "week-told"),
            self.opened.append,
        )

    def restart(self) -> None:
        self.review.close()
        self.desk.restart()
        self.start()

    def wait_patiently(self) -> None:
        """Let the time pass for which it lets another notice be."""
        for timer in self.review.findChildren(QTimer):
            if timer.isActive():
                timer.stop()
                timer.timeout.emit()

    @property
    def is_waiting(self) -> bool:
        return any(timer.isActive() for timer in self.review.findChildren(QTimer))

    def enter(self, days_before: int, kind: str = "dinner", hours: int = 2) -> None:
        start = SUNDAY - timedelta(days=days_before) - HOUR * 3
        session = Session(
            new_id(), kind, start, BERLIN.key, ended_at=start + HOUR * hours, people=("Ana",)
        )
        because = Change(ChangeKind.ADDED, session.id, kind, start)
        self.desk.log.put(session, because=because)


def _no_windows() -> Wardrobe:
    raise AssertionError("no window is wanted here")


@pytest.fixture
def evening(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Evening:
    evening = Evening(desk, tmp_path)
    for days_before in (2, 3, 4):
        evening.enter(days_before)
    return evening


def test_the_week_is_told_at_its_time_and_opens(evening: Evening) -> None:
    evening.review.look(ON_SUNDAY, is_start=True)
    evening.desk.clock.advance(days=2)
    assert evening.notifier.title == "Your week: 6 h with people, 3 × Dinner"
    assert evening.notifier.buttons == ["week"]
    evening.notifier.press("week")
    assert evening.opened == ["week#2026-11-16"]


def test_nobody_is_named_where_others_could_read_it(evening: Evening) -> None:
    evening.review.look(ON_SUNDAY, is_start=True)
    evening.desk.clock.advance(days=2)
    assert "Ana" not in evening.notifier.title + evening.notifier.words


def test_who_shows_names_is_told_with_whom(evening: Evening) -> None:
    shown = Settings(weekly_review=ON_SUNDAY.weekly_review, show_people=True)
    evening.review.look(shown, is_start=True)
    evening.desk.clock.advance(days=2)
    assert evening.notifier.words == "most with Ana"


def test_goals_that_are_met_are_counted_and_others_not_mentioned(evening: Evening) -> None:
    book = GoalBook(evening.desk.log)
    because = Change(ChangeKind.GOAL_CHANGED, "", "goal", SUNDAY)
    book.put_goal(Goal("g1", Measure.DAYS, 3, kind="dinner"), because)
    book.put_goal(Goal("g2", Measure.TIME, 6000), because)
    evening.review.look(ON_SUNDAY, is_start=True)
    evening.desk.clock.advance(days=2)
    assert evening.notifier.words == "1 goal met"


def test_of_a_week_without_a_session_nothing_is_told(desk: Desk, tmp_path: Path) -> None:
    evening = Evening(desk, tmp_path)
    evening.review.look(ON_SUNDAY, is_start=True)
    desk.clock.advance(days=2)
    assert evening.notifier.title == ""


def test_a_log_that_cannot_be_read_has_it_told_at_the_next_start(evening: Evening) -> None:
    because = Change(ChangeKind.GOAL_CHANGED, "", "goal", SUNDAY)
    evening.desk.log.put_thing(GOAL, "g", "{}", because)
    evening.review.look(ON_SUNDAY, is_start=True)
    evening.desk.clock.advance(days=2)
    assert evening.notifier.title == ""
    evening.desk.log.undo()
    evening.restart()
    evening.review.look(ON_SUNDAY, is_start=True)
    assert evening.notifier.title.startswith("Your week")


def test_it_is_told_once_also_after_a_restart(evening: Evening) -> None:
    evening.review.look(ON_SUNDAY, is_start=True)
    evening.desk.clock.advance(days=2)
    evening.restart()
    evening.review.look(ON_SUNDAY, is_start=True)
    assert evening.notifier.title == ""


@pytest.mark.parametrize(("hours_late", "is_told"), [(14, True), (47, True), (49, False)])
def test_missed_while_it_was_off_it_is_told_within_two_days(
    evening: Evening, hours_late: int, is_told: bool
) -> None:
    evening.review.close()
    evening.desk.clock.sleep_through(hours=48 + hours_late)
    evening.restart()
    evening.review.look(ON_SUNDAY, is_start=True)
    assert (evening.notifier.title != "") is is_told
    assert "3 × Dinner" in evening.notifier.title or not is_told


def test_slept_through_it_is_told_on_waking(evening: Evening) -> None:
    evening.review.look(ON_SUNDAY, is_start=True)
    evening.desk.clock.sleep_through(days=2, hours=13)
    assert evening.notifier.title.startswith("Your week")


def test_a_time_chosen_just_now_was_not_missed(evening: Evening) -> None:
    evening.desk.clock.advance(days=2, hours=1)
    evening.review.look(ON_SUNDAY)
    assert evening.notifier.title == ""


def test_turned_off_it_is_not_told(evening: Evening) -> None:
    evening.review.look(ON_SUNDAY, is_start=True)
    evening.review.look(Settings())
    evening.desk.clock.advance(days=9)
    assert evening.notifier.title == ""


def test_within_a_session_it_waits_for_its_end(evening: Evening) -> None:
    evening.review.look(ON_SUNDAY, is_start=True)
    evening.desk.clock.advance(days=1, hours=23)
    evening.desk.engine.start(StartRequest("dinner", length=HOUR * 2))
    evening.desk.clock.advance(hours=2)
    assert evening.notifier.title == ""
    assert not evening.is_waiting  # nothing ticks while it runs
    evening.desk.engine.stop()
    assert evening.notifier.title == ""  # the notice of the end is not talked over
    evening.wait_patiently()
    assert evening.notifier.title == "Your week: 8 h with people, 4 × Dinner"


def test_while_the_screen_is_locked_it_waits_until_somebody_sees_it(evening: Evening) -> None:
    evening.screen.lock()
    evening.review.look(ON_SUNDAY, is_start=True)
    evening.desk.clock.advance(days=2)
    assert evening.notifier.title == ""
    evening.screen.unlock()
    evening.wait_patiently()
    assert evening.notifier.title.startswith("Your week")
    assert not evening.screen.is_listened_to


def test_set_back_over_its_time_the_clock_does_not_have_it_told_twice(evening: Evening) -> None:
    evening.review.look(ON_SUNDAY, is_start=True)
    evening.desk.clock.advance(days=2)
    evening.notifier.close()
    evening.desk.clock.step_back(hours=3)
    evening.desk.clock.advance(hours=4)
    assert evening.notifier.title == ""
    evening.enter(-3)
    evening.desk.clock.advance(days=7)
    assert evening.notifier.title.startswith("Your week")


@pytest.mark.parametrize(
    ("when", "first_day"),
    [
        (Weekly(6, time(19, 0)), 16),  # Sunday evening: the week that ends
        (Weekly(4, time(17, 0)), 16),  # Friday evening: the working week that is over
        (Weekly(0, time(9, 0)), 9),  # Monday morning: the one that ended
    ],
)
def test_it_tells_of_the_week_that_is_mostly_over(
    evening: Evening, when: Weekly, first_day: int
) -> None:
    assert when.weekday is not None
    at = datetime.combine(datetime(2026, 11, 16 + when.weekday).date(), when.at, BERLIN)
    assert evening.review.week_told_at(at).first.day == first_day


def test_a_week_that_cannot_be_noted_down_is_still_told_once(tmp_path: Path) -> None:
    told = ToldWeek(tmp_path / "nowhere" / "week-told")
    told.note(SUNDAY.date())
    assert told.week() == SUNDAY.date()
    assert ToldWeek(tmp_path / "nowhere" / "week-told").week() is None


def test_a_note_that_was_cut_short_is_none(tmp_path: Path) -> None:
    (tmp_path / "week-told").write_bytes(b"2026-1\xff")
    assert ToldWeek(tmp_path / "week-told").week() is None


def test_who_chose_no_time_loads_nothing_of_it() -> None:
    program = (
        "import sys, presence.front.face\n"
        "print([name for name in sys.modules if 'apscheduler' in name or 'at_times' in name])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
