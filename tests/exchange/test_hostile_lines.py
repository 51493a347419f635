"""JSON Lines that are torn, newer or hostile: each bad line is named, the rest goes in."""

import io
import json
import random
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest

from presence.core.errors import PresenceError, Refused
from presence.core.exchange.arrival import LeftOut, Why
from presence.exchange.formats import Format, read
from presence.exchange.lines import LONGEST
from tests.exchange.homes import (
    LOSSLESS,
    NOW,
    UNTOLD,
    a_full_home,
    a_home,
    everything_in,
    exported,
    imported,
    reasons,
)
from tests.store.logs import sessions_of

HEAD = '{"schema":"presence-log/1.0"}'
END = '{"type":"end"}'
PERSON = '{"type":"person","id":"p1","name":"Ana"}'
SESSION: dict[str, Any] = {
    "type": "session",
    "id": "s1",
    "kind": "dinner",
    "started_at": "2026-11-20T19:00:00.000+01:00",
    "ended_at": "2026-11-20T20:00:00.000+01:00",
    "zone": "Europe/Berlin",
    "people": ["p1"],
}


def a_line(**changes: object) -> str:
    return json.dumps(SESSION | changes)


def a_file(*lines: str | bytes, head: str = HEAD) -> bytes:
    all_lines = (head, *lines, END)
    return b"".join((x if isinstance(x, bytes) else x.encode()) + b"\n" for x in all_lines)


BAD: dict[str, tuple[str | bytes, Why]] = {
    "is no JSON": ("{nonsense}", Why.NOT_JSON),
    "is a list": ("[1]", Why.NOT_AN_OBJECT),
    "is nested deeply": ("[" * 100_000, Why.TOO_DEEP),
    "is nested deeply and closed": ('{"a":' * 50_000 + "1" + "}" * 50_000, Why.TOO_DEEP),
    "is not UTF-8": (b'{"type":"person","id":"p2","name":"\xe9"}', Why.NOT_UTF8),
    "has a NUL byte": (b'{"type":"person",\0"id":"p2"}', Why.NUL),
    "has NUL in a text": (a_line(note="a\0b"), Why.BAD_VALUE),
    "has half a character": (a_line(note="\ud83d"), Why.BAD_VALUE),
    "is longer than a megabyte": ('{"note":"' + "x" * LONGEST + '"}', Why.LINE_TOO_LONG),
    "is of no type": ('{"id":"x"}', Why.MISSING),
    "is of an unknown type": ('{"type":"moon","id":"x"}', Why.UNKNOWN_TYPE),
    "has a number of no size": (a_line(enjoyed=1).replace(": 1}", ": 1e999}"), Why.BAD_VALUE),
    "has a number of many digits": (
        a_line(enjoyed=1).replace(": 1}", ": " + "9" * 5000 + "}"),
        Why.NOT_JSON,
    ),
    "has NaN": (a_line(enjoyed=1).replace(": 1}", ": NaN}"), Why.NOT_JSON),
    "has true for a number": (a_line(enjoyed=True), Why.BAD_VALUE),
    "has a score of 6": (a_line(enjoyed=6), Why.BAD_VALUE),
    "lacks its start": (a_line(started_at=None), Why.MISSING),
    "starts at no time": (a_line(started_at="soon"), Why.BAD_VALUE),
    "starts without an offset": (a_line(started_at="2026-11-20T19:00:00"), Why.BAD_VALUE),
    "starts at a number": (a_line(started_at=5), Why.BAD_VALUE),
    "starts in the year 1": (a_line(started_at="0001-01-01T00:00:00+14:00"), Why.OUT_OF_TIME),
    "starts in the year 9999": (a_line(started_at="9999-12-31T23:59:59-14:00"), Why.OUT_OF_TIME),
    "ends before it starts": (
        a_line(ended_at="2026-11-20T18:00:00.000+01:00"),
        Why.END_BEFORE_START,
    ),
    "is longer than seven days": (a_line(ended_at="2026-11-27T19:00:00.001+01:00"), Why.TOO_LONG),
    "is in a zone that there is not": (a_line(zone="Moon/Sea"), Why.UNKNOWN_ZONE),
    "is in a zone that is a path": (a_line(zone="../../etc/passwd"), Why.UNKNOWN_ZONE),
    "is in a zone that is a list": (a_line(zone=[]), Why.UNKNOWN_ZONE),
    "names somebody who is not there": (a_line(people=["p9"]), Why.NO_SUCH_PERSON),
    "names people by a number": (a_line(people=[1]), Why.BAD_VALUE),
    "has people in no list": (a_line(people={"p1": 1}), Why.BAD_VALUE),
    "has too many people": (a_line(people=["p1"] * 1001), Why.BAD_VALUE),
    "has an id that is none": (a_line(id="../x y"), Why.BAD_VALUE),
    "has an unknown origin": (a_line(origin="dreamt"), Why.BAD_VALUE),
    "has a tag of two lines": (a_line(tags=["a\nb"]), Why.BAD_VALUE),
    "has an empty kind": (a_line(kind=" "), Why.BAD_VALUE),
    "plans for years": (a_line(planned_end_at="2027-11-20T19:00:00.000+01:00"), Why.BAD_VALUE),
    "has a look of no length": (
        a_line(slips=[{"id": "l", "at": SESSION["started_at"], "length_s": -1}]),
        Why.BAD_VALUE,
    ),
    "has a look of another year": (
        a_line(slips=[{"id": "l", "at": "2025-11-20T19:00:00+01:00", "length_s": 1}]),
        Why.OUT_OF_TIME,
    ),
    "has a look twice": (
        a_line(slips=[{"id": "l", "at": SESSION["started_at"], "length_s": 1}] * 2),
        Why.BAD_VALUE,
    ),
    "has a look that is a text": (a_line(slips=["19:30"]), Why.BAD_VALUE),
    "is somebody without a name": ('{"type":"person","id":"p2","name":" "}', Why.BAD_VALUE),
    "is a kind without a nature": ('{"type":"kind","key":"chess"}', Why.MISSING),
    "is a group that is no object": ('{"type":"group","id":"g","document":[]}', Why.BAD_VALUE),
    "is a group without people": (
        '{"type":"group","id":"g","document":{"name":"x"}}',
        Why.BAD_VALUE,
    ),
    "is a group of numbers": (
        '{"type":"group","id":"g","document":{"name":"x","people":[1]}}',
        Why.BAD_VALUE,
    ),
    "is a goal of nothing": ('{"type":"goal","id":"g","document":{}}', Why.BAD_VALUE),
    "is a break that ends first": (
        (
            '{"type":"pause","id":"x","document":'
            '{"name":"x","first":"2026-11-20","last":"2026-11-01"}}'
        ),
        Why.BAD_VALUE,
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_line_that_cannot_go_in_is_named_and_the_others_go_in(tmp_path: Path, name: str) -> None:
    line, why = BAD[name]
    home = a_home(tmp_path)
    done = imported(home, a_file(PERSON, line, a_line(id="s2")), Format.JSONL)
    assert reasons(done) == [(3, why.value)]
    assert [session.id for session in sessions_of(home)] == ["s2"]


def test_the_same_id_twice_in_a_file_goes_in_once(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    done = imported(home, a_file(PERSON, a_line(), a_line(note="x"), PERSON), Format.JSONL)
    assert reasons(done) == [(4, "twice"), (5, "twice")]
    assert done.left_out[0].value == "3"
    (session,) = sessions_of(home)
    assert session.note == ""


def test_a_look_belongs_to_one_session(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    look = {"id": "l", "at": SESSION["started_at"], "length_s": 1}
    first, second = a_line(slips=[look]), a_line(id="s2", slips=[look])
    assert reasons(imported(home, a_file(PERSON, first, second), Format.JSONL)) == [
        (4, "look_elsewhere")
    ]
    assert reasons(imported(home, a_file(PERSON, second), Format.JSONL)) == [(3, "look_elsewhere")]
    assert [session.id for session in sessions_of(home)] == ["s1"]


def test_a_second_session_in_progress_is_left_out(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    data = a_file(PERSON, a_line(ended_at=None), a_line(id="s2", ended_at=None))
    assert reasons(imported(home, data, Format.JSONL)) == [(4, "another_runs")]
    assert reasons(imported(home, data, Format.JSONL)) == [(4, "another_runs")]
    assert [session.id for session in sessions_of(home)] == ["s1"]


@pytest.mark.parametrize("cut", [1, 2, 40, 200])
def test_a_torn_file_says_where_it_is_cut(tmp_path: Path, cut: int) -> None:
    full, home = a_full_home(tmp_path), a_home(tmp_path)
    data = exported(full, Format.JSONL)
    torn = data[:-cut]
    done = imported(home, torn, Format.JSONL)
    if cut == 1:  # only the last line's end
        assert done.left_out == ()
    else:
        ((line, why),) = reasons(done)
        assert why == "cut_short"
        assert line == torn.count(b"\n") + 1
    assert len(sessions_of(home)) == len(sessions_of(full)) - (cut >= 40)


def test_a_file_that_ends_between_two_lines_is_torn_as_well(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    data = a_file(PERSON, a_line()).removesuffix(f"{END}\n".encode())
    assert reasons(imported(home, data, Format.JSONL)) == [(4, "cut_short")]


def test_a_later_minor_version_is_read_as_far_as_it_is_known(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    head = '{"schema":"presence-log/1.7","moons":3}'
    data = a_file(PERSON, a_line(mood={"x": 1}), '{"type":"moon"}', head=head)
    done = imported(home, data, Format.JSONL)
    assert reasons(done) == [(4, "unknown_type")]
    assert len(sessions_of(home)) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'{"schema":"presence-log/2.0"}\n' + a_line().encode(), "file_is_newer"),
        (b"", "file_not_ours"),
        (b"\n\n", "file_not_ours"),
        (b"id,kind\n", "file_not_ours"),
        (a_line().encode(), "file_not_ours"),
        (b'{"schema":"other/1.0"}\n', "file_not_ours"),
        (b'{"schema":' + b"[" * 9999, "file_not_ours"),
        (b"\0" * 100, "file_not_ours"),
        ("{}".encode("utf-16"), "file_not_utf8"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_as_a_whole(
    tmp_path: Path, data: bytes, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        imported(a_home(tmp_path), data, Format.JSONL)
    assert refused.value.code.value == code
    assert sessions_of(a_home(tmp_path)) == []


class Endless:
    """A stream with a line that is far larger than what it may take of the memory."""

    def __init__(self, head: bytes, size: int, tail: bytes) -> None:
        self._head, self._left, self._tail = io.BytesIO(head), size, io.BytesIO(tail)
        self._block = b"x" * (LONGEST + 1)

    def readline(self, limit: int) -> bytes:
        if line := self._head.readline(limit):
            return line
        if self._left > 0:
            self._left -= limit
            return self._block[:limit]
        return self._tail.readline(limit)


def test_a_line_of_two_gigabytes_takes_no_memory(tmp_path: Path) -> None:
    stream = Endless(f"{HEAD}\n{PERSON}\n".encode(), 2 << 30, f"\n{a_line()}\n{END}\n".encode())
    tracemalloc.start()
    found = list(read(cast(BinaryIO, stream), "file", Format.JSONL, UNTOLD))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10 * LONGEST
    assert [each.line for each in found] == [2, 3, 4]
    assert found[1] == LeftOut(3, Why.LINE_TOO_LONG)


def test_of_a_file_of_nothing_but_rubbish_ten_thousand_lines_are_named(tmp_path: Path) -> None:
    done = imported(a_home(tmp_path), a_file(*["x"] * 12_000), Format.JSONL)
    assert len(done.left_out) == 10_000
    assert done.unnamed == 2000
    assert done.read == 12_000


def test_that_the_rest_was_not_read_is_said_after_ten_thousand_lines_too(tmp_path: Path) -> None:
    rows = "".join(f'{{"start":"{number}"}},\n' for number in range(10_500))
    done = imported(a_home(tmp_path), f"[{rows}]]".encode(), Format.TIMEWARRIOR)
    assert done.left_out[-1].why is Why.REST_UNREAD
    assert (len(done.left_out), done.unnamed) == (10_001, 500)


def test_two_files_one_after_the_other_are_read_as_one(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    data = a_file(PERSON, a_line()) + a_file(a_line(id="s2"))
    assert reasons(imported(home, data, Format.JSONL)) == []
    assert len(sessions_of(home)) == 2


Damage = Callable[[random.Random, bytes], bytes]


def _cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def _flip(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 20)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _noise(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(chance.randrange(300)) + data[at:]


def _shuffle(chance: random.Random, data: bytes) -> bytes:
    head, *lines = data.splitlines(keepends=True)
    chance.shuffle(lines)
    return head + b"".join(lines)


@pytest.mark.parametrize("damage", [_cut, _flip, _noise, _shuffle])
@pytest.mark.parametrize("wanted", LOSSLESS)
def test_whatever_has_happened_to_a_file_only_our_errors_come(
    tmp_path: Path, wanted: Format, damage: Damage
) -> None:
    data = exported(a_full_home(tmp_path), wanted)
    chance = random.Random(5)
    for _ in range(150):
        try:
            found = list(read(io.BytesIO(damage(chance, data)), "file", wanted, UNTOLD))
        except PresenceError:
            continue
        assert all(each.line >= 1 for each in found)
    for number in range(10):
        home = a_home(tmp_path, f"home {number}")
        try:
            imported(home, damage(chance, data), wanted)
        except PresenceError:
            continue
        sessions, *_rest = everything_in(home)
        assert all((each.ended_at or NOW) >= each.started_at for each in sessions)
