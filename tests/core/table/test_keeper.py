"""The phones of a session in the log: looks as they happen, what is handed in, and the way back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from presence.core.errors import ErrorCode, Refused
from presence.core.ports import Change, ChangeKind
from presence.core.session import Basis, Session
from presence.core.slip import Slip, SlipReason, SlipSource
from presence.core.table.keeper import Keeper
from presence.core.table.kept_table import KeptPhone, KeptTable
from presence.core.table.looked import looks_told
from presence.core.table.phone import Phone, Sensing, Told, Word
from presence.core.table.seat import State
from presence.core.tracker import StartRequest
from presence.store.known.tables import kept_table_of, table_document
from presence.store.things import TABLE
from tests.core.conftest import Desk
from tests.fakes import FakeAlarm

HOUR = timedelta(hours=1)
OWN = Phone("own", "Pixel", True, Sensing.SENSORS)
GUEST = Phone("guest", "Tom", False, Sensing.VISIBILITY)


class Dinner:
    """A desk with phones beside it."""

    def __init__(self, desk: Desk, keeps_guests: bool = False) -> None:
        self.desk = desk
        self.numbers: dict[str, int] = {}
        self.told: dict[str, list[Told]] = {}
        self.keeps_guests = keeps_guests
        self.join_anew()

    def join_anew(self) -> None:
        """What the app does when it starts."""
        desk = self.desk
        alarm = FakeAlarm(desk.clock)
        self.keeper = Keeper(
            desk.engine,
            desk.clock,
            alarm,
            lambda: self.keeps_guests,
            lambda session_id: looks_told(desk.log.history_of(session_id)),
            lambda session_id: kept_table_of(desk.log, session_id),
            desk.log.get,
            self._hand_in,
        )
        alarm.on_ring = self.keeper.on_alarm
        desk.engine.write_with_end(self._beside)

    def start(self, kind: str = "dinner", *phones: Phone) -> None:
        self.desk.engine.start(StartRequest(kind))
        for phone in phones or (OWN,):
            self.keeper.join(phone)

    def tell(self, word: Word, phone: Phone = OWN, reason: SlipReason | None = None) -> None:
        number = self.numbers[phone.id] = self.numbers.get(phone.id, 0) + 1
        told = Told(phone.id, number, self.desk.clock.now(), word, reason)
        self.told.setdefault(phone.id, []).append(told)
        self.keeper.tell([told])

    def looks(self) -> list[tuple[float, float, SlipReason | None]]:
        """Begin and length in minutes, and why, of what the log has of the newest session."""
        (session,) = self.desk.log.newest(1)
        assert all(slip.source is SlipSource.PHONE for slip in session.slips)
        return [
            (
                round((slip.at - session.started_at) / timedelta(minutes=1), 2),
                round(slip.length / timedelta(minutes=1), 2),
                slip.reason,
            )
            for slip in session.slips
        ]

    def kept(self) -> KeptTable | None:
        (session,) = self.desk.log.newest(1)
        return kept_table_of(self.desk.log, session.id)

    def advance(self, minutes: float) -> None:
        self.desk.clock.advance(minutes=minutes)

    def _beside(self, session: Session) -> Mapping[tuple[str, str], str]:
        kept = self.keeper.kept(session)
        return {} if kept is None else {(TABLE, session.id): table_document(kept)}

    def _hand_in(self, session: Session, kept: KeptTable | None) -> None:
        because = Change(ChangeKind.HANDED_IN, session.id, session.kind, self.desk.clock.now())
        document = None if kept is None else table_document(kept)
        self.desk.log.put_things_on({(TABLE, session.id): document}, because, session)


@pytest.fixture
def dinner(desk: Desk) -> Dinner:
    return Dinner(desk)


def changes(desk: Desk) -> list[str]:
    (session,) = desk.log.newest(1)
    return [step.change.what.value for step in desk.log.history_of(session.id)]


def test_a_look_is_in_the_log_after_its_grace_and_is_one_step_with_its_length_and_reason(
    dinner: Dinner,
) -> None:
    dinner.start()
    dinner.tell(Word.DOWN)
    dinner.advance(20)
    dinner.tell(Word.UP)
    assert dinner.looks() == []
    dinner.advance(1 / 6)
    assert dinner.looks() == [(20, 0.17, None)]
    dinner.advance(5 - 1 / 6)
    dinner.tell(Word.REASON, reason=SlipReason.CALL)
    dinner.tell(Word.DOWN)
    assert dinner.looks() == [(20, 5, SlipReason.CALL)]
    assert changes(dinner.desk) == ["started", "watched", "slipped"]
    dinner.desk.engine.undo()
    assert dinner.looks() == []
    dinner.desk.engine.redo()
    assert dinner.looks() == [(20, 5, SlipReason.CALL)]


def test_the_session_rests_on_the_phone_once_it_has_lain(dinner: Dinner) -> None:
    dinner.start()
    session = dinner.desk.engine.session
    assert session is not None
    assert session.basis is Basis.NOT_KNOWN
    dinner.tell(Word.DOWN)
    dinner.advance(30)
    dinner.tell(Word.UP)
    dinner.advance(30)
    ended = dinner.desk.engine.stop()
    assert ended.basis is Basis.COMPUTER_AND_PHONE
    assert ended.kept_share(dinner.desk.clock.now()) == pytest.approx(0.5)
    assert dinner.looks() == [(30, 30, None)]  # its end cut it short


def test_a_look_at_both_screens_at_the_same_time_counts_once(dinner: Dinner) -> None:
    dinner.start()
    dinner.tell(Word.DOWN)
    dinner.advance(30)
    dinner.tell(Word.UP)
    dinner.advance(10)
    both = Slip("computer", dinner.desk.clock.now(), timedelta(minutes=10), SlipSource.INPUT)
    dinner.advance(10)
    dinner.desk.engine.note_slip(both)
    dinner.tell(Word.DOWN)
    dinner.advance(50)
    ended = dinner.desk.engine.stop()
    assert ended.kept_share(dinner.desk.clock.now()) == pytest.approx(0.8)


def test_a_meeting_at_the_desk_has_looks_at_the_phone_as_well(dinner: Dinner) -> None:
    dinner.start("meeting")
    dinner.tell(Word.DOWN)
    dinner.advance(5)
    dinner.tell(Word.UP)
    dinner.advance(2)
    assert dinner.looks() == [(5, 0.17, None)]


def test_the_end_takes_the_table_along_and_the_way_back_brings_both(dinner: Dinner) -> None:
    dinner.start("dinner", OWN, GUEST)
    dinner.tell(Word.DOWN)
    dinner.tell(Word.DOWN, GUEST)
    dinner.advance(60)
    dinner.desk.engine.stop()
    kept = dinner.kept()
    assert kept is not None
    assert [(each.name, each.share, each.looks) for each in kept.phones] == [("Pixel", 1.0, 0)]
    assert kept.total == timedelta(hours=1)
    dinner.desk.engine.undo()
    assert dinner.kept() is None
    assert dinner.keeper.is_running
    dinner.advance(30)
    dinner.keeps_guests = True
    dinner.desk.engine.stop()
    kept = dinner.kept()
    assert kept is not None
    assert [each.name for each in kept.phones] == ["Pixel", "Tom"]
    assert kept.longest == timedelta(minutes=90)
    (session,) = dinner.desk.log.newest(1)
    dinner.desk.log.put(
        because=Change(ChangeKind.DELETED, session.id, "dinner", dinner.desk.clock.now()),
        removing=[session.id],
    )
    assert dinner.desk.log.things(TABLE) == {}
    dinner.desk.engine.undo()
    assert dinner.kept() == kept


def test_what_the_phone_hands_in_after_the_end_is_one_change_of_its_own(dinner: Dinner) -> None:
    dinner.start()
    dinner.tell(Word.DOWN)
    dinner.advance(10)
    dinner.keeper.disconnected(OWN.id)
    dinner.advance(80)
    dinner.desk.engine.stop()
    kept = dinner.kept()
    assert kept is not None
    assert kept.phones[0].at_table == timedelta(minutes=10)
    assert dinner.keeper.awaited == [OWN.id]
    started = dinner.desk.log.newest(1)[0].started_at
    dinner.keeper.join(OWN)
    dinner.keeper.connected(OWN.id)
    words = [(30, Word.UP, None), (40, Word.REASON, SlipReason.NEEDED), (45, Word.DOWN, None)]
    dinner.keeper.tell(
        [
            Told(OWN.id, number, started + timedelta(minutes=minute), word, reason)
            for number, (minute, word, reason) in enumerate(words, 2)
        ]
    )
    assert dinner.looks() == [(30, 15, SlipReason.NEEDED)]
    kept = dinner.kept()
    assert kept is not None
    assert kept.phones[0].down == kept.total == timedelta(minutes=75)
    assert changes(dinner.desk)[-2:] == ["ended", "handed_in"]  # and what it knew by joining
    before_undo = dinner.desk.log.last_change()
    dinner.desk.engine.undo()
    assert dinner.looks() == []
    dinner.keeper.tell(dinner.told[OWN.id])  # the same again is nothing new
    dinner.keeper.disconnected(OWN.id)
    assert dinner.looks() == []
    assert changes(dinner.desk)[-1] == "handed_in"
    assert dinner.desk.log.last_change() != before_undo


@pytest.mark.parametrize("pause", [0, 5])
def test_what_was_not_told_before_another_session_followed_still_counts(
    dinner: Dinner, pause: float
) -> None:
    dinner.start()
    dinner.tell(Word.DOWN)
    dinner.advance(10)
    dinner.keeper.disconnected(OWN.id)
    dinner.advance(50)
    if pause:
        dinner.desk.engine.stop()
        dinner.advance(pause)
    dinner.desk.engine.start(StartRequest("walk"), switch=True)
    walk, first = dinner.desk.log.newest(2)
    began = first.started_at
    dinner.advance(10)
    dinner.keeper.join(OWN)
    late = [
        *dinner.told[OWN.id],
        Told(OWN.id, 2, began + HOUR / 2, Word.UP),
        Told(OWN.id, 3, began + HOUR * 2 / 3, Word.DOWN),
    ]
    dinner.keeper.tell(late)
    dinner.keeper.tell(late)
    handed_in, after = dinner.desk.log.get(first.id), dinner.desk.log.get(walk.id)
    assert handed_in is not None
    assert after is not None
    assert [(slip.at - began, slip.length) for slip in handed_in.slips] == [(HOUR / 2, HOUR / 6)]
    assert after.slips == ()
    kept = kept_table_of(dinner.desk.log, first.id)
    assert kept is not None
    assert (kept.phones[0].down, kept.phones[0].looks) == (HOUR * 5 / 6, 1)
    assert dinner.desk.engine.undo().what is ChangeKind.HANDED_IN
    assert dinner.desk.log.get(first.id) == first
    assert dinner.desk.engine.session is not None


def test_what_is_handed_in_of_a_session_that_is_deleted_or_shorter_by_now_changes_no_more(
    dinner: Dinner,
) -> None:
    dinner.start()
    dinner.tell(Word.DOWN)
    dinner.keeper.disconnected(OWN.id)
    dinner.advance(60)
    ended = dinner.desk.engine.stop()
    log, began = dinner.desk.log, ended.started_at
    because = Change(ChangeKind.EDITED, ended.id, ended.kind, dinner.desk.clock.now())
    log.put(replace(ended, ended_at=began + HOUR / 2), because=because)
    dinner.desk.engine.on_log_changed()
    told = [
        Told(OWN.id, 2, began + HOUR / 4, Word.UP),
        Told(OWN.id, 3, began + HOUR / 3, Word.DOWN),
        Told(OWN.id, 4, began + HOUR * 2 / 3, Word.UP),  # nobody says any more that this was of it
    ]
    dinner.keeper.tell(told)
    assert dinner.looks() == [(15, 5, None)]
    kept = dinner.kept()
    assert kept is not None
    assert kept.phones[0].at_table <= HOUR / 2
    log.put(because=replace(because, what=ChangeKind.DELETED), removing=[ended.id])
    dinner.desk.engine.on_log_changed()
    dinner.keeper.tell([Told(OWN.id, 5, began + HOUR / 2.2, Word.UP)])
    assert list(log.newest(1)) == []
    assert kept_table_of(dinner.desk.log, ended.id) is None


def test_after_the_end_only_ones_own_phone_that_was_there_is_awaited(dinner: Dinner) -> None:
    dinner.start("dinner", OWN, GUEST)
    dinner.tell(Word.DOWN, GUEST)
    dinner.tell(Word.DOWN)
    dinner.tell(Word.LEAVING)
    dinner.advance(10)
    dinner.desk.engine.stop()
    assert dinner.keeper.awaited == []
    for phone in (OWN, GUEST, Phone("other", "Other", True, Sensing.SENSORS)):
        with pytest.raises(Refused) as raised:
            dinner.keeper.join(phone)
        assert raised.value.code is ErrorCode.NO_TABLE


def test_a_switch_takes_the_phones_along_and_its_undo_brings_them_back(dinner: Dinner) -> None:
    dinner.start()
    dinner.tell(Word.DOWN)
    dinner.advance(10)
    dinner.tell(Word.UP)
    dinner.advance(5)
    dinner.tell(Word.DOWN)
    dinner.advance(5)
    dinner.desk.engine.start(StartRequest("walk"), switch=True)
    assert dinner.keeper.is_running
    dinner.advance(3)
    dinner.tell(Word.UP)
    dinner.advance(2)
    assert dinner.looks() == [(3, 0.17, None)]
    dinner.desk.engine.undo()
    dinner.desk.engine.undo()
    assert dinner.looks() == [(10, 5, None)]
    dinner.advance(1)
    dinner.tell(Word.DOWN)
    assert dinner.looks() == [(10, 5, None), (23, 3, None)]


def test_what_the_person_said_of_a_look_stands(dinner: Dinner) -> None:
    dinner.start()
    dinner.tell(Word.DOWN)
    dinner.advance(10)
    dinner.tell(Word.UP)
    dinner.advance(1)
    dinner.desk.engine.take_slip_back()
    dinner.advance(1)
    dinner.tell(Word.DOWN)
    assert dinner.looks() == []
    dinner.advance(5)
    dinner.tell(Word.UP)
    dinner.advance(1)
    session = dinner.desk.engine.session
    assert session is not None
    dinner.desk.engine.give_reason(session.id, session.slips[-1].id, SlipReason.SHOWED)
    dinner.tell(Word.DOWN)
    assert dinner.looks() == [(17, 1, SlipReason.SHOWED)]
    dinner.tell(Word.REASON, reason=SlipReason.HABIT)
    assert dinner.looks() == [(17, 1, SlipReason.HABIT)]


def test_after_a_crash_the_phone_tells_all_of_it_again_and_nothing_counts_twice(
    dinner: Dinner,
) -> None:
    dinner.start()
    dinner.tell(Word.DOWN)
    dinner.advance(10)
    dinner.tell(Word.UP)
    dinner.advance(5)
    dinner.tell(Word.DOWN)
    before = dinner.looks()
    dinner.desk.restart()
    dinner.join_anew()
    dinner.advance(1)
    assert dinner.keeper.join(OWN) == 0
    dinner.keeper.tell(dinner.told[OWN.id])
    assert dinner.looks() == before == [(10, 5, None)]
    dinner.advance(44)
    dinner.desk.engine.stop()
    kept = dinner.kept()
    assert kept is not None
    assert (kept.phones[0].down, kept.phones[0].looks) == (timedelta(minutes=55), 1)


def test_what_the_person_said_of_a_look_stands_after_a_crash_as_well(dinner: Dinner) -> None:
    dinner.start()
    for minutes in (10, 20):
        dinner.tell(Word.DOWN)
        dinner.advance(minutes)
        dinner.tell(Word.UP)
        dinner.tell(Word.REASON, reason=SlipReason.HABIT)
        dinner.advance(1)
    dinner.tell(Word.DOWN)
    session = dinner.desk.engine.session
    assert session is not None
    first, second = session.slips
    dinner.desk.engine.remove_slip(session.id, first.id)
    dinner.desk.engine.give_reason(session.id, second.id, SlipReason.CALL)
    said = [(31, 1, SlipReason.CALL)]
    assert dinner.looks() == said
    for _ in range(2):
        dinner.desk.restart()
        dinner.join_anew()
        dinner.keeper.join(OWN)
        assert dinner.looks() == said, "what nobody tells again stays"
        dinner.keeper.tell(dinner.told[OWN.id])
        assert dinner.looks() == said
    dinner.tell(Word.REASON, reason=SlipReason.SHOWED)
    assert dinner.looks() == [(31, 1, SlipReason.SHOWED)], "the phone has the last word"
    dinner.desk.engine.stop()
    ended = dinner.desk.log.newest(1)[0]
    dinner.desk.engine.give_reason(ended.id, second.id, SlipReason.CALL)
    dinner.desk.restart()
    dinner.join_anew()
    dinner.keeper.resume(ended, [OWN])
    dinner.keeper.tell(dinner.told[OWN.id])
    assert dinner.looks() == said, "and so it is after the end"


def test_a_look_that_was_taken_back_does_not_come_again_with_the_undo_of_a_switch(
    dinner: Dinner,
) -> None:
    dinner.start()
    dinner.tell(Word.DOWN)
    dinner.advance(10)
    dinner.tell(Word.UP)
    dinner.advance(1)
    dinner.desk.engine.take_slip_back()
    dinner.tell(Word.DOWN)
    dinner.desk.engine.start(StartRequest("coffee"), switch=True)
    dinner.desk.engine.undo()
    dinner.tell(Word.REASON, reason=SlipReason.HABIT)
    assert dinner.looks() == []


def test_what_an_earlier_run_of_the_app_knew_of_a_phone_stays_where_it_knew_more(
    dinner: Dinner,
) -> None:
    dinner.start("dinner", OWN, GUEST)
    dinner.keeps_guests = True
    dinner.tell(Word.DOWN)
    dinner.tell(Word.DOWN, GUEST)
    dinner.advance(60)
    dinner.desk.engine.stop()
    dinner.desk.restart()
    dinner.join_anew()
    dinner.desk.engine.undo()  # of the end, and with it goes what was kept
    assert dinner.kept() is None
    first = dinner.desk.log.newest(1)[0]
    old = KeptTable((KeptPhone("own", "Pixel", True, HOUR, HOUR, 3),), HOUR, HOUR)
    because = Change(ChangeKind.WATCHED, first.id, first.kind, dinner.desk.clock.now())
    dinner.desk.log.put_thing(TABLE, first.id, table_document(old), because)
    dinner.keeper.join(OWN)
    dinner.tell(Word.DOWN)
    dinner.keeper.join(GUEST)
    dinner.keeper.tell(dinner.told[GUEST.id])
    dinner.advance(30)
    dinner.desk.engine.stop()
    kept = dinner.kept()
    assert kept is not None
    assert [(each.name, each.looks, each.at_table) for each in kept.phones] == [
        ("Pixel", 3, HOUR),
        ("Tom", 0, 1.5 * HOUR),
    ]
    assert kept.longest == 1.5 * HOUR


def test_a_clock_that_is_set_makes_no_look(dinner: Dinner) -> None:
    dinner.start()
    dinner.tell(Word.DOWN)
    dinner.advance(10)
    dinner.desk.clock.step(timedelta(hours=5))
    dinner.tell(Word.UP)
    dinner.advance(1)
    dinner.desk.clock.step(timedelta(hours=-2))
    dinner.tell(Word.REASON, reason=SlipReason.CALL)
    assert dinner.looks() == [(10, 0.17, SlipReason.CALL)]
    dinner.advance(1)
    dinner.tell(Word.DOWN)
    assert dinner.looks() == [(10, 2, SlipReason.CALL)]
    dinner.desk.engine.stop()
    kept = dinner.kept()
    assert kept is not None
    assert kept.phones[0].at_table == timedelta(minutes=12)


def test_a_cancelled_session_leaves_no_table(dinner: Dinner) -> None:
    dinner.start()
    dinner.tell(Word.DOWN)
    dinner.advance(10)
    dinner.desk.engine.cancel()
    view = dinner.keeper.view(str.title, False)
    assert view is not None
    assert (view.seats, view.ended_at) == ((), dinner.desk.clock.now())
    assert dinner.desk.log.things(TABLE) == {}


def test_the_view_says_how_each_lies_in_the_order_in_which_they_came(dinner: Dinner) -> None:
    told: list[bool] = []
    dinner.keeper.listen(lambda: told.append(dinner.keeper.is_running))
    dinner.start("dinner", GUEST, OWN)
    dinner.tell(Word.DOWN)
    dinner.advance(10)
    dinner.tell(Word.DOWN, GUEST)
    dinner.keeper.disconnected(GUEST.id)
    view = dinner.keeper.view(str.title, True)
    assert view is not None
    assert [(each.name, each.state, each.is_own) for each in view.seats] == [
        ("Tom", State.SILENT, False),
        ("Pixel", State.DOWN, True),
    ]
    assert (view.kind, view.lasts, view.shows_looks) == ("Dinner", timedelta(minutes=10), True)
    assert (view.total, view.ended_at, view.all_down) == (timedelta(minutes=10), None, True)
    assert told[0]
