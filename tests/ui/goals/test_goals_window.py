"""The window of goals: names, order, room, and every action by the keyboard alone."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from presence.core.goals.pause import Pause
from presence.core.goals.progress import Outcome
from presence.ui.goals.squares import WeekSquares, draw_square
from presence.ui.goals.view import GoalsView, Square
from presence.ui.goals.window import GoalsWindow
from presence.ui.look import contrast
from tests.screenshots_goals import SCENES, USUAL, break_row, goal_row, goals
from tests.screenshots_windows import VARIANTS, Scene, Variant, dressed
from tests.ui.accessible import beside_the_page, clipped, focusable, nameless, out_of_order
from tests.ui.shown import shown

LIGHT, DARK, LARGE, MIRRORED, SHARP = VARIANTS
NEW_YEAR = Pause("r", "", date(2026, 1, 1), date(2026, 1, 1))
every_scene = pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())


@pytest.fixture
def window(qtbot: QtBot) -> GoalsWindow:
    window = goals(LIGHT.look, undo="changed the goal 3h 19:40")
    qtbot.addWidget(window)
    window.present()
    with qtbot.waitExposed(window):
        window.activateWindow()
    return window


@every_scene
@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_it_can_be_read_and_reached_in_every_look(
    qtbot: QtBot, undressed: QApplication, scene: Scene, variant: Variant
) -> None:
    window = shown(qtbot, undressed, scene, variant)
    assert nameless(window) == []
    assert out_of_order(window) == []
    assert clipped(window) == []
    assert not beside_the_page(window)


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_every_shape_stands_out_from_its_ground(undressed: QApplication, variant: Variant) -> None:
    dressed(undressed, variant)
    palette = QApplication.palette()
    for role in (QPalette.ColorRole.Link, QPalette.ColorRole.PlaceholderText):
        assert contrast(palette.color(role).name(), variant.look.surface) >= 3  # WCAG 1.4.11
    tick = QColor(palette.color(QPalette.ColorRole.Base)).name()
    assert contrast(tick, palette.color(QPalette.ColorRole.Link).name()) >= 3


def press(key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """A key, to whatever has the keyboard."""
    focus = QApplication.focusWidget()
    assert focus is not None
    held = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(focus, key, held)


def tab_to(window: GoalsWindow, name: str) -> None:
    """Press Tab until the control of that name has the keyboard."""
    for _ in range(60):
        focus = QApplication.focusWidget()
        if focus is not None and name in focus.accessibleName():
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {name!r}")


def with_keyboard() -> str:
    """The name of what has the keyboard."""
    focus = QApplication.focusWidget()
    return "" if focus is None else focus.accessibleName()


def write(text: str) -> None:
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    QTest.keyClicks(focus, text)


def test_a_goal_is_added_by_the_keyboard(qtbot: QtBot, window: GoalsWindow) -> None:
    tab_to(window, "New goal")
    write("90% kept")
    with qtbot.waitSignal(window.goal_entered) as entered:
        press(Qt.Key.Key_Return)
    assert entered.args == ["", "90% kept"]


def test_a_letter_with_alt_goes_to_each_line(window: GoalsWindow) -> None:
    press(Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    assert with_keyboard() == "New break"
    press(Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert with_keyboard() == "New goal"


def test_a_goal_is_changed_by_the_keyboard(qtbot: QtBot, window: GoalsWindow) -> None:
    tab_to(window, "Change: With Ana: 3 h a week")
    press(Qt.Key.Key_Space)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    assert focus.text() == "3h a week with @Ana"
    write("4h with @Ana")
    with qtbot.waitSignal(window.goal_entered) as entered:
        press(Qt.Key.Key_Return)
    assert entered.args == ["b", "4h with @Ana"]


def test_escape_leaves_what_is_changed_as_it_was_and_then_closes(window: GoalsWindow) -> None:
    tab_to(window, "Change: Everything")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Escape)
    assert window.isVisible()
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    assert focus.text() == ""
    press(Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_a_goal_is_removed_and_the_keyboard_stays_where_it_was(
    qtbot: QtBot, window: GoalsWindow
) -> None:
    tab_to(window, "Remove: With Ana")
    with qtbot.waitSignal(window.goal_removed) as removed:
        press(Qt.Key.Key_Space)
    assert removed.args == ["b"]
    left = [goal_row(goal, value) for goal, value in USUAL if goal.id != "b"]
    window.redraw(GoalsView(left, [], ""))
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Remove: Meeting: at most 10 h a week"
    window.redraw(GoalsView([], [], ""))
    assert with_keyboard() == "New goal"


def test_breaks_are_added_changed_and_removed_by_the_keyboard(
    qtbot: QtBot, window: GoalsWindow
) -> None:
    tab_to(window, "New break")
    write("2026-01-05 2026-01-06 ill")
    with qtbot.waitSignal(window.break_entered) as entered:
        press(Qt.Key.Key_Return)
    assert entered.args == ["", "2026-01-05 2026-01-06 ill"]
    tab_to(window, "Change: Holiday")
    press(Qt.Key.Key_Space)
    with qtbot.waitSignal(window.break_entered) as entered:
        press(Qt.Key.Key_Return)
    assert entered.args == ["p", "2025-12-20 2026-01-03 Holiday"]
    tab_to(window, "Remove: Holiday")
    with qtbot.waitSignal(window.break_removed) as removed:
        press(Qt.Key.Key_Space)
    assert removed.args == ["p"]


def test_undo_is_a_key_and_a_button(qtbot: QtBot, window: GoalsWindow) -> None:
    tab_to(window, "Change: With Ana")
    with qtbot.waitSignal(window.undo_requested):
        press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(window.undo_requested):
        press(Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)


def test_what_is_not_understood_is_said_and_not_taken(qtbot: QtBot, window: GoalsWindow) -> None:
    tab_to(window, "New goal")
    write("lunch 3h")
    with qtbot.assertNotEmitted(window.goal_entered, wait=10):
        press(Qt.Key.Key_Return)
    assert any("cannot be so" in label for label in _labels(window))


def test_somebody_who_types_goes_on_typing_when_a_week_moves_on(window: GoalsWindow) -> None:
    tab_to(window, "New goal")
    write("3h wi")
    rows = [goal_row(goal, value) for goal, value in USUAL[:2]]
    window.redraw(GoalsView(rows, [break_row(NEW_YEAR)], ""))
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    assert focus.text() == "3h wi"


def test_the_arrows_go_from_week_to_week_and_say_each(qtbot: QtBot, window: GoalsWindow) -> None:
    tab_to(window, "The last weeks of Dinner")
    squares = QApplication.focusWidget()
    assert isinstance(squares, WeekSquares)
    assert squares.accessibleName().endswith("17 Nov – 23 Nov: still running, 4 of 5 days")
    with qtbot.waitSignal(squares.pointed) as pointed:
        press(Qt.Key.Key_Left)
    assert pointed.args[0].startswith("10 Nov – 16 Nov: ")
    assert squares.accessibleName().endswith(pointed.args[0])
    assert any(label == pointed.args[0] for label in _labels(window))
    press(Qt.Key.Key_Home)
    assert "29 Sep – 5 Oct" in squares.accessibleName()
    press(Qt.Key.Key_End)
    assert "17 Nov" in squares.accessibleName()


def test_in_a_language_from_right_to_left_the_arrows_go_the_way_they_point(
    qtbot: QtBot, undressed: QApplication
) -> None:
    window = shown(qtbot, undressed, goals, MIRRORED)
    squares = window.findChildren(WeekSquares)[0]
    squares.setFocus()
    QTest.keyClick(squares, Qt.Key.Key_Right)
    assert "10 Nov" in squares.accessibleName()


def test_a_week_under_the_pointer_says_what_it_was(window: GoalsWindow) -> None:
    squares = window.findChildren(WeekSquares)[0]
    place = QPoint(squares.width() - 10, squares.height() // 2)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, place, squares.mapToGlobal(place))
    assert QApplication.sendEvent(squares, event)


def test_each_outcome_has_a_shape_of_its_own(qapp: QApplication) -> None:
    """Told apart without any colour: the drawn shapes differ in black and white."""
    palette = QPalette()
    for role in (QPalette.ColorRole.Link, QPalette.ColorRole.PlaceholderText):
        palette.setColor(role, QColor("black"))
    palette.setColor(QPalette.ColorRole.Base, QColor("white"))
    drawn = set()
    for outcome in Outcome:
        image = QImage(24, 24, QImage.Format.Format_Grayscale8)
        image.fill(QColor("white"))
        painter = QPainter(image)
        draw_square(painter, QRectF(2, 2, 20, 20), Square(outcome, 0.0, ""), palette)
        painter.end()
        drawn.add(bytes(image.constBits()))
    assert len(drawn) == len(Outcome)


def test_everything_that_can_be_pressed_is_reached_by_tab(window: GoalsWindow) -> None:
    reached = set(focusable(window))
    assert {button for button in window.findChildren(QToolButton) if button.isVisible()} <= reached


def _labels(window: GoalsWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
