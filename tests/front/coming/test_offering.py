"""The offer: once, at its time, with buttons, and true until the last second."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from presence.core.coming.agenda import State
from presence.core.tracker import StartRequest
from presence.ui.coming.reminder import Reminder
from tests.core.conftest import Desk, desk
from tests.fakes import EVENING
from tests.front.coming.morning import MINUTE, Morning, meeting

__all__ = ["desk"]


@pytest.fixture
def morning(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Morning:
    return Morning(desk, tmp_path)


def reminder() -> Reminder | None:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, Reminder) and widget.isVisible():
            return widget
    return None


def test_it_comes_two_minutes_before_and_starts_what_it_offers(morning: Morning) -> None:
    morning.calendar_has(meeting(20))
    morning.passes(17.5)
    assert morning.notifier.title == ""
    morning.passes(0.5)
    assert morning.notifier.title == "Meeting in 2 min"
    assert morning.notifier.words == "19:20–20:20"
    assert morning.notifier.buttons == ["start", "later", "not_this"]
    morning.notifier.press("start")
    session = morning.session
    assert session is not None
    assert (session.people, session.place) == (("Ana",), "Room 1")
    assert session.planned_end_at == EVENING + 80 * MINUTE
    assert morning.notifier.title == ""


def test_titles_and_names_are_told_to_who_wants_them_seen(morning: Morning) -> None:
    morning.preferences.change("show_titles", True)
    morning.preferences.change("show_people", True)
    morning.calendar_has(meeting(2))
    assert morning.notifier.title == "Roadmap · Ana in 2 min"
    assert morning.notifier.words == "19:02–20:02 · Room 1"


def test_in_five_minutes_it_comes_again_and_says_since_when(morning: Morning) -> None:
    morning.calendar_has(meeting(2))
    morning.notifier.press("later")
    assert morning.notifier.title == ""
    morning.passes(4.9)
    assert morning.notifier.title == ""
    morning.passes(0.2)
    assert morning.notifier.title == "Meeting since 19:02"


def test_not_this_one_is_not_offered_again_and_can_be_taken_back(morning: Morning) -> None:
    morning.calendar_has(meeting(2))
    morning.notifier.press("not_this")
    morning.settle()
    now = morning.desk.clock.now()
    assert [each.state for each in morning.coming.entries(now)] == [State.DECLINED]
    assert morning.desk.engine.likely(now).people == ()
    morning.restart()
    morning.passes(5)
    assert morning.notifier.title == ""
    morning.desk.engine.undo()
    now = morning.desk.clock.now()
    assert [each.state for each in morning.coming.entries(now)] == [State.DUE]


def test_it_is_never_offered_twice_also_after_a_restart(morning: Morning) -> None:
    morning.calendar_has(meeting(2))
    assert morning.notifier.title
    morning.restart()
    morning.passes(1)
    assert morning.notifier.title == ""
    assert morning.desk.engine.likely(morning.desk.clock.now()).people == ("Ana",), "a click does"


def test_a_meeting_that_is_moved_takes_its_notice_away_and_comes_at_the_new_time(
    morning: Morning,
) -> None:
    morning.calendar_has(meeting(2))
    assert morning.notifier.title
    morning.calendar_has(meeting(12))
    assert morning.notifier.title == ""
    morning.passes(10)
    assert morning.notifier.title == "Meeting in 2 min"


def test_a_meeting_that_is_cancelled_takes_its_notice_away(morning: Morning) -> None:
    morning.calendar_has(meeting(2))
    assert morning.notifier.title
    morning.calendar_has()
    assert morning.notifier.title == ""
    assert morning.desk.engine.likely(morning.desk.clock.now()).people == ()


def test_started_early_by_a_click_it_is_not_offered(morning: Morning) -> None:
    morning.calendar_has(meeting(9))
    morning.desk.engine.toggle()
    morning.passes(20)
    assert morning.notifier.title == ""
    morning.desk.engine.stop()
    morning.passes(1)
    assert morning.notifier.title == "", "it was kept"


def test_a_laptop_opened_in_the_middle_of_a_meeting_offers_it(morning: Morning) -> None:
    morning.calendar_has(meeting(60))
    morning.desk.clock.sleep_through(minutes=80)
    morning.settle()
    assert morning.notifier.title == "Meeting since 20:00"


def test_what_is_over_when_the_laptop_is_opened_is_not_offered_but_missed(
    morning: Morning,
) -> None:
    morning.calendar_has(meeting(60))
    morning.desk.clock.sleep_through(hours=5)
    morning.settle()
    assert morning.notifier.title == ""
    (entry,) = morning.coming.shown(morning.desk.clock.now())
    assert entry.state is State.MISSED


def test_behind_the_lock_it_waits_until_somebody_can_see_it(morning: Morning) -> None:
    morning.screen.lock()
    morning.calendar_has(meeting(2))
    assert morning.notifier.title == ""
    morning.passes(3)
    assert morning.notifier.title == ""
    morning.screen.unlock()
    morning.settle()
    assert morning.notifier.title == "Meeting since 19:02"


def test_within_a_session_nothing_pops_up_and_at_its_end_the_next_is_offered(
    morning: Morning,
) -> None:
    morning.desk.engine.start(StartRequest("meeting", length=timedelta(minutes=30)))
    morning.calendar_has(meeting(29, key="next"))
    morning.passes(28)
    assert morning.notifier.title == ""
    morning.desk.engine.stop()
    morning.settle()
    assert morning.notifier.title == "Meeting in 1 min"


def test_back_to_back_the_next_is_started_by_a_switch_without_a_gap(morning: Morning) -> None:
    morning.desk.engine.start(StartRequest("meeting", length=timedelta(minutes=30)))
    morning.calendar_has(meeting(30, key="next"))
    morning.passes(30)
    morning.desk.muter.orders.clear()
    morning.deeds.start(meeting(30, key="next"))
    assert not any(order.startswith("release") for order in morning.desk.muter.orders)
    assert morning.desk.engine.undo().what.value == "switched"


def test_with_notices_off_a_click_still_starts_it(morning: Morning) -> None:
    morning.preferences.change("offer_notices", False)
    morning.calendar_has(meeting(2))
    morning.passes(1)
    assert morning.notifier.title == ""
    assert morning.desk.engine.likely(morning.desk.clock.now()).people == ("Ana",)


def test_who_wants_a_window_gets_one_with_the_same_buttons(morning: Morning, qtbot: QtBot) -> None:
    morning.preferences.change("offer_window", True)
    morning.calendar_has(meeting(2))
    qtbot.waitUntil(lambda: reminder() is not None)
    panel = reminder()
    assert panel is not None
    assert morning.notifier.title == ""
    buttons = {each.text(): each for each in panel.findChildren(QPushButton)}
    assert list(buttons) == ["Start", "In 5 min", "Not this one"]
    buttons["Start"].click()
    assert morning.session is not None
    assert reminder() is None


def test_a_calendar_that_starts_by_itself_does_so_at_its_time_and_only_then(
    morning: Morning,
) -> None:
    morning.calendar_has(meeting(10, starts_by_itself=True))
    morning.passes(9.9)
    assert morning.session is None
    morning.passes(0.2)
    assert morning.session is not None


def test_late_after_sleep_it_is_offered_and_not_started(morning: Morning) -> None:
    morning.calendar_has(meeting(60, starts_by_itself=True))
    morning.desk.clock.sleep_through(minutes=75)
    morning.settle()
    assert morning.session is None
    assert morning.notifier.title == "Meeting since 20:00"


def test_what_was_undone_does_not_start_by_itself_again(morning: Morning) -> None:
    morning.calendar_has(meeting(10, starts_by_itself=True))
    morning.passes(10.1)
    morning.desk.engine.undo()
    morning.passes(1)
    assert morning.session is None


def test_an_event_that_is_extended_offers_to_extend(morning: Morning, qtbot: QtBot) -> None:
    morning.calendar_has(meeting(0, 30))
    morning.notifier.press("start")
    morning.passes(10)
    morning.calendar_has(replace(meeting(0, 30), ends_at=EVENING + 60 * MINUTE))
    qtbot.waitUntil(lambda: reminder() is not None)
    panel = reminder()
    assert panel is not None
    assert panel.accessibleName() == "Meeting goes on until 20:00 in the calendar."
    next(each for each in panel.findChildren(QPushButton) if each.text() == "Extend").click()
    assert morning.session is not None
    assert morning.session.planned_end_at == EVENING + 60 * MINUTE


def test_it_happened_goes_into_the_log_with_its_planned_times(morning: Morning) -> None:
    morning.calendar_has(meeting(-90))
    morning.deeds.add(meeting(-90))
    (session,) = morning.desk.log.recent(EVENING - timedelta(days=1))
    assert (session.started_at, session.ended_at) == (
        EVENING - 90 * MINUTE,
        EVENING - 30 * MINUTE,
    )
    assert session.people == ("Ana",)
    (entry,) = morning.coming.entries(EVENING)
    assert entry.state is State.KEPT
    morning.desk.engine.undo()
    (entry,) = morning.coming.entries(EVENING)
    assert entry.state is State.MISSED


def test_a_file_of_what_was_told_that_is_rubbish_costs_one_more_notice(
    morning: Morning, tmp_path: Path
) -> None:
    morning.calendar_has(meeting(2))
    assert "Roadmap" not in (tmp_path / "offers-told").read_text()
    for rubbish in (b"\xff\xfe", b"[1]", b'{"a": "b"}', b'{"a": 1e400}'):
        (tmp_path / "offers-told").write_bytes(rubbish)
        morning.restart()
        assert morning.notifier.title


def test_with_the_app_it_goes_and_says_nothing_more(morning: Morning, qtbot: QtBot) -> None:
    """What a window is answered with at the last moment changes the log once more."""
    morning.offering.close()
    morning.calendar_has(meeting(2))
    qtbot.wait(300)
    assert morning.notifier.title == ""
