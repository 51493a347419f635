"""Somebody is found by a few letters; who is meant is never guessed."""

import pytest

from presence.core.errors import ErrorCode, PresenceError
from presence.core.people.details import Details
from presence.core.people.finding import find_people, the_one

PEOPLE = [
    Details("Ana Sousa", nick="Anita"),
    Details("Zoë Lang"),
    Details("Łukasz Wójcik", nick="Lucky"),
    Details("Anatol Berg"),
    Details("王思远"),
    Details("Bo", nick="Bob, Robert"),
]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("zoe", ["Zoë Lang"]),
        ("lang", ["Zoë Lang"]),
        ("z l", ["Zoë Lang"]),
        ("lukasz", ["Łukasz Wójcik"]),
        ("wojc", ["Łukasz Wójcik"]),
        ("lucky", ["Łukasz Wójcik"]),
        ("ana", ["Ana Sousa", "Anatol Berg"]),
        ("anita", ["Ana Sousa"]),
        ("思", ["王思远"]),
        ("robert", ["Bo"]),
        ("nobody", []),
        ("!!", []),
    ],
)
def test_a_few_letters_find_who_begins_so(text: str, names: list[str]) -> None:
    assert [who.name for who in find_people(text, PEOPLE)] == names


def test_nothing_typed_finds_everybody() -> None:
    assert find_people(" ", PEOPLE) == PEOPLE


def test_the_whole_name_comes_first() -> None:
    people = [Details("Anatol"), Details("Ana")]
    assert [who.name for who in find_people("ana", people)] == ["Ana", "Anatol"]


@pytest.mark.parametrize(
    ("text", "name"),
    [("ana sousa", "Ana Sousa"), ("BOB", "Bo"), ("zoe", "Zoë Lang"), ("berg", "Anatol Berg")],
)
def test_who_is_meant_is_clear(text: str, name: str) -> None:
    assert the_one(text, PEOPLE).name == name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ana", ErrorCode.AMBIGUOUS_PERSON),
        ("oë", ErrorCode.NO_SUCH_PERSON),  # letters in the middle are no name
        ("", ErrorCode.NO_SUCH_PERSON),
    ],
)
def test_who_may_be_several_or_nobody_is_asked_for(text: str, code: ErrorCode) -> None:
    with pytest.raises(PresenceError) as caught:
        the_one(text, PEOPLE)
    assert caught.value.code is code


def test_a_misspelt_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(PresenceError) as caught:
        the_one("Anna Souza", PEOPLE)
    assert caught.value.values["suggestion"] == "Ana Sousa"
