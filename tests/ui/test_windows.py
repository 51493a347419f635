"""Every small window, in every state: names, order, room, Escape, and foreign text as it is."""

import gc
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from presence.core.kind import Kinds
from presence.core.settings import Theme
from presence.ui.log.window import LogWindow
from presence.ui.page import PageWindow
from presence.ui.settings.window import SettingsWindow
from presence.ui.time_edit import TimeEdit
from presence.ui.windows.first_minute import FirstMinute, FirstMinuteView, Trial
from presence.ui.windows.help import HelpWindow
from presence.ui.windows.session import SessionView, SessionWindow
from tests import (
    screenshots_asking,
    screenshots_entering,
    screenshots_log,
    screenshots_people,
    screenshots_settings,
    screenshots_windows,
)
from tests.screenshots_windows import (
    QUIET,
    STARTS,
    VARIANTS,
    Scene,
    Variant,
    Wished,
    dressed,
    session,
    snapshot,
)
from tests.ui.accessible import beside_the_page, clipped, nameless, out_of_order
from tests.ui.shown import shown

LIGHT = VARIANTS[0]
LARGE_ENOUGH = Variant("200 %", Theme.LIGHT, Wished(font=("Noto Sans", 20.0)))
MIRRORED = Variant("rtl", Theme.LIGHT, direction=Qt.LayoutDirection.RightToLeft)

SCENES = {
    **screenshots_windows.SCENES,
    **screenshots_asking.SCENES,
    **screenshots_entering.SCENES,
    **screenshots_log.SCENES,
    **screenshots_settings.SCENES,
    **screenshots_people.SCENES,
}

every_scene = pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())


@every_scene
def test_a_screen_reader_has_a_name_for_all_that_can_be_reached(
    qtbot: QtBot, undressed: QApplication, scene: Scene
) -> None:
    assert nameless(shown(qtbot, undressed, scene)) == []


@every_scene
@pytest.mark.parametrize("variant", [LIGHT, MIRRORED], ids=["ltr", "rtl"])
def test_tab_goes_the_way_the_eye_goes(
    qtbot: QtBot, undressed: QApplication, scene: Scene, variant: Variant
) -> None:
    assert out_of_order(shown(qtbot, undressed, scene, variant)) == []


@every_scene
@pytest.mark.parametrize("variant", [LIGHT, LARGE_ENOUGH], ids=["100 %", "200 %"])
def test_no_word_is_cut_off(
    qtbot: QtBot, undressed: QApplication, scene: Scene, variant: Variant
) -> None:
    assert clipped(shown(qtbot, undressed, scene, variant)) == []


@every_scene
def test_nothing_needs_to_be_moved_sideways(
    qtbot: QtBot, undressed: QApplication, scene: Scene
) -> None:
    assert not beside_the_page(shown(qtbot, undressed, scene))


@every_scene
def test_escape_closes(qtbot: QtBot, undressed: QApplication, scene: Scene) -> None:
    window = shown(qtbot, undressed, scene)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    # The first one empties the search, or closes what is asked above the log.
    if isinstance(window, HelpWindow | LogWindow | SettingsWindow) and window.isVisible():
        QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


@every_scene
def test_f1_asks_for_the_help_of_this_window(
    qtbot: QtBot, undressed: QApplication, scene: Scene
) -> None:
    window = shown(qtbot, undressed, scene)
    if isinstance(window, HelpWindow):
        return
    f1 = next(s for s in window.findChildren(QShortcut) if s.key().toString() == "F1")
    with qtbot.waitSignal(window.help_requested) as asked:
        f1.activated.emit()
    assert asked.args == [window.help_heading]
    assert window.help_heading


@every_scene
def test_foreign_text_is_never_read_as_html(
    qtbot: QtBot, undressed: QApplication, scene: Scene
) -> None:
    window = shown(qtbot, undressed, scene)
    for label in window.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or not label.text(), label.text()


@every_scene
def test_a_window_takes_a_new_look_while_it_is_open(
    qtbot: QtBot, undressed: QApplication, scene: Scene
) -> None:
    window = shown(qtbot, undressed, scene)
    dark = VARIANTS[1]
    dressed(undressed, dark)
    window.set_look(dark.look)
    undressed.processEvents()
    ground = window.grab().toImage().pixelColor(3, 3)
    assert ground.name() == dark.look.ground


def test_larger_type_reaches_a_window_that_is_open(qtbot: QtBot, undressed: QApplication) -> None:
    window = shown(qtbot, undressed, SCENES["card-past-the-end"])
    title = window.findChildren(QLabel)[0]
    before = title.fontMetrics().height()
    dressed(undressed, LARGE_ENOUGH)
    window.set_look(LARGE_ENOUGH.look)
    assert title.fontMetrics().height() > 1.8 * before


def test_a_window_grows_with_what_it_has_to_say(qtbot: QtBot, undressed: QApplication) -> None:
    window = shown(qtbot, undressed, SCENES["first-minute"])
    before = window.height()
    assert isinstance(window, FirstMinute)
    window.redraw(replace(window_view(), trial=Trial.PUT_BACK, trial_report=QUIET))
    undressed.processEvents()
    assert window.height() > before
    assert window.page.verticalScrollBar().maximum() == 0


def test_a_window_grows_to_the_side_too(qtbot: QtBot, undressed: QApplication) -> None:
    window = shown(qtbot, undressed, SCENES["session-idle"])
    assert isinstance(window, SessionWindow)
    window.resize(window.page.least_width(), window.height())
    view = SessionView(has_tray=False)
    window.redraw(snapshot(session(102, 90, "meeting")), view)
    undressed.processEvents()
    assert not beside_the_page(window)


def test_what_is_too_high_for_the_screen_is_moved_up_and_down_alone(
    qtbot: QtBot, undressed: QApplication
) -> None:
    window = PageWindow(LIGHT.look, "too high", letters=20)
    qtbot.addWidget(window)
    window.column.addWidget(wide := QLabel("as wide as the page"))
    wide.setFixedSize(20 * window.fontMetrics().averageCharWidth(), 300)
    window.fit()
    with qtbot.waitExposed(window):
        window.show()
    window.column.addWidget(high := QLabel("higher than the screen"))
    high.setFixedHeight(3000)
    high.show()
    window.grow()
    undressed.processEvents()
    assert window.page.verticalScrollBar().maximum() > 0
    assert not beside_the_page(window)


@pytest.mark.parametrize("name", ["settings", "card-past-the-end"])
def test_a_time_can_be_read_also_after_the_look_changed(
    qtbot: QtBot, undressed: QApplication, name: str
) -> None:
    window = shown(qtbot, undressed, SCENES[name])
    dressed(undressed, VARIANTS[1])
    window.set_look(VARIANTS[1].look)
    undressed.processEvents()
    for edit in window.findChildren(TimeEdit):
        text = edit.findChildren(QLineEdit)[0]
        assert text.width() >= text.fontMetrics().horizontalAdvance(text.text())


def test_the_screen_outlives_a_window_that_is_thrown_away(undressed: QApplication) -> None:
    gone: list[str] = []
    undressed.primaryScreen().destroyed.connect(lambda: gone.append("screen"))
    for name in ("settings", "help"):
        window = SCENES[name](LIGHT.look)
        window.present()
        window.close()
        del window
        gc.collect()
    assert gone == []


def window_view() -> FirstMinuteView:
    return FirstMinuteView(
        desktop="GNOME", mechanism="gnome", has_tray=True, kinds=Kinds(), starts=STARTS
    )


def test_the_checks_above_can_fail(qtbot: QtBot, undressed: QApplication) -> None:
    dressed(undressed, LIGHT)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    label = QLabel("far too long for its place", window)
    label.setMaximumWidth(10)
    first, second = QLineEdit(window), QLineEdit(window)
    for widget in (label, second, first):
        column.addWidget(widget)
    QWidget.setTabOrder(first, second)
    window.show()
    assert len(clipped(window)) == 1
    assert len(nameless(window)) == 2
    assert out_of_order(window) == ["QLineEdit -> QLineEdit"]
