"""The word to who has turned to the screen: friendly, discreet, and gone by itself."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from presence.core.kind import Kinds
from presence.core.session import Session
from presence.core.settings import Theme
from presence.ui.windows.nudge import SECONDS, Nudge, NudgeView, nudge_line
from tests.screenshots_asking import PANELS
from tests.screenshots_windows import (
    LONG_NAME,
    NOW,
    VARIANTS,
    ZONE,
    Variant,
    Wished,
    dressed,
    session,
)
from tests.ui.accessible import clipped
from tests.ui.test_first_minute import button, words


def view(running: Session, show_people: bool = True) -> NudgeView:
    return NudgeView(NOW, ZONE, Kinds(), running, show_people)


@pytest.fixture
def nudge(qtbot: QtBot) -> Nudge:
    nudge = Nudge()
    qtbot.addWidget(nudge)
    with qtbot.waitExposed(nudge):
        nudge.show_for(view(session()))
    QApplication.sendEvent(nudge, QEvent(QEvent.Type.Leave))
    return nudge


@pytest.fixture
def dressed_app(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    dressed(qapp, VARIANTS[0])


def timer(nudge: Nudge) -> QTimer:
    return next(timer for timer in nudge.findChildren(QTimer) if timer.parent() is nudge)


@pytest.mark.parametrize(
    ("running", "show_people", "said"),
    [
        (session(), True, "Dinner with Ana, Tom goes on until 20:30."),
        (session(), False, "Dinner goes on until 20:30."),
        (session(103, None, "family"), True, "Family with Ana, Tom goes on."),
        (session(103, None, "family"), False, "Family goes on."),
        (session(100, 90), False, "Dinner goes on."),
        (session(people=()), True, "Dinner goes on until 20:30."),
    ],
    ids=["names", "discreet", "open", "open and discreet", "over time", "nobody named"],
)
def test_it_says_what_goes_on_and_until_when(
    running: Session, show_people: bool, said: str
) -> None:
    assert nudge_line(view(running, show_people)) == said


def test_a_long_name_ends_in_dots() -> None:
    said = nudge_line(view(session(people=(LONG_NAME, LONG_NAME))))
    assert said.endswith("… goes on until 20:30.")
    assert len(said) < 80


def test_it_takes_neither_focus_nor_keys(nudge: Nudge) -> None:
    assert nudge.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert nudge.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    children = nudge.findChildren(QWidget)
    assert all(child.focusPolicy() is Qt.FocusPolicy.NoFocus for child in children)


def test_back_to_it_asks_nothing_more(qtbot: QtBot, nudge: Nudge) -> None:
    with qtbot.assertNotEmitted(nudge.needed), qtbot.assertNotEmitted(nudge.not_me):
        button(nudge, "Back to it").click()
    assert not nudge.isVisible()


@pytest.mark.parametrize("word", ["I needed it", "It wasn't me"])
def test_an_answer_is_told_and_it_goes(qtbot: QtBot, nudge: Nudge, word: str) -> None:
    with qtbot.waitSignal(nudge.needed if "needed" in word else nudge.not_me):
        button(nudge, word).click()
    assert not nudge.isVisible()


def test_it_goes_by_itself_but_not_from_under_the_pointer(nudge: Nudge) -> None:
    assert timer(nudge).interval() == SECONDS * 1000
    at = QPointF(5, 5)
    QApplication.sendEvent(nudge, QEnterEvent(at, at, at))
    assert not timer(nudge).isActive()
    QApplication.sendEvent(nudge, QEvent(QEvent.Type.Leave))
    assert timer(nudge).isActive()
    timer(nudge).timeout.emit()
    assert not nudge.isVisible()


def test_a_name_is_never_read_as_html(nudge: Nudge) -> None:
    nudge.show_for(view(session(people=("<b>Ana</b>",))))
    assert "<b>Ana</b>" in words(nudge)
    labels = nudge.findChildren(QLabel)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


@pytest.mark.parametrize("name", PANELS)
@pytest.mark.parametrize(
    "variant",
    [
        *VARIANTS,
        Variant("200 %", Theme.LIGHT, Wished(font=("Noto Sans", 20.0))),
    ],
    ids=lambda variant: variant.name,
)
def test_no_word_is_cut_off(
    qtbot: QtBot, dressed_app: QApplication, name: str, variant: Variant
) -> None:
    dressed(dressed_app, variant)
    panel = PANELS[name]()
    qtbot.addWidget(panel)
    dressed_app.processEvents()
    assert clipped(panel) == []
    assert dressed_app.primaryScreen().availableGeometry().contains(panel.geometry())


def test_shown_again_it_says_what_is_so_now(nudge: Nudge) -> None:
    nudge.show_for(view(replace(session(), people=())))
    assert words(nudge) == "Dinner goes on until 20:30."
