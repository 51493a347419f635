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
        (("mute", "dance"), "WHAT cannot be dance, only status, release, doctor, setup"),
        (("calendar", "upcoming", "--days", "many"), "--days cannot be many."),
        (("courtesy", "add", "slak"), "NAME cannot be slak, only slack, teams, home-assistant"),
        (("calendar", "upcoming", "--days", "99"), "--days cannot be 99, only 1 … 60."),
        (("kinds", "edit", "walk", "--around", "x"), "--around cannot be x, only pause-players,"),
        (("kinds", "add", "a b"), "“a b” is not one word of letters and digits."),
        (("week", "--pdf", ""), "--pdf needs a value"),
        (("plans", "pause", "1"), "plans pause 1 2026-12-20 2027-01-03"),
    ],
)
def test_what_is_missing_or_unknown_is_named(
    terminal: Terminal, words: tuple[str, ...], said: str
) -> None:
    assert terminal.refused(*words) == "2 bad_request"
    assert f"This was not understood: {said}" in terminal.type(*words).err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("log", "--from", "2026-11-20", "--to", "2026-11-10"),
            "“2026-11-10” is before “2026-11-20”. Name the earlier one first: --from 2026-11-10",
        ),
        (
            ("export", "csv", "-", "--from", "2026-11-20", "--to", "2026-11-10"),
            "Name the earlier one first: --from 2026-11-10 --to 2026-11-20.",
        ),
        (
            ("week", "--from", "2026-11-20", "--to", "2026-11-10"),
            "Name the earlier one first: --from 2026-11-10 --to 2026-11-20.",
        ),
        (
            ("week", "--compare", "2025-03-09..2025-03-01"),
            "Name the earlier one first: --compare 2025-03-01..2025-03-09.",
        ),
        (("week", "--to", "2025-01-01"), "“--to 2025-01-01” needs --from as well."),
        (("week", "--from", "9999-01-01"), "The day “9999-01-01” is still to come."),
        (("week", "--by", "relation", "--pdf", "x.pdf"), "--by and --pdf cannot go together."),
        (("export", "csv", "-", "--with", "Nobody"), "Nobody in the log is called “Nobody”."),
        (("start", "dinner", "lunch"), "Write it like “dinner @Ana 90m”."),
        (("log", "1a"), "“1a” is too short to tell a session. Write at least 4 letters of its id"),
        (("calendar", "remove", "work"), "There is no calendar “work”. None was added yet."),
        (("calendar", "add", "work", "handling=start"), "it is no file, address or account."),
    ],
)
def test_a_mistake_is_told_so_that_it_can_be_put_right(
    terminal: Terminal, words: tuple[str, ...], said: str
) -> None:
    terminal.refused(*words)
    assert said in terminal.type(*words).err


def test_a_long_word_is_quoted_as_far_as_it_is_needed(terminal: Terminal) -> None:
    told = terminal.type("add", "x" * 5000).err
    assert f"“{'x' * 200}…”" in told
    assert len(told) < 300


def test_a_sentence_that_is_not_known_stays_as_it_is() -> None:
    assert complaint("something else: 'x'") == "something else: 'x'"


def test_a_value_with_line_ends_is_taken_whole() -> None:
    said = "argument --phones: invalid choice: 'a\\nb' (choose from 'yes', 'no')"
    assert complaint(said) == "--phones cannot be a\\nb, only yes, no"
