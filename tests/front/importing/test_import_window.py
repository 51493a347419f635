"""Importing from the window, by keyboard: seen first, then done, stopped, and taken back."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from threading import enumerate as enumerate_threads

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from presence.ui.importing.window import ImportWindow
from presence.ui.log.window import LogWindow
from presence.words.dates import grouped
from tests.core.conftest import Desk, desk
from tests.fakes import EVENING
from tests.front.room import DINNER, Room
from tests.journeys.calendar_file import ANA, TOM, Meeting, write

__all__ = ["desk"]

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
HEAD = "started_at,ended_at,kind,people,note"
TABLE = f"""{HEAD}
2026-11-18 12:00,2026-11-18 13:00,coffee,Ana; Tom,hello
2026-11-18 19:00,2026-11-18 18:00,dinner,Ana,
2026-11-19 19:00,2026-11-19 21:00,dinner,Ana,
"""


@pytest.fixture
def room(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    room = Room(desk, tmp_path)
    yield room
    room.close()


def file(tmp_path: Path, text: str, name: str = "mine.csv") -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def many(count: int) -> str:
    starts = [EVENING - timedelta(hours=2 * number + 5) for number in range(count)]
    rows = [f"{at.isoformat()},{(at + timedelta(hours=1)).isoformat()},walk,," for at in starts]
    return "\n".join([HEAD, *rows]) + "\n"


def opened(room: Room, path: str = "") -> ImportWindow:
    room.screen.show(f"import#{path}")
    window = room.shown(ImportWindow)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    return window


def until(is_so: Callable[[], bool]) -> None:
    for _turn in range(3000):
        if is_so():
            return
        QTest.qWait(10)
    raise AssertionError


def wait_for(room: Room, words: str) -> None:
    until(lambda: words in room.words(ImportWindow))


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def listed(window: ImportWindow, heading: str) -> list[str]:
    for each in window.findChildren(QListWidget):
        if heading in each.accessibleName() and each.isVisible():
            return [each.item(row).text() for row in range(each.count())]
    return []


def count(room: Room) -> int:
    return len(room.desk.log.newest(10_000))


def test_from_the_log_by_keyboard_alone(room: Room, tmp_path: Path) -> None:
    room.screen.show("log")
    log = room.shown(LogWindow)
    log.activateWindow()
    assert QTest.qWaitForWindowActive(log)
    press(Key.Key_I, CTRL)
    window = room.shown(ImportWindow)
    assert QTest.qWaitForWindowActive(window)
    press(Key.Key_O, CTRL)
    (dialog,) = window.findChildren(QFileDialog)
    dialog.fileSelected.emit(file(tmp_path, TABLE))
    dialog.close()
    wait_for(room, "Would add 2 sessions, 2 people.")
    assert count(room) == 0
    assert listed(window, "as understood") == [
        "Coffee · Ana, Tom · Wed 18 Nov, 12:00 – 13:00 · 1 h · hello",
        "Dinner · Ana · Yesterday, 19:00 – 21:00 · 2 h",
    ]
    assert listed(window, "and why") == ["line 3: it ends before it starts"]
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    until(lambda: isinstance(QApplication.focusWidget(), QPushButton))
    press(Key.Key_Space)
    wait_for(room, "Added 2 sessions, 2 people.")
    assert count(room) == 2
    room.press(ImportWindow, "Undo it")
    wait_for(room, "Undone: imported mine.csv")
    assert count(room) == 0


def test_tab_reaches_every_control_and_each_has_a_name(room: Room, tmp_path: Path) -> None:
    window = opened(room, file(tmp_path, TABLE))
    wait_for(room, "Would add")
    wanted = {
        widget
        for widget in window.findChildren(QPushButton) + window.findChildren(QListWidget)
        if widget.isVisible() and widget.isEnabled()
    }
    met = set()
    for _turn in range(20):
        focus = QApplication.focusWidget()
        assert focus is not None
        met.add(focus)
        press(Key.Key_Tab)
    assert wanted <= met
    assert all(each.accessibleName() or getattr(each, "text", str)() for each in met)


def test_what_was_imported_is_not_offered_again(room: Room, tmp_path: Path) -> None:
    path = file(tmp_path, TABLE)
    opened(room, path)
    wait_for(room, "Would add 2 sessions")
    room.press(ImportWindow, "Import")
    wait_for(room, "Added 2 sessions")
    opened(room, path)
    wait_for(room, "2 sessions were there already.")
    button = next(
        each
        for each in room.shown(ImportWindow).findChildren(QPushButton)
        if each.text().replace("&", "") == "Import"
    )
    assert not button.isEnabled()


@pytest.mark.usefixtures("piece_by_piece")
def test_thousands_can_be_stopped_and_a_session_started_meanwhile(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(room, file(tmp_path, many(3000)))
    wait_for(room, f"Would add {grouped(3000)} sessions")
    room.press(ImportWindow, "Import")
    wait_for(room, "Still at work")
    until(lambda: "Still at work: 0 %" not in room.words(ImportWindow))
    assert count(room) == 0, "as long as nobody else writes, nothing of it is in the log"
    room.screen.start(DINNER)
    assert count(room) > 1
    said: list[str] = []

    def say(line: str, **more: bool) -> None:
        said.append(line)
        ImportWindow.say(window, line, **more)

    monkeypatch.setattr(window, "say", say)
    window.stop_wanted.emit()  # what came in may be out again before this returns
    assert "goes out again" in said[0]
    wait_for(room, "nothing of it is in the log")
    assert count(room) == 1
    room.press(ImportWindow, "Import")
    wait_for(room, f"Added {grouped(3000)} sessions")
    assert count(room) == 3001


def test_nothing_waits_while_a_calendar_is_read(room: Room, tmp_path: Path) -> None:
    begins = EVENING - timedelta(days=2)
    path = tmp_path / "mine.ics"
    write(path, Meeting("Dinner", begins, guests=(ANA,)), Meeting("Coffee", begins, guests=(TOM,)))
    room.screen.show(f"import#{path}")
    assert "Would add" not in room.words_now(ImportWindow), "it is read by another process"
    room.screen.start(DINNER)
    assert count(room) == 1
    wait_for(room, "Would add 2 sessions")
    room.press(ImportWindow, "Import")
    wait_for(room, "Added 2 sessions")
    assert count(room) == 3


def test_a_calendar_that_is_being_read_can_be_left(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "mine.ics"
    write(path, Meeting("Dinner", EVENING - timedelta(days=2)))
    room.screen.show(f"import#{path}")
    room.screen.show(f"import#{file(tmp_path, TABLE)}")
    wait_for(room, "Would add 2 sessions, 2 people.")
    until(lambda: not [each for each in enumerate_threads() if each.name == "import"])
    assert "Would add 2 sessions, 2 people." in room.words(ImportWindow)


@pytest.mark.usefixtures("piece_by_piece")
def test_a_file_chosen_while_another_is_looked_through_takes_its_place(
    room: Room, tmp_path: Path
) -> None:
    window = opened(room, file(tmp_path, many(3000), "long.csv"))
    assert "Would add" not in room.words(ImportWindow), "it is still looked through"
    room.screen.show(f"import#{file(tmp_path, TABLE)}")
    wait_for(room, "Would add 2 sessions, 2 people.")
    opened(room, file(tmp_path, many(3000), "long.csv"))
    window.close()
    room.screen.show("import")
    QTest.qWait(1000)
    assert "Would add" not in room.words(ImportWindow)


def test_another_format_can_be_chosen_and_says_what_is_wrong(room: Room, tmp_path: Path) -> None:
    window = opened(room, file(tmp_path, TABLE))
    wait_for(room, "Would add")
    formats = chosen(window, "Format")
    formats.setFocus()
    formats.setCurrentIndex(formats.findData("jsonl"))
    formats.activated.emit(formats.currentIndex())
    wait_for(room, "nothing was changed")
    assert not listed(window, "as understood")
    formats.setCurrentIndex(formats.findData("csv"))
    formats.activated.emit(formats.currentIndex())
    wait_for(room, "Would add 2 sessions")


def test_a_format_is_known_by_how_the_file_begins(room: Room, tmp_path: Path) -> None:
    text = '{"schema":"presence-log/1.0"}\n{"type":"end","lines":2}\n'
    window = opened(room, file(tmp_path, text, "odd.txt"))
    wait_for(room, "Nothing new would be added.")
    formats = chosen(window, "Format")
    assert formats.currentData() == "jsonl"


def test_of_a_file_that_breaks_off_it_is_said_that_the_rest_was_not_read(
    room: Room, tmp_path: Path
) -> None:
    hours = [f'{{"start":"20260101T{n}0000Z","end":"20260101T{n}3000Z"}}' for n in (10, 11, 12)]
    text = f"[{hours[0]}\n{hours[1]},\n{hours[2]}]"
    window = opened(room, file(tmp_path, text, "timewarrior.json"))
    wait_for(room, "Would add 1 session")
    assert "The file could be read only in part." in room.words(ImportWindow)
    assert listed(window, "and why") == ["line 2: nothing was read from here on: it is no JSON"]


def test_what_was_left_out_is_kept_in_a_file(room: Room, tmp_path: Path) -> None:
    window = opened(room, file(tmp_path, TABLE))
    wait_for(room, "Would add")
    room.press(ImportWindow, "Save what was left out")
    (dialog,) = window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "out.csv"))
    dialog.close()
    assert (tmp_path / "out.csv").read_text() == (
        "line,file,reason,content\n"
        '3,,it ends before it starts,"2026-11-18 19:00,2026-11-18 18:00,dinner,Ana,"\n'
    )
    assert "1 line written to" in room.words(ImportWindow)


def test_what_was_left_out_is_not_saved_over_the_file_that_is_read(
    room: Room, tmp_path: Path
) -> None:
    path = file(tmp_path, TABLE)
    window = opened(room, path)
    wait_for(room, "Would add")
    room.press(ImportWindow, "Save what was left out")
    (dialog,) = window.findChildren(QFileDialog)
    dialog.fileSelected.emit(path)
    dialog.close()
    assert "is what is read itself" in room.words(ImportWindow)
    assert Path(path).read_text() == TABLE


def test_a_file_that_is_gone_is_said(room: Room, tmp_path: Path) -> None:
    opened(room, str(tmp_path / "gone.csv"))
    wait_for(room, "cannot be read")


OTHER = 'Wann,Fertig,Wen,Dauer\n03/04/2026 10:00,,Ana,"1,5"\n05/04/2026 9:00,,Tom,2\n'


def chosen(window: ImportWindow, name: str) -> QComboBox:
    return next(each for each in window.findChildren(QComboBox) if name in each.accessibleName())


def choose(window: ImportWindow, name: str, data: str) -> None:
    box = chosen(window, name)
    box.setFocus()
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def test_the_columns_of_any_table_can_be_said(room: Room, tmp_path: Path) -> None:
    window = opened(room, file(tmp_path, OTHER))
    wait_for(room, "Day first or month first?")
    assert chosen(window, "Column Wann").currentData() == "start"
    assert chosen(window, "Column Dauer").currentData() == "length"
    assert "numbers are hours, and “,” is the decimal sign" in room.words(ImportWindow)
    choose(window, "Days are written", "dmy")
    wait_for(room, "Would add 2 sessions.")
    choose(window, "Column Wen", "who")
    wait_for(room, "Would add 2 sessions, 2 people.")
    assert listed(window, "as understood")[0].startswith("Meeting · Ana · Fri 3 Apr")
    choose(window, "Days are written", "mdy")
    until(lambda: "4 Mar" in "".join(listed(window, "as understood")))
    choose(window, "Column Wann", "")
    wait_for(room, "Say which column is the start")
    choose(window, "Column Wann", "start")
    wait_for(room, "Would add 2 sessions, 2 people.")
    room.press(ImportWindow, "Import")
    wait_for(room, "Added 2 sessions, 2 people.")
    assert {each.people for each in room.desk.log.newest(5)} == {("Ana",), ("Tom",)}
