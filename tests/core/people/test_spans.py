"""Days as people write them."""

import pytest

from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.people.cadence import Cadence
from presence.core.people.spans import made_cadence, read_days, written_days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3w", 21),
        ("10", 10),
        ("10d", 10),
        ("2 months", 60),
        ("1y", 365),
        (" 1 Week ", 7),
        ("٣w", 21),
    ],
)
def test_a_number_and_a_letter_or_word_are_days(text: str, days: int) -> None:
    assert read_days(text) == days


@pytest.mark.parametrize("text", ["", "w", "0d", "-3w", "3 x", "11y", "1.5w", "99999"])
def test_anything_else_is_none(text: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        read_days(text)
    assert caught.value.code is ErrorCode.BAD_DAYS


@pytest.mark.parametrize("days", [1, 6, 7, 21, 30, 60, 365, 730, 400])
def test_what_is_written_is_read_as_the_same(days: int) -> None:
    assert read_days(written_days(days)) == days


def test_an_outer_bound_is_no_sooner_than_the_wish() -> None:
    assert made_cadence(21, 42) == Cadence(21, 42)
    with pytest.raises(NotUnderstood) as caught:
        made_cadence(21, 20)
    assert caught.value.code is ErrorCode.BOUND_TOO_SOON
