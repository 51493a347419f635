"""The start window: the line and the fields say the same, Enter starts."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from presence.core.entry.completion import Completion, complete
from presence.core.kind import Kinds
from presence.core.names.group import Group
from presence.core.tracker import StartRequest
from presence.ui.page import Page
from presence.ui.painted import Choice
from presence.ui.people_edit import PeopleEdit
from presence.ui.windows.start import StartView, StartWindow
from presence.words.entry import entry_context
from tests.screenshots_windows import (
    NOW,
    VARIANTS,
    ZONE,
    dressed,
    minutes,
    start,
    understand,
)
from tests.ui.test_first_minute import button, words

LOOK = VARIANTS[0].look


def offered(text: str, cursor: int) -> Sequence[Completion]:
    return complete(text, cursor, entry_context(NOW, ZONE, Kinds(), ("Ana", "Tom")), is_start=True)


@pytest.fixture
def window(qtbot: QtBot) -> StartWindow:
    window = start(LOOK)
    assert isinstance(window, StartWindow)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def field(window: StartWindow, name: str) -> QLineEdit:
    return next(e for e in window.findChildren(QLineEdit) if e.accessibleName() == name)


def the_line(window: StartWindow) -> QLineEdit:
    return field(window, "What, with whom, how long")


def started(qtbot: QtBot, window: StartWindow) -> StartRequest:
    with qtbot.waitSignal(window.start_requested) as signal:
        QTest.keyClick(the_line(window), Qt.Key.Key_Return)
    assert isinstance(signal.args, list)
    request = signal.args[0]
    assert isinstance(request, StartRequest)
    return request


def test_a_line_and_enter_start_a_session(qtbot: QtBot, window: StartWindow) -> None:
    QTest.keyClicks(the_line(window), "din ana 75m 10m ago")
    assert "Dinner · Ana · 75 min" in words(window)
    assert "started 10 min ago" in words(window)
    request = started(qtbot, window)
    assert request.kind == "dinner"
    assert request.people == ("Ana",)
    assert request.length == minutes(75)
    assert request.ago == minutes(10)


def test_enter_at_once_starts_what_is_likely(qtbot: QtBot, window: StartWindow) -> None:
    assert started(qtbot, window) == StartRequest("dinner", ("Ana", "Tom"), minutes(90))


def test_the_fields_say_what_the_line_says(window: StartWindow) -> None:
    the_line(window).setText("coffee @Tom 45m 5m ago place:Roma note:cake")
    assert window.findChildren(Choice)[0].currentData() == "coffee"
    assert field(window, "With whom").text() == "Tom"
    assert field(window, "Place").text() == "Roma"
    assert field(window, "Note").text() == "cake"
    assert button(window, "Minutes: 45").isChecked()
    assert button(window, "Started, minutes ago: 5").isChecked()


def test_the_line_says_what_the_fields_say(qtbot: QtBot, window: StartWindow) -> None:
    QTest.keyClicks(field(window, "Place"), "Bar Roma")
    button(window, "Minutes: 30").click()
    button(window, "Started, minutes ago: 10").click()
    request = started(qtbot, window)
    assert request.place == "Bar Roma"
    assert request.length == minutes(30)
    assert request.ago == minutes(10)
    assert 'place:"Bar Roma"' in the_line(window).text()


def test_a_length_without_a_button_gets_one(window: StartWindow) -> None:
    the_line(window).setText("dinner 75m")
    assert button(window, "Minutes: 75 min").isChecked()
    the_line(window).setText("dinner until 21:30")
    assert button(window, "Minutes: until 21:30").isChecked()
    the_line(window).setText("dinner open")
    assert button(window, "Minutes: open").isChecked()


def test_an_end_by_the_clock_stays_when_another_field_is_changed(
    qtbot: QtBot, window: StartWindow
) -> None:
    the_line(window).setText("dinner until 21:30")
    QTest.keyClicks(field(window, "Note"), "x")
    request = started(qtbot, window)
    planned = request.until or NOW + (request.length or timedelta())
    assert planned.astimezone().timestamp() == pytest.approx((NOW + minutes(102)).timestamp())
    assert request.note == "x"


def test_what_was_not_understood_is_said_and_blocks_nothing(
    qtbot: QtBot, window: StartWindow
) -> None:
    the_line(window).setText("dinner ?? 30m")
    assert "Not understood: ??" in words(window)
    assert started(qtbot, window).length == minutes(30)


def test_a_refusal_is_shown_until_the_next_change(window: StartWindow) -> None:
    window.show_problem("No.")
    assert "No." in words(window)
    QTest.keyClicks(the_line(window), "d")
    assert "No." not in words(window)


def test_names_are_completed_one_after_the_other(qtbot: QtBot, window: StartWindow) -> None:
    people = next(e for e in window.findChildren(PeopleEdit))
    people.clear()
    QTest.keyClicks(people, "Ana, to")
    completer = people.completer()
    assert completer.currentCompletion() == "Ana, Tom"


def test_a_group_is_completed_to_its_people_and_stands_for_them(window: StartWindow) -> None:
    people = next(e for e in window.findChildren(PeopleEdit))
    people.offer(("Ana", "Tom"), [Group("g", "Family", ("Ana", "Zoë")), Group("h", "Tom", ("Bo",))])
    people.clear()
    QTest.keyClicks(people, "Tom, Ana, fam")
    completer = people.completer()
    assert completer.completionModel().index(0, 0).data() == "Family: Ana, Zoë"
    assert completer.currentCompletion() == "Tom, Ana, Zoë"
    assert people.people == ("Tom", "Ana", "fam")  # somebody new, as the grammar has it
    people.setText("tom, family")
    assert people.people == ("tom", "Ana", "Zoë")


def test_the_line_is_completed_from_the_log(qtbot: QtBot) -> None:
    window = StartWindow(LOOK, understand, lambda _request: "", offered)
    window.redraw(StartView(NOW, ZONE, Kinds(), ("Ana",), StartRequest("dinner")))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.present()
    typed = the_line(window)
    QTest.keyClicks(typed, "coffee @t")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    with qtbot.assertNotEmitted(window.start_requested):
        QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)
    assert typed.text() == "coffee @Tom "
    assert started(qtbot, window).people == ("Tom",)


def test_tags_of_the_line_are_shown_and_started(qtbot: QtBot, window: StartWindow) -> None:
    the_line(window).setText("coffee #work 20m")
    assert "#work" in words(window)
    assert started(qtbot, window).tags == ("work",)


def test_while_one_runs_it_offers_to_switch(qtbot: QtBot) -> None:
    window = start(LOOK, running="Meeting")
    qtbot.addWidget(window)
    window.show()
    assert isinstance(window, StartWindow)
    with qtbot.waitSignal(window.start_requested) as signal:
        button(window, "Switch").click()
    assert isinstance(signal.args, list)
    assert signal.args[1] is True


def test_the_window_makes_room_for_words_that_were_not_understood(
    qtbot: QtBot, window: StartWindow
) -> None:
    window.present()
    QTest.keyClicks(the_line(window), "din parsecs")
    qtbot.waitUntil(lambda: not window.page.verticalScrollBar().isVisible(), timeout=10_000)
    assert "Not understood: parsecs" in words(window)


def test_a_length_of_ones_own_stands_below_the_others_where_type_is_large(
    qapp: QApplication, qtbot: QtBot
) -> None:
    before = qapp.font()
    large = next(variant for variant in VARIANTS if variant.name == "large")
    dressed(qapp, large)
    try:
        window = start(large.look, "din ana 75m 10m ago")
        qtbot.addWidget(window)
        window.present()
        bar = window.findChildren(Page)[0].horizontalScrollBar()
        qtbot.waitUntil(lambda: bar.maximum() == 0, timeout=10_000)
        assert button(window, "75 min").isVisible()
    finally:
        dressed(qapp, VARIANTS[0])
        qapp.setFont(before)
