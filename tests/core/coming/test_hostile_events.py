"""Events of a hostile calendar are judged like any other: quickly, and without an exception."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presence.core.coming.chosen import ChosenCalendar
from presence.core.coming.event import Answer, Attendee, CalendarEvent, Role
from presence.core.coming.learnt import Learnt
from presence.core.coming.proposal import judge
from presence.core.kind import Kinds
from presence.words.coming.judged_by import coming_words

AT = datetime(2026, 11, 30, 8, tzinfo=UTC)
KINDS = Kinds()
WORDS = coming_words()
ME = ("mia@example.org",)
CHOSEN = ChosenCalendar(always=("*a*b*c*",), never=("x*?*y",))

PEOPLE = st.builds(
    Attendee, st.text(), st.text(), st.sampled_from(list(Answer)), st.sampled_from(list(Role))
)
EVENTS = st.builds(
    CalendarEvent,
    calendar=st.just("c"),
    uid=st.text(),
    occurrence=st.text(),
    title=st.text(),
    starts_at=st.just(AT),
    ends_at=st.just(AT + timedelta(hours=1)),
    place=st.text(),
    text=st.text(),
    links=st.lists(st.text(), max_size=2).map(tuple),
    organiser=st.none() | PEOPLE,
    attendees=st.lists(PEOPLE, max_size=12).map(tuple),
    categories=st.lists(st.text(), max_size=2).map(tuple),
)


@settings(deadline=None)
@given(EVENTS)
def test_whatever_stands_in_an_event_it_is_judged(event: CalendarEvent) -> None:
    found = judge(event, CHOSEN, ME, KINDS, Learnt([("a b", "dinner")]), WORDS, ("Ana", "Tom"))
    assert found.is_proposed == (found.offer is not None)
    assert found.reasons
    if found.offer is not None:
        for text in (found.offer.title, found.offer.place, *found.offer.people):
            assert text == " ".join(text.split())
            text.encode()  # what is kept can be written


LONG = [
    "a." * 50_000,
    "a-" * 50_000,
    "://meet" * 20_000,
    "://" + "a" * 100_000,
    "1 " * 50_000,
    "zoom.us." * 12_000,
    " - " * 30_000,
    "(" * 100_000,
    "\u0301" * 100_000,
    "abcab" * 20_000,
]


@pytest.mark.parametrize("text", LONG)
def test_no_text_takes_long(text: str) -> None:
    event = CalendarEvent("c", "u", "", text, AT, AT, place=text, text=text)
    begun = time.process_time()
    judge(event, CHOSEN, ME, KINDS, Learnt(), WORDS)
    assert time.process_time() - begun < 0.5


def test_five_thousand_events_are_judged_in_a_moment() -> None:
    guests = tuple(Attendee(f"Person {n}", f"p{n}@example.org") for n in range(6))
    text = "Agenda and minutes of the last time. " * 30 + "https://zoom.us/j/1"
    events = [
        CalendarEvent("c", f"u{n}", "", f"Review {n} of it", AT, AT, text=text, attendees=guests)
        for n in range(5000)
    ]
    learnt = Learnt((f"Something {n} of {n % 7}", "dinner") for n in range(2000))
    people = tuple(f"Somebody {n}" for n in range(1000))
    begun = time.process_time()
    for event in events:
        judge(event, ChosenCalendar(), ME, KINDS, learnt, WORDS, people)
    assert time.process_time() - begun < 4  # 0.6 s on the machine it was written on
