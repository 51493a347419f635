"""A period in a few sentences: true, kind, and fewer where less is known."""

from datetime import UTC, date, datetime, timedelta

import pytest

from presence.core.kind import Kinds
from presence.core.review import Calendar, Period, PeriodReview, Unit, review_sessions
from presence.core.session import Said, Session
from presence.words.review.lines import change_line
from presence.words.review.sentences import headline, sentences
from presence.words.review.titles import period_span, period_title

CALENDAR = Calendar(UTC)
TODAY = date(2026, 11, 22)
WEEK = CALENDAR.week_of(TODAY)
LATER = datetime(2027, 6, 1, tzinfo=UTC)
KINDS = Kinds()
PRESSING = ("should", "must", "only", "fail", "bad", "score", "streak", "0 of")


def dinner(
    day: int,
    people: tuple[str, ...] = (),
    said: Said | None = None,
    hours: float = 1.8,
    kind: str = "dinner",
    month: int = 11,
    enjoyed: int | None = None,
) -> Session:
    start = datetime(2026, month, day, 19, tzinfo=UTC)
    return Session(
        id=f"{kind}-{month}-{day}",
        kind=kind,
        started_at=start,
        ended_at=start + timedelta(hours=hours),
        zone="UTC",
        people=people,
        said=said,
        enjoyed=enjoyed,
    )


def review(period: Period, *sessions: Session, now: datetime = LATER) -> PeriodReview:
    before = [each for each in sessions if each.started_at < period.start]
    return review_sessions(period, [e for e in sessions if e not in before], before, KINDS, now)


GOOD = [dinner(day, ("Ana",) if day < 20 else ("Ana", "Tom"), Said.YES) for day in range(16, 21)]


def test_the_first_sentence_is_the_week_in_ten_seconds() -> None:
    assert headline(review(WEEK, *GOOD), KINDS) == (
        "9 h with people, 5 of 5 dinners kept, most with Ana"
    )


def test_a_week_of_which_much_is_known_has_five_sentences() -> None:
    assert sentences(review(WEEK, dinner(10, hours=7), *GOOD), KINDS) == (
        "9 h with people, 5 of 5 dinners kept, most with Ana.",
        "That is 2 h more than the week before.",
        "You met 2 people: 9 h with Ana and 1.8 h with Tom.",
        "100 % of the time went by without a look at a screen.",
        "The longest time without a look was 1 h 48 min (Dinner, Monday).",
    )


def test_where_less_is_known_less_is_said() -> None:
    assert sentences(review(WEEK), KINDS) == ()
    assert sentences(review(WEEK, dinner(16, hours=2)), KINDS) == ("2 h with people, 1 dinner.",)
    assert sentences(review(WEEK, dinner(16, kind="alone", hours=1)), KINDS) == ("1 h alone.",)


def test_without_names_nobody_is_named() -> None:
    text = " ".join(sentences(review(WEEK, *GOOD), KINDS, with_names=False))
    assert "Ana" not in text
    assert "Tom" not in text
    assert "You met 2 people." in text


@pytest.mark.parametrize("said", [Said.NO, Said.MOSTLY])
def test_nothing_is_held_against_anybody(said: Said) -> None:
    week = review(WEEK, dinner(10, hours=30), *(dinner(day, ("Ana",), said) for day in (16, 17)))
    text = " ".join(sentences(week, KINDS))
    assert text.startswith("3.6 h with people, 2 dinners, with Ana. That is 26.4 h less than")
    assert not any(word in text for word in PRESSING)
    share = "0 %" if said is Said.NO else "75 %"
    assert f"{share} of the time went by without a look at a screen." in text


def test_what_is_known_of_a_part_is_said_of_that_part() -> None:
    week = review(WEEK, dinner(16, said=Said.YES), dinner(17))
    assert (
        "As far as is known, 100 % of the time went by without a look at a screen (1 of 2 "
        "sessions)."
    ) in sentences(week, KINDS)


def test_a_year_names_its_fullest_month_and_a_month_its_fullest_week() -> None:
    some = [dinner(3, month=month, hours=hours) for month, hours in ((3, 2), (4, 5))]
    some += [dinner(20, month=4, hours=1)]
    assert "The fullest month was Apr, with 6 h." in sentences(
        review(CALENDAR.year_of(TODAY), *some), KINDS
    )
    assert "The fullest week was 1 Apr – 5 Apr, with 5 h." in sentences(
        review(CALENDAR.month_of(date(2026, 4, 1)), *some), KINDS
    )


def test_enjoyed_and_kept_are_set_side_by_side_from_three_answers_on() -> None:
    some = [dinner(day, said=Said.YES, enjoyed=5, hours=0.2) for day in (16, 17, 18)]
    some += [dinner(day, said=Said.MOSTLY, enjoyed=4, hours=0.2) for day in (19, 20)]
    assert not any("enjoyed" in each for each in sentences(review(WEEK, *some), KINDS))
    some += [dinner(21, said=Said.MOSTLY, enjoyed=3, hours=0.2)]
    assert sentences(review(WEEK, *some), KINDS)[-1] == (
        "You enjoyed sessions without a look 5 of 5 on average, and those with one 3.7."
    )


def test_a_kind_of_ones_own_is_counted_by_its_name() -> None:
    assert headline(review(WEEK, dinner(16, kind="choir", hours=2)), KINDS) == (
        "2 h with people, 1 × choir"
    )


@pytest.mark.parametrize(
    ("unit", "running", "over"),
    [
        (Unit.DAY, "yesterday at this time", "the day before"),
        (Unit.WEEK, "last week at this point", "the week before"),
        (Unit.MONTH, "last month at this point", "the month before"),
        (Unit.YEAR, "last year at this point", "the year before"),
    ],
)
def test_each_period_is_compared_with_the_one_before_it(
    unit: Unit, running: str, over: str
) -> None:
    period = CALENDAR.period_of(unit, TODAY)
    last = period.shifted(-1)
    start = datetime.combine(last.first, datetime.min.time(), UTC)
    for length, much in ((3, "1 h more than"), (1, "1 h less than"), (2, "as much as")):
        one, other = dinner(22, hours=length), dinner(1, hours=2)
        moved = start - other.started_at
        assert other.ended_at is not None
        earlier = Session(
            id="before",
            kind="dinner",
            started_at=other.started_at + moved,
            ended_at=other.ended_at + moved,
            zone="UTC",
        )
        now = datetime(2026, 11, 22, 23, tzinfo=UTC)
        for at, words in ((now, running), (LATER, over)):
            found = review_sessions(period, [one], [earlier], KINDS, at)
            assert change_line(found) == f"{much} {words}"


@pytest.mark.parametrize(
    ("period", "title", "span"),
    [
        (WEEK, "This week", "16 Nov – 22 Nov"),
        (WEEK.shifted(-1), "Last week", "9 Nov – 15 Nov"),
        (CALENDAR.month_of(TODAY), "This month", "Nov 2026"),
        (CALENDAR.month_of(date(2025, 3, 4)), "Mar 2025", "Mar 2025"),
        (CALENDAR.year_of(date(2025, 3, 4)), "Last year", "2025"),
        (CALENDAR.day(TODAY), "Today", "Sunday 22 Nov"),
        (CALENDAR.span(date(2025, 3, 4), TODAY), *["4 Mar 2025 – 22 Nov 2026"] * 2),
    ],
)
def test_a_period_has_a_title_and_a_span(period: Period, title: str, span: str) -> None:
    assert (period_title(period, TODAY), period_span(period, TODAY)) == (title, span)
