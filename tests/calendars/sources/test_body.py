"""A body that is unpacked while it comes, however it is cut."""

import gzip
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as some

from presence.calendars.sources.web.body import PIECE, Body, Unusable
from presence.core.coming.fetched import Trouble

LIMIT = 3 * PIECE


def unpacked(packed: bytes, size: int, encoding: str = "gzip", limit: int = LIMIT) -> bytes:
    body = Body(encoding, limit)
    for at in range(0, len(packed), size):
        body.take(packed[at : at + size])
    return body.end()


@given(some.lists(some.binary(max_size=500), min_size=1, max_size=4), some.integers(1, 700))
def test_what_was_packed_comes_out_however_it_is_cut(texts: list[bytes], size: int) -> None:
    packed = b"".join(map(gzip.compress, texts))
    whole = max(size, len(packed))  # a second one must begin within a piece
    assert unpacked(packed, size if len(texts) == 1 else whole) == b"".join(texts)


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, LIMIT])
@pytest.mark.parametrize("size", [1000, 1 << 30])
def test_pieces_of_every_length_are_whole(length: int, size: int) -> None:
    assert unpacked(gzip.compress(b"a" * length), size) == b"a" * length
    assert unpacked(b"a" * length, size, encoding="") == b"a" * length


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_what_is_over_the_limit_is_refused(encoding: str) -> None:
    text = b"a" * (LIMIT + 1)
    with pytest.raises(Unusable) as raised:
        unpacked(gzip.compress(text) if encoding else text, 1000, encoding)
    assert raised.value.failure.trouble is Trouble.TOO_LARGE


def test_zeros_after_the_end_do_no_harm() -> None:
    assert unpacked(gzip.compress(b"abc") + bytes(100), 1 << 30) == b"abc"


def test_a_sink_gets_all_and_nothing_is_kept() -> None:
    came: list[bytes] = []
    body = Body("gzip", LIMIT, came.append)
    body.take(gzip.compress(b"abc" * 1000))
    assert body.end() == b""
    assert b"".join(came) == b"abc" * 1000


@given(some.binary(max_size=300))
def test_rubbish_is_refused_and_never_a_fault_of_ours(packed: bytes) -> None:
    with suppress(Unusable):
        unpacked(packed, 50)
