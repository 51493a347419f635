"""What others are told of a session, and when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from presence.core.courtesy.news import News, What, lets_go_at, record, what_is_new
from presence.core.kind import Kind, Kinds
from presence.core.session import Session
from tests.fakes import EVENING

KINDS = Kinds()
DINNER = Session("d", "dinner", EVENING, "Europe/Berlin", EVENING + timedelta(minutes=90))
MEETING = Session("m", "meeting", EVENING, "Europe/Berlin", EVENING + timedelta(minutes=60))
NOBODY_KIND = KINDS[""]


def new(
    told: News | None, running: Session | None, minutes: float = 0, ended: Session | None = None
) -> News | None:
    kind: Kind = NOBODY_KIND if running is None else KINDS[running.kind]
    return what_is_new(told, running, kind, ended, EVENING + timedelta(minutes=minutes))


def told_of(session: Session) -> News:
    news = new(None, session)
    assert news is not None
    return news


def test_a_start_is_told_once_with_the_planned_end() -> None:
    news = told_of(DINNER)
    assert (news.what, news.until) == (What.STARTED, DINNER.planned_end_at)
    assert new(news, DINNER, 30) is None
    assert new(None, None) is None


def test_without_a_planned_end_it_lets_go_at_the_bound() -> None:
    open_ended = replace(DINNER, planned_end_at=None)
    assert told_of(open_ended).until == EVENING + timedelta(hours=5)


def test_another_end_is_told() -> None:
    later = replace(DINNER, planned_end_at=EVENING + timedelta(hours=2))
    news = new(told_of(DINNER), later, 30)
    assert news is not None
    assert (news.what, news.until) == (What.EXTENDED, later.planned_end_at)


def test_a_dinner_that_lasts_is_prolonged_to_the_bound() -> None:
    before = lets_go_at(DINNER, KINDS["dinner"], EVENING + timedelta(minutes=89))
    assert before == DINNER.planned_end_at
    news = new(told_of(DINNER), DINNER, 90)
    assert news is not None
    assert (news.what, news.until) == (
        What.EXTENDED,
        KINDS["dinner"].bound_at(EVENING, DINNER.planned_end_at),
    )
    assert new(news, DINNER, 120) is None


@pytest.mark.parametrize("other", [MEETING, replace(DINNER, kind="meeting")])
def test_another_session_or_another_kind_is_a_switch(other: Session) -> None:
    news = new(told_of(DINNER), other, 10)
    assert news is not None
    assert (news.what, news.session) == (What.SWITCHED, other)


def test_an_end_is_told_as_the_log_has_it_and_once() -> None:
    ended = replace(DINNER, ended_at=EVENING + timedelta(minutes=80))
    news = new(told_of(DINNER), None, 85, ended)
    assert news is not None
    assert (news.what, news.session) == (What.ENDED, ended)
    assert new(news, None, 90, ended) is None
    again = new(news, DINNER, 90)  # the end was taken back
    assert again is not None
    assert again.what is What.STARTED


def test_one_that_was_called_off_ends_without_an_end() -> None:
    news = new(told_of(DINNER), None, 5)
    assert news is not None
    assert news.session.ended_at is None


def test_a_hook_gets_kind_and_times_and_nothing_personal() -> None:
    session = replace(DINNER, people=("Ana",), place="Da Enzo", note="the house")
    news = News(What.EXTENDED, session, KINDS["dinner"], EVENING + timedelta(minutes=90), EVENING)
    assert record(news, with_details=False) == {
        "event": "extended",
        "kind": "dinner",
        "started_at": "2026-11-20T18:00:00+00:00",
        "planned_end_at": "2026-11-20T19:30:00+00:00",
        "until": "2026-11-20T19:30:00+00:00",
        "ended_at": None,
        "seconds_left": 5400,
    }
    more = record(news, with_details=True)
    assert (more["people"], more["place"], more["note"]) == (["Ana"], "Da Enzo", "the house")


def test_nothing_is_left_of_a_session_that_ended_or_is_past_its_bound() -> None:
    late = EVENING + timedelta(days=1)
    for what in (What.ENDED, What.EXTENDED):
        news = News(what, DINNER, KINDS["dinner"], EVENING, late)
        assert record(news, with_details=False)["seconds_left"] == 0
