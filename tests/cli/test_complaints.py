"""Words that a command does not take: said without argparse's own sentences."""

import pytest

from presence.cli.reading.complaints import complaint
from tests.cli.conftest import Terminal


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("delete",), "ID is missing"),
        (("import",), "FORMAT, FILE are missing"),
        (("week", "--nonsense"), "there is no --nonsense"),
        (("people", "dance"), "WHAT cannot be dance, only list, show, add, edit"),
        (("log", "--kind"), "--kind needs a value"),
        (("log", "--kept=yes"), "--kept takes no value like yes"),
        (("edit", "12345678", "--phones", "maybe"), "--phones cannot be maybe, only yes, mostly"),
    ],
)
def test_what_is_missing_or_unknown_is_named(
    terminal: Terminal, words: tuple[str, ...], said: str
) -> None:
    assert terminal.refused(*words) == "2 bad_request"
    assert f"This was not understood: {said}" in terminal.type(*words).err


def test_a_sentence_that_is_not_known_stays_as_it_is() -> None:
    assert complaint("something else: 'x'") == "something else: 'x'"


def test_a_value_with_line_ends_is_taken_whole() -> None:
    said = "argument --phones: invalid choice: 'a\\nb' (choose from 'yes', 'no')"
    assert complaint(said) == "--phones cannot be a\\nb, only yes, no"
