"""Leaving and coming back in a session: what is asked, what counts, what is let in and when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from presence.core.errors import Refused, StoreError
from presence.core.ports import Change, ChangeKind
from presence.core.session import Basis, Said
from presence.core.slip import SlipReason, SlipSource
from presence.core.tracker import StartRequest
from presence.core.watch import Asked, Question, Watch, WatchEvent
from presence.store import new_id
from tests.core.conftest import Desk
from tests.core.test_engine_in_trouble import no_room
from tests.fakes import FakeAlarm

DINNER = StartRequest("dinner", length=timedelta(minutes=90))
COFFEE = StartRequest("coffee", length=timedelta(minutes=45))
MEETING = StartRequest("meeting", length=timedelta(minutes=60))


class Table:
    """A desk with a watch; ``told`` is what it has said."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.engine, self.clock = desk.engine, desk.clock
        self.in_use = False
        alarm = FakeAlarm(desk.clock)
        self.watch = Watch(desk.engine, desk.clock, alarm, new_id, lambda: self.in_use)
        alarm.on_ring = self.watch.on_alarm
        self.told: list[WatchEvent] = []
        self.watch.listen(self.told.append)

    def asked(self) -> Question | None:
        """What the card asks now."""
        return self.watch.question

    def restarted(self) -> "Table":
        """The app is killed and started again."""
        self.desk.restart()
        again = Table(self.desk)
        self.desk.engine.open()  # as the app does, with the watch there already
        return again

    def go(self, **span: float) -> None:
        """Lock the screen and be away for so long."""
        self.watch.left()
        self.clock.advance(**span)

    def stay(self, **span: float) -> None:
        """Unlock it and be there for so long."""
        self.watch.stirred()
        self.clock.advance(**span)

    def looks(self) -> list[float]:
        """The lengths of the looks at the screen in the log, in seconds."""
        (session,) = self.desk.log.newest(1)
        return [slip.length.total_seconds() for slip in session.slips]


@pytest.fixture
def table(desk: Desk) -> Table:
    return Table(desk)


def at_dinner(table: Table) -> None:
    """Half an hour into a dinner, and "Just a moment" said once."""
    table.engine.start(DINNER)
    table.go(minutes=20)
    table.stay(seconds=10)
    table.watch.moment()
    table.go(minutes=10)


class TestComingBack:
    def test_nobody_is_asked_before_they_have_left(self, table: Table) -> None:
        table.engine.start(DINNER)
        table.stay(minutes=10)
        assert table.asked() is None
        assert table.looks() == []

    def test_the_first_return_is_a_question_and_no_look(self, table: Table) -> None:
        table.engine.start(DINNER)
        table.go(minutes=70)
        back = table.clock.now()
        table.stay(minutes=5)
        question = table.asked()
        assert question is not None
        assert question.what is Asked.RETURN
        assert question.at == back
        assert question.since == back - timedelta(minutes=70)
        assert table.looks() == []

    def test_it_goes_on_quiet_while_the_question_stands(self, table: Table) -> None:
        table.engine.start(DINNER)
        table.go(minutes=30)
        table.stay(minutes=20)
        assert table.desk.is_quiet()
        assert table.engine.session is not None

    def test_who_leaves_without_an_answer_is_asked_again(self, table: Table) -> None:
        table.engine.start(DINNER)
        table.go(minutes=30)
        table.stay(minutes=5)
        table.go(minutes=5)
        back = table.clock.now()
        table.stay(minutes=1)
        question = table.asked()
        assert question is not None
        assert question.at == back
        assert table.looks() == []

    def test_who_only_reads_the_card_for_a_minute_keeps_it(self, table: Table) -> None:
        table.engine.start(DINNER)
        table.go(minutes=30)
        table.watch.returned()
        table.clock.advance(minutes=1)
        table.watch.left(table.clock.now() - timedelta(minutes=1))
        assert table.asked() is not None
        assert WatchEvent.ANSWERED not in table.told

    def test_done_ends_it_at_the_moment_of_the_return(self, table: Table) -> None:
        table.engine.start(DINNER)
        table.go(minutes=70)
        table.stay(minutes=3)
        question = table.asked()
        assert question is not None
        ended = table.engine.stop(question.at)
        assert ended.duration(table.clock.now()) == timedelta(minutes=70)
        assert ended.slips == ()
        assert ended.basis is Basis.COMPUTER
        assert ended.kept_share(table.clock.now()) == 1.0
        assert table.asked() is None

    def test_a_meeting_asks_nothing_and_counts_nothing(self, table: Table) -> None:
        table.engine.start(MEETING)
        table.go(minutes=10)
        table.stay(minutes=10)
        assert table.asked() is None
        assert table.looks() == []
        assert table.engine.stop().basis is Basis.NOT_KNOWN

    def test_an_app_that_starts_within_a_dinner_asks(self, table: Table) -> None:
        table.engine.start(DINNER)
        table.clock.advance(minutes=30)
        again = table.restarted()
        question = again.asked()
        assert question is not None
        assert question.since is None

    def test_undoing_and_redoing_the_start_loses_nothing_of_what_was_watched(
        self, table: Table
    ) -> None:
        table.engine.start(COFFEE)
        table.watch.left()
        before = table.engine.session
        table.engine.undo()
        table.engine.redo()
        assert table.engine.session == before
        assert before is not None
        assert before.watched


class TestLooksAtTheScreen:
    def test_a_stay_after_the_answer_is_one_look_with_its_length(self, table: Table) -> None:
        at_dinner(table)
        table.stay(minutes=3)
        table.go(minutes=5)
        assert table.looks() == [180]
        session = table.engine.session
        assert session is not None
        assert session.slips[0].source is SlipSource.INPUT

    def test_input_that_rests_ends_it_at_the_last_key(self, table: Table) -> None:
        at_dinner(table)
        table.stay(minutes=3)
        table.watch.left(table.clock.now() - timedelta(seconds=60))
        assert table.looks() == [120]

    @pytest.mark.parametrize("seconds", [0, 3, 19])
    def test_a_glance_within_the_grace_is_none(self, table: Table, seconds: int) -> None:
        at_dinner(table)
        table.stay(seconds=seconds)
        table.go(minutes=5)
        assert table.looks() == []
        assert WatchEvent.STRAYED not in table.told

    def test_a_moment_is_theirs_and_what_goes_beyond_it_counts(self, table: Table) -> None:
        table.engine.start(DINNER)
        table.go(minutes=30)
        table.stay(seconds=10)
        table.watch.moment()
        table.clock.advance(minutes=5)
        table.go(minutes=1)
        assert table.looks() == [180]

    def test_who_strays_is_told_once_and_it_is_over_when_they_go(self, table: Table) -> None:
        at_dinner(table)
        table.told.clear()
        table.stay(minutes=3)
        assert table.told == [WatchEvent.STRAYED]
        assert table.watch.stray is not None
        table.go(minutes=1)
        assert table.told == [WatchEvent.STRAYED, WatchEvent.RESTED]
        assert table.watch.stray is None

    def test_it_wasnt_me_takes_it_back_and_counts_no_more(self, table: Table) -> None:
        at_dinner(table)
        table.stay(minutes=3)
        table.watch.not_me()
        table.go(minutes=5)
        table.stay(minutes=5)
        table.go(minutes=1)
        assert table.looks() == []
        assert table.asked() is None

    def test_it_wasnt_me_takes_back_what_is_over_already(self, table: Table) -> None:
        at_dinner(table)
        table.stay(minutes=3)
        table.go(minutes=1)
        assert table.looks() == [180]
        table.watch.not_me()
        assert table.looks() == []

    @pytest.mark.parametrize("is_over", [False, True], ids=["in progress", "over"])
    def test_a_good_reason_keeps_the_evening_whole(self, table: Table, is_over: bool) -> None:
        at_dinner(table)
        table.stay(minutes=3)
        if is_over:
            table.go(seconds=30)
        table.watch.because(SlipReason.EMERGENCY)
        table.go(minutes=1)
        ended = table.engine.stop()
        assert [slip.reason for slip in ended.slips] == [SlipReason.EMERGENCY]
        assert ended.kept_share(table.clock.now()) == 1.0

    def test_our_own_windows_never_count(self, table: Table) -> None:
        at_dinner(table)
        table.watch.own_window(True)
        table.stay(minutes=3)
        table.watch.own_window(False)
        table.clock.advance(seconds=10)
        table.go(minutes=1)
        assert table.looks() == []

    def test_the_end_cuts_the_last_look_short(self, table: Table) -> None:
        at_dinner(table)
        table.stay(minutes=4)
        table.engine.stop(table.clock.now() - timedelta(minutes=1))
        assert table.looks() == [180]

    def test_undoing_what_was_done_before_leaving_forgets_no_watching(self, table: Table) -> None:
        table.engine.start(DINNER)
        table.engine.extend(timedelta(minutes=15))
        table.go(minutes=10)
        table.engine.undo()
        session = table.engine.session
        assert session is not None
        assert session.basis is Basis.COMPUTER
        table.engine.redo()
        assert table.engine.session is not None
        assert table.engine.session.basis is Basis.COMPUTER

    def test_a_kill_loses_at_most_the_look_in_progress(self, table: Table) -> None:
        at_dinner(table)
        table.stay(minutes=3)
        table.go(minutes=1)
        table.stay(minutes=3)
        assert table.restarted().looks() == [180]

    def test_a_clock_that_is_set_changes_no_length(self, table: Table) -> None:
        at_dinner(table)
        table.stay(minutes=3)
        table.clock.step(timedelta(hours=-2))
        table.clock.advance(minutes=1)
        table.go(minutes=1)
        assert table.looks() == [240]


class TestTheEnd:
    def test_it_stays_quiet_past_the_planned_end_until_they_return(self, table: Table) -> None:
        table.engine.start(DINNER)
        table.go(minutes=120)
        assert table.desk.is_quiet()
        assert table.asked() is None

    def test_on_return_the_card_is_first_and_the_rest_is_let_in_after_half_a_minute(
        self, table: Table
    ) -> None:
        session = table.engine.start(DINNER)
        table.go(minutes=120)
        table.stay(seconds=29)
        assert table.desk.is_quiet()
        assert table.asked() is not None
        table.clock.advance(seconds=2)
        assert not table.desk.is_quiet()
        (waiting,) = table.engine.unconfirmed(table.clock.now())
        assert waiting.ended_at == session.planned_end_at

    def test_an_answer_lets_it_in_at_once(self, table: Table) -> None:
        session = table.engine.start(DINNER)
        table.go(minutes=120)
        table.stay(seconds=5)
        table.engine.confirm(session.id)
        assert not table.desk.is_quiet()

    def test_still_going_keeps_it_quiet(self, table: Table) -> None:
        session = table.engine.start(DINNER)
        table.go(minutes=120)
        table.stay(seconds=5)
        table.engine.still_going(session.id)
        table.clock.advance(minutes=5)
        assert table.desk.is_quiet()
        assert table.asked() is None

    def test_a_peep_that_nobody_answers_lets_nothing_in(self, table: Table) -> None:
        table.engine.start(DINNER)
        table.go(minutes=120)
        table.stay(seconds=10)
        table.go(minutes=30)
        assert table.desk.is_quiet()

    def test_the_planned_end_meets_who_is_back_already(self, table: Table) -> None:
        table.engine.start(DINNER)
        table.go(minutes=80)
        table.stay(seconds=5)
        table.watch.moment()
        table.clock.advance(minutes=9, seconds=58)
        assert table.asked() is not None
        assert table.desk.is_quiet()
        table.clock.advance(seconds=30)
        assert not table.desk.is_quiet()

    def test_who_never_left_is_not_muted_for_hours(self, table: Table) -> None:
        table.in_use = True
        table.engine.start(DINNER)
        table.clock.advance(minutes=91)
        assert not table.desk.is_quiet()

    def test_a_bound_that_was_slept_through_asks_before_it_lets_in(self, table: Table) -> None:
        session = table.engine.start(DINNER)
        table.watch.left()
        table.clock.sleep_through(hours=9)
        assert table.engine.session is None
        assert table.desk.is_quiet()
        table.clock.advance(seconds=31)
        assert not table.desk.is_quiet()
        assert table.watch.left_at(session.id) == session.started_at

    @pytest.mark.parametrize("as_planned", [True, False])
    def test_answering_after_it_lets_in_at_once(self, table: Table, as_planned: bool) -> None:
        session = table.engine.start(DINNER)
        table.clock.sleep_through(hours=9)
        if as_planned:
            table.engine.confirm_all()
        else:
            table.engine.confirm(session.id, table.clock.now() - timedelta(hours=5))
        assert not table.desk.is_quiet()

    def test_a_start_after_it_takes_the_quiet_over(self, table: Table) -> None:
        table.engine.start(DINNER)
        table.clock.sleep_through(hours=9)
        table.engine.start(COFFEE)
        table.clock.advance(minutes=5)
        assert table.desk.is_quiet()
        assert table.desk.muter.orders[-1].startswith("take")

    def test_a_bound_that_comes_while_it_is_awake_lets_in_then(self, table: Table) -> None:
        table.engine.start(DINNER)
        table.go(hours=6)
        assert not table.desk.is_quiet()


class TestSleep:
    def test_a_meeting_asks_about_it(self, table: Table) -> None:
        table.engine.start(MEETING)
        began = table.clock.now()
        table.clock.sleep_through(minutes=20)
        table.watch.slept(began, table.clock.now())
        question = table.asked()
        assert question is not None
        assert question.what is Asked.SLEEP
        assert question.since == began
        table.watch.went_on()
        assert table.asked() is None
        assert table.engine.session is not None
        assert table.desk.is_quiet()

    def test_a_dinner_does_not(self, table: Table) -> None:
        table.engine.start(DINNER)
        began = table.clock.now()
        table.clock.sleep_through(minutes=20)
        table.watch.slept(began, table.clock.now())
        assert table.asked() is None

    def test_a_nap_of_the_computer_is_nothing(self, table: Table) -> None:
        table.engine.start(MEETING)
        began = table.clock.now()
        table.clock.sleep_through(seconds=40)
        table.watch.slept(began, table.clock.now())
        assert table.asked() is None


class TestWhatTheShareRestsOn:
    def test_the_persons_word_stands_above_the_computer_alone(self, table: Table) -> None:
        at_dinner(table)
        ended = table.engine.stop()
        assert ended.basis is Basis.COMPUTER
        said = table.engine.describe(ended.id, said=Said.MOSTLY)
        assert said.basis is Basis.SAID
        assert said.kept_share(table.clock.now()) == 0.75

    def test_the_lesser_of_what_was_said_and_measured_counts(self, table: Table) -> None:
        at_dinner(table)
        table.stay(minutes=15)
        table.go(minutes=15)
        ended = table.engine.stop()
        said = table.engine.describe(ended.id, said=Said.YES)
        share = said.kept_share(table.clock.now())
        assert share == pytest.approx(
            1 - 15 / said.duration(table.clock.now()).total_seconds() * 60
        )


class TestWhatComesInAnotherOrder:
    def test_who_locked_just_before_the_planned_end_stays_quiet(self, table: Table) -> None:
        table.engine.start(DINNER)
        table.clock.advance(minutes=89, seconds=50)
        table.in_use = True  # until the last key is a minute ago
        table.watch.left()
        table.clock.advance(minutes=2)
        assert table.desk.is_quiet()
        assert table.engine.session is not None

    def test_a_plan_made_longer_elsewhere_is_not_cut_off_by_the_return(self, table: Table) -> None:
        session = table.engine.start(DINNER)
        table.go(minutes=95)
        table.stay(seconds=5)
        longer = replace(session, planned_end_at=table.clock.now() + timedelta(hours=1))
        table.desk.log.put(
            longer, because=Change(ChangeKind.EDITED, session.id, "dinner", table.clock.now())
        )
        table.engine.on_log_changed()
        table.clock.advance(minutes=5)
        assert table.engine.session is not None
        assert table.desk.is_quiet()

    def test_undoing_what_made_it_shorter_is_not_cut_off_by_the_return(self, table: Table) -> None:
        table.engine.start(DINNER)
        table.engine.plan(table.clock.now() + timedelta(minutes=20))
        table.go(minutes=30)
        table.stay(seconds=5)
        table.engine.undo()
        table.clock.advance(minutes=5)
        assert table.engine.session is not None
        assert table.desk.is_quiet()

    def test_just_a_moment_after_waking_is_a_stay_that_can_count(self, table: Table) -> None:
        table.engine.start(DINNER)
        table.go(minutes=30)
        table.watch.returned()
        table.watch.moment()
        table.clock.advance(minutes=5)
        table.go(minutes=1)
        assert table.looks() == [180]

    def test_still_going_makes_no_look_of_the_time_before_the_answer(self, table: Table) -> None:
        session = table.engine.start(DINNER)
        table.go(minutes=100)
        table.stay(seconds=25)
        table.told.clear()
        table.engine.still_going(session.id)
        table.clock.advance(seconds=5)
        table.go(minutes=5)
        assert WatchEvent.STRAYED not in table.told
        assert table.looks() == []

    def test_it_wasnt_me_outlasts_an_end_that_is_undone(self, table: Table) -> None:
        at_dinner(table)
        table.watch.not_me()
        table.engine.stop()
        table.engine.undo()
        table.go(minutes=5)
        table.stay(minutes=5)
        table.go(minutes=1)
        assert table.asked() is None
        assert table.looks() == []

    def test_an_answer_outlasts_a_switch_that_is_undone(self, table: Table) -> None:
        at_dinner(table)
        table.engine.start(COFFEE, switch=True)
        table.engine.undo()
        table.go(minutes=5)
        table.stay(minutes=1)
        assert table.asked() is None

    def test_who_woke_it_without_a_key_is_asked_anew_when_somebody_is_there(
        self, table: Table
    ) -> None:
        table.engine.start(DINNER)
        table.go(minutes=20)
        table.watch.returned()  # by a timer
        table.clock.advance(minutes=40)
        back = table.clock.now()
        table.stay(seconds=1)
        question = table.asked()
        assert question is not None
        assert question.at == back

    def test_a_clock_that_is_set_takes_the_leaving_along(self, table: Table) -> None:
        table.engine.start(DINNER)
        table.clock.advance(minutes=10)
        table.go(minutes=20)
        table.clock.step(timedelta(hours=-2))
        table.stay(seconds=1)
        question = table.asked()
        assert question is not None
        assert question.since is not None
        assert question.at - question.since == timedelta(minutes=20)

    def test_who_left_before_the_computer_slept_left_then(self, table: Table) -> None:
        session = table.engine.start(DINNER)
        table.go(minutes=20)
        table.watch.left()
        began = table.clock.now()
        table.clock.sleep_through(minutes=30)
        table.watch.slept(began, table.clock.now())
        assert table.watch.left_at(session.id) == session.started_at

    def test_a_meeting_that_slept_twice_is_asked_about_from_the_first_time(
        self, table: Table
    ) -> None:
        session = table.engine.start(MEETING)
        for _ in range(2):
            table.clock.advance(minutes=5)
            began = table.clock.now()
            table.watch.left()
            table.clock.sleep_through(minutes=10)
            table.watch.slept(began, table.clock.now())
        question = table.asked()
        assert question is not None
        assert question.since == session.started_at + timedelta(minutes=5)
        assert question.at == table.clock.now()

    def test_a_sleep_after_the_answer_is_one_of_its_own(self, table: Table) -> None:
        session = table.engine.start(MEETING)
        for _ in range(2):
            table.clock.advance(minutes=5)
            began = table.clock.now()
            table.watch.left()
            table.clock.sleep_through(minutes=10)
            table.watch.slept(began, table.clock.now())
            table.watch.went_on()
        assert table.watch.left_at(session.id) == began

    def test_a_fault_of_who_listens_lets_nothing_in(self, table: Table) -> None:
        def fail(_what: WatchEvent) -> None:
            raise RuntimeError("a listener's own fault")

        at_dinner(table)
        table.watch.listen(fail)
        table.stay(minutes=60, seconds=5)  # until past the planned end, where it is asked
        table.go(minutes=5)
        assert table.desk.is_quiet()

    def test_it_wasnt_me_on_a_full_disk_can_be_said_again(self, table: Table) -> None:
        at_dinner(table)
        table.stay(minutes=3)
        table.go(minutes=1)
        with no_room(), pytest.raises(StoreError):
            table.watch.not_me()
        table.watch.not_me()
        assert table.looks() == []

    @pytest.mark.parametrize("way", ["confirmed", "all confirmed", "switched"])
    def test_a_look_that_goes_on_past_the_planned_end_is_not_lost(
        self, table: Table, way: str
    ) -> None:
        session = table.engine.start(DINNER)
        table.go(minutes=70)
        table.stay(seconds=1)
        table.watch.moment()
        table.clock.advance(minutes=20)
        match way:
            case "confirmed":
                table.engine.confirm(session.id)
            case "all confirmed":
                table.engine.confirm_all()
            case _:
                table.engine.start(COFFEE)
        kept = table.desk.log.get(session.id)
        assert kept is not None
        assert [slip.length for slip in kept.slips] == [timedelta(minutes=17, seconds=59)]

    @pytest.mark.parametrize("goes_on", [False, True], ids=["ended later", "still going"])
    def test_a_look_after_the_planned_end_is_not_lost(self, table: Table, goes_on: bool) -> None:
        session = table.engine.start(DINNER)
        table.go(minutes=100)
        table.engine.slip()
        table.clock.advance(minutes=10)
        if goes_on:
            table.engine.still_going(session.id)
        else:
            table.engine.confirm(session.id, table.clock.now())
        assert len(table.looks()) == 1

    def test_what_is_not_over_cannot_be_still_going(self, table: Table) -> None:
        session = table.engine.start(DINNER)
        with pytest.raises(Refused):
            table.engine.still_going(session.id)

    def test_who_took_a_soft_end_back_is_not_ended_by_the_next_return(self, table: Table) -> None:
        table.engine.start(StartRequest("alone", length=timedelta(minutes=45)))
        table.clock.advance(minutes=50)
        table.engine.undo()
        table.go(minutes=5)
        table.stay(minutes=5)
        assert table.engine.session is not None
        assert table.desk.is_quiet()
        assert table.asked() is None

    def test_nobody_is_asked_about_an_instant_that_has_not_come(self, table: Table) -> None:
        table.engine.start(DINNER)
        table.go(minutes=80)
        table.stay(minutes=9)
        table.watch.moment()
        table.clock.advance(minutes=1, seconds=5)
        question = table.asked()
        assert question is not None
        assert question.at <= table.clock.now()

    @pytest.mark.parametrize("has_answered", [True, False])
    def test_an_extension_that_is_undone_past_the_end_asks_who_is_there(
        self, table: Table, has_answered: bool
    ) -> None:
        table.engine.start(DINNER)
        table.engine.extend(timedelta(minutes=30))
        table.go(minutes=95)
        table.stay(seconds=5)
        if has_answered:
            table.watch.moment()
        table.engine.undo()
        assert table.asked() is not None
        assert table.desk.is_quiet()
        table.clock.advance(seconds=31)
        assert not table.desk.is_quiet()

    def test_an_extension_that_is_undone_while_they_are_away_lets_nothing_in(
        self, table: Table
    ) -> None:
        table.engine.start(DINNER)
        table.engine.extend(timedelta(minutes=30))
        table.in_use = True
        table.go(minutes=95)
        table.engine.undo()
        assert table.asked() is None
        table.clock.advance(minutes=5)
        assert table.desk.is_quiet()
