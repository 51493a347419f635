"""Every window in type of twice the size, on a screen 800 pixels wide: it wraps and stacks."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QTextBrowser,
)
from pytestqt.qtbot import QtBot

from presence import texts
from presence.core.settings import Theme
from presence.ui.controls import text_label
from tests.screenshots import every_scene
from tests.screenshots_windows import VARIANTS, Scene, Variant, Wished, dressed
from tests.ui.accessible import beside_the_page
from tests.ui.shown import shown

LARGE = Variant("200 %", Theme.LIGHT, Wished(font=("Noto Sans", 20.0)))
WIDTH = 736  # so much of 800 pixels a window asks for

SCENES = every_scene()


@pytest.fixture(autouse=True)
def _german() -> None:
    """Its words are longer than the English ones."""
    texts.use_language("de")


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())
def test_nothing_needs_to_be_moved_sideways_on_a_small_screen(
    qtbot: QtBot, undressed: QApplication, scene: Scene
) -> None:
    window = shown(qtbot, undressed, scene, LARGE)
    window.resize(WIDTH, 600)
    undressed.processEvents()
    undressed.processEvents()  # once more: heights that follow from widths
    assert window.width() == WIDTH
    assert not beside_the_page(window)
    for text in window.findChildren(QTextBrowser):
        assert text.horizontalScrollBar().maximum() == 0


def test_a_word_that_is_broken_for_the_eye_is_whole_for_a_screen_reader(qtbot: QtBot) -> None:
    name = "a" * 80
    label = text_label(name)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < label.fontMetrics().horizontalAdvance(name) / 4
    interface = QAccessible.queryAccessibleInterface(label)
    assert interface.text(QAccessible.Text.Name) == label.text() == name
    label.setText("Ana")
    assert interface.text(QAccessible.Text.Name) == "Ana"


def test_a_length_is_not_broken_between_its_parts(qtbot: QtBot) -> None:
    label = text_label("7.5 of 10 h · 2 h 30 min left")
    qtbot.addWidget(label)
    assert QLabel.text(label).replace("\u00a0", "_") == "7.5 of 10_h_· 2_h_30_min left"


def test_no_line_of_a_label_begins_with_a_dot_or_with_the_number_of_what_is_before_it(
    qtbot: QtBot,
) -> None:
    label = text_label("computer only: 6 · you said so: 29 · not known: 11")
    qtbot.addWidget(label)
    shown = QLabel.text(label)
    assert shown.replace("\u00a0", "_") == "computer only:_6_· you said so:_29_· not known:_11"
    interface = QAccessible.queryAccessibleInterface(label)
    assert interface.text(QAccessible.Text.Name) == label.text()
    assert "\u00a0" not in label.text()


def test_what_is_ticked_grows_with_the_type(qtbot: QtBot, undressed: QApplication) -> None:
    part = QStyle.SubElement
    sides = []
    for variant in (VARIANTS[0], LARGE):
        dressed(undressed, variant)
        for box, indicator in (
            (QCheckBox("Ana"), part.SE_CheckBoxIndicator),
            (QRadioButton("Ana"), part.SE_RadioButtonIndicator),
        ):
            qtbot.addWidget(box)
            option = QStyleOptionButton()
            option.initFrom(box)
            sides.append(box.style().subElementRect(indicator, option, box).height())
    small, large = sides[:2], sides[2:]
    assert small == [16, 16]
    assert min(large) >= 24
