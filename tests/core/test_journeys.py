"""What people tell of their evenings, lived with a clock that is moved."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from presence.core.review import Calendar, WeekReview
from presence.core.session import Session
from presence.core.tracker import Phase, StartRequest
from presence.core.watch import Asked
from tests.core.conftest import Desk
from tests.core.held import check_disk, check_mute, check_review, check_rows, review_of
from tests.core.life import Life
from tests.fakes import EVENING, FakeClock, FakeMuter

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
DINNER = StartRequest("dinner", ("Ana",), length=timedelta(minutes=90))
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def life(desk: Desk) -> Life:
    """A Friday at 19:00 in Berlin."""
    return Life(desk)


def at(life: Life, moment: str) -> datetime:
    """An instant as clocks here show it, on the day or another one: ``21:30``, ``22 09:00``."""
    day, _, clock = moment.rpartition(" ")
    here = life.now.astimezone(ZoneInfo(life.desk.zone))
    local = datetime.combine(
        here.date().replace(day=int(day or here.day)), time.fromisoformat(clock), here.tzinfo
    )
    return local.astimezone(UTC)


def lives_until(life: Life, moment: str) -> None:
    life.live(at(life, moment) - life.now)


def phase(life: Life) -> Phase:
    return life.desk.engine.phase


def week(life: Life, zone: ZoneInfo = BERLIN) -> WeekReview:
    calendar = Calendar(zone)
    return review_of(life, calendar.week_of(calendar.day_of(life.now)))


def only_row(life: Life) -> Session:
    (row,) = life.rows()
    return row


def all_holds(life: Life) -> None:
    check_rows(life)
    check_mute(life)
    check_disk(life)
    check_review(life, Calendar(BERLIN, time(4)))


def test_the_lid_is_closed_for_dinner_and_the_battery_is_empty_before_it_is_over(
    life: Life,
) -> None:
    life.start(DINNER)
    life.live(10 * MINUTE)
    life.watch.left()
    life.die(4 * HOUR)  # until 23:10
    engine = life.desk.engine
    assert engine.session is None
    assert not life.desk.is_quiet()
    (waiting,) = engine.unconfirmed(life.now)
    assert waiting.ended_at == at(life, "20:30")
    assert not waiting.confirmed
    assert week(life).total == 90 * MINUTE
    life.start(StartRequest("coffee"))  # the open question is in nobody's way
    engine.confirm(waiting.id, at(life, "22:15"))
    assert week(life).by_person == [("Ana", 3 * HOUR + 15 * MINUTE)]
    all_holds(life)


def test_the_lid_is_closed_for_dinner_and_opened_after_it(life: Life) -> None:
    life.start(DINNER)
    life.live(10 * MINUTE)
    life.sleep(4 * HOUR)
    question = life.watch.question
    assert question is not None
    assert (question.what, question.since) == (Asked.RETURN, at(life, "19:10"))
    assert life.desk.is_quiet()  # nothing comes before the card
    life.live(timedelta(seconds=30))
    assert not life.desk.is_quiet()
    assert only_row(life).ended_at == at(life, "20:30")
    assert only_row(life).slips == ()
    all_holds(life)


def test_a_flight_from_berlin_to_new_york_is_as_long_as_it_was(life: Life) -> None:
    life.start(StartRequest("family", ("Ana",), is_open=True))
    before = only_row(life)
    life.live(5 * HOUR)
    life.travel("America/New_York")
    life.live(4 * HOUR)
    assert life.desk.is_quiet()
    assert life.desk.engine.snapshot().zone == NEW_YORK
    landed = life.desk.engine.stop()
    assert landed.duration(life.now) == 9 * HOUR
    assert (landed.started_at, landed.zone) == (before.started_at, "Europe/Berlin")
    # From Friday 19:00 to Saturday 04:00 there; here all of it was on Friday.
    at_home = {day.day: day.total for day in week(life, BERLIN).days if day.total}
    assert at_home == {date(2026, 11, 20): 5 * HOUR, date(2026, 11, 21): 4 * HOUR}
    over_there = {day.day: day.total for day in week(life, NEW_YORK).days if day.total}
    assert over_there == {date(2026, 11, 20): 9 * HOUR}
    all_holds(life)


@pytest.mark.parametrize(
    ("night", "hours"),
    [(datetime(2026, 10, 24, 21, 0, tzinfo=UTC), 6), (datetime(2026, 3, 28, 22, tzinfo=UTC), 4)],
)
def test_a_party_in_a_night_in_which_the_clock_is_changed_counts_its_real_time(
    desk: Desk, night: datetime, hours: int
) -> None:
    desk.clock = FakeClock(night)  # 23:00 in Berlin
    desk.restart()
    life = Life(desk)
    life.start(StartRequest("event", length=hours * HOUR))
    lives_until(life, f"{life.now.astimezone(BERLIN).day + 1} 03:59")
    assert phase(life) is Phase.ENDING_SOON
    life.live(MINUTE)
    assert phase(life) is Phase.OVER_TIME
    ended = life.desk.engine.stop()
    assert f"{life.now.astimezone(BERLIN):%H:%M}" == "04:00"
    assert ended.duration(life.now) == hours * HOUR
    days = [day.total for day in week(life).days]
    assert days[-2:] == [HOUR, (hours - 1) * HOUR]  # until midnight, and from it on
    all_holds(life)


def test_the_clock_set_back_by_two_hours_makes_a_dinner_neither_longer_nor_shorter(
    life: Life,
) -> None:
    life.start(DINNER)
    life.live(30 * MINUTE)
    life.desk.engine.slip()
    life.set_clock(-2 * HOUR)  # 17:30
    session = life.desk.engine.session
    assert session is not None
    assert session.duration(life.now) == 30 * MINUTE
    assert session.planned_end_at == at(life, "18:30")
    assert session.slips[0].at == at(life, "17:30")
    life.live(59 * MINUTE)
    assert phase(life) is Phase.ENDING_SOON
    life.live(11 * MINUTE)
    ended = life.desk.engine.stop()
    assert ended.duration(life.now) == 100 * MINUTE
    assert ended.started_at == at(life, "17:00")
    all_holds(life)


def test_the_clock_set_forward_by_two_hours_ends_no_dinner(life: Life) -> None:
    life.start(DINNER)
    life.live(30 * MINUTE)
    life.set_clock(2 * HOUR)
    assert phase(life) is Phase.PRESENT
    assert life.desk.is_quiet()
    life.live(HOUR)
    assert life.desk.engine.stop().duration(life.now) == 90 * MINUTE
    all_holds(life)


@pytest.mark.parametrize("how", ["awake", "asleep", "off"])
def test_a_meeting_forgotten_over_the_weekend_is_an_hour_and_asks(life: Life, how: str) -> None:
    life.start(StartRequest("meeting", ("Tom",), length=HOUR))
    over_the_weekend: dict[str, Callable[[timedelta], None]] = {
        "awake": life.live,
        "asleep": life.sleep,
        "off": life.die,
    }
    over_the_weekend[how](62 * HOUR)  # until Monday, 09:00
    life.live(timedelta(seconds=30))
    engine = life.desk.engine
    assert engine.session is None
    assert not life.desk.is_quiet()
    (waiting,) = engine.unconfirmed(life.now)
    assert (waiting.ended_at, waiting.confirmed) == (waiting.started_at + HOUR, False)
    calendar = Calendar(BERLIN)
    last = review_of(life, calendar.week_of(date(2026, 11, 20)))
    assert (last.total, len(last.unconfirmed)) == (HOUR, 1)
    engine.confirm_all()
    assert only_row(life).confirmed
    all_holds(life)


# In which state the app is killed, and what is true of the session when it is started again.


def idle(life: Life) -> None:
    assert phase(life) is Phase.IDLE


def present(life: Life) -> None:
    life.start(DINNER)
    life.live(10 * MINUTE)
    assert phase(life) is Phase.PRESENT


def ending_soon(life: Life) -> None:
    life.start(DINNER)
    life.live(87 * MINUTE)
    assert phase(life) is Phase.ENDING_SOON


def over_time(life: Life) -> None:
    life.start(DINNER)
    life.watch.left()
    life.live(2 * HOUR)
    assert phase(life) is Phase.OVER_TIME
    assert life.desk.is_quiet()


def away(life: Life) -> None:
    life.start(DINNER)
    life.live(MINUTE)
    life.watch.left()
    life.live(20 * MINUTE)
    assert life.watch.left_at(only_row(life).id) == at(life, "19:01")


def asked(life: Life) -> None:
    away(life)
    life.watch.stirred()
    assert life.watch.question is not None


def at_the_screen(life: Life) -> None:
    asked(life)
    life.watch.moment()
    life.live(10 * MINUTE)
    assert life.watch.stray is not None
    life.watch.left()  # one look that is over, and another
    life.live(MINUTE)
    life.watch.stirred()
    life.live(MINUTE)
    assert life.watch.stray is not None


def waiting_to_let_in(life: Life) -> None:
    over_time(life)
    life.watch.stirred()
    life.live(timedelta(seconds=20))
    assert life.watch.question is not None
    assert life.desk.is_quiet()


GOES_ON = {present: 10, ending_soon: 87, away: 21, asked: 21, at_the_screen: 33}  # minutes
IS_OVER = (over_time, waiting_to_let_in)


@pytest.mark.parametrize("state", [idle, *GOES_ON, *IS_OVER])
def test_a_crash_in_every_state_costs_at_most_the_look_in_progress(
    life: Life, state: Callable[[Life], None]
) -> None:
    state(life)
    rows = life.rows()
    life.die(timedelta(seconds=2))
    engine = life.desk.engine
    assert len(life.rows()) == len(rows)
    if state in GOES_ON:
        assert life.rows() == rows
        assert engine.session == rows[0]
        assert life.desk.is_quiet()
        assert life.watch.question is not None  # whoever starts the app is there
        spent = engine.stop().duration(life.now)
        assert spent == GOES_ON[state] * MINUTE + timedelta(seconds=2)
        assert len(only_row(life).slips) == (state is at_the_screen)
    elif state in IS_OVER:
        (waiting,) = engine.unconfirmed(life.now)
        assert (waiting.id, waiting.ended_at) == (rows[0].id, rows[0].planned_end_at)
    assert engine.session is None
    assert not life.desk.is_quiet()
    all_holds(life)


def test_a_crash_while_the_desktop_has_not_answered_yet_leaves_it_as_it_was(
    desk: Desk,
) -> None:
    desk.restart(FakeMuter(hangs=True))
    desk.engine.start(DINNER)
    assert desk.engine.is_settling
    desk.restart()
    assert desk.engine.session is not None
    desk.engine.stop()
    assert not desk.is_quiet()
    assert desk.clock.now() == EVENING
