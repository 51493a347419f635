"""How it was: one tap each, none needed, and it leaves by itself."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QCursor, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from presence.core.kind import Kinds
from presence.core.session import Said, Session, Watched
from presence.ui.windows.closing import LONGEST_WORD, SECONDS, Answers, ClosingCard, ClosingView
from tests.screenshots_asking import ENDED
from tests.screenshots_windows import NOW, VARIANTS, ZONE
from tests.ui.test_first_minute import button, words


def shown(qtbot: QtBot, ended: Session = ENDED, show_people: bool = False) -> ClosingCard:
    window = ClosingCard(VARIANTS[0].look)
    qtbot.addWidget(window)
    window.redraw(ClosingView(NOW, ZONE, Kinds(), ended, show_people))
    with qtbot.waitExposed(window):
        window.appear()
    QApplication.sendEvent(window, QEvent(QEvent.Type.Leave))  # wherever the pointer happens to be
    return window


@pytest.fixture
def window(qtbot: QtBot) -> ClosingCard:
    return shown(qtbot)


def timer(window: ClosingCard) -> QTimer:
    return next(timer for timer in window.findChildren(QTimer) if timer.parent() is window)


def enter(window: ClosingCard) -> None:
    at = QPointF(5, 5)
    QApplication.sendEvent(window, QEnterEvent(at, at, at))


def test_it_names_the_kind_and_the_time_and_nobody(qtbot: QtBot, window: ClosingCard) -> None:
    assert "Dinner\n" in words(window)
    assert "until 19:44 · 1 h 36 min" in words(window)
    assert "Ana" not in words(window)
    assert "Dinner · Ana, Tom" in words(shown(qtbot, show_people=True))


def test_what_was_answered_is_told_once_when_it_closes(qtbot: QtBot, window: ClosingCard) -> None:
    told: list[tuple[str, Answers]] = []
    window.answered.connect(lambda *it: told.append(it))
    button(window, "Phones stayed down? Mostly").click()
    button(window, "Did you enjoy it? 2").click()
    button(window, "Did you enjoy it? 5").click()
    button(window, "Were you distracted? 1").click()
    QTest.keyClicks(window.findChildren(QLineEdit)[0], "  long   talks ")
    assert told == []
    button(window, "Done").click()
    window.close()
    assert told == [("s1", Answers(Said.MOSTLY, 5, 1, "long talks"))]


def test_every_answer_can_be_left_out_and_taken_back(qtbot: QtBot, window: ClosingCard) -> None:
    button(window, "Did you enjoy it? 5").click()
    button(window, "Did you enjoy it? 5").click()
    with qtbot.assertNotEmitted(window.answered):
        window.close()


def test_escape_keeps_what_was_answered(qtbot: QtBot, window: ClosingCard) -> None:
    button(window, "Phones stayed down? No").click()
    with qtbot.waitSignal(window.answered) as answered:
        QTest.keyClick(window, Qt.Key.Key_Escape)
    assert answered.args == ["s1", Answers(said=Said.NO)]


def test_what_is_known_already_is_shown_and_not_told_again(qtbot: QtBot) -> None:
    window = shown(qtbot, replace(ENDED, said=Said.YES, enjoyed=4, word="Birthday"))
    assert button(window, "Phones stayed down? Yes").isChecked()
    assert button(window, "Did you enjoy it? 4").isChecked()
    with qtbot.assertNotEmitted(window.answered):
        window.close()


def test_it_leaves_by_itself_when_nobody_touches_it(window: ClosingCard) -> None:
    assert timer(window).isActive()
    assert timer(window).isSingleShot()
    assert timer(window).interval() == SECONDS * 1000
    timer(window).timeout.emit()
    assert not window.isVisible()


def test_it_goes_from_under_a_pointer_that_rests_and_not_from_under_one_that_moves(
    window: ClosingCard,
) -> None:
    QCursor.setPos(window.mapToGlobal(QPoint(5, 5)))
    enter(window)
    timer(window).timeout.emit()
    assert window.isVisible(), "it came onto the card"
    assert timer(window).isActive()
    timer(window).timeout.emit()
    assert not window.isVisible(), "it rests there"


def test_it_stays_while_it_is_used(window: ClosingCard) -> None:
    for use in ("tap", "Tab", "letter"):
        timer(window).stop()
        if use == "tap":
            button(window, "Did you enjoy it? 3").click()
        elif use == "Tab":
            QTest.keyClick(window, Qt.Key.Key_Tab)
        else:
            QTest.keyClicks(window.findChildren(QLineEdit)[0], "x")
        assert timer(window).isActive(), use


def test_no_answer_waits_for_a_stray_key(window: ClosingCard) -> None:
    assert not isinstance(window.focusWidget(), QAbstractButton | QLineEdit)


def test_the_word_is_one_line_of_some_letters(window: ClosingCard) -> None:
    edit = window.findChildren(QLineEdit)[0]
    edit.setText("x" * 500)
    assert len(edit.text()) == LONGEST_WORD


def test_nobody_is_asked_of_phones_where_ones_own_phone_was_at_the_table(qtbot: QtBot) -> None:
    assert "Phones stayed down?" in words(shown(qtbot))
    seen = replace(ENDED, watched=frozenset({Watched.PHONE}))
    window = shown(qtbot, seen)
    assert "Phones stayed down?" not in words(window)
    assert "Did you enjoy it?" in words(window)
