"""The card that meets a person who comes back."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from presence.core.kind import Kinds
from presence.core.session import Said, Session, Watched
from presence.ui.windows.card import CardView, ReturnCard
from presence.ui.windows.card_question import EndTime, first_at
from tests.screenshots_windows import NOW, ONE_OVER, SEVERAL_OVER, VARIANTS, ZONE, minutes, session
from tests.ui.test_first_minute import button, words


def card(qtbot: QtBot, running: Session | None = None, *waiting: Session) -> ReturnCard:
    window = ReturnCard(VARIANTS[0].look)
    qtbot.addWidget(window)
    window.redraw(CardView(NOW, ZONE, Kinds(), running=running, waiting=waiting))
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_before_the_end_it_offers_three_ways_on(qtbot: QtBot) -> None:
    window = card(qtbot, session())
    with qtbot.waitSignal(window.done) as done:
        button(window, "We're done (19:48)").click()
    assert done.args == ["s1", NOW]
    with qtbot.waitSignal(window.moment) as moment:
        button(window, "Just a moment").click()
    assert moment.args == ["s1"]
    with qtbot.waitSignal(window.not_me) as not_me:
        button(window, "It wasn't me").click()
    assert not_me.args == ["s1"]


def test_past_the_end_the_likely_answer_has_the_keyboard(qtbot: QtBot) -> None:
    window = card(qtbot, None, ONE_OVER)
    likely = button(window, "Ended 19:08 as planned")
    assert window.focusWidget() is likely
    with qtbot.waitSignal(window.ended) as ended:
        likely.click()
    assert ended.args == ["w1", None]


def test_another_end_is_prefilled_and_can_be_said(qtbot: QtBot) -> None:
    window = card(qtbot, None, ONE_OVER)
    edit = window.findChildren(EndTime)[0]
    assert edit.chosen == time(19, 8)
    edit.show_time(time(19, 30))
    assert "1 h 52 min together" in words(window)
    with qtbot.waitSignal(window.ended) as ended:
        button(window, "Ended at 19:30").click()
    assert ended.args == ["w1", NOW - minutes(18)]


def test_an_end_still_to_come_cannot_be_said(qtbot: QtBot) -> None:
    window = card(qtbot, None, ONE_OVER)
    window.findChildren(EndTime)[0].show_time(time(20, 30))
    assert not button(window, "Ended then").isEnabled()
    assert "still to come" in words(window)


def test_it_can_still_be_going(qtbot: QtBot) -> None:
    window = card(qtbot, None, ONE_OVER)
    with qtbot.waitSignal(window.still_going) as going:
        button(window, "Still going").click()
    assert going.args == ["w1"]


def test_several_share_one_list_and_one_answer(qtbot: QtBot) -> None:
    window = card(qtbot, None, *SEVERAL_OVER)
    planned = button(window, "All as planned")
    assert window.focusWidget() is planned
    with qtbot.waitSignal(window.all_as_planned):
        planned.click()
    second = window.findChildren(EndTime)[1]
    second.show_time(time(18, 20))
    with qtbot.waitSignal(window.ended) as ended:
        button(window, "Ended then: Coffee").click()
    assert ended.args == ["w2", NOW - minutes(26 * 60) + minutes(32)]


def test_phones_are_one_tap_and_never_needed(qtbot: QtBot) -> None:
    window = card(qtbot, None, ONE_OVER)
    with qtbot.waitSignal(window.said) as said:
        button(window, "Phones stayed down: Mostly").click()
    assert said.args == ["w1", Said.MOSTLY]


def test_the_question_about_phones_can_be_left_out(qtbot: QtBot) -> None:
    window = card(qtbot, None, ONE_OVER)
    view = CardView(NOW, ZONE, Kinds(), waiting=(ONE_OVER,), asks_about_phones=False)
    window.redraw(view)
    assert "Phones stayed down?" not in words(window)
    phone_knows = replace(ONE_OVER, watched=frozenset({Watched.PHONE}))
    assert "Phones stayed down?" not in words(card(qtbot, None, phone_knows))


def test_asking_anew_replaces_what_was_asked(qtbot: QtBot) -> None:
    window = card(qtbot, None, *SEVERAL_OVER)
    window.redraw(CardView(NOW, ZONE, Kinds(), waiting=(ONE_OVER,)))
    qtbot.wait(1)
    shown = [b for b in window.findChildren(QAbstractButton) if b.isVisible()]
    assert not any("All as planned" in b.text().replace("&", "") for b in shown)
    assert button(window, "Ended 19:08 as planned").isVisible()


def asked(qtbot: QtBot, **what: object) -> ReturnCard:
    window = ReturnCard(VARIANTS[0].look)
    qtbot.addWidget(window)
    window.redraw(CardView(NOW, ZONE, Kinds(), **what))  # type: ignore[arg-type]  # its fields
    with qtbot.waitExposed(window):
        window.appear()
    return window


def test_a_card_that_is_open_has_room_for_what_it_asks_anew(qtbot: QtBot) -> None:
    window = card(qtbot, None, ONE_OVER)
    window.redraw(CardView(NOW, ZONE, Kinds(), waiting=SEVERAL_OVER))
    qtbot.wait(1)  # a turn of the loop, in which Qt shows what it has not shown yet
    asked_anew, asked_at_once = window.height(), card(qtbot, None, *SEVERAL_OVER).height()
    assert asked_anew == asked_at_once


def test_it_ends_at_the_time_of_the_return(qtbot: QtBot) -> None:
    window = asked(qtbot, running=session(), back_at=NOW - minutes(6))
    with qtbot.waitSignal(window.done) as done:
        button(window, "We're done (19:42)").click()
    assert done.args == ["s1", NOW - minutes(6)]


def test_a_sleep_is_asked_about_with_the_likely_end(qtbot: QtBot) -> None:
    slept = (NOW - minutes(80), NOW - minutes(1))
    window = asked(qtbot, running=session(93, 60, "meeting"), slept=slept)
    assert "This computer slept from 18:28 to 19:47." in words(window)
    assert window.focusWidget() is button(window, "Ended 18:28")
    with qtbot.waitSignal(window.done) as done:
        button(window, "Ended 18:28").click()
    assert done.args == ["s1", slept[0]]
    with qtbot.waitSignal(window.went_on) as went_on:
        button(window, "It went on").click()
    assert went_on.args == ["s1"]
    window.findChildren(EndTime)[0].show_time(time(19, 15))
    with qtbot.waitSignal(window.done) as done:
        button(window, "Ended at 19:15").click()
    assert done.args == ["s1", NOW - minutes(33)]


def test_another_likely_end_is_one_more_choice(qtbot: QtBot) -> None:
    at = NOW - minutes(3)
    window = asked(qtbot, waiting=(ONE_OVER,), hints={"w1": at})
    with qtbot.waitSignal(window.ended) as ended:
        button(window, "When you came back (19:45)").click()
    assert ended.args == ["w1", at]


def test_in_a_list_it_is_put_into_the_field_to_the_second(qtbot: QtBot) -> None:
    at = NOW - minutes(12) + timedelta(seconds=20)
    window = asked(qtbot, waiting=SEVERAL_OVER, hints={"w1": at})
    button(window, "When you came back (19:36)").click()
    with qtbot.waitSignal(window.ended) as ended:
        button(window, "Ended then: Dinner").click()
    assert ended.args == ["w1", at]


def test_at_a_desk_the_last_use_of_the_computer_is_the_hint(qtbot: QtBot) -> None:
    meeting = replace(ONE_OVER, kind="meeting")
    window = asked(qtbot, waiting=(meeting,), hints={"w1": NOW - minutes(100)})
    assert button(window, "When this computer was last used (18:08)").isVisible()


def test_without_a_plan_nothing_is_said_to_be_as_planned(qtbot: QtBot) -> None:
    window = asked(qtbot, waiting=(replace(ONE_OVER, planned_end_at=None),))
    with qtbot.waitSignal(window.ended) as ended:
        button(window, "Ended about 19:08").click()
    assert ended.args == ["w1", None]


def test_it_appears_above_others_and_without_the_keyboard(qtbot: QtBot) -> None:
    window = asked(qtbot, waiting=(ONE_OVER,))
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint


@pytest.mark.parametrize(
    ("said", "means"),
    [
        (time(21, 30), datetime(2025, 11, 21, 20, 30, tzinfo=UTC)),
        (time(0, 40), datetime(2025, 11, 21, 23, 40, tzinfo=UTC)),
        (time(19, 0), datetime(2025, 11, 21, 18, 0, 40, tzinfo=UTC)),
        (time(18, 59), None),
    ],
    ids=["the same evening", "after midnight", "the minute it began in", "a minute too early"],
)
def test_a_time_means_the_first_one_after_the_start(said: time, means: datetime | None) -> None:
    began = datetime(2025, 11, 21, 18, 0, 40, tzinfo=UTC)  # 19:00:40 in Berlin
    assert first_at(said, began, began + timedelta(hours=14), ZoneInfo("Europe/Berlin")) == means


@pytest.mark.parametrize(
    ("began", "said", "means"),
    [
        ((23, 0), time(2, 30), (0, 30)),
        ((0, 40), time(2, 30), (1, 30)),
        ((1, 10), time(2, 15), (1, 15)),
    ],
    ids=["of two the first", "the second one after the start", "begun in the second"],
)
def test_a_time_that_clocks_show_twice_means_the_first_after_the_start(
    began: tuple[int, int], said: time, means: tuple[int, int]
) -> None:
    """The night to Sunday, 25 October 2026, in Berlin; instants in UTC."""
    start = datetime(2026, 10, 24 if began[0] == 23 else 25, *began, tzinfo=UTC)
    end = datetime(2026, 10, 25, *means, tzinfo=UTC)
    assert first_at(said, start, start + timedelta(hours=14), ZoneInfo("Europe/Berlin")) == end


def test_after_a_flight_it_asks_in_the_zone_of_the_dinner(qtbot: QtBot) -> None:
    york = ZoneInfo("America/New_York")
    window = card(qtbot)
    window.redraw(CardView(NOW, york, Kinds(), waiting=(ONE_OVER,)))
    assert button(window, "Ended 19:08 as planned").isVisible()
    assert "Began 17:38 (Berlin time)." in words(window)
    window.redraw(CardView(NOW, york, Kinds(), waiting=SEVERAL_OVER))
    assert "since 17:38 (Berlin time)" in words(window)
