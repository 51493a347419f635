"""The windows of people joined to a log, used by keyboard and by their buttons."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from presence.core.frozen import replace
from presence.core.people.cadence import Cadence
from presence.core.people.details import Details, Encounter
from presence.core.people.relation import Relation
from presence.core.ports import Change, ChangeKind
from presence.core.tracker import StartRequest
from presence.store.known.follow_ups import FollowUpBook
from presence.store.known.people import PersonBook
from presence.ui.log.window import LogWindow
from presence.ui.people.page import PersonWindow
from presence.ui.people.window import PeopleWindow
from tests.core.conftest import Desk, desk
from tests.fakes import EVENING
from tests.front.room import DINNER, Room

__all__ = ["desk"]


@pytest.fixture
def room(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    room = Room(desk, tmp_path)
    room.engine.start(DINNER)  # with Ana
    room.clock.advance(minutes=60)
    room.engine.stop()
    room.clock.advance(seconds=60 * 60 * 24 * 30)
    know(room, Details("Tom Müller", nick="Tommy", met=Encounter.ONLINE))
    room.screen.show("people")
    qtbot.waitUntil(lambda: room.find(PeopleWindow) is not None)
    yield room
    room.close()


def know(room: Room, who: Details) -> None:
    because = Change(ChangeKind.PERSON_CHANGED, "", who.name, EVENING)
    PersonBook(room.desk.log).put(who, because)


def known(room: Room, name: str) -> Details:
    return PersonBook(room.desk.log).of(name)


def want_to_see(room: Room, name: str) -> None:
    know(room, replace(known(room, name), cadence=Cadence(21)))
    room.engine.on_log_changed()
    QApplication.processEvents()


def field(window: QWidget, name: str) -> QLineEdit:
    (line,) = (e for e in window.findChildren(QLineEdit) if e.accessibleName() == name)
    return line


def find(room: Room, letters: str) -> None:
    line = field(room.shown(PeopleWindow), "Find somebody")
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, letters)
    QApplication.processEvents()


def open_page(room: Room, name: str) -> PersonWindow:
    room.screen.show(f"person#{name}")
    QApplication.processEvents()
    return room.shown(PersonWindow)


def shown_names(room: Room) -> str:
    return room.words(PeopleWindow)


def test_a_few_letters_without_accents_find_somebody_and_enter_opens_the_page(room: Room) -> None:
    find(room, "mul")
    words = shown_names(room)
    assert "Tom Müller" in words
    assert "Ana" not in words
    line = field(room.shown(PeopleWindow), "Find somebody")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert "Tom Müller" in room.words(PersonWindow)


def test_enter_on_a_name_that_nobody_has_makes_somebody_new(room: Room) -> None:
    find(room, "Zoe")
    QTest.keyClick(field(room.shown(PeopleWindow), "Find somebody"), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert "Zoe" in room.words(PersonWindow)
    assert known(room, "Zoe").id
    room.press(PersonWindow, "Undo")
    assert "Zoe" not in {who.name for who in PersonBook(room.desk.log).everybody()}


def test_from_the_tray_the_next_letters_say_whom_one_met(room: Room) -> None:
    room.screen.show("people#met")
    QApplication.processEvents()
    line = QApplication.focusWidget()
    assert line is field(room.shown(PeopleWindow), "Whom did you meet")
    QTest.keyClicks(line, "Zoe: the Alps")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert "the Alps" in known(room, "Zoe").notes


def test_who_was_not_seen_for_longer_than_wished_is_named_with_the_reason(room: Room) -> None:
    assert "On the page of somebody you can say" in shown_names(room)
    want_to_see(room, "Ana")
    words = shown_names(room)
    assert "not seen for 4 weeks; last time Dinner" in words


def test_the_notice_leads_to_those_it_names(room: Room) -> None:
    for number in range(12):
        know(room, Details(f"Friend {number}", cadence=Cadence(21)))
    room.engine.on_log_changed()
    room.screen.show("people#due")
    window = room.shown(PeopleWindow)
    QTest.qWait(50)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QWidget)
    assert focus.accessibleName().startswith("The page of Friend")
    assert not focus.visibleRegion().isEmpty()
    assert window.page.verticalScrollBar().value() > 0


def test_a_friend_seen_last_night_is_not_named(room: Room) -> None:
    want_to_see(room, "Ana")
    room.engine.start(DINNER)
    room.clock.advance(minutes=60)
    room.engine.stop()
    QApplication.processEvents()
    assert "You have seen everybody lately" in shown_names(room)


def test_a_line_written_and_not_now_put_it_off_and_undo_brings_it_back(room: Room) -> None:
    want_to_see(room, "Ana")
    room.press(PeopleWindow, "Wrote a line: Ana")
    assert "You have seen everybody lately" in shown_names(room)
    room.press(PeopleWindow, "Undo")
    assert "not seen for 4 weeks" in shown_names(room)
    room.press(PeopleWindow, "Not now: Ana")
    assert "You have seen everybody lately" in shown_names(room)
    assert known(room, "Ana").quiet_until is not None
    search = field(room.shown(PeopleWindow), "Find somebody")
    QTest.keyClick(search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert known(room, "Ana").quiet_until is None


def test_what_might_follow_is_noted_by_a_button_and_done_by_another(room: Room) -> None:
    assert "you know each other only online" in shown_names(room)
    room.press(PeopleWindow, "Note: book a coffee")
    words = shown_names(room)
    assert "book a meeting with Tom Müller" in words
    assert "you know each other only online" not in words
    room.press(PeopleWindow, "Done")
    assert "Nothing is to follow." in shown_names(room)


def test_a_coffee_is_booked_as_a_file_on_a_free_evening(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    want_to_see(room, "Ana")
    path = tmp_path / "coffee.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(path), ""))
    room.press(PeopleWindow, "Book a coffee…: Ana")
    text = path.read_text()
    assert "SUMMARY:Coffee with Ana" in text
    assert "You have seen everybody lately" in shown_names(room), "nothing nags until then"


def test_a_book_that_is_not_saved_changes_nothing(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    want_to_see(room, "Ana")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: ("", ""))
    room.press(PeopleWindow, "Book a coffee…: Ana")
    assert "not seen for 4 weeks" in shown_names(room)


def test_the_page_says_what_is_known_and_leads_to_the_sessions(room: Room) -> None:
    open_page(room, "Ana")
    words = room.words(PersonWindow)
    assert "1 session, 1 h" in words
    assert "last time Dinner" in words
    room.press(PersonWindow, "All 1 session")
    assert room.find(LogWindow) is not None


def test_the_form_is_filled_in_by_keyboard_and_saved_with_enter(room: Room) -> None:
    page = open_page(room, "Ana")
    room.press(PersonWindow, "Edit…")
    for name, text in (
        ("Nick", "Annie"),
        ("See them every", "3w"),
        ("Birthday", "04-12"),
        ("Links", "https://example.org/ana mailto:ana@example.org"),
    ):
        line = field(page, name)
        line.setFocus()
        QTest.keyClicks(line, text)
    relation = next(
        box for box in page.findChildren(QComboBox) if box.accessibleName().startswith("What they")
    )
    relation.setFocus()
    QTest.keyClicks(relation, "friend")
    QTest.keyClick(field(page, "Nick"), Qt.Key.Key_Return)
    QApplication.processEvents()
    ana = known(room, "Ana")
    assert (ana.nick, ana.relation, ana.cadence) == ("Annie", Relation.FRIEND, Cadence(21))
    assert len(ana.links) == 2
    assert not page.form.isVisible()
    assert "called Annie" in room.words(PersonWindow)


def test_in_the_form_no_wish_at_all_and_that_of_others_are_two_things(room: Room) -> None:
    page = open_page(room, "Ana")
    for typed, is_let_be in (("none", True), ("", False)):
        room.press(PersonWindow, "Edit…")
        assert field(page, "See them every").text() == ("" if is_let_be else "none")
        field(page, "See them every").setText(typed)
        QTest.keyClick(field(page, "See them every"), Qt.Key.Key_Return)
        QApplication.processEvents()
        assert not page.form.isVisible()
        assert known(room, "Ana").is_let_be is is_let_be
    room.press(PersonWindow, "Edit…")
    field(page, "See them every").setText("none")
    field(page, "Not later than after").setText("6w")
    QTest.keyClick(field(page, "Nick"), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert page.form.isVisible()
    assert "“none”" in room.words(PersonWindow)


def test_who_clicks_on_the_words_beside_the_box_means_the_box(room: Room) -> None:
    page = open_page(room, "Ana")
    room.press(PersonWindow, "Edit…")
    (box,) = page.form.findChildren(QCheckBox)
    words = next(each for each in page.form.findChildren(QLabel) if each.buddy() is box)
    QTest.mouseClick(words, Qt.MouseButton.LeftButton)
    assert box.isChecked()


def test_what_cannot_be_is_said_in_the_form_and_nothing_is_saved(room: Room) -> None:
    page = open_page(room, "Ana")
    room.press(PersonWindow, "Edit…")
    field(page, "Nick").setText("Annie")
    field(page, "Birthday").setText("the 40th of May")
    QTest.keyClick(field(page, "Birthday"), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert page.form.isVisible()
    assert "40th of May" in room.words(PersonWindow)
    assert known(room, "Ana").nick == ""


def test_what_the_form_cannot_show_is_not_changed_by_it(room: Room) -> None:
    links = ("a link with spaces", *(f"https://example.org/{n}/{'x' * 200}" for n in range(30)))
    notes = "10\u00a0km\u2028on foot"
    know(room, replace(known(room, "Ana"), links=links, notes=notes))
    page = open_page(room, "Ana")
    room.press(PersonWindow, "Edit…")
    field(page, "Nick").setText("Annie")
    room.press(PersonWindow, "Save")
    QApplication.processEvents()
    ana = known(room, "Ana")
    assert (ana.nick, ana.links, ana.notes) == ("Annie", links, notes)


def test_what_is_no_span_of_days_is_what_it_is_about(room: Room) -> None:
    page = open_page(room, "Ana")
    line = field(page, "What is to follow")
    line.setText("write 2 more letters")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()
    (follow_up,) = FollowUpBook(room.desk.log).open()
    assert follow_up.about == "2 more letters"


def test_the_page_stays_that_of_who_is_renamed_and_says_who_is_gone(room: Room) -> None:
    page = open_page(room, "Ana")
    log = room.desk.log
    log.rename_person("Ana", "Anna", Change(ChangeKind.RENAMED, "", "Ana", room.clock.now()))
    room.engine.on_log_changed()
    QApplication.processEvents()
    assert page.windowTitle() == "Anna"
    room.press(PersonWindow, "Wrote a line")
    assert known(room, "Anna").wrote_on is not None
    log.merge_people(
        ["Anna"], "Tom Müller", Change(ChangeKind.NAMES_MERGED, "", "Anna", room.clock.now())
    )
    room.engine.on_log_changed()
    QApplication.processEvents()
    room.press(PersonWindow, "Edit…")
    assert "Nobody in the log is called “Anna”" in room.words(PersonWindow)
    assert not page.form.isVisible()


def test_escape_leaves_the_form_and_then_the_window(room: Room) -> None:
    page = open_page(room, "Ana")
    room.press(PersonWindow, "Edit…")
    QTest.keyClick(field(page, "Nick"), Qt.Key.Key_Escape)
    assert page.isVisible()
    assert not page.form.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()


def test_what_is_to_follow_is_typed_with_its_day(room: Room) -> None:
    page = open_page(room, "Ana")
    line = field(page, "What is to follow")
    QTest.keyClicks(line, "write in 2w the map of the Alps")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()
    (follow_up,) = FollowUpBook(room.desk.log).open()
    assert follow_up.about == "the map of the Alps"
    today = room.clock.now().date()
    assert timedelta(days=13) <= follow_up.due_on - today <= timedelta(days=14)
    room.press(PersonWindow, "Done")
    assert FollowUpBook(room.desk.log).open() == []


def test_an_event_is_listed_with_whom_one_met_there_and_what_became_of_it(room: Room) -> None:
    assert "Events" not in shown_names(room)
    room.engine.start(StartRequest("event", place="the fair", length=timedelta(minutes=90)))
    room.clock.advance(minutes=30)
    line = field(room.shown(PeopleWindow), "Whom did you meet")
    QTest.keyClicks(line, "Zoe, tommy: the map")
    QTest.keyClick(line, Qt.Key.Key_Return)
    zoe = known(room, "Zoe")
    know(room, replace(zoe, links=("https://example.org/zoe",)))
    room.engine.on_log_changed()
    QApplication.processEvents()
    words = shown_names(room)
    assert "today · Event · the fair" in words
    assert "Zoe · new · connected" in words


def test_whom_one_met_at_an_event_is_noted_in_one_line_and_undone_in_one_step(room: Room) -> None:
    room.engine.start(StartRequest("event", place="the fair", length=timedelta(minutes=90)))
    room.clock.advance(minutes=30)
    line = field(room.shown(PeopleWindow), "Whom did you meet")
    QTest.keyClicks(line, "Zoe, tommy: the map")
    assert "Zoe, tommy · the map · met at the fair" in shown_names(room)
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert room.engine.session is not None
    assert room.engine.session.people == ("Zoe", "Tom Müller")
    zoe = known(room, "Zoe")
    assert (zoe.met, zoe.met_at) == (Encounter.IN_PERSON, "the fair")
    assert "the map" in zoe.notes
    assert known(room, "Tom Müller").met is Encounter.ONLINE, "one knew each other before"
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert list(room.engine.session.people) == []
