"""A filter of the log in words."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence.core.editing.filter import (
    EVERYTHING,
    AgainstPlan,
    Answered,
    Kept,
    LogFilter,
    filter_words,
    kinds_in_text,
    read_filter_words,
    words_of,
)
from presence.core.editing.looks import AskedLooks
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.slip import SlipReason, SlipSource

names = st.frozensets(st.text(), max_size=3)
instants = st.none() | st.datetimes(
    datetime(1, 1, 3), datetime(9999, 12, 29), timezones=st.just(UTC)
)
looks = st.builds(
    AskedLooks,
    hours=st.frozensets(st.integers(0, 23), max_size=3),
    zone=st.sampled_from(("UTC", "Europe/Berlin", "Etc/GMT+5", "America/Argentina/Ushuaia")),
    reasons=st.frozensets(st.none() | st.sampled_from(list(SlipReason)), max_size=3),
    sources=st.frozensets(st.sampled_from(list(SlipSource)), max_size=3),
)
filters = st.builds(
    LogFilter,
    text=st.text(),
    kinds=names,
    people=names,
    everybody=names,
    tags=names,
    place=st.text(),
    start=instants,
    end=instants,
    kept=st.none() | st.sampled_from(list(Kept)),
    unconfirmed=st.booleans(),
    overlapping=st.booleans(),
    looks=st.none() | looks,
    plan=st.none() | st.sampled_from(list(AgainstPlan)),
    answered=st.none() | st.sampled_from(list(Answered)),
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  Pizza  ÁNA pizza ", ["pizza", "ana"]),
        ('ana "Da  Enzo"', ["ana", "da enzo"]),
        ('"da enz', ["da enz"]),
        ('""', []),
        ("x " * 50 + "y", ["x", "y"]),
        (" ".join(map(str, range(21))), [" ".join(map(str, range(21)))]),
    ],
)
def test_a_search_asks_for_each_of_its_words(text: str, words: list[str]) -> None:
    assert list(words_of(text)) == words


def test_a_word_of_a_search_can_be_in_the_name_of_a_kind() -> None:
    names = {"dinner": "Abendessen", "walk": "Spaziergang"}
    assert kinds_in_text("essen ana", names) == {("essen", "dinner")}


@given(filters)
def test_the_words_of_a_filter_read_as_the_same_filter(wanted: LogFilter) -> None:
    assert read_filter_words(filter_words(wanted)) == wanted


HOSTILE = (
    'Ana "la" Rossi',
    "\\",
    'a\\" kept',
    "",
    " ",
    "\n",
    "with:Tom",
    "王 思远",
    "\x00",
    "\u200b",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_read_back_as_they_are(name: str) -> None:
    wanted = LogFilter(people=frozenset({name, "Ana"}), text=name, place=name)
    assert read_filter_words(filter_words(wanted)) == wanted


def test_the_words_can_be_read_by_people() -> None:
    wanted = LogFilter(
        kinds=frozenset({"dinner"}),
        people=frozenset({"Tom Müller"}),
        start=datetime(2026, 11, 2, tzinfo=UTC),
        kept=Kept.LOOKED,
    )
    said = 'kind:dinner with:"Tom Müller" from:2026-11-02T00:00:00+00:00 looked'
    assert filter_words(wanted) == said


def test_looks_can_be_read_by_people() -> None:
    looks = AskedLooks(frozenset({19}), "Europe/Berlin", frozenset({None, SlipReason.HABIT}))
    said = 'look-hour:19 look-zone:"Europe/Berlin" look-reason:untold look-reason:habit'
    assert filter_words(LogFilter(looks=looks)) == said
    assert filter_words(LogFilter(looks=AskedLooks())) == "look"


def test_no_words_show_everything() -> None:
    assert read_filter_words("") == read_filter_words("  ") == EVERYTHING
    assert filter_words(EVERYTHING) == ""


def test_an_instant_of_another_offset_is_read_as_the_same_instant() -> None:
    local = datetime(2026, 11, 2, 1, tzinfo=timezone(timedelta(hours=1)))
    assert read_filter_words(f"from:{local.isoformat()}").start == local


@pytest.mark.parametrize(
    "words",
    [
        "nonsense",
        "kind",
        "kept:yes",
        "from:yesterday",
        "to:2026-11-02",
        'with:"Tom',
        "with:a kept kept!",
        '"kept"',
        "look-hour:24",
        "look-hour:" + "9" * 5000,
        "look-hour:١",
        "look-zone:../../etc/passwd",
        "look-zone:Nowhere",
        "look-reason:boredom",
        "look-source",
        "look:yes",
        'with:"Tom"kept',
        "from:0001-01-01T00:00:00+23:00",
    ],
)
def test_what_is_no_filter_is_refused_with_the_place(words: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_filter_words(words)
    assert refused.value.code is ErrorCode.BAD_FILTER
    assert str(refused.value.values["text"]) in words
