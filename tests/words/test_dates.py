"""Times, days and lengths as a person reads them."""

from datetime import UTC, date, datetime, timedelta
from gettext import NullTranslations
from zoneinfo import ZoneInfo

import pytest

from presence import texts
from presence.core.settings import WeekStart
from presence.words import dates, region

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 19, 0, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "0 min"), (42, "42 min"), (60, "1 h"), (90, "1 h 30 min"), (1500, "25 h")],
)
def test_a_length_is_said_in_hours_and_minutes(minutes: float, text: str) -> None:
    assert dates.length(timedelta(minutes=minutes)) == text


class _Hebrew(NullTranslations):
    """Not a word of it is translated yet."""

    def info(self) -> dict[str, str]:
        return {"language": "he"}


def test_a_length_keeps_its_unit_behind_it_where_one_reads_from_right_to_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    span = timedelta(hours=2, minutes=30)
    says = (dates.length, dates.planned_length, dates.hours, dates.time_left, dates.time_gone)
    plain = [*(say(span) for say in says), dates.percent(0.5)]
    assert plain[0] == "2 h 30 min"
    monkeypatch.setattr(texts, "_catalogue", _Hebrew())
    isolated = [f"\u2068{text}\u2069" for text in plain]
    assert [*(say(span) for say in says), dates.percent(0.5)] == isolated
    assert dates.signed_hours(-span) == f"\u2068−{dates.hours(span)}\u2069"


def test_a_change_has_its_sign_in_front() -> None:
    assert dates.signed_hours(timedelta(hours=3)) == "+3 h"
    assert dates.signed_hours(timedelta(minutes=-40)) == "−40 min"


def test_time_left_is_never_none_before_the_end() -> None:
    assert dates.time_left(timedelta(seconds=1)) == "1 min"
    assert dates.time_left(timedelta(seconds=61)) == "2 min"
    assert dates.time_gone(timedelta(seconds=119)) == "1 min"


def test_a_planned_length_is_said_in_minutes_up_to_two_hours() -> None:
    assert dates.planned_length(timedelta(minutes=90)) == "90 min"
    assert dates.planned_length(timedelta(minutes=135)) == "2 h 15 min"


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (40, "40 min"),
        (60, "1 h"),
        (570, "9.5 h"),
        (59.6, "1 h"),
        (6000, "100 h"),
        (60 * 9_999, "9\N{NARROW NO-BREAK SPACE}999 h"),
        (60 * 58_135, "58\N{NARROW NO-BREAK SPACE}135 h"),
    ],
)
def test_hours_have_one_decimal_at_most(minutes: float, text: str) -> None:
    assert dates.hours(timedelta(minutes=minutes)) == text


def test_a_share_that_is_not_whole_is_no_hundred() -> None:
    assert dates.percent(1.0) == "100 %"
    assert dates.percent(0.9999) == "99 %"


def test_a_moment_names_its_day_where_it_is_not_today() -> None:
    def said(**ago: float) -> str:
        return dates.moment(NOW - timedelta(**ago), BERLIN, NOW)

    assert said(hours=1) == "18:00"
    assert said(days=1) == "yesterday 19:00"
    assert said(days=20) == "Tue 3 Nov 19:00"
    assert said(days=365) == "Sun 23 Nov 2025 19:00"


def test_a_day_is_the_persons_not_utcs() -> None:
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert dates.moment(late, BERLIN, NOW) == "00:30"
    assert dates.day_label(date(2026, 11, 24), date(2026, 11, 23)) == "tomorrow"


@pytest.mark.parametrize(
    ("environ", "twelve", "first"),
    [
        ({"LANG": "en_US.UTF-8"}, True, 6),
        ({"LANG": "en_US.UTF-8", "LC_TIME": "de_DE.UTF-8"}, False, 0),
        ({"LC_ALL": "C.UTF-8", "LC_TIME": "en_US.UTF-8"}, False, 0),
        ({"LANG": "en_GB"}, False, 0),
        ({"LANG": "fr_CA.UTF-8"}, False, 6),
        ({"LANG": "ar_EG@latin"}, True, 5),
        ({"LANG": "dv_MV.UTF-8"}, False, 4),
        ({}, False, 0),
    ],
)
def test_the_region_decides_clock_and_week(
    environ: dict[str, str], twelve: bool, first: int
) -> None:
    assert region.uses_12_hours(environ) is twelve
    assert region.first_weekday(WeekStart.LOCALE, environ) == first


def test_the_setting_for_the_week_wins() -> None:
    environ = {"LANG": "en_US"}
    days = {start.name: region.first_weekday(start, environ) for start in WeekStart}
    assert [days[name] for name in "MONDAY TUESDAY WEDNESDAY THURSDAY".split()] == [0, 1, 2, 3]
    assert [days[name] for name in "FRIDAY SATURDAY SUNDAY LOCALE".split()] == [4, 5, 6, 6]


def test_twelve_hours_have_noon_and_midnight() -> None:
    assert dates.clock_time(NOW.replace(hour=0), BERLIN, twelve_hours=True) == "12:00 AM"
    assert dates.clock_time(NOW.replace(hour=12, minute=5), BERLIN, True) == "12:05 PM"
    assert dates.clock_time(NOW.replace(hour=7), BERLIN, twelve_hours=False) == "07:00"
