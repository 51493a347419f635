"""What is said of a line that was understood, and of the ways in which it can be read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from build_hook import compile_catalogues
from translations import CATALOGUES

from presence.core.entry import Entry, parse_add
from presence.core.entry.context import EntryContext
from presence.core.kind import BUILT_IN, Kinds
from presence.core.settings import DEFAULTS
from presence.texts import use_language
from presence.words.entering.preview import preview
from presence.words.entering.readings import ambiguous, asked, question, reading_words
from presence.words.entry import entry_context, entry_line_in_words, today_of, with_note
from presence.words.errors import explain
from tests.core.entering.lines import BERLIN, MONDAY_NOON


def context(*people: str, kinds: Kinds | None = None) -> EntryContext:
    return entry_context(MONDAY_NOON, BERLIN, kinds or Kinds(), people)


def differences(line: str, *people: str) -> tuple[str, ...]:
    read_against = context(*people)
    return reading_words(parse_add(line, read_against).readings, read_against)


@pytest.fixture
def german() -> Iterator[None]:
    compile_catalogues(CATALOGUES)
    use_language("de")
    yield
    use_language()


def test_a_preview_says_what_when_and_the_rest() -> None:
    read_against = context("Ana")
    line = 'yesterday 22-1 event @Ana #work place:"Da Enzo" slipped 2 call slipped 1 phones mostly'
    shown = preview(parse_add(line, read_against), read_against)
    assert shown.what == "Event · Ana"
    assert shown.when == "yesterday · 22:00–today 01:00 · 3 h"
    assert shown.rest == "Da Enzo · #work · 3 looks at a screen (a call ×2) · phones mostly down"
    assert (shown.missing, shown.unknown) == ("", "")


def test_a_preview_says_what_is_missing_and_what_was_not_understood() -> None:
    read_against = context("Ana")
    shown = preview(parse_add("dinner @Ana ??", read_against), read_against)
    assert (shown.what, shown.when) == ("Dinner · Ana", "")
    assert "Add a day and times" in shown.missing
    assert shown.unknown == "Not understood: ??"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("yesterday 7-9 dinner", ("19:00–21:00", "07:00–09:00")),
        ("7-9 dinner", ("yesterday 19:00–21:00", "today 07:00–09:00")),
        ("10/11 19-20 dinner", ("Tue 10 Nov", "Sun 11 Oct")),
        ("10/12 19-20 dinner", ("10 Dec 2025", "12 Oct 2026")),
        ("mon 9-10 meeting", ("today", "Mon 16 Nov")),
        ("yesterday 19-21 dinner @An", ("An (new)", "Ana", "Anatol")),
        ("yesterday 19-21 dinner an", ("Ana", "Anatol")),
    ],
)
def test_readings_are_told_apart_by_what_differs(line: str, words: tuple[str, ...]) -> None:
    assert differences(line, "Ana", "Anatol") == words


def test_what_is_likelier_but_not_over_yet_is_said() -> None:
    read_against = context()
    line = "today 7-9 dinner"
    understood = parse_add(line, read_against)
    message, hint = explain(ambiguous(line, understood, read_against))
    assert message == (
        "“today 7-9 dinner” can be read in several ways:"
        " today 19:00–21:00 (not over yet), today 07:00–09:00."
    )
    assert hint == "Write it so that only one fits: “today 07:00-09:00 dinner”."
    assert asked(understood, read_against) == "today 19:00–21:00 is not over yet. Which time?"


def test_each_doubt_has_a_question() -> None:
    read_against = context("Ana", "Anatol")
    asked = {
        question(parse_add(line, read_against).readings[0].doubt)
        for line in ("yesterday 7-9 dinner", "10/11 19-20 walk", "yesterday 19-21 walk an")
    }
    assert asked == {"Which time?", "Which day?", "Who?"}


def test_what_was_not_understood_can_be_kept_as_a_note() -> None:
    read_against = context()
    line = 'yesterday 19-21 dinner in "the park" ?? '
    kept = with_note(line, parse_add(line, read_against))
    understood = parse_add(kept, read_against)
    assert understood.unknown == ()
    assert understood.entry is not None
    assert understood.entry.note == 'in "the park" ??'


def test_other_meals_are_read_as_dinner_unless_there_is_a_kind_for_them() -> None:
    line = "yesterday 12:30 +1h lunch"
    assert parse_add(line, context()).kind == "dinner"
    lunch = replace(BUILT_IN[1], key="lunch", name="Lunch")
    assert parse_add(line, context(kinds=Kinds([lunch]))).kind == "lunch"


def test_a_day_that_starts_at_four_is_not_over_at_two() -> None:
    at_two = datetime(2026, 11, 24, 2, 0, tzinfo=BERLIN)
    owl = replace(DEFAULTS, day_starts_at=time(4))
    assert today_of(at_two, BERLIN, owl) == date(2026, 11, 23)
    assert today_of(at_two, BERLIN, DEFAULTS) == date(2026, 11, 24)
    assert today_of(at_two + timedelta(hours=2), BERLIN, owl) == date(2026, 11, 24)


def test_an_entry_is_written_in_german_and_read_again(german: None) -> None:
    read_against = context("Ana")
    entry = parse_add("gestern 19-21 essen @Ana #x abgelenkt 1 anruf", read_against).entry
    assert isinstance(entry, Entry)
    line = entry_line_in_words(entry, read_against)
    assert line == "2026-11-22 19:00-21:00 abendessen @Ana #x abgelenkt 1 anruf"
    assert parse_add(line, read_against).entry == entry
