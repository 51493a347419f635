"""The line that a session is entered in: preview, readings and completion, by keys alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from presence.core.entry import Entry
from presence.ui.entering.line import EntryLine
from tests.screenshots_entering import context


@pytest.fixture
def line(qtbot: QtBot) -> EntryLine:
    line = EntryLine("Type.")
    line.set_context(context())
    qtbot.addWidget(line)
    with qtbot.waitExposed(line):
        line.show()
    line.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.edit.hasFocus, timeout=10_000)
    return line


def words(line: EntryLine) -> str:
    return "\n".join(label.text() for label in line.findChildren(QLabel) if label.isVisible())


def answers(line: EntryLine) -> list[str]:
    found = [button for button in line.findChildren(QPushButton) if button.isVisible()]
    return [button.text().replace("&", "") for button in found]


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is, as a window system would give it out."""
    target = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifier)


def typed(line: EntryLine, text: str) -> None:
    """Type letter by letter, wherever the keyboard is by then."""
    for letter in text:
        target = QApplication.activePopupWidget() or line.edit
        QTest.keyClicks(target, letter)
    if QApplication.activePopupWidget() is None:
        line.window().activateWindow()  # without a window system a list keeps it when it goes
        line.setFocus()


def entered(qtbot: QtBot, line: EntryLine, key: Qt.Key = Qt.Key.Key_Return) -> Entry:
    with qtbot.waitSignal(line.entered, timeout=10_000) as signal:
        press(key)
    assert isinstance(signal.args, list)
    (entry,) = signal.args
    assert isinstance(entry, Entry)
    return entry


def test_what_is_understood_is_shown_while_it_is_typed(line: EntryLine) -> None:
    assert words(line) == "Type."
    typed(line, "dinner @Ana ")
    assert "Dinner · Ana" in words(line)
    assert "Add a day and times" in words(line)
    typed(line, "yesterday 19-21:30 #family")
    assert "yesterday · 19:00–21:30 · 2 h 30 min" in words(line)
    assert "#family" in words(line)
    assert "Dinner · Ana" in line.edit.accessibleDescription()


def test_enter_gives_the_entry(qtbot: QtBot, line: EntryLine) -> None:
    typed(line, "yesterday 19-21:30 dinner @Ana #family ")
    entry = entered(qtbot, line)
    assert (entry.kind, entry.people, entry.tags) == ("dinner", ("Ana",), ("family",))


def test_enter_on_a_line_that_says_too_little_does_nothing(qtbot: QtBot, line: EntryLine) -> None:
    typed(line, "dinner @Ana ")
    with qtbot.assertNotEmitted(line.entered):
        press(Qt.Key.Key_Return)


def test_every_reading_is_a_button_and_alt_and_its_number_takes_it(
    qtbot: QtBot, line: EntryLine
) -> None:
    typed(line, "yesterday 7-9 dinner ")
    assert answers(line) == ["1  19:00–21:00", "2  07:00–09:00"]
    assert "Which time?" in words(line)
    press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    wanted = "yesterday 07:00-09:00 dinner "
    qtbot.waitUntil(lambda: line.text == wanted, timeout=10_000)  # a button shows it is pressed
    assert answers(line) == []
    qtbot.waitUntil(line.edit.hasFocus, timeout=10_000)


def test_a_reading_is_chosen_with_the_mouse(line: EntryLine) -> None:
    line.set_text("yesterday 7-9 dinner")
    (button,) = (each for each in line.findChildren(QPushButton) if "07:00" in each.text())
    button.click()
    assert line.text == "yesterday 07:00-09:00 dinner"


def test_what_is_clearly_likelier_needs_no_answer(qtbot: QtBot, line: EntryLine) -> None:
    typed(line, "yesterday 7-9 dinner ")
    assert entered(qtbot, line).started_at.hour == 18  # 19:00 in Berlin


def test_enter_asks_first_where_nobody_can_know_and_then_goes_on(
    qtbot: QtBot, line: EntryLine
) -> None:
    typed(line, "yesterday 7-8 meeting ")
    with qtbot.assertNotEmitted(line.entered):
        press(Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)
    assert "07:00–08:00" in focused.text()
    press(Qt.Key.Key_Tab)
    assert entered(qtbot, line).started_at.hour == 18


def test_words_that_nobody_understood_are_kept_as_a_note_if_one_wants(
    qtbot: QtBot, line: EntryLine
) -> None:
    typed(line, "yesterday 19-21 dinner in the park ")
    assert "Not understood: in, the, park" in words(line)
    press(Qt.Key.Key_Return)  # goes to the button
    press(Qt.Key.Key_Return)  # presses it
    assert line.text == 'yesterday 19-21 dinner note:"in the park"'
    assert entered(qtbot, line).note == "in the park"


def test_a_word_that_is_still_being_typed_is_not_complained_of(
    qtbot: QtBot, line: EntryLine
) -> None:
    typed(line, "yesterday 19-21 dinner zzz")
    assert "Not understood" not in words(line)
    with qtbot.assertNotEmitted(line.entered):
        press(Qt.Key.Key_Return)
    assert "Not understood: zzz" in words(line)
    typed(line, " ")
    assert "Not understood: zzz" in words(line)


def test_down_and_enter_take_a_completion(qtbot: QtBot, line: EntryLine) -> None:
    typed(line, "yesterday 19-21 dinner @to")
    assert [each.text for each in line.offered] == ['@"Tom Müller"']
    with qtbot.assertNotEmitted(line.entered):
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)
    assert line.text == 'yesterday 19-21 dinner @"Tom Müller" '
    assert line.offered == ()
    assert entered(qtbot, line).people == ("Tom Müller",)


def test_tab_takes_the_first_completion(line: EntryLine) -> None:
    typed(line, "din")
    press(Qt.Key.Key_Tab)
    assert line.text == "dinner "
    assert line.edit.hasFocus()
    typed(line, "@fam")
    press(Qt.Key.Key_Tab)
    assert line.text == "dinner @Family "
    assert "Dinner · Ana, Tom Müller" in words(line)


def test_enter_without_going_into_the_list_enters_the_line(qtbot: QtBot, line: EntryLine) -> None:
    typed(line, "yesterday 19-21 dinner tom")
    assert line.offered
    assert entered(qtbot, line).people == ("Tom Müller",)


def test_escape_closes_the_list_and_leaves_the_line(line: EntryLine) -> None:
    typed(line, "dinner @t")
    press(Qt.Key.Key_Escape)
    assert line.offered == ()
    assert line.text == "dinner @t"


def test_a_new_context_reads_the_line_anew(line: EntryLine) -> None:
    line.set_text("yesterday 19-21 dinner @Kreis")
    assert line.understood is not None
    assert list(line.understood.people) == ["Kreis"]
    line.set_context(replace(context(), groups={"Kreis": ("Ana", "Eve")}))
    assert line.understood is not None
    assert list(line.understood.people) == ["Ana", "Eve"]
