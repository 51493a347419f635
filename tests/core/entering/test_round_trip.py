"""The line of an entry reads as that entry: in every language, for every name."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from presence.core.entry import Entry, entry_line, parse_add
from presence.core.person import folded
from presence.core.session import Said
from presence.core.slip import SlipReason
from presence.words.grammar import line_words, patterns
from tests.core.entering.lines import (
    GROUPS,
    KINDS,
    LANGUAGES,
    MONDAY_NOON,
    PEOPLE,
    STRANGE_KINDS,
    as_known,
    context,
    entries,
)

AN_HOUR = timedelta(hours=1)
PLAIN = Entry("walk", (), MONDAY_NOON - AN_HOUR, MONDAY_NOON)


@given(entries(), st.sampled_from(LANGUAGES), st.booleans())
@example(replace(PLAIN, people=('"', "\\"), tags=('"', "\\n")), "en", True)
@example(replace(PLAIN, note="two\nlines\r\n", place="\\n"), "de", True)
@example(replace(PLAIN, people=("Family",)), "en", True)
@example(replace(PLAIN, people=(",0", '"')), "en", True)
@example(replace(PLAIN, people=("Ana", "Ana Silva", "Ana note:x")), "en", True)
@example(replace(PLAIN, slips=(), said=Said.NO), "en", True)
@example(replace(PLAIN, word="x", enjoyed=1, distracted=5), "de", True)
def test_the_line_of_an_entry_reads_as_that_entry(
    entry: Entry, language: str, writes_12_hours: bool
) -> None:
    read_against = replace(
        as_known(entry), patterns=patterns(language), writes_12_hours=writes_12_hours
    )
    line = entry_line(entry, read_against, line_words(language))
    understood = parse_add(line, read_against)
    assert understood.unknown == (), line
    assert understood.entry == _as_spelt(entry), line
    assert understood.is_clear, line


@given(entries(), st.sampled_from(LANGUAGES))
def test_names_that_nobody_knows_are_kept_as_they_are(entry: Entry, language: str) -> None:
    groups = {folded(name) for name in GROUPS}
    people = tuple(name for name in entry.people if folded(name) not in groups)
    entry = replace(entry, people=people)
    read_against = context(language, people=(), tags=(), kinds=KINDS)
    line = entry_line(entry, read_against, line_words(language))
    assert parse_add(line, read_against).entry == entry, line


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", STRANGE_KINDS)
def test_a_kind_may_be_called_what_it_likes(key: str, language: str) -> None:
    read_against = context(language, kinds=KINDS)
    entry = replace(PLAIN, kind=key, slips=(SlipReason.CALL, None))
    line = entry_line(entry, read_against, line_words(language))
    assert parse_add(line, read_against).entry == entry, line


def test_each_of_the_two_hours_that_are_one_on_the_clock_is_kept_apart() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    for started_at in (first, first + AN_HOUR):  # both are 02:30 in Berlin
        entry = replace(PLAIN, started_at=started_at, ended_at=started_at + AN_HOUR * 1.5)
        assert parse_add(entry_line(entry, context()), context()).entry == entry


def test_a_plain_entry_is_written_as_somebody_would_write_it() -> None:
    entry = replace(
        PLAIN,
        kind="dinner",
        people=("Ana Silva", "Mia"),
        tags=("family", "my tag"),
        place="Da Enzo",
        slips=(SlipReason.NEEDED, SlipReason.CALL, SlipReason.CALL),
        said=Said.MOSTLY,
        enjoyed=5,
    )
    assert entry_line(entry, context()) == (
        '2026-11-23 11:00-12:00 dinner @"Ana Silva" @Mia #family #"my tag" place:"Da Enzo"'
        " slipped 1 needed slipped 2 call phones mostly enjoyed 5"
    )
    assert entry_line(entry, context("de"), line_words("de")).endswith(
        'ort:"Da Enzo" abgelenkt 1 gebraucht abgelenkt 2 anruf handys meistens schön 5'
    )


def _as_spelt(entry: Entry) -> Entry:
    """Names as those are spelt that are known."""
    known = {folded(name): name for name in reversed((*PEOPLE, *entry.people))}
    return replace(entry, people=tuple(known[folded(name)] for name in entry.people))
