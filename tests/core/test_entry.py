"""The one-line grammar."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from presence.core.entry import (
    Entry,
    EntryContext,
    PartKind,
    as_session,
    entry_line,
    parse_add,
    parse_start,
    start_line,
)
from presence.core.entry.scan import Patterns
from presence.core.errors import ErrorCode
from presence.core.kind import BUILT_IN, Kinds
from presence.core.person import folded
from presence.core.session import Origin, Said
from presence.core.slip import SlipReason
from presence.core.tracker import StartRequest
from presence.words.grammar import entry_words
from presence.words.kinds import spellings

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY_NOON = datetime(2026, 11, 23, 12, 0, tzinfo=BERLIN)
PEOPLE = ("Ana Silva", "Tom Müller", "Mia", "Eve")
PATTERNS = {language: Patterns(entry_words(language)) for language in ("en", "de")}


def context(
    people: Sequence[str] = PEOPLE, language: str = "en", now: datetime = MONDAY_NOON
) -> EntryContext:
    kinds = Kinds()
    return EntryContext(
        now=now.astimezone(UTC),
        zone=BERLIN,
        kinds=kinds,
        kind_words={kind.key: spellings(kind) for kind in kinds},
        people=people,
        patterns=PATTERNS[language],
    )


def started(line: str, language: str = "en") -> StartRequest:
    understood = parse_start(line, context(language=language))
    assert understood.unknown == ()
    return understood.request


def added(line: str, language: str = "en") -> Entry:
    understood = parse_add(line, context(language=language))
    assert understood.unknown == ()
    assert understood.entry is not None, understood.problem
    return understood.entry


def span(line: str, language: str = "en") -> str:
    entry = added(line, language)
    begin, end = (at.astimezone(BERLIN) for at in (entry.started_at, entry.ended_at))
    return f"{begin:%a %d %H:%M}-{end:%a %H:%M}"


@pytest.mark.parametrize(
    ("line", "kind", "people", "minutes"),
    [
        ("din ana 90m", "dinner", ("Ana Silva",), 90),
        ("DIN ANA 90 min", "dinner", ("Ana Silva",), 90),
        ("coffee tom muller 1h30", "coffee", ("Tom Müller",), 90),
        ("coffee tom mia 1.5h", "coffee", ("Tom Müller", "Mia"), 90),
        ("walk with ana and jim 45", "walk", ("Ana Silva", "jim"), 45),
        ('dinner @Ana @"Tom Müller" 2h', "dinner", ("Ana", "Tom Müller"), 120),
        ("@zoë meeting for 20 minutes", "meeting", ("zoë",), 20),
        ("dinner Zoë Ana Ana 30m", "dinner", ("Zoë", "Ana Silva"), 30),
        ("Eve dinner 10m", "dinner", ("Eve",), 10),
        ("networking 2h", "event", (), 120),
    ],
)
def test_a_start_is_typed_in_a_few_letters(
    line: str, kind: str, people: tuple[str, ...], minutes: int
) -> None:
    request = started(line)
    assert (request.kind, request.people) == (kind, people)
    assert request.length == timedelta(minutes=minutes)


def test_a_start_may_name_its_end_place_and_note() -> None:
    request = started('dinner until 21:30 place:"Da Enzo" note:"by the window" #kids')
    assert request.until == datetime(2026, 11, 23, 21, 30, tzinfo=BERLIN)
    assert (request.place, request.note) == ("Da Enzo", "by the window")
    assert request.tags == ("kids",)


@pytest.mark.parametrize(
    "line", ["10m ago coffee 45m", "coffee 45m 10m ago", "since 11:50 coffee 45"]
)
def test_a_start_may_lie_back(line: str) -> None:
    request = started(line)
    assert (request.ago, request.length) == (timedelta(minutes=10), timedelta(minutes=45))


def test_german_words_are_read_in_german_and_english_ones_too() -> None:
    request = started("abendessen mit ana und Tom vor 10 Minuten bis 21 Uhr", "de")
    assert (request.kind, request.people) == ("dinner", ("Ana Silva", "Tom Müller"))
    assert request.ago == timedelta(minutes=10)
    assert request.until == datetime(2026, 11, 23, 21, 0, tzinfo=BERLIN)
    assert started("kaffee with ana for 20m", "de").length == timedelta(minutes=20)


@pytest.mark.parametrize(
    ("line", "unknown"),
    [
        ("wlak 90m", ("wlak",)),
        ("dinner -5m", ("-5m",)),
        ("dinner 90m 2h", ("2h",)),
        ("dinner @", ("@",)),
        ("dinner 99:99", ("99:99",)),
        ("dinner 3", ("3",)),
    ],
)
def test_what_is_not_understood_is_said(line: str, unknown: tuple[str, ...]) -> None:
    assert parse_start(line, context()).unknown == unknown


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("din zoe 90m", ("Zoe",)),
        ("dinner zoe jean-luc o'neill 90m", ("Zoe", "Jean-luc", "O'neill")),
        ("dinner at home 90m", ()),
        ("coffee in the park", ()),
        ("wlak zoe 90m", ()),
    ],
)
def test_who_follows_the_kind_is_somebody_on_the_very_first_day(
    line: str, people: tuple[str, ...]
) -> None:
    seen = replace(context(people=()), guesses_names=True)
    assert parse_start(line, seen).request.people == people


def test_every_piece_keeps_its_place_in_the_line() -> None:
    line = "dïnner  @Ána, 90m"
    parts = parse_start(line, context()).parts
    assert [(part.what, line[part.start : part.end]) for part in parts] == [
        (PartKind.KIND, "dïnner"),
        (PartKind.PERSON, "@Ána"),
        (PartKind.LENGTH, "90m"),
    ]


def test_the_one_met_last_is_meant_where_two_fit() -> None:
    assert parse_start("dinner an", context(("Anna", "Ana"))).request.people == ("Anna",)
    assert parse_start("dinner ana", context(("Anna", "Ana"))).request.people == ("Ana",)


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("yesterday 19-21:30 dinner", "Sun 22 19:00-Sun 21:30"),
        ("dinner yesterday from 7 to 9:30pm", "Sun 22 19:00-Sun 21:30"),
        ("dinner yesterday 7pm–9pm", "Sun 22 19:00-Sun 21:00"),
        ("fri 11-1pm meeting", "Fri 20 11:00-Fri 13:00"),
        ("fri 9-10 am meeting", "Fri 20 09:00-Fri 10:00"),
        ("fri 12-1 am event", "Fri 20 00:00-Fri 01:00"),
        ("fri 12:30-2 pm meeting", "Fri 20 12:30-Fri 14:00"),
        ("fri 12 pm-1 am event", "Fri 20 12:00-Sat 01:00"),
        ("fri 11-12 am coffee", "Fri 20 23:00-Sat 00:00"),  # 12 am is when the day ends
        ("fri 11-12:30 am coffee", "Fri 20 23:00-Sat 00:30"),
        ("fri 9-1 am meeting", "Fri 20 21:00-Sat 01:00"),
        ("fri 9am-12am meeting", "Fri 20 09:00-Sat 00:00"),
        ("fri 12-12:30 am event", "Fri 20 00:00-Fri 00:30"),
        ("fri 12-12 am event", "Fri 20 12:00-Sat 00:00"),
        ("fri 11-12 pm meeting", "Fri 20 11:00-Fri 12:00"),
        ("sat 22-1:30 event", "Sat 21 22:00-Sun 01:30"),
        ("mon 9-10 meeting", "Mon 23 09:00-Mon 10:00"),
        ("mon 19-21 dinner", "Mon 16 19:00-Mon 21:00"),
        ("last mon 9-10 meeting", "Mon 16 09:00-Mon 10:00"),
        ("20 nov 19:00 90m dinner", "Fri 20 19:00-Fri 20:30"),
        ("November 20th 19:00 dinner", "Fri 20 19:00-Fri 20:30"),
        ("20.11. 19 dinner 2h", "Fri 20 19:00-Fri 21:00"),
        ("2026-11-20 noon-13:00 coffee", "Fri 20 12:00-Fri 13:00"),
        ("3 days ago 19-20 walk", "Fri 20 19:00-Fri 20:00"),
        ("90m ago coffee 45m", "Mon 23 10:30-Mon 11:15"),
        ("coffee 45m", "Mon 23 11:15-Mon 12:00"),
        ("19-21:30 dinner", "Sun 22 19:00-Sun 21:30"),
        ("yesterday until 22:00 dinner 2h", "Sun 22 20:00-Sun 22:00"),
        ("2026-10-25T02:30+01:00 90m walk", "Sun 25 02:30-Sun 04:00"),
    ],
)
def test_a_time_is_understood_as_it_is_written(line: str, when: str) -> None:
    assert span(line) == when


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("gestern 19 bis 21:30 Uhr abendessen", "Sun 22 19:00-Sun 21:30"),
        ("letzten Freitag von 19 bis 20 Uhr spaziergang", "Fri 20 19:00-Fri 20:00"),
        ("20. November 19:00 essen 2 Std", "Fri 20 19:00-Fri 21:00"),
        ("vorgestern mittags kaffee 30 Minuten", "Sat 21 12:00-Sat 12:30"),
        ("vor 2 stunden kaffee 1 h", "Mon 23 10:00-Mon 11:00"),
        ("19-21 am Freitag abendessen", "Fri 20 19:00-Fri 21:00"),
        ("19-21 am 20.11. abendessen", "Fri 20 19:00-Fri 21:00"),
        ("19-21 am letzten Freitag abendessen", "Fri 20 19:00-Fri 21:00"),
        ("gestern 9-10 am Abend kaffee", "Sun 22 21:00-Sun 22:00"),
        ("9-10 am Morgen kaffee", "Mon 23 09:00-Mon 10:00"),
        ("gestern 7-8 am abendessen", "Sun 22 07:00-Sun 08:00"),
    ],
)
def test_german_times_are_understood(line: str, when: str) -> None:
    assert span(line, "de") == when


def test_a_line_of_the_contract_becomes_a_session() -> None:
    entry = added("yesterday 19-21:30 dinner @Ana @Tom #family slipped 1")
    ids = iter("abc")
    session = as_session(entry, "Europe/Berlin", lambda: next(ids))
    assert (session.kind, session.people, session.note) == ("dinner", ("Ana", "Tom"), "")
    assert session.tags == ("family",)
    assert (session.origin, session.confirmed) == (Origin.ADDED, True)
    assert [slip.at for slip in session.slips] == [
        datetime(2026, 11, 22, 20, 15, tzinfo=BERLIN)  # nobody said when: the middle
    ]


def test_no_look_at_a_screen_can_be_said() -> None:
    session = as_session(added("yesterday 19-21 dinner slipped 0"), "Europe/Berlin", lambda: "x")
    assert (session.said, session.slips) == (Said.YES, ())
    assert as_session(added("yesterday 19-21 dinner"), "UTC", lambda: "x").said is None


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("dinner @Ana", ErrorCode.BAD_ENTRY),
        ("yesterday dinner", ErrorCode.BAD_ENTRY),
        ("yesterday 19:00 family", ErrorCode.NO_LENGTH),
        ("11:30-12:30 meeting", ErrorCode.IN_THE_FUTURE),
        ("yesterday 21:30-19 dinner", ErrorCode.END_BEFORE_START),
        ("300h ago dinner 200h", ErrorCode.TOO_LONG),
    ],
)
def test_a_line_that_cannot_be_is_refused(line: str, code: ErrorCode) -> None:
    understood = parse_add(line, context())
    assert understood.entry is None
    assert understood.problem is not None
    assert understood.problem.code is code


def test_the_hour_that_comes_twice_is_kept_apart() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    for started_at in (first, first + timedelta(hours=1)):  # both are 02:30 in Berlin
        entry = Entry("walk", (), started_at, started_at + timedelta(minutes=90))
        assert parse_add(entry_line(entry, context()), context()).entry == entry


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))).map(
    lambda text: " ".join(text.split())
)
NAMES = st.lists(TEXT.filter(folded), max_size=4, unique_by=folded).map(tuple)
KINDS = st.sampled_from([kind.key for kind in BUILT_IN])
PAST = st.datetimes(datetime(2001, 1, 1), datetime(2026, 11, 1)).map(
    lambda local: local.replace(microsecond=0, tzinfo=UTC)
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    started_at = draw(PAST)
    if draw(st.booleans()):
        started_at = started_at.replace(second=0)
    length = timedelta(minutes=draw(st.integers(1, 7 * 24 * 60)))
    return Entry(
        kind=draw(KINDS),
        people=draw(NAMES),
        started_at=started_at,
        ended_at=started_at + length,
        place=draw(TEXT),
        note=draw(TEXT),
        slips=draw(
            st.none() | st.lists(st.sampled_from([None, *SlipReason]), max_size=9).map(tuple)
        ),
    )


@given(entries(), st.sampled_from(["en", "de"]))
@example(Entry("walk", ('"', "\\"), MONDAY_NOON - timedelta(hours=2), MONDAY_NOON), "en")
def test_the_line_of_an_entry_reads_as_that_entry(entry: Entry, language: str) -> None:
    read_against = context(language=language)
    # A name that is known is spelt as it is known.
    understood = parse_add(entry_line(entry, read_against), read_against)
    assert understood.unknown == ()
    assert understood.entry is not None
    assert understood.entry.people == tuple(_as_known(name) for name in entry.people)
    assert _without_people(understood.entry) == _without_people(entry)


@given(KINDS, NAMES, TEXT, st.none() | st.integers(1, 1440), st.integers(0, 1440))
def test_the_line_of_a_start_reads_as_that_start(
    kind: str, people: tuple[str, ...], place: str, minutes: int | None, ago: int
) -> None:
    length = None if minutes is None else timedelta(minutes=minutes)
    request = StartRequest(
        kind, people, length, None, minutes is None, timedelta(minutes=ago), place
    )
    understood = parse_start(start_line(request, MONDAY_NOON), context(()))
    assert understood.unknown == ()
    assert understood.request == request


@given(st.text())
@example("@")
@example('"')
@example("place:")
@example("1h" * 50)
@example("99999999h 9999999d ago")
@example("2026-13-45 25-99 31 feb 0 nov")
@example("0001-01-01 0-1 dinner")
@example("9999-12-31 23-24 dinner")
@example("ß ﬁ İ ǰ")
def test_no_line_is_too_strange_to_be_read(line: str) -> None:
    for language in ("en", "de"):
        start, entry = (
            parse(line, context(language=language)) for parse in (parse_start, parse_add)
        )
        for part in (*start.parts, *entry.parts):
            assert line[part.start : part.end] == part.text
            assert part.text


@given(
    st.lists(st.sampled_from("yesterday mon 19 21:30 - until 9pm ago 90m @Ana with dinner".split()))
)
def test_words_in_any_order_are_read(words: list[str]) -> None:
    entry = parse_add(" ".join(words), context())
    assert (entry.entry is None) is (entry.problem is not None)
    parse_start(" ".join(words), context())


def _as_known(name: str) -> str:
    return next((known for known in PEOPLE if folded(known) == folded(name)), name)


def _without_people(entry: Entry) -> tuple[object, ...]:
    return (
        entry.kind,
        entry.started_at,
        entry.ended_at,
        entry.place,
        entry.note,
        entry.slips,
    )
