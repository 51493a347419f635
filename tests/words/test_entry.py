"""The line of the start window, written and read in the language of whoever types it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from build_hook import compile_catalogues
from translations import CATALOGUES

from presence.core.entry import parse_start
from presence.core.kind import BUILT_IN, Kinds
from presence.core.tracker import StartRequest
from presence.texts import use_language
from presence.words.entry import entry_context, start_line_in_words

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
COFFEE = StartRequest("coffee", ("Ana",), 45 * MINUTE, ago=10 * MINUTE, place="Roma", note="Küche")
OPEN = StartRequest("family", is_open=True)


@pytest.fixture
def german() -> Iterator[None]:
    compile_catalogues(CATALOGUES)
    use_language("de")
    yield
    use_language()


def test_a_line_is_written_in_english() -> None:
    line = '10m ago coffee @Ana 45m place:"Roma" note:"Küche"'
    assert start_line_in_words(COFFEE, Kinds(), NOW) == line
    assert start_line_in_words(OPEN, Kinds(), NOW) == "family open"


def test_a_line_is_written_in_german(german: None) -> None:
    line = 'vor 10m kaffee @Ana 45m ort:"Roma" notiz:"Küche"'
    assert start_line_in_words(COFFEE, Kinds(), NOW) == line
    assert start_line_in_words(OPEN, Kinds(), NOW) == "familie offen"


@pytest.mark.parametrize("kind", [kind.key for kind in BUILT_IN])
def test_a_german_line_reads_as_what_it_was_written_for(german: None, kind: str) -> None:
    read_against = entry_context(NOW, UTC, Kinds(), ())
    for request in (replace(COFFEE, kind=kind), replace(OPEN, kind=kind)):
        understood = parse_start(start_line_in_words(request, Kinds(), NOW), read_against)
        assert understood.unknown == ()
        assert understood.request == request


def test_a_kind_of_ones_own_is_written_as_the_word_one_gave_it(german: None) -> None:
    games = replace(BUILT_IN[2], key="spiele", name="Ein Spieleabend")
    other = replace(BUILT_IN[2], key="tea", name="Kaffee")
    kinds = Kinds([games, other])
    for key in ("spiele", "tea", "coffee"):
        line = start_line_in_words(StartRequest(key, is_open=True), kinds, NOW)
        assert line == f"{key} offen"
