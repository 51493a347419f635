"""The words for the phones: how they lie, what that came to, and what is in the way."""

from datetime import timedelta

import pytest

from presence.core.table.kept_table import KeptPhone, KeptTable
from presence.core.table.reach import Place, Problem, Trouble
from presence.core.table.seat import State
from presence.words.phone.muting import ways_to_mute
from presence.words.phone.reach import problem_words
from presence.words.phone.table import phones_line, phones_lines, state_word, together_line

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
NO_WORD_OF = ("slip", "cheat", "fail", "winner", "best", "worst", "broke")


def kept(*phones: KeptPhone) -> KeptTable:
    return KeptTable(phones, HOUR + 12 * MINUTE, 34 * MINUTE)


ANA = KeptPhone("a", "Ana's phone", True, 87 * MINUTE, 90 * MINUTE, 2)
TOM = KeptPhone("t", "Tom", False, 90 * MINUTE, 90 * MINUTE, 0)


def test_a_table_is_told_by_what_all_did_together() -> None:
    assert phones_line(kept(ANA, TOM)) == (
        "phones: 2 · all face down together: 1 h 12 min, 34 min at a stretch"
    )
    assert phones_lines(kept(TOM, ANA))[1:] == [
        "Tom: not picked up · face down 100 %",
        "Ana's phone: picked up 2 times, 3 min · face down 97 %",
    ]
    assert together_line(timedelta(seconds=59), timedelta()) == ""
    assert together_line(HOUR, HOUR) == "all face down together: 1 h"


def test_each_state_has_a_word_of_its_own_that_blames_nobody() -> None:
    words = [state_word(state) for state in State]
    assert len(set(words)) == len(State)
    assert not any(blame in word for word in words for blame in NO_WORD_OF)


@pytest.mark.parametrize("trouble", Trouble, ids=lambda trouble: trouble.value)
def test_whatever_is_in_the_way_there_is_a_way_forward(trouble: Trouble) -> None:
    places = (Place("wlan0", ("192.168.1.5",), is_wireless=True), Place("eth0", ("10.0.0.2",)))
    problem = Problem(trouble, "{text}", "10.0.0.9", places, 43210, 43212)
    says, hint = problem_words(problem)
    assert says
    assert hint
    assert says[-1] in ".:}"


def test_what_a_page_cannot_do_is_not_claimed() -> None:
    said = " ".join(ways_to_mute())
    assert "Flip to Shhh" in said
    assert "No other computer can switch it" in said
