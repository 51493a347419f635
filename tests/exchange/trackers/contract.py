"""What every format of a time tracker owes: a subclass for each, with a sample of that program."""

import io
import random
import tracemalloc
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, ClassVar, cast

import pytest

from presence.core.errors import ErrorCode, PresenceError, Refused
from presence.core.exchange.arrival import Arrival, LeftOut, Visit
from presence.core.session import Session
from presence.exchange.formats import Format, Way, formats, read, recognised
from presence.exchange.lines import LONGEST
from tests.exchange.homes import UNTOLD, a_home, imported
from tests.store.logs import sessions_of

SAMPLES = Path(__file__).parent.parent / "samples"
Row = tuple[int, str, str]  # line, reason, field


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def found_in(data: bytes, wanted: Format) -> list[Arrival | LeftOut]:
    return list(read(io.BytesIO(data), "file", wanted, UNTOLD))


def visits_in(data: bytes, wanted: Format) -> list[Session]:
    found = found_in(data, wanted)
    return [
        each.what.session
        for each in found
        if isinstance(each, Arrival) and isinstance(each.what, Visit)
    ]


def utc(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


class TrackerContract:
    """``left_out`` is every row of the sample that does not go in, in the order of the file."""

    wanted: ClassVar[Format]
    sample: ClassVar[str]
    count: ClassVar[int]
    left_out: ClassVar[tuple[Row, ...]]
    is_text: ClassVar[bool] = True
    rounds: ClassVar[int] = 80

    @pytest.fixture
    def data(self) -> bytes:
        return sample(self.sample)

    def test_each_row_goes_in_or_is_left_out_with_a_reason(self, data: bytes) -> None:
        found = found_in(data, self.wanted)
        rows = tuple((e.line, e.why.value, e.field) for e in found if isinstance(e, LeftOut))
        assert rows == self.left_out
        assert len(found) == self.count + len(rows)

    def test_a_repeat_adds_nothing_and_changes_nothing(self, tmp_path: Path, data: bytes) -> None:
        home = a_home(tmp_path)
        done = imported(home, data, self.wanted)
        assert (done.sessions.added, done.read) == (self.count, self.count + len(self.left_out))
        before = sessions_of(home)
        again = imported(home, data, self.wanted)
        assert (again.sessions.added, again.sessions.changed) == (0, 0)
        assert again.sessions.unchanged == self.count
        assert sessions_of(home) == before

    def test_it_is_known_by_how_it_begins(self, data: bytes) -> None:
        assert recognised(data[:4096]) is self.wanted
        for other in formats(Way.IN):
            if other is not self.wanted:
                with pytest.raises(Refused) as refused:
                    found_in(data, other)
                assert refused.value.code is ErrorCode.FILE_IS_ANOTHER
                assert refused.value.values["name"] == self.wanted.value

    def test_line_ends_and_a_byte_order_mark_change_nothing(self, data: bytes) -> None:
        if not self.is_text:
            return
        plain = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
        for same in (plain, b"\xef\xbb\xbf" + plain, plain.replace(b"\n", b"\r\n")):
            assert found_in(same, self.wanted) == found_in(data, self.wanted)

    def test_a_file_of_utf_16_is_refused_or_read_as_it_is_meant(self, data: bytes) -> None:
        if not self.is_text or self.wanted is Format.ICS:  # calendars of Outlook are UTF-16
            return
        wide = data.decode("utf-8-sig").encode("utf-16")
        refusals: list[ErrorCode] = []
        found = None
        try:
            found = found_in(wide, self.wanted)
        except Refused as refused:
            refusals.append(refused.code)
        if refusals:
            assert refusals[0] in (ErrorCode.FILE_NOT_UTF8, ErrorCode.FILE_NOT_OURS)
        else:  # XML may be in UTF-16 (XML 1.0, section 4.3.3)
            assert found == found_in(data, self.wanted)

    @pytest.mark.parametrize("rubbish", [b"", b"\n\n", b"\0" * 99, b"[" * 9999, b'{"a": ' * 9999])
    def test_what_is_no_such_file_brings_only_our_errors(self, rubbish: bytes) -> None:
        with suppress(Refused):
            assert not any(isinstance(each, Arrival) for each in found_in(rubbish, self.wanted))

    def test_a_line_of_two_gigabytes_takes_no_memory(self, data: bytes) -> None:
        if not self.is_text or self.wanted is Format.ICS:  # a calendar may have 50 MB as a whole
            return
        half = data.find(b"\n", len(data) // 2) + 1 or len(data) // 2
        stream = Endless(data[:half], 2 << 30, data[half:])
        tracemalloc.start()
        found = 0
        try:
            found += sum(1 for _ in read(cast(BinaryIO, stream), "file", self.wanted, UNTOLD))
        finally:
            _now, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        assert found
        assert peak < 16 * LONGEST

    def test_whatever_has_happened_to_a_file_no_row_is_lost(
        self, tmp_path: Path, data: bytes
    ) -> None:
        chance = random.Random(7)
        for number in range(self.rounds):
            damaged = _damaged(chance, data)
            try:
                found = found_in(damaged, self.wanted)
            except PresenceError:
                continue
            assert all(each.line >= 1 for each in found)
            if number % 20 == 0:
                done = imported(a_home(tmp_path, f"home {number}"), damaged, self.wanted)
                left_out = len(done.left_out) + done.unnamed
                assert done.read == done.sessions.added + done.sessions.unchanged + left_out
                assert done.read == len(found)


def _damaged(chance: random.Random, data: bytes) -> bytes:
    """Cut, with bits turned over, with noise, with lines in another order, or with pieces twice."""
    at, to = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
    match chance.randrange(5):
        case 0:
            return data[:at]
        case 1:
            changed = bytearray(data)
            for _ in range(chance.randrange(1, 20)):
                changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
            return bytes(changed)
        case 2:
            return data[:at] + chance.randbytes(chance.randrange(300)) + data[at:]
        case 3:
            head, *lines = data.splitlines(keepends=True)
            chance.shuffle(lines)
            return head + b"".join(lines)
    return data[:to] + data[at:]


class Endless:
    """A stream with a piece in its middle that is larger than the memory it may take."""

    def __init__(self, head: bytes, size: int, tail: bytes) -> None:
        self._head, self._left, self._tail = io.BytesIO(head), size, io.BytesIO(tail)
        self._block = b"x" * (LONGEST + 1)

    def peek(self, limit: int) -> bytes:
        return self._head.getvalue()[:limit]

    def seekable(self) -> bool:
        return False

    def readline(self, limit: int) -> bytes:
        return self._next(self._head.readline(limit), limit) or self._tail.readline(limit)

    def read(self, limit: int) -> bytes:
        return self._next(self._head.read(limit), limit) or self._tail.read(limit)

    def _next(self, of_head: bytes, limit: int) -> bytes:
        if of_head or self._left <= 0:
            return of_head
        self._left -= limit
        return self._block[:limit]
