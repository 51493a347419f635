"""A word that is being typed goes on as something of the log."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence.core.entry import PartKind, parse_add
from presence.core.entry.completion import complete
from tests.core.entering.lines import PEOPLE, context


def texts(line: str, language: str = "en", **changes: object) -> list[str]:
    read_against = replace(context(language), **changes)  # type: ignore[arg-type]  # its fields
    return [each.text for each in complete(line, len(line), read_against)]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("din", ["dinner"]),
        ("yesterday 19-21 dinner an", ['@"Ana Silva"', '@"Anna Blau"']),
        ("dinner @", ['@"Ana Silva"', '@"Tom Müller"', "@Mia", '@"Anna Blau"', "@Eve"]),
        ("dinner @mü", ['@"Tom Müller"']),
        ('dinner @"To', ['@"Tom Müller"']),
        ("dinner @tom m", ['@"Tom Müller"']),
        ("dinner @old f", ['@"Old friends"']),
        ("dinner @fa", ["@Family"]),
        ("dinner #", ["#family", '#"my tag"']),
        ("dinner #MY", ['#"my tag"']),
        ("dinner place:", ['place:"Da Enzo"', 'place:"Café Roma"']),
        ('dinner place:"ro', ['place:"Café Roma"']),
        ("dinner slipped 1 ne", ["needed"]),
        ("dinner phones m", ["mostly"]),
        ("yest", ["yesterday"]),
        ("dinner", []),
        ("dinner @Mia", []),
        ("dinner zzz", []),
        ("dinner ", []),
        ("", []),
    ],
)
def test_a_word_goes_on(line: str, offered: list[str]) -> None:
    assert texts(line) == offered


def test_words_are_completed_in_the_language() -> None:
    names = {"dinner": "abendessen"}
    assert texts("aben", "de", kind_names=names) == ["abendessen"]
    assert texts("slipped 1 an", "de") == ["anruf"]
    assert texts("essen ort:da", "de") == ['ort:"Da Enzo"']


def test_a_group_says_who_is_in_it() -> None:
    (offered,) = complete("@fam", 4, context())
    assert (offered.what, offered.people) == (PartKind.PERSON, ("Ana Silva", "Mia"))


def test_a_word_in_the_middle_is_replaced_whole() -> None:
    line = "dinner @tox yesterday 19-21"
    (offered,) = complete(line, line.index("x"), context())
    assert offered.taken(line) == ('dinner @"Tom Müller" yesterday 19-21', 21)


def test_what_was_taken_is_followed_by_a_space_but_not_before_a_value() -> None:
    (offered,) = complete("not", 3, context())
    assert offered.taken("not") == ("note:", 5)
    (offered,) = complete("din", 3, context())
    assert offered.taken("din") == ("dinner ", 7)


@pytest.mark.parametrize("name", [*PEOPLE, 'O"Neil', "a, b", "Jean-Luc", "90m", "דוד כהן", "\\"])
def test_a_completed_name_is_read_as_that_name(name: str) -> None:
    read_against = context(people=(name,), groups={})
    (offered,) = complete("@", 1, read_against)
    line, _cursor = offered.taken("@")
    assert parse_add(f"19-21 dinner {line}", read_against).people == (name,)


@given(st.text(max_size=30), st.integers(0, 30))
def test_no_line_is_too_strange_to_be_completed(line: str, cursor: int) -> None:
    cursor = min(cursor, len(line))
    for offered in complete(line, cursor, context()):
        assert 0 <= offered.start <= cursor <= max(offered.end, cursor)
        text, place = offered.taken(line)
        assert offered.text in text
        assert 0 <= place <= len(text) + 1
