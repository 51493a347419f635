"""What is asked of who comes back, and of who has ended a session; and the word to who strays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from presence.core.session import Said
from presence.core.slip import SlipReason
from presence.ui.windows.card import ReturnCard
from presence.ui.windows.closing import ClosingCard
from presence.ui.windows.details import DetailsWindow
from presence.ui.windows.looks import Looks
from presence.ui.windows.nudge import Nudge
from presence.ui.windows.reasons import ReasonChoice
from presence.ui.windows.session import SessionWindow
from tests.core.conftest import Desk, desk
from tests.core.test_engine_in_trouble import no_room
from tests.front.room import DINNER, MEETING, Room

__all__ = ["desk"]


@pytest.fixture
def room(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    room = Room(desk, tmp_path)
    yield room
    room.close()


def away(room: Room, minutes: float) -> None:
    """They leave the computer for so long, and are back."""
    room.watch.left()
    room.clock.advance(minutes=minutes)
    room.watch.stirred()


def back_for_a_moment(room: Room) -> None:
    """Half an hour into a dinner, and "Just a moment" said."""
    room.engine.start(DINNER)
    away(room, 30)
    room.press(ReturnCard, "Just a moment")
    room.watch.left()
    room.clock.advance(minutes=5)


class TestTheCard:
    def test_the_first_return_is_met_with_the_time_of_it(self, room: Room) -> None:
        room.engine.start(DINNER)
        away(room, 30)
        room.clock.advance(minutes=3)
        room.press(ReturnCard, "We're done (19:30)")
        assert room.find(ReturnCard) is None
        assert room.engine.session is None
        assert room.ended().duration(room.clock.now()).total_seconds() == 30 * 60

    def test_it_comes_by_itself_without_the_keyboard(self, room: Room) -> None:
        room.engine.start(DINNER)
        away(room, 30)
        card = room.shown(ReturnCard)
        assert card.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        assert card.windowFlags() & Qt.WindowType.WindowStaysOnTopHint

    def test_just_a_moment_is_asked_once(self, room: Room) -> None:
        back_for_a_moment(room)
        room.watch.stirred()
        assert room.find(ReturnCard) is None
        assert room.engine.session is not None

    def test_it_wasnt_me_is_asked_no_more(self, room: Room) -> None:
        room.engine.start(DINNER)
        away(room, 30)
        room.press(ReturnCard, "It wasn't me")
        away(room, 10)
        room.clock.advance(minutes=10)
        assert room.find(ReturnCard) is None
        assert room.find(Nudge) is None

    def test_it_wasnt_me_on_a_full_disk_is_said_and_can_be_said_again(self, room: Room) -> None:
        back_for_a_moment(room)
        room.watch.stirred()
        room.clock.advance(seconds=30)
        room.watch.left()
        room.screen.show("card")
        with no_room():
            room.press(ReturnCard, "It wasn't me")
        room.screen.show("card")
        room.press(ReturnCard, "It wasn't me")
        assert room.ended().slips == ()

    def test_who_leaves_without_an_answer_is_asked_anew(self, room: Room) -> None:
        room.engine.start(DINNER)
        away(room, 30)
        room.watch.left()
        room.clock.advance(minutes=20)
        room.watch.stirred()
        room.press(ReturnCard, "We're done (19:50)")

    def test_past_the_end_it_holds_the_planned_one_and_the_return(self, room: Room) -> None:
        room.engine.start(DINNER)
        away(room, 130)
        likely = room.shown(ReturnCard).focusWidget()
        assert isinstance(likely, QPushButton)
        assert likely.text().replace("&", "") == "Ended 20:30 as planned"
        room.press(ReturnCard, "When you came back (21:10)")
        assert room.ended().duration(room.clock.now()).total_seconds() == 130 * 60
        assert room.find(ReturnCard) is None

    def test_half_a_minute_without_an_answer_changes_nothing_of_it(self, room: Room) -> None:
        room.engine.start(DINNER)
        away(room, 130)
        room.clock.advance(minutes=1)
        assert room.desk.told()[-1] == "closed_on_return"
        assert not room.desk.is_quiet()
        room.press(ReturnCard, "Still going")
        assert room.desk.told()[-1] == "resumed"
        assert room.desk.is_quiet()

    def test_it_never_blocks_a_start(self, room: Room) -> None:
        room.engine.start(DINNER)
        away(room, 130)
        room.engine.start(MEETING)
        assert room.engine.session is not None
        assert "Dinner" in room.words(ReturnCard)

    def test_a_sleep_at_a_desk_is_asked_about(self, room: Room) -> None:
        room.engine.start(MEETING)
        room.clock.advance(minutes=15)
        asleep = room.clock.now()
        room.clock.advance(minutes=20)
        room.watch.slept(asleep, room.clock.now())
        assert "This computer slept from 19:15 to 19:35." in room.words(ReturnCard)
        room.press(ReturnCard, "Ended 19:15")
        assert room.ended().ended_at == asleep
        assert room.find(ReturnCard) is None

    def test_it_went_on_while_the_computer_slept(self, room: Room) -> None:
        room.engine.start(MEETING)
        room.clock.advance(minutes=15)
        asleep = room.clock.now()
        room.clock.advance(minutes=20)
        room.watch.slept(asleep, room.clock.now())
        room.press(ReturnCard, "It went on")
        assert room.find(ReturnCard) is None
        assert room.watch.question is None
        assert room.engine.session is not None

    def test_a_meeting_forgotten_at_a_sleeping_computer_has_a_hint(self, room: Room) -> None:
        room.engine.start(MEETING)
        room.clock.advance(minutes=15)
        asleep = room.clock.now()
        room.clock.sleep_through(minutes=5)
        room.watch.slept(asleep, room.clock.now())
        room.clock.sleep_through(hours=3)
        room.screen.on_returned()
        room.press(ReturnCard, "When this computer was last used (19:15)")
        assert room.ended().ended_at == asleep


class TestTheWord:
    def test_who_strays_hears_that_it_goes_on(self, room: Room) -> None:
        back_for_a_moment(room)
        room.watch.stirred()
        room.clock.advance(seconds=15)
        assert room.find(Nudge) is None
        room.clock.advance(seconds=10)
        assert room.words(Nudge) == "Dinner goes on until 20:30."

    def test_names_are_told_where_the_person_allows_it(self, room: Room) -> None:
        room.preferences.change("show_people", True)
        back_for_a_moment(room)
        room.watch.stirred()
        room.clock.advance(seconds=30)
        assert room.words(Nudge) == "Dinner with Ana goes on until 20:30."

    def test_it_goes_with_who_goes_back(self, room: Room) -> None:
        back_for_a_moment(room)
        room.watch.stirred()
        room.clock.advance(seconds=30)
        room.watch.left()
        assert room.find(Nudge) is None
        (slip,) = room.ended().slips
        assert slip.length.total_seconds() == 30

    def test_what_was_needed_takes_nothing_away(self, room: Room) -> None:
        back_for_a_moment(room)
        room.watch.stirred()
        room.clock.advance(seconds=30)
        room.press(Nudge, "I needed it")
        assert room.find(Nudge) is None
        room.watch.left()
        assert [slip.reason for slip in room.ended().slips] == [SlipReason.NEEDED]

    def test_it_wasnt_me_leaves_no_trace(self, room: Room) -> None:
        back_for_a_moment(room)
        room.watch.stirred()
        room.clock.advance(seconds=30)
        room.press(Nudge, "It wasn't me")
        room.watch.left()
        assert room.ended().slips == ()

    def test_a_kind_without_a_nudge_gives_none(self, room: Room) -> None:
        room.engine.start(DINNER.__class__("coffee", length=DINNER.length))
        away(room, 30)
        room.press(ReturnCard, "Just a moment")
        room.watch.left()
        room.clock.advance(minutes=5)
        room.watch.stirred()
        room.clock.advance(minutes=1)
        assert room.find(Nudge) is None
        assert room.watch.stray is not None


class TestAfterwards:
    def test_nobody_is_asked_who_has_not_wished_it(self, room: Room) -> None:
        room.engine.start(DINNER)
        room.engine.stop()
        assert room.find(ClosingCard) is None

    def test_who_wished_it_is_asked_once_the_desktop_is_put_back(self, room: Room) -> None:
        room.preferences.change("ask_afterwards", True)
        room.engine.start(DINNER)
        room.desk.muter.hangs = True
        room.engine.stop()
        assert room.find(ClosingCard) is None
        room.desk.muter.answer()
        assert "Dinner" in room.words(ClosingCard)
        assert "Ana" not in room.words(ClosingCard)
        assert room.notifier.title == "Dinner ended 19:00"

    def test_what_was_answered_is_one_change(self, room: Room) -> None:
        ended = self.asked(room)
        room.press(ClosingCard, "Mostly")
        room.press(ClosingCard, "enjoy it? 5")
        room.press(ClosingCard, "distracted? 2")
        assert room.ended() == ended
        room.press(ClosingCard, "Done")
        told = room.ended()
        assert (told.said, told.enjoyed, told.distracted) == (Said.MOSTLY, 5, 2)
        room.engine.undo()
        assert room.ended() == ended

    def test_it_leaves_by_itself_and_keeps_what_was_answered(self, room: Room) -> None:
        self.asked(room)
        room.press(ClosingCard, "enjoy it? 4")
        room.wait_until_it_goes(ClosingCard)
        assert room.find(ClosingCard) is None
        assert room.ended().enjoyed == 4

    def test_left_alone_it_changes_nothing(self, room: Room) -> None:
        ended = self.asked(room)
        change = room.desk.log.last_change()
        room.wait_until_it_goes(ClosingCard)
        assert room.ended() == ended
        assert room.desk.log.last_change() == change

    def test_an_app_that_quits_keeps_what_was_answered(self, room: Room) -> None:
        self.asked(room)
        room.press(ClosingCard, "Yes")
        room.screen.close()
        assert room.ended().said is Said.YES

    def test_an_end_that_is_taken_back_is_asked_about_no_more(self, room: Room) -> None:
        self.asked(room)
        room.engine.undo()
        assert room.find(ClosingCard) is None
        assert room.engine.session is not None

    def test_the_next_session_has_the_room_to_itself(self, room: Room) -> None:
        self.asked(room)
        room.engine.start(MEETING)
        assert room.find(ClosingCard) is None

    def test_back_to_back_nobody_is_asked(self, room: Room) -> None:
        room.preferences.change("ask_afterwards", True)
        room.engine.start(DINNER)
        room.engine.start(MEETING, switch=True)
        assert room.find(ClosingCard) is None

    def test_a_confirmed_end_is_asked_about_too(self, room: Room) -> None:
        room.preferences.change("ask_afterwards", True)
        room.engine.start(DINNER)
        away(room, 60 * 10)
        room.screen.on_returned()
        assert "Phones stayed down?" not in room.words(ReturnCard)
        room.press(ReturnCard, "Ended yesterday 20:30 as planned")
        assert "Phones stayed down?" in room.words(ClosingCard)

    def asked(self, room: Room) -> object:
        room.preferences.change("ask_afterwards", True)
        room.engine.start(DINNER)
        room.clock.advance(minutes=40)
        room.engine.stop()
        room.shown(ClosingCard)
        return room.ended()


class TestLooks:
    def test_one_is_told_with_its_reason_and_taken_back(self, room: Room) -> None:
        room.engine.start(DINNER)
        room.screen.show("session")
        room.press(SessionWindow, "I looked at a screen")
        choice = room.shown(SessionWindow).findChildren(ReasonChoice)[0]
        choice.setCurrentIndex(choice.findText("emergency"))
        choice.activated.emit(choice.currentIndex())
        assert [slip.reason for slip in room.ended().slips] == [SlipReason.EMERGENCY]
        room.press(SessionWindow, "Take the last one back")
        assert room.ended().slips == ()

    def test_the_tray_takes_one_back_too(self, room: Room) -> None:
        room.engine.start(DINNER)
        room.tray.slip_requested.emit(SlipReason.CALL)
        assert len(room.ended().slips) == 1
        room.tray.slip_back_requested.emit()
        assert room.ended().slips == ()

    def test_afterwards_each_can_be_given_a_reason_or_be_taken_out(self, room: Room) -> None:
        room.engine.start(DINNER)
        room.engine.slip()
        room.clock.advance(minutes=10)
        room.engine.slip()
        room.engine.stop()
        room.screen.show(f"details#{room.ended().id}")
        details = room.shown(DetailsWindow)
        first = details.findChildren(ReasonChoice)[0]
        first.setCurrentIndex(first.findText("a call"))
        room.press(DetailsWindow, "It was none: 19:10")
        assert len(room.ended().slips) == 2
        room.press(DetailsWindow, "Save")
        assert [slip.reason for slip in room.ended().slips] == [SlipReason.CALL]

    def test_escape_leaves_them_as_they_were(self, room: Room) -> None:
        room.engine.start(DINNER)
        room.engine.slip()
        room.engine.stop()
        room.screen.show(f"details#{room.ended().id}")
        room.press(DetailsWindow, "It was none: 19:00")
        room.shown(DetailsWindow).close()
        assert len(room.ended().slips) == 1
        room.screen.show(f"details#{room.ended().id}")
        assert "1 look at a screen" in room.words(DetailsWindow)
        assert room.shown(DetailsWindow).findChildren(Looks)[0].taken_out == ()
