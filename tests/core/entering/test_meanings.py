"""What the words of a line mean: days and their parts, tags, groups, looks and answers."""

from datetime import timedelta

import pytest

from presence.core.entry import as_session
from presence.core.errors import ErrorCode
from presence.core.session import Origin, Said
from presence.core.slip import SlipReason
from tests.core.entering.lines import added, read, span

CALL, NEEDED = SlipReason.CALL, SlipReason.NEEDED


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("last night 8-11 dinner", "Sun 22 20:00-Sun 23:00"),
        ("last night 11-1 event", "Sun 22 23:00-Mon 01:00"),
        ("last night 1-3 event", "Mon 23 01:00-Mon 03:00"),
        ("this morning 9-10 coffee", "Mon 23 09:00-Mon 10:00"),
        ("sat evening 7-9 dinner", "Sat 21 19:00-Sat 21:00"),
        ("yesterday evening dinner 8 2h", "Sun 22 20:00-Sun 22:00"),
        ("on friday in the morning 9-10 meeting", "Fri 20 09:00-Fri 10:00"),
        ("fri 8 coffee 30m", "Fri 20 08:00-Fri 08:30"),
        ("yesterday 12-1 coffee", "Sun 22 12:00-Sun 13:00"),
        ("yesterday 11-1 coffee", "Sun 22 11:00-Sun 13:00"),
        ("yesterday 7pm-9 dinner", "Sun 22 19:00-Sun 21:00"),
        ("yesterday 9pm-1 event", "Sun 22 21:00-Mon 01:00"),
        ("yesterday 21-10 event", "Sun 22 21:00-Mon 10:00"),
        ("yesterday noon +1h coffee", "Sun 22 12:00-Sun 13:00"),
        ("mon 12:30 +1h meeting", "Mon 16 12:30-Mon 13:30"),
        ("14/3 19-20 dinner", "Sat 14 19:00-Sat 20:00"),
        ("3/14/2025 19-20 dinner", "Fri 14 19:00-Fri 20:00"),
        ("90m ago coffee 45", "Mon 23 10:30-Mon 11:15"),
        ("dinner with Mia yesterday 19-21", "Sun 22 19:00-Sun 21:00"),
    ],
)
def test_a_time_is_understood_as_people_say_it(line: str, when: str) -> None:
    assert span(added(line)) == when


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("gestern abend 7-9 abendessen", "Sun 22 19:00-Sun 21:00"),
        ("letzte nacht 11-1 party", "Sun 22 23:00-Mon 01:00"),
        ("heute morgen 9-10 kaffee", "Mon 23 09:00-Mon 10:00"),
        ("am Morgen 9-10 kaffee", "Mon 23 09:00-Mon 10:00"),
        ("am freitag vormittag 9-10 besprechung", "Fri 20 09:00-Fri 10:00"),
        ("am Samstag abends 8-11 Uhr essen", "Sat 21 20:00-Sat 23:00"),
        ("3. märz 2026 19 bis 20 Uhr essen", "Tue 03 19:00-Tue 20:00"),
    ],
)
def test_german_times_are_understood_as_people_say_them(line: str, when: str) -> None:
    assert span(added(line, "de")) == when


@pytest.mark.parametrize(("line", "language"), [("tomorrow 9-10", "en"), ("morgen 9-10", "de")])
def test_tomorrow_is_still_to_come_and_not_this_morning(line: str, language: str) -> None:
    understood = read(line, language)
    assert understood.problem is not None
    assert understood.problem.code is ErrorCode.IN_THE_FUTURE


def test_who_is_named_among_names_is_no_day() -> None:
    people = ("Sun", "Mia")
    assert added("19-21 dinner with Sun and Mia", people=people).people == ("Sun", "Mia")
    assert added("19-21 dinner with Mia sun", people=("Mia",)).people == ("Mia",)


def test_the_little_words_of_a_language_are_no_beginnings_of_names() -> None:
    people = ("Ingrid", "Theo", "Ana", "Otto the Younger")
    understood = read("yesterday 19-21 dinner in the park", people=people)
    assert understood.people == ()
    assert added("yesterday 19-21 dinner an", people=people).people == ("Ana",)


def test_a_kind_of_ones_own_may_be_called_after_a_part_of_the_day() -> None:
    words = {"evening": ("evening",), "dinner": ("dinner",)}
    assert added("yesterday 19-21 evening", kind_words=words).kind == "evening"


def test_tags_are_kept_as_tags_each_once() -> None:
    entry = added('yesterday 19-21 dinner #Family #family #"my tag" #work note:"#home"')
    assert entry.tags == ("family", "my tag", "work")
    assert entry.note == "#home"


@pytest.mark.parametrize(
    "line",
    [
        "yesterday 19-21 dinner @Family @Eve",
        "yesterday 19-21 dinner @family @eve",
        'yesterday 19-21 dinner @"family" @Eve',
        "yesterday 19-21 dinner with family and Eve",
    ],
)
def test_a_group_stands_for_all_its_people(line: str) -> None:
    assert added(line).people == ("Ana Silva", "Mia", "Eve")


def test_a_group_of_several_words_needs_no_quotes() -> None:
    entry = added("yesterday 19-21 dinner @old friends #x")
    assert entry.people == ("Tom Müller", "Zoe")


def test_family_without_an_at_is_what_it_was() -> None:
    entry = added("yesterday 15-17 family")
    assert (entry.kind, entry.people) == ("family", ())


@pytest.mark.parametrize(
    ("words", "slips"),
    [
        ("", None),
        ("slipped 0", ()),
        ("slipped", (None,)),
        ("slipped 2", (None, None)),
        ("2 slips", (None, None)),
        ("slipped 1 needed", (NEEDED,)),
        ("slipped 1 needed slipped 2 call", (NEEDED, CALL, CALL)),
        ("slipped call", (CALL,)),
    ],
)
def test_looks_at_a_screen_are_counted_with_their_reasons(
    words: str, slips: tuple[SlipReason | None, ...] | None
) -> None:
    assert added(f"yesterday 19-21 dinner {words}").slips == slips


def test_looks_with_reasons_are_so_in_the_log() -> None:
    entry = added("yesterday 19-21 dinner slipped 1 needed slipped 2 call #x")
    ids = iter("abcd")
    session = as_session(entry, "Europe/Berlin", lambda: next(ids))
    assert [slip.reason for slip in session.slips] == [NEEDED, CALL, CALL]
    assert [slip.at - entry.started_at for slip in session.slips] == [
        timedelta(minutes=30 * number) for number in (1, 2, 3)
    ]
    assert (session.tags, session.origin) == (("x",), Origin.ADDED)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("phones down", Said.YES),
        ("phones mostly", Said.MOSTLY),
        ("phones mostly down", Said.MOSTLY),
        ("phones not down", Said.NO),
        ("slipped 1", None),
    ],
)
def test_it_can_be_said_whether_phones_stayed_down(words: str, said: Said | None) -> None:
    assert added(f"yesterday 19-21 dinner {words}").said is said


def test_how_it_was_is_said_in_both_languages() -> None:
    english = added('yesterday 19-21 dinner enjoyed 5 distracted 2/5 word:"so good"')
    assert (english.enjoyed, english.distracted, english.word) == (5, 2, "so good")
    german = added("gestern 19-21 essen schön 4 zerstreut 1 handys weg abgelenkt 1 anruf", "de")
    assert (german.enjoyed, german.distracted, german.said) == (4, 1, Said.YES)
    assert german.slips == (CALL,)


@pytest.mark.parametrize(
    ("words", "unknown"),
    [
        ("enjoyed 6", ("enjoyed", "6")),
        ("phones", ("phones",)),
        ("#", ("#",)),
        ('#""', ('#""',)),
        ("31/31", ("31/31",)),
        ("slipped 999 slipped 999", ("slipped", "999")),
    ],
)
def test_what_cannot_be_is_not_understood(words: str, unknown: tuple[str, ...]) -> None:
    assert read(f"yesterday 19-21 dinner {words}").unknown == unknown


def test_what_was_understood_is_known_before_the_times_are() -> None:
    understood = read("dinner @Mia")
    assert understood.problem is not None
    assert understood.problem.code is ErrorCode.BAD_ENTRY
    assert (understood.kind, understood.people) == ("dinner", ("Mia",))
