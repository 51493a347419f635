"""What a phone sends is read strictly, and what is wrong with it has a name."""

import contextlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence.core.slip import SlipReason
from presence.core.table.phone import Sensing, Told, Word
from presence.phone.api.guesses import Guesses
from presence.phone.api.messages import Unreadable, read_join, read_name, read_tell
from presence.phone.api.pace import Pace
from presence.phone.limits import Limits
from tests.fakes import FakeClock

NOW = datetime(2026, 11, 28, 19, 0, tzinfo=UTC)
LIMITS = Limits()
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=8,
)


def _tell(**changes: object) -> bytes:
    word = {"n": 3, "ago_ms": 1500, "word": "up", "reason": "needed"} | changes
    return json.dumps({"phone": "p-17", "key": "k", "words": [word]}).encode()


def test_a_word_is_at_our_own_time() -> None:
    tell = read_tell(_tell(), LIMITS, NOW)
    at = NOW - timedelta(seconds=1.5)
    assert tell.words == (Told("p-17", 3, at, Word.UP, SlipReason.NEEDED),)
    assert read_tell(_tell(ago_ms=1500.0, reason=None), LIMITS, NOW).words[0].at == at


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"n": -1}, "n"),
        ({"n": True}, "n"),
        ({"n": "1"}, "n"),
        ({"n": 10**10}, "n"),
        ({"ago_ms": -1}, "ago_ms"),
        ({"ago_ms": 1.5}, "ago_ms"),
        ({"ago_ms": 10**12}, "ago_ms"),
        ({"ago_ms": None}, "ago_ms"),
        ({"word": "thrown"}, "words"),
        ({"word": None}, "word"),
        ({"reason": "because"}, "words"),
        ({"reason": 7}, "reason"),
    ],
)
def test_a_word_that_is_none_is_refused(changes: dict[str, object], code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_tell(_tell(**changes), LIMITS, NOW)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "json"),
        (b"[]", "json"),
        (b"\xff{}", "json"),
        (b"[" * 60_000, "json"),
        (b'{"name": NaN}', "json"),
        (b'{"name": 5, "sensing": "sensors"}', "name"),
        (b'{"name": "\\u202e\\n ", "sensing": "sensors"}', "name"),
        (b'{"name": "\\ud800", "sensing": "sensors"}', "name"),
        (b'{"name": "Ann"}', "sensing"),
        (b'{"name": "Ann", "sensing": "touch"}', "sensing"),
        (b'{"name": "Ann", "sensing": "sensors", "phone": 5}', "phone"),
        (b'{"name": "Ann", "sensing": "sensors", "phone": "%s"}' % (b"x" * 65), "phone"),
        (b'{"name": "Ann", "sensing": "sensors", "phone": "../../x"}', "phone"),
        (b'{"name": "Ann", "sensing": "sensors", "phone": "p-17\\n"}', "phone"),
        (b'{"name": "Ann", "sensing": "sensors", "key": []}', "key"),
    ],
)
def test_a_phone_that_does_not_say_who_it_is_is_refused(body: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_join(body)
    assert refused.value.code == code


def test_a_name_is_one_short_line() -> None:
    join = read_join(b'{"name": " Ann\\u202e\\n\\u0000B. ", "sensing": "sensors"}')
    assert join.name == "Ann B."
    assert join.sensing is Sensing.SENSORS
    assert join.phone is None
    assert len(read_name(json.dumps({"name": "ä" * 300}).encode())) == 40


@given(JSON)
def test_any_json_is_read_or_refused(value: object) -> None:
    body = json.dumps(value).encode()
    for read in (read_name, read_join, lambda text: read_tell(text, LIMITS, NOW)):
        with contextlib.suppress(Unreadable):
            read(body)


@given(st.dictionaries(st.sampled_from(["n", "ago_ms", "word", "reason"]), JSON))
def test_any_word_is_read_or_refused(changes: dict[str, object]) -> None:
    try:
        words = read_tell(_tell(**changes), LIMITS, NOW).words
    except Unreadable:
        return
    assert all(word.at <= NOW for word in words)


def test_a_phone_has_200_words_at_once_and_then_30_a_second() -> None:
    clock = FakeClock()
    pace = Pace(LIMITS, clock)
    assert pace.is_kept("ann", 200)
    assert not pace.is_kept("ann", 1)
    assert pace.is_kept("bob", 200)
    clock.advance(seconds=1)
    assert pace.is_kept("ann", 30)
    assert not pace.is_kept("ann", 1)
    clock.advance(hours=1)
    assert pace.is_kept("ann", 200)
    assert not pace.is_kept("ann", 201)


def test_only_different_guesses_count() -> None:
    told: list[int] = []
    guesses = Guesses(Limits(guesses=30), lambda: told.append(guesses.count))
    for _ in range(50):
        guesses.wrong("a", "the same")
    assert guesses.count == 1
    for number in range(25):
        guesses.wrong("b", str(number))
        assert guesses.is_shut_out("b") is (number >= 19)
    assert not guesses.is_shut_out("a")
    for number in range(100):
        guesses.wrong("c", str(number))
    assert told == [30]
    assert guesses.count == 30
