"""Times and lengths as people write them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from presence.core.entry.scan import Patterns
from presence.core.entry.when import When
from presence.core.errors import ErrorCode, NotUnderstood
from presence.words.grammar import entry_words

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 19, 0, tzinfo=BERLIN)  # a Monday
WHEN = When(NOW.astimezone(UTC), BERLIN, Patterns(entry_words("de")))


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90m", 90),
        ("90 min", 90),
        ("1h30", 90),
        ("1h 30m", 90),
        ("1,5 h", 90),
        ("1.5 Stunden", 90),
        ("90", 90),
        ("-15m", -15),
        ("−15 min", -15),
        ("+15m", 15),
        ("2d", 2880),
    ],
)
def test_a_length_is_read(text: str, minutes: int) -> None:
    assert WHEN.length(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "text", ["", "m", "90x", "1h30m20", "90m30", "ten", "9999999h", "1e9m", "10:30"]
)
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        WHEN.length(text)
    assert caught.value.code is ErrorCode.BAD_LENGTH


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("18:30", local(23, 18, 30)),
        ("21:30", local(22, 21, 30)),  # the latest past one
        ("9pm", local(22, 21)),
        ("9 Uhr", local(23, 9)),
        ("24:00", local(23, 0)),
        ("now", local(23, 19)),
        ("10m ago", local(23, 18, 50)),
        ("vor 10 Minuten", local(23, 18, 50)),
        ("yesterday 19:00", local(22, 19)),
        ("gestern", local(22, 0)),
        ("fri 20:15", local(20, 20, 15)),
        ("20.11. 20:15", local(20, 20, 15)),
        ("2026-11-20 8pm", local(20, 20)),
        ("2026-11-20T20:15", local(20, 20, 15)),
        ("2026-11-20T20:15:00Z", local(20, 21, 15)),
    ],
)
def test_a_past_time_is_the_latest_that_is_over(text: str, instant: datetime) -> None:
    assert WHEN.past(text) == instant


@pytest.mark.parametrize("text", ["", "25:00", "9:75", "13pm", "soon", "31 feb", "21:30 tomorrow"])
def test_what_is_no_time_is_refused(text: str) -> None:
    for read in (WHEN.past, lambda text: WHEN.until(text, NOW)):
        with pytest.raises(NotUnderstood) as caught:
            read(text)
        assert caught.value.code is ErrorCode.BAD_TIME


def test_an_end_is_the_first_after_the_start() -> None:
    assert WHEN.until("21:30", NOW) == local(23, 21, 30)
    assert WHEN.until("1:30", NOW) == local(24, 1, 30)
    assert WHEN.until("18:30", local(23, 16)) == local(23, 18, 30)


def test_an_end_that_would_be_most_of_a_day_away_is_a_mistake_of_today() -> None:
    assert WHEN.until("18:00", NOW) == local(23, 18)  # the session is then refused


def test_an_end_is_no_length() -> None:
    with pytest.raises(NotUnderstood):
        WHEN.until("90m", NOW)


def test_a_day_is_the_latest_that_has_begun() -> None:
    assert WHEN.day("mon") == date(2026, 11, 23)
    assert WHEN.day("last mon") == date(2026, 11, 16)
    assert WHEN.day("sonntag") == date(2026, 11, 22)
    assert WHEN.day("24 dec") == date(2025, 12, 24)
    assert WHEN.day("29.2.2024") == date(2024, 2, 29)


def test_a_time_near_a_session_is_on_its_day() -> None:
    assert WHEN.near("20:00", local(20, 19)) == local(20, 20)
    assert WHEN.near("yesterday 20:00", local(20, 19)) == local(22, 20)


def test_daylight_saving_moves_no_wall_clock() -> None:
    in_summer = When(datetime(2026, 10, 26, 8, tzinfo=UTC), BERLIN, Patterns(entry_words("en")))
    assert in_summer.past("sat 20:00") == datetime(2026, 10, 24, 18, tzinfo=UTC)
    assert in_summer.past("sun 20:00") == datetime(2026, 10, 25, 19, tzinfo=UTC)


# The night to Sunday, 25 October 2026: at 3:00 clocks in Berlin are set back to 2:00.


def at_night(clock: str, fold: int = 0) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 10, 25, hour, minute, tzinfo=BERLIN, fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "said", "means"),
    [
        (at_night("2:40", fold=1), "2:30", at_night("2:30", fold=1)),
        (at_night("2:20", fold=1), "2:30", at_night("2:30", fold=0)),
        (at_night("4:00"), "2:30", at_night("2:30", fold=1)),
        (at_night("4:00"), "1:30", at_night("1:30")),
    ],
)
def test_a_time_that_clocks_showed_twice_is_the_latest_past_one(
    now: datetime, said: str, means: datetime
) -> None:
    assert When(now, BERLIN, Patterns(entry_words("en"))).past(said) == means


@pytest.mark.parametrize(
    ("start", "means"),
    [
        (at_night("1:00"), at_night("2:30", fold=0)),
        (at_night("2:40", fold=0), at_night("2:30", fold=1)),
        (at_night("2:20", fold=1), at_night("2:30", fold=1)),
    ],
)
def test_a_time_that_clocks_show_twice_is_the_first_after_the_start(
    start: datetime, means: datetime
) -> None:
    assert When(start, BERLIN, Patterns(entry_words("en"))).until("2:30", start) == means


def test_a_day_is_counted_from_the_day_that_somebody_still_has() -> None:
    late = datetime(2026, 11, 24, 2, 0, tzinfo=BERLIN)  # a Tuesday, and for an owl still Monday
    owl = When(late.astimezone(UTC), BERLIN, Patterns(entry_words("en")), date(2026, 11, 23))
    assert [owl.day(word) for word in ("today", "yesterday", "mon")] == [
        date(2026, 11, 23),
        date(2026, 11, 22),
        date(2026, 11, 23),
    ]
