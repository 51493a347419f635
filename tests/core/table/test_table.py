"""How phones on the table are understood, whatever comes late, twice, or not at all."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence.core.errors import ErrorCode, Refused
from presence.core.slip import SlipReason
from presence.core.table.phone import NAME_LIMIT, Phone, Sensing, Told, Word, short_name
from presence.core.table.result import table_result
from presence.core.table.seat import MOST_JOINS, MOST_WORDS, Seat, State
from presence.core.table.table import MOST_PHONES, Table
from tests.fakes import EVENING

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
OWN = Phone("own", "Pixel", True, Sensing.SENSORS)
GUEST = Phone("guest", "Tom", False, Sensing.VISIBILITY)


def table(*phones: Phone) -> Table:
    """A table at which these have sat since the session began."""
    made = Table("dinner", EVENING)
    for phone in phones or (OWN,):
        made = made.joined(phone, EVENING)
    return made


def lived(made: Table, *words: tuple[float, Word], phone: Phone = OWN) -> Table:
    """What a phone told, at minutes of the session."""
    for number, (minute, word) in enumerate(words, 1):
        made = made.told(Told(phone.id, number, EVENING + minute * MINUTE, word))
    return made


def seat(made: Table, phone: Phone = OWN) -> Seat:
    found = made.seat(phone.id)
    assert found is not None
    return found


def looks(made: Table, minute: float = 60, phone: Phone = OWN) -> list[tuple[float, float]]:
    """Begin and length of each look, in minutes."""
    found = seat(made, phone).looks(EVENING + minute * MINUTE)
    return [((look.at - EVENING) / MINUTE, look.length / MINUTE) for look in found]


def down(made: Table, minute: float = 60, phone: Phone = OWN) -> float:
    result = table_result(made, EVENING + minute * MINUTE)
    return next(each.down for each in result.seats if each.phone == phone) / MINUTE


def test_a_phone_that_is_laid_down_and_picked_up_has_looked_until_it_lies_again() -> None:
    made = lived(table(), (1, Word.DOWN), (20, Word.UP), (25, Word.DOWN))
    assert looks(made) == [(20, 5)]
    assert down(made) == 19 + 35
    assert seat(made).state is State.DOWN


def test_a_look_grows_until_the_phone_lies_again() -> None:
    made = lived(table(), (1, Word.DOWN), (20, Word.UP))
    assert looks(made, 21) == [(20, 1)]
    assert looks(made, 24) == [(20, 4)]
    assert seat(made).looks(EVENING + 24 * MINUTE)[0].is_open


def test_a_jolt_is_no_look_and_takes_nothing_away() -> None:
    made = lived(table(), (0, Word.DOWN), (20, Word.UP), (20.15, Word.DOWN))
    assert looks(made) == []
    assert down(made) == 60


def test_a_phone_that_was_never_laid_down_has_not_looked() -> None:
    made = lived(table(), (5, Word.UP), (10, Word.HIDDEN), (20, Word.VISIBLE))
    assert looks(made) == []
    assert seat(made).state is State.JOINING
    assert table_result(made, EVENING + MINUTE).seats[0].share is None


def test_a_locked_phone_lies_still_also_without_a_signal_and_is_up_when_it_is_seen() -> None:
    made = lived(table(), (0, Word.DOWN), (1, Word.HIDDEN)).silent(OWN.id, EVENING + 2 * MINUTE)
    assert seat(made).state is State.LOCKED
    assert down(made) == 60
    seen = lived(made, (0, Word.DOWN), (1, Word.HIDDEN), (40, Word.VISIBLE)).heard(OWN.id)
    assert looks(seen, 50) == [(40, 10)]


def test_a_phone_that_is_seen_was_picked_up_also_where_nothing_is_known_of_its_being_locked() -> (
    None
):
    assert looks(lived(table(), (0, Word.DOWN), (40, Word.VISIBLE)), 50) == [(40, 10)]
    # Its clock was set while it was locked: what it tells once more is of long before.
    made = lived(table(), (0, Word.DOWN), (1, Word.HIDDEN))
    again = (
        Told(OWN.id, 2, EVENING - 300 * MINUTE, Word.HIDDEN),
        Told(OWN.id, 3, EVENING + 40 * MINUTE, Word.VISIBLE),
    )
    assert looks(made.told(*again), 50) == [(40, 10)]


def test_another_app_is_still_the_same_look() -> None:
    words = ((0, Word.DOWN), (10, Word.UP), (11, Word.HIDDEN), (14, Word.VISIBLE), (15, Word.DOWN))
    assert looks(lived(table(), *words)) == [(10, 5)]
    assert seat(lived(table(), *words[:3])).state is State.AWAY


def test_silence_is_no_look_and_what_is_handed_in_later_stands() -> None:
    silent = lived(table(), (0, Word.DOWN)).silent(OWN.id, EVENING + 10 * MINUTE)
    assert seat(silent).state is State.SILENT
    assert looks(silent) == []
    assert down(silent) == 10  # nobody knows what was since
    back = lived(silent.heard(OWN.id), (0, Word.DOWN), (20, Word.UP), (30, Word.DOWN))
    assert looks(back) == [(20, 10)]
    assert down(back) == 50


def test_who_says_goodbye_has_not_looked_and_what_they_looked_before_stands() -> None:
    words = ((0, Word.DOWN), (10, Word.UP), (15, Word.DOWN), (30, Word.UP), (31, Word.LEAVING))
    made = lived(table(), *words)
    assert looks(made) == [(10, 5)]
    assert seat(made).left_at == EVENING + 31 * MINUTE
    assert down(made) == 10 + 15
    assert table_result(made, EVENING + 60 * MINUTE).seats[0].at_table == 30 * MINUTE


def test_a_long_look_stands_also_for_who_leaves_then() -> None:
    assert looks(lived(table(), (0, Word.DOWN), (10, Word.UP), (30, Word.GONE))) == [(10, 20)]


def test_who_comes_back_sits_at_the_same_place() -> None:
    made = lived(table(OWN, GUEST), (0, Word.DOWN), (5, Word.GONE))
    made = made.joined(OWN, EVENING + 20 * MINUTE)
    assert seat(made).state is State.JOINING
    made = lived(made, (0, Word.DOWN), (5, Word.GONE), (21, Word.DOWN))
    assert [each.phone for each in made.seats] == [OWN, GUEST]
    assert down(made) == 5 + 39


def test_who_has_said_goodbye_is_gone_whatever_their_page_tells_until_it_is_opened_again() -> None:
    words = ((0, Word.DOWN), (5, Word.LEAVING), (6, Word.HIDDEN), (9, Word.VISIBLE), (10, Word.UP))
    made = lived(table(), *words)
    assert seat(made).state is State.LEFT
    assert seat(made.joined(OWN, EVENING + 11 * MINUTE)).state is State.JOINING
    assert seat(lived(made, *words, (12, Word.DOWN))).state is State.DOWN


def test_a_reason_belongs_to_the_look_that_goes_on_or_to_the_last() -> None:
    made = lived(table(), (0, Word.DOWN), (5, Word.UP), (6, Word.DOWN))
    reason = Told(OWN.id, 4, EVENING + 7 * MINUTE, Word.REASON, SlipReason.CALL)
    made = made.told(reason)
    made = made.told(Told(OWN.id, 5, EVENING + 8 * MINUTE, Word.UP))
    assert [look.reason for look in seat(made).looks(EVENING + 9 * MINUTE)] == [
        SlipReason.CALL,
        None,
    ]
    made = made.told(Told(OWN.id, 6, EVENING + 9 * MINUTE, Word.REASON, SlipReason.NEEDED))
    made = made.told(Told(OWN.id, 7, EVENING + 10 * MINUTE, Word.HIDDEN))
    made = made.told(replace(reason, number=8, at=EVENING + 9.5 * MINUTE, reason=None))
    assert [look.reason for look in seat(made).looks(EVENING + 11 * MINUTE)] == [
        SlipReason.CALL,
        None,
    ]


def test_what_was_before_the_session_says_only_how_it_lies() -> None:
    before = lived(table(), (-20, Word.DOWN), (-10, Word.UP))
    assert looks(before) == []
    assert seat(before).state is State.JOINING
    lying = lived(table(), (-20, Word.DOWN), (-10, Word.UP), (-5, Word.DOWN))
    assert down(lying) == 60


def test_the_session_that_follows_takes_over_who_is_there() -> None:
    made = lived(table(OWN, GUEST), (0, Word.DOWN), (10, Word.UP), (20, Word.DOWN))
    made = lived(made, (0, Word.DOWN), (25, Word.LEAVING), phone=GUEST)
    following = made.handed_over("walk", EVENING + 30 * MINUTE)
    assert [each.phone for each in following.seats] == [OWN]
    assert looks(following) == []
    assert down(following) == 30
    assert seat(following).last_number == 3


def test_a_clock_that_is_set_moves_everything() -> None:
    made = lived(table(), (0, Word.DOWN), (10, Word.UP), (20, Word.DOWN))
    made = made.silent(OWN.id, EVENING + 30 * MINUTE).shifted(60 * MINUTE)
    assert looks(made, 120) == [(70, 10)]
    assert down(made, 120) == 20


def test_the_shared_time_is_that_in_which_every_phone_lay() -> None:
    made = lived(table(OWN, GUEST), (0, Word.DOWN), (20, Word.UP), (30, Word.DOWN))
    made = lived(made, (10, Word.DOWN), (50, Word.LEAVING), phone=GUEST)
    result = table_result(made, EVENING + 60 * MINUTE)
    assert result.total == 50 * MINUTE  # who has not laid theirs down yet keeps nobody from it
    assert result.longest == 30 * MINUTE


def test_nobody_can_fill_the_memory() -> None:
    made = table()
    for number in range(MOST_WORDS + 50):
        made = made.told(Told(OWN.id, number, EVENING + number * SECOND, Word.REASON))
        if number == MOST_WORDS - 1:
            full = made
    assert made == full
    crowd = Table("dinner", EVENING)
    for number in range(MOST_PHONES):
        crowd = crowd.joined(replace(GUEST, id=str(number)), EVENING)
    with pytest.raises(Refused) as raised:
        crowd.joined(OWN, EVENING)
    assert raised.value.code is ErrorCode.TABLE_IS_FULL
    assert crowd.joined(replace(GUEST, id="0"), EVENING + MINUTE).seats[0].phone.id == "0"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  Ana's \n phone ", "Ana's phone"),
        ("\x00\u202e\u200b", ""),
        ("x" * 60, "x" * NAME_LIMIT),
        ("👩‍👩‍👧", "👩 👩 👧"),
    ],
)
def test_a_name_is_one_line_that_turns_nothing_around(typed: str, shown: str) -> None:
    assert short_name(typed) == shown


def test_a_page_that_is_opened_again_and_again_takes_no_more_room() -> None:
    made = lived(table(), (0, Word.DOWN), (20, Word.UP), (25, Word.DOWN), (30, Word.LEAVING))
    for number in range(500):
        made = made.joined(OWN, EVENING + 31 * MINUTE + number * SECOND)
    assert len(seat(made).joins) == 1 + MOST_JOINS
    assert seat(made).joined_at == EVENING
    assert seat(made).state is State.JOINING
    late = made.told(Told(OWN.id, 9, EVENING + 10 * MINUTE, Word.REASON, SlipReason.CALL))
    again = late.told(Told(OWN.id, 10, EVENING + 40 * MINUTE, Word.DOWN))
    assert down(again) == 20 + 5 + 20
    assert looks(again) == [(20, 5)]


WORDS = st.lists(
    st.tuples(
        st.sampled_from([OWN, GUEST]),
        st.integers(-300, 7200),
        st.sampled_from(list(Word)),
        st.sampled_from([None, *SlipReason]),
    ),
    max_size=40,
)


def as_told(drawn: list[tuple[Phone, int, Word, SlipReason | None]]) -> list[Told]:
    return [
        Told(phone.id, number, EVENING + second * SECOND, word, reason)
        for number, (phone, second, word, reason) in enumerate(drawn)
    ]


@given(WORDS, st.randoms(use_true_random=False), st.integers(0, 7200))
def test_any_order_and_any_repetition_gives_the_same_table(
    drawn: list[tuple[Phone, int, Word, SlipReason | None]], chance: random.Random, joined: int
) -> None:
    words = as_told(drawn)
    in_order = told_all(table(OWN, GUEST).joined(GUEST, EVENING + joined * SECOND), words)
    shuffled = words + chance.choices(words, k=len(words)) if words else []
    chance.shuffle(shuffled)
    half = len(shuffled) // 2
    mixed = told_all(table(OWN, GUEST), shuffled[:half])
    mixed = mixed.joined(GUEST, EVENING + joined * SECOND).told(*shuffled[half:])
    assert mixed == in_order


@given(WORDS, st.integers(0, 7200), st.integers(0, 7200))
def test_sums_never_exceed_the_session_and_silence_never_makes_a_look(
    drawn: list[tuple[Phone, int, Word, SlipReason | None]], ended: int, silent: int
) -> None:
    made = told_all(table(OWN, GUEST), as_told(drawn))
    end = EVENING + ended * SECOND
    length = end - EVENING
    result = table_result(made, end)
    assert timedelta() <= result.longest <= result.total <= length
    for each in result.seats:
        looked = sum((look.length for look in each.looks), timedelta())
        assert each.down + looked <= length
        assert each.down <= each.at_table <= length
        assert all(look.at >= EVENING and look.at + look.length <= end for look in each.looks)
        assert all(
            a.at + a.length <= b.at for a, b in zip(each.looks, each.looks[1:], strict=False)
        )
    quiet = made.silent(OWN.id, EVENING + silent * SECOND)
    before, after = looks(made, ended / 60), looks(quiet, ended / 60)
    assert len(after) <= len(before)
    assert sum(length for _at, length in after) <= sum(length for _at, length in before) + 1e-9
    assert table_result(quiet.heard(OWN.id), end) == result


def told_all(made: Table, words: list[Told]) -> Table:
    for word in words:
        made = made.told(word)
    return made
