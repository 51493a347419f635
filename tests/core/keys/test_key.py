"""A key as it is written."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence.core.keys.key import ALONE, NAMES, BadKey, Key, KeyProblem, Modifier, read_key


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ctrl+Alt+P", "Ctrl+Alt+P"),
        (" control + ALT+ p ", "Ctrl+Alt+P"),
        ("Win+Shift+F9", "Shift+Super+F9"),
        ("pause", "Pause"),
        ("F12", "F12"),
        ("Cmd+Option+esc", "Alt+Super+Escape"),
        ("Ctrl+-", "Ctrl+Minus"),
        ("Ctrl+7", "Ctrl+7"),
        ("Ctrl+Ctrl+p", "Ctrl+P"),
    ],
)
def test_a_key_is_read_as_people_write_it(text: str, said: str) -> None:
    assert str(read_key(text)) == said


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_is_no_key(text: str) -> None:
    assert read_key(text) is None


@pytest.mark.parametrize(
    ("text", "problem", "part"),
    [
        ("Ctrl+Foo", KeyProblem.UNKNOWN, "Foo"),
        ("Ctrl+ß", KeyProblem.UNKNOWN, "ß"),
        ("Ctrl++", KeyProblem.UNKNOWN, "Ctrl++"),
        ("Ctrl+F25", KeyProblem.UNKNOWN, "F25"),
        ("Ctrl+Alt", KeyProblem.NO_KEY, "Ctrl+Alt"),
        ("Ctrl+A+B", KeyProblem.TWO_KEYS, "B"),
        ("p", KeyProblem.NEEDS_MODIFIER, "p"),
        ("Shift+Space", KeyProblem.NEEDS_MODIFIER, "Shift+Space"),
        ("Ctrl" * 100, KeyProblem.UNKNOWN, "Ctrl" * 15),
    ],
)
def test_what_is_no_key_says_why(text: str, problem: KeyProblem, part: str) -> None:
    with pytest.raises(BadKey) as raised:
        read_key(text)
    assert (raised.value.problem, raised.value.part) == (problem, part)


@given(
    st.sets(st.sampled_from([Modifier.CTRL, Modifier.ALT, Modifier.SUPER]), min_size=1),
    st.sampled_from([*NAMES, *sorted(ALONE), "A", "Z", "0"]),
)
def test_what_is_written_is_read_again(held: set[Modifier], name: str) -> None:
    key = Key(frozenset(held), name)
    assert read_key(str(key)) == key


@given(st.text())
def test_any_text_is_a_key_or_a_clear_error(text: str) -> None:
    with suppress(BadKey):
        key = read_key(text)
        assert (key is None) == (not text.strip())
