"""Finding the kind that somebody means."""

from dataclasses import replace

import pytest

from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.kind import BUILT_IN, Kinds
from presence.words.kinds import find_kind, kind_name

GAMES = replace(BUILT_IN[2], key="games", name="Board games")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("dinner", "dinner"),
        ("DINNER", "dinner"),
        ("dïn", "dinner"),
        ("d", "dinner"),
        ("Abendessen", "dinner"),
        ("networking", "event"),
        ("focus", "alone"),
        ("board games", "games"),
        ("board", "games"),
    ],
)
def test_a_kind_is_found_by_any_of_its_words(text: str, key: str) -> None:
    kinds = Kinds([GAMES])
    if text == "d":
        kinds = Kinds()
    assert find_kind(text, kinds).key == key


def test_a_beginning_of_several_is_not_guessed() -> None:
    with pytest.raises(NotUnderstood) as caught:
        find_kind("fa", Kinds([replace(GAMES, key="fasting", name="Fasting")]))
    assert caught.value.code is ErrorCode.AMBIGUOUS_KIND
    assert caught.value.values["candidates"] == ["Family", "Fasting"]


def test_the_nearest_kind_is_suggested() -> None:
    with pytest.raises(NotUnderstood) as caught:
        find_kind("dinnr", Kinds())
    assert caught.value.values["suggestion"] == "Dinner"
    with pytest.raises(NotUnderstood) as caught:
        find_kind("xyzzy", Kinds())
    assert caught.value.values["suggestion"] == ""


def test_a_name_that_somebody_gave_is_kept() -> None:
    assert kind_name(GAMES) == "Board games"
    assert [kind_name(kind) for kind in BUILT_IN][:3] == ["Meeting", "Coffee", "Dinner"]
    assert kind_name(Kinds()["gone"]) == "gone"
