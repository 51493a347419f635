"""Days in the words of the language in use."""

from collections.abc import Iterator

import pytest

from presence.core.errors import ErrorCode, NotUnderstood
from presence.texts import use_language
from presence.words.people.spans import read_days


@pytest.fixture
def german() -> Iterator[None]:
    use_language("de")
    yield
    use_language()


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3 Wochen", 21),
        ("10 Tage", 10),
        ("2Monate", 60),
        ("1 Jahr", 365),
        ("3w", 21),
        ("3 weeks", 21),
    ],
)
def test_in_german_both_german_and_english_are_read(text: str, days: int) -> None:
    assert read_days(text) == days


def test_in_english_german_is_not_understood() -> None:
    with pytest.raises(NotUnderstood) as caught:
        read_days("3 Wochen")
    assert caught.value.code is ErrorCode.BAD_DAYS
