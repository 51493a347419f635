"""The log window over a real log: found, edited, split, merged, deleted, and taken back."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from presence.core.names.group import Group
from presence.core.ports import Change, ChangeKind
from presence.core.session import Said, Session
from presence.ui.log.forms.several import SeveralWindow
from presence.ui.log.window import LogWindow
from presence.ui.windows.details import DetailsWindow
from presence.words.dates import grouped
from tests.core.conftest import Desk, desk
from tests.fakes import EVENING
from tests.front.room import DINNER, Room

__all__ = ["desk"]

HOUR = timedelta(hours=1)
Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def room(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    room = Room(desk, tmp_path)
    yield room
    room.close()


def ago(hours: float, lasted: float, kind: str = "dinner", **more: object) -> Session:
    start = EVENING - HOUR * hours
    whole = Session(
        f"{kind}{hours:g}", kind, start, "Europe/Berlin", ended_at=start + HOUR * lasted
    )
    return replace(whole, **more)  # type: ignore[arg-type]  # fields of a Session


DINNER_THEN = ago(23, 2, people=("Ana",), place="Roma", note="pasta", tags=("family",))
COFFEE = ago(5, 1, "coffee", people=("Tom",), said=Said.YES)
WALK = ago(4, 1, "walk", people=("Ana",))
MEETING = ago(3.5, 1, "meeting", people=("Priya",))


def enter(room: Room, *sessions: Session) -> None:
    change = Change(ChangeKind.ADDED, sessions[0].id, sessions[0].kind, room.clock.now())
    room.desk.log.put(*sessions, because=change)


def opened(room: Room, *sessions: Session, wanted: str = "log") -> LogWindow:
    if sessions:
        enter(room, *sessions)
    room.screen.show(wanted)
    window = room.shown(LogWindow)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    QApplication.processEvents()
    return window


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key where the keyboard is, as somebody would."""
    QTest.keyClick(QApplication.activePopupWidget() or focus(), key, modifiers)
    QApplication.processEvents()


def type_in(text: str) -> None:
    """Replace what stands in the line that has the keyboard."""
    line = focus()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, text)
    QApplication.processEvents()


def focus() -> QWidget:
    """What has the keyboard in its window: without a screen, none is in front after a popup."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget.window().focusWidget()


def cells(window: LogWindow, column: int) -> list[str]:
    model = window.table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def kinds(window: LogWindow) -> list[str]:
    return cells(window, 3)


class TestTheList:
    def test_it_lists_every_session_newest_first_and_says_how_many(self, room: Room) -> None:
        window = opened(room, DINNER_THEN, COFFEE, MEETING)
        assert kinds(window) == ["Meeting", "Coffee", "Dinner"]
        assert cells(window, 0) == ["Today", "Today", "Yesterday"]
        assert cells(window, 1)[2] == "20:00 – 22:00"
        assert cells(window, 7)[2] == "#family · pasta"

    def test_the_time_of_all_is_added_up_while_nobody_waits(self, room: Room, qtbot: QtBot) -> None:
        opened(room, DINNER_THEN, COFFEE)
        qtbot.waitUntil(lambda: "2 sessions, 3 h" in room.words(LogWindow), timeout=10_000)

    def test_words_of_a_filter_open_what_they_ask_for(self, room: Room) -> None:
        window = opened(room, DINNER_THEN, COFFEE, wanted="log#kind:coffee")
        assert kinds(window) == ["Coffee"]
        room.press(LogWindow, "Clear")
        assert kinds(window) == ["Coffee", "Dinner"]

    def test_words_that_are_none_are_named_and_everything_is_shown(self, room: Room) -> None:
        window = opened(room, COFFEE, wanted="log#kind:coffee nonsense")
        assert "nonsense" in room.words(LogWindow)
        assert kinds(window) == ["Coffee"]

    def test_a_search_finds_names_places_notes_tags_and_kinds(self, room: Room) -> None:
        window = opened(room, DINNER_THEN, COFFEE, WALK, MEETING)
        for typed, found in (
            ("ana", ["Walk", "Dinner"]),
            ("roma", ["Dinner"]),
            ("pasta", ["Dinner"]),
            ("famil", ["Dinner"]),
            ("coff", ["Coffee"]),
            ("zzz", []),
        ):
            press(Key.Key_F, CTRL)
            type_in(typed)
            assert kinds(window) == found, typed

    def test_an_empty_log_says_what_to_do(self, room: Room) -> None:
        opened(room)
        assert "What you start from the icon will show here" in room.words(LogWindow)

    def test_the_running_session_is_shown_and_its_form_opens(self, room: Room) -> None:
        room.engine.start(DINNER)
        room.clock.advance(minutes=20)
        window = opened(room, COFFEE)
        assert cells(window, 1)[0] == "19:00 – now"
        assert cells(window, 7)[0] == "running"
        press(Key.Key_F2)
        assert "Until" in room.words(DetailsWindow).replace("&", "")


class TestALine:
    def test_enter_opens_the_row_and_saves_what_was_changed(self, room: Room) -> None:
        window = opened(room, DINNER_THEN, COFFEE)
        press(Key.Key_Return)
        line = focus()
        assert isinstance(line, QLineEdit)
        assert "coffee" in line.text()
        assert "@Tom" in line.text()
        type_in(line.text().replace("@Tom", "@Priya") + " note:hello")
        press(Key.Key_Return)
        changed = room.desk.log.get(COFFEE.id)
        assert changed == replace(COFFEE, people=("Priya",), note="hello")
        assert focus() is window.table
        assert window.chosen() == [changed]

    def test_what_cannot_be_is_said_and_stays_typed(self, room: Room) -> None:
        window = opened(room, COFFEE)
        press(Key.Key_F2)
        type_in("2030-01-01 10:00-11:00 coffee")
        press(Key.Key_Return)
        assert room.desk.log.get(COFFEE.id) == COFFEE
        assert window.editor.isVisible()
        assert window.editor.line.text == "2030-01-01 10:00-11:00 coffee"

    def test_esc_leaves_it_as_it_was(self, room: Room) -> None:
        window = opened(room, COFFEE)
        press(Key.Key_F2)
        type_in("dinner")
        press(Key.Key_Escape)
        assert not window.editor.isVisible()
        assert window.isVisible()
        assert room.desk.log.get(COFFEE.id) == COFFEE


class TestDeleting:
    def test_del_deletes_what_is_chosen_and_ctrl_z_brings_it_back(self, room: Room) -> None:
        window = opened(room, DINNER_THEN, COFFEE, WALK)
        press(Key.Key_Down, SHIFT)
        press(Key.Key_Delete)
        assert kinds(window) == ["Dinner"]
        assert "Deleted 2 sessions." in room.words(LogWindow)
        press(Key.Key_Z, CTRL)
        assert kinds(window) == ["Walk", "Coffee", "Dinner"]
        press(Key.Key_Z, CTRL | SHIFT)
        assert kinds(window) == ["Dinner"]

    def test_the_line_has_its_own_way_back(self, room: Room) -> None:
        window = opened(room, COFFEE, WALK)
        press(Key.Key_Delete)
        room.press(LogWindow, "Undo it")
        assert kinds(window) == ["Walk", "Coffee"]

    def test_the_buttons_say_what_they_would_do_also_after_a_restart(self, room: Room) -> None:
        window = opened(room, COFFEE)
        press(Key.Key_Delete)
        said = [name for name in spoken(window) if name.startswith("Undo")]
        assert any("deleted Coffee" in name for name in said)
        room.engine.undo()
        QApplication.processEvents()
        assert any("deleted Coffee" in name for name in spoken(window) if "Redo" in name)

    def test_the_running_one_stays_and_it_is_said_why(self, room: Room) -> None:
        room.engine.start(DINNER)
        room.clock.advance(minutes=20)
        window = opened(room, COFFEE)
        press(Key.Key_A, CTRL)
        press(Key.Key_Delete)
        assert kinds(window) == ["Dinner"]
        assert "still running" in room.words(LogWindow)

    def test_the_one_that_takes_its_place_is_current_then(self, room: Room) -> None:
        window = opened(room, DINNER_THEN, COFFEE, WALK)
        press(Key.Key_Down)
        press(Key.Key_Delete)
        press(Key.Key_F2)
        assert window.editor.session_id == DINNER_THEN.id


class TestTakingApart:
    def test_a_session_is_split_at_its_middle_unless_another_time_is_typed(
        self, room: Room
    ) -> None:
        window = opened(room, DINNER_THEN)
        press(Key.Key_T, CTRL)
        line = focus()
        assert isinstance(line, QLineEdit)
        assert line.text() == "21:00"
        type_in("20:30")
        assert "20:00 – 20:30" in room.words(LogWindow)
        assert "20:30 – 22:00" in room.words(LogWindow)
        press(Key.Key_Return)
        assert cells(window, 1) == ["20:30 – 22:00", "20:00 – 20:30"]
        press(Key.Key_Z, CTRL)
        assert room.desk.log.get(DINNER_THEN.id) == DINNER_THEN

    @pytest.mark.parametrize("typed", ["23:30", "22:00", "soon", ""])
    def test_a_time_outside_it_is_refused_beside_the_line(self, room: Room, typed: str) -> None:
        window = opened(room, DINNER_THEN)
        press(Key.Key_T, CTRL)
        line = focus()
        assert isinstance(line, QLineEdit)
        line.selectAll()
        press(Key.Key_Backspace)
        QTest.keyClicks(line, typed)
        question = window.asking.question
        assert question is not None
        assert question.problem
        press(Key.Key_Return)
        assert kinds(window) == ["Dinner"]
        assert line.text() == typed


class TestPuttingTogether:
    def test_neighbours_become_one_after_its_preview(self, room: Room) -> None:
        window = opened(room, COFFEE, WALK)
        press(Key.Key_A, CTRL)
        press(Key.Key_M, CTRL)
        assert "14:00 – 16:00" in room.words(LogWindow)
        press(Key.Key_Return)
        assert cells(window, 1) == ["14:00 – 16:00"]
        press(Key.Key_Z, CTRL)
        assert kinds(window) == ["Walk", "Coffee"]

    def test_a_gap_between_them_is_named(self, room: Room) -> None:
        window = opened(room, DINNER_THEN, WALK)
        press(Key.Key_A, CTRL)
        press(Key.Key_M, CTRL)
        question = window.asking.question
        assert question is not None
        assert "there was no session" in question.problem
        press(Key.Key_Escape)
        assert kinds(window) == ["Walk", "Dinner"]

    @pytest.mark.parametrize(
        ("words", "spans"),
        [
            ("End the first", ["15:30 – 16:30", "15:00 – 15:30"]),
            ("Begin the second", ["16:00 – 16:30", "15:00 – 16:00"]),
            ("Merge them", ["15:00 – 16:30"]),
            ("Keep both", ["15:30 – 16:30", "15:00 – 16:00"]),
        ],
    )
    def test_two_at_the_same_time_are_told_and_put_right(
        self, room: Room, words: str, spans: list[str]
    ) -> None:
        window = opened(room, WALK, MEETING)
        assert "at the same time as Walk 15:00 – 16:00" in cells(window, 7)[0]
        press(Key.Key_B, CTRL)
        assert "15:30 – 16:00 is in both, 30 min" in room.words(LogWindow)
        room.press(LogWindow, words)
        assert cells(window, 1) == spans


class TestWhatBecameOfIt:
    def test_its_history_is_a_list_to_read(self, room: Room) -> None:
        window = opened(room, COFFEE)
        press(Key.Key_F2)
        line = focus()
        assert isinstance(line, QLineEdit)
        type_in(line.text() + " place:Roma")
        press(Key.Key_Return)
        press(Key.Key_H, CTRL)
        assert window.history.isVisible()
        press(Key.Key_Escape)
        assert not window.history.isVisible()
        assert window.isVisible()


class TestSeveralAtOnce:
    def test_they_get_people_tags_a_kind_and_a_place_in_one_undo(self, room: Room) -> None:
        opened(room, COFFEE, WALK)
        press(Key.Key_A, CTRL)
        press(Key.Key_Return, ALT)
        form = room.shown(SeveralWindow)
        for name, text in (("With whom", "Priya"), ("Tags", "#work"), ("Place", "Roma")):
            QTest.keyClicks(field(form, name), text)
        QTest.keyClicks(field(form, "Without"), "ana")
        QTest.keyClick(field(form, "Place"), Key.Key_Return)
        changed = [room.desk.log.get(each.id) for each in (COFFEE, WALK)]
        assert changed[0] == replace(COFFEE, people=("Tom", "Priya"), tags=("work",), place="Roma")
        assert changed[1] == replace(WALK, people=("Priya",), tags=("work",), place="Roma")
        room.engine.undo()
        assert room.desk.log.get(WALK.id) == WALK

    def test_thousands_are_deleted_and_brought_back_while_the_app_goes_on(self, room: Room) -> None:
        opened(room, *(ago(1 + number / 10, 0.05) for number in range(2001)))
        press(Key.Key_Home)
        press(Key.Key_Down)
        press(Key.Key_End, SHIFT)
        press(Key.Key_Delete)
        wait_for(room, f"Deleted {grouped(2000)} sessions.")
        assert len(room.desk.log.newest(3000)) == 1
        press(Key.Key_Z, CTRL)
        wait_for(room, f"Undone: deleted {grouped(2000)} sessions")
        assert len(room.desk.log.newest(3000)) == 2001

    @pytest.mark.usefixtures("piece_by_piece")
    def test_thousands_that_are_deleted_can_be_stopped_and_are_all_there(self, room: Room) -> None:
        opened(room, *(ago(1 + number / 10, 0.05) for number in range(3000)))
        press(Key.Key_A, CTRL)
        press(Key.Key_Delete)
        wait_for(room, "Still at work")
        room.press(LogWindow, "Stop")
        wait_for(room, "It was stopped")
        assert len(room.desk.log.newest(3001)) == 3000

    @pytest.mark.usefixtures("piece_by_piece")
    def test_thousands_get_a_place_from_the_form_which_says_how_far_it_is(self, room: Room) -> None:
        opened(room, *(ago(1 + number / 10, 0.05) for number in range(2500)))
        press(Key.Key_A, CTRL)
        press(Key.Key_Return, ALT)
        until(lambda: room.find(SeveralWindow) is not None)
        form = room.shown(SeveralWindow)
        QTest.keyClicks(field(form, "Place"), "Roma")
        QTest.keyClick(field(form, "Place"), Key.Key_Return)
        until(lambda: "Still at work" in room.words(SeveralWindow))
        until(lambda: room.find(SeveralWindow) is None)
        assert {each.place for each in room.desk.log.newest(3000)} == {"Roma"}
        room.engine.undo()
        assert {each.place for each in room.desk.log.newest(3000)} == {""}

    def test_of_thousands_no_one_session_is_made(self, room: Room) -> None:
        opened(room, *(ago(1 + number / 10, 0.05) for number in range(501)))
        press(Key.Key_A, CTRL)
        press(Key.Key_M, CTRL)
        assert "501 are chosen. Presence changes at most 500 at once" in room.words(LogWindow)


def until(is_so: Callable[[], bool]) -> None:
    for _turn in range(3000):
        if is_so():
            return
        QTest.qWait(10)
    raise AssertionError


def wait_for(room: Room, words: str) -> None:
    until(lambda: words in room.words(LogWindow))


class TestTheForm:
    def form(self, room: Room, session: Session) -> DetailsWindow:
        opened(room, session)
        press(Key.Key_Return, ALT)
        return room.shown(DetailsWindow)

    def test_a_group_that_is_named_is_all_of_its_people(self, room: Room) -> None:
        because = Change(ChangeKind.GROUP_CHANGED, "", "Team", EVENING)
        room.desk.log.put_group(Group("g", "Team", ("Ana", "Bo")), because)
        form = self.form(room, COFFEE)
        field(form, "With whom").setText("Tom, team")
        room.press(DetailsWindow, "Save")
        saved = room.desk.log.get(COFFEE.id)
        assert saved is not None
        assert saved.people == ("Tom", "Ana", "Bo")

    def test_it_holds_everything_and_saves_it_as_one_change(self, room: Room) -> None:
        form = self.form(room, DINNER_THEN)
        assert field(form, "Began").text() == "20:00"
        assert field(form, "Ended").text() == "22:00"
        assert field(form, "Tags").text() == "family"
        field(form, "Ended").setText("22:30")
        field(form, "Planned until").setText("21:30")
        field(form, "Tags").setText("#family, summer")
        room.press(DetailsWindow, "Phones stayed down? mostly")
        room.press(DetailsWindow, "Enjoyed 4")
        room.press(DetailsWindow, "Distracted 2")
        field(form, "A word for it").setText("Birthday")
        QTest.keyClick(field(form, "Note"), Key.Key_Return)
        start = DINNER_THEN.started_at
        assert room.desk.log.get(DINNER_THEN.id) == replace(
            DINNER_THEN,
            ended_at=start + HOUR * 2.5,
            planned_end_at=start + HOUR * 1.5,
            tags=("family", "summer"),
            said=Said.MOSTLY,
            enjoyed=4,
            distracted=2,
            word="Birthday",
        )
        room.engine.undo()
        assert room.desk.log.get(DINNER_THEN.id) == DINNER_THEN

    def test_what_is_saved_untouched_changes_nothing_not_even_a_second(self, room: Room) -> None:
        odd = replace(DINNER_THEN, started_at=DINNER_THEN.started_at + timedelta(seconds=17))
        form = self.form(room, odd)
        QTest.keyClick(field(form, "Place"), Key.Key_Return)
        assert not form.isVisible()
        assert room.desk.log.get(odd.id) == odd

    @pytest.mark.parametrize(
        ("name", "typed"), [("Began", "22:30"), ("Ended", "soon"), ("Planned until", "never")]
    )
    def test_a_time_that_cannot_be_is_named_below_its_field(
        self, room: Room, name: str, typed: str
    ) -> None:
        form = self.form(room, DINNER_THEN)
        field(form, name).setText(typed)
        QTest.keyClick(field(form, name), Key.Key_Return)
        assert form.isVisible()
        assert form.focusWidget() is field(form, name)
        assert field(form, name).accessibleDescription() in room.words(DetailsWindow)
        assert field(form, name).text() == typed
        assert room.desk.log.get(DINNER_THEN.id) == DINNER_THEN

    def test_of_the_one_in_progress_people_tags_and_place_can_be_changed(self, room: Room) -> None:
        room.engine.start(DINNER)
        room.clock.advance(minutes=20)
        opened(room)
        press(Key.Key_F2)
        form = room.shown(DetailsWindow)
        assert not field(form, "Ended").isVisible()
        field(form, "Tags").setText("family")
        field(form, "Place").setText("Roma")
        QTest.keyClick(field(form, "Place"), Key.Key_Return)
        session = room.engine.session
        assert session is not None
        assert (session.tags, session.place) == (("family",), "Roma")
        assert room.desk.is_quiet()

    def test_times_of_elsewhere_are_those_of_the_clocks_there(self, room: Room) -> None:
        form = self.form(room, replace(DINNER_THEN, zone="America/New_York"))
        assert field(form, "Began").text() == "14:00"
        assert "clocks in New York" in room.words(DetailsWindow)
        assert form.isVisible()


class TestExport:
    def test_what_is_shown_is_written_and_only_that(self, room: Room, tmp_path: Path) -> None:
        window = opened(room, COFFEE, WALK, wanted="log#kind:walk")
        press(Key.Key_E, CTRL)
        (dialog,) = window.findChildren(QFileDialog)
        dialog.fileSelected.emit(str(tmp_path / "mine"))
        dialog.close()
        wait_for(room, "1 session written to")
        written = (tmp_path / "mine.csv").read_text()
        assert "walk" in written
        assert "coffee" not in written
        assert "1 session written to" in room.words(LogWindow)

    def test_where_it_cannot_be_written_it_is_said_why(self, room: Room, tmp_path: Path) -> None:
        window = opened(room, COFFEE)
        press(Key.Key_E, CTRL)
        (dialog,) = window.findChildren(QFileDialog)
        dialog.fileSelected.emit(str(tmp_path / "none" / "mine.jsonl"))
        dialog.close()
        wait_for(room, str(tmp_path / "none"))
        assert "written to" not in room.words(LogWindow)

    @pytest.mark.usefixtures("piece_by_piece")
    @pytest.mark.parametrize("wanted", ["log#", "log#kind:walk"])
    def test_thousands_are_written_piece_by_piece_and_a_stop_leaves_no_file(
        self, room: Room, tmp_path: Path, wanted: str
    ) -> None:
        count = 300
        walks = [ago(1 + number / 10, 0.05, "walk") for number in range(count)]
        window = opened(room, *walks, wanted=wanted)
        press(Key.Key_E, CTRL)
        (dialog,) = window.findChildren(QFileDialog)
        dialog.selectNameFilter(next(each for each in dialog.nameFilters() if ".jsonl" in each))
        dialog.fileSelected.emit(str(tmp_path / "stopped.jsonl"))
        wait_for(room, "Still at work")
        room.press(LogWindow, "Stop")
        wait_for(room, "no file was written")
        assert not list(tmp_path.glob("stopped*"))
        dialog.fileSelected.emit(str(tmp_path / "mine.jsonl"))
        room.screen.start(DINNER)
        wait_for(room, f"{count} sessions written to")
        dialog.close()
        lines = (tmp_path / "mine.jsonl").read_text().splitlines()
        assert sum('"type":"session"' in line for line in lines) == count


class TestFromElsewhere:
    def test_a_change_from_outside_keeps_what_is_chosen_and_where_the_list_stands(
        self, room: Room
    ) -> None:
        many = [ago(30 + 3 * n, 1, "walk") for n in range(200)]
        window = opened(room, *many)
        window.resize(900, 600)
        window.table.choose(120)
        window.table.scrollTo(window.table.model().index(130, 0))
        QApplication.processEvents()
        top = window.table.top_row()
        enter(room, COFFEE)
        room.engine.on_log_changed()
        assert window.chosen() == [many[120]]
        assert window.table.top_row() == top + 1
        room.desk.log.put(
            because=Change(ChangeKind.DELETED, many[3].id, "walk", EVENING), removing=[many[3].id]
        )
        room.engine.on_log_changed()
        assert window.chosen() == [many[120]]
        assert window.table.top_row() == top


def spoken(window: QWidget) -> list[str]:
    return [each.accessibleName() for each in window.findChildren(QWidget) if each.accessibleName()]


def field(window: QWidget, name: str) -> QLineEdit:
    return next(e for e in window.findChildren(QLineEdit) if e.accessibleName() == name)
