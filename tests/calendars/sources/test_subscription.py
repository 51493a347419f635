"""A calendar at an address: what is asked, what is new, what a refusal means."""

import socket
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from presence.core.coming.fetched import Failure, Source, Trouble
from tests.calendars.sources.conftest import NOW, Loop, source_at
from tests.calendars.sources.contract import SourceContract
from tests.calendars.sources.far_side import (
    FarSide,
    Reply,
    calendar,
    serving,
)


class AtAnAddress:
    def __init__(self, side: FarSide, source: Source) -> None:
        self.side = side
        self.source = source
        self._titles = ["Review"]
        side.text = calendar("Review")

    def add(self, title: str) -> None:
        self._titles.append(title)
        self.side.text = calendar(*self._titles)

    def remove(self) -> None:
        self.side.script = [Reply(404, b"gone")]

    def restore(self) -> None:
        pass


class TestWithTags(SourceContract):
    @pytest.fixture
    def world(self, loop: Loop, side: FarSide) -> Iterator[AtAnAddress]:
        yield AtAnAddress(side, source_at(loop, side.address))
        asked = [each.headers.get("If-None-Match") for each in side.received]
        assert all(tag is None or tag.startswith('"') for tag in asked)


class TestWithoutTags(SourceContract):
    @pytest.fixture
    def world(self, loop: Loop, side: FarSide) -> AtAnAddress:
        side.has_tags, side.has_gzip = False, True
        return AtAnAddress(side, source_at(loop, side.address))


def test_the_server_is_asked_whether_anything_is_new(loop: Loop, side: FarSide) -> None:
    side.modified = "Sat, 28 Nov 2026 08:00:00 GMT"
    source = source_at(loop, side.address)
    first = loop.brought(source)
    assert loop.brought(source, first.state).parts is None
    second = side.received[1].headers
    assert second["If-None-Match"] == side.tag
    assert second["If-Modified-Since"] == side.modified


def test_what_was_remembered_of_one_address_is_not_said_to_another(
    loop: Loop, side: FarSide
) -> None:
    """Else an older calendar would count as not modified."""
    side.modified = "Sat, 28 Nov 2026 08:00:00 GMT"
    first = loop.brought(source_at(loop, side.address))
    assert loop.brought(source_at(loop, f"{side.address}?other"), first.state).parts
    assert "If-Modified-Since" not in side.received[1].headers


def test_a_server_learns_nothing_but_what_it_must(loop: Loop, side: FarSide) -> None:
    side.script = [Reply(200, side.text, {"Set-Cookie": "who=kim; Path=/"})]
    source = source_at(loop, side.address)
    loop.brought(source)
    loop.brought(source)
    for received in side.received:
        assert received.method == "GET"
        assert set(received.headers) <= {
            *("Host", "Connection", "User-Agent", "Accept", "Accept-Encoding", "Accept-Language")
        }
        assert received.headers["User-Agent"].startswith("Presence/")
        assert received.headers["Accept-Language"] == "*"


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (400, Trouble.SERVER),
        (401, Trouble.WRONG_PASSWORD),
        (403, Trouble.WRONG_PASSWORD),
        (404, Trouble.NOT_FOUND),
        (410, Trouble.NOT_FOUND),
        (429, Trouble.TOO_MANY_REQUESTS),
        (500, Trouble.SERVER),
        (503, Trouble.SERVER),
        (304, Trouble.SERVER),  # nobody has asked for that
        (300, Trouble.SERVER),
    ],
)
def test_a_refusal_is_said_with_its_number(
    loop: Loop, side: FarSide, status: int, trouble: Trouble
) -> None:
    side.script = [Reply(status, b"" if status == 304 else b"no")]
    assert loop.failure(source_at(loop, side.address)) == Failure(trouble, str(status))
    assert len(side.received) == 1


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("120", NOW + timedelta(minutes=2)),
        ("0", NOW),
        ("Sat, 28 Nov 2026 10:30:00 GMT", NOW + timedelta(minutes=90)),
        ("Sat, 28 Nov 2020 10:30:00 GMT", NOW),
        ("99999999999999999999", NOW + timedelta(days=1)),
        ("Sat, 28 Nov 2096 10:30:00 GMT", NOW + timedelta(days=1)),
    ],
)
def test_a_server_that_wants_a_pause_is_heard(
    loop: Loop, side: FarSide, status: int, said: str, at: datetime
) -> None:
    side.script = [Reply(status, headers={"Retry-After": said})]
    failure = loop.failure(source_at(loop, side.address))
    assert failure == Failure(Trouble.TOO_MANY_REQUESTS, str(status), at)


@pytest.mark.parametrize("said", ["soon", "-5", "", "1e9", "²"])
def test_a_pause_that_makes_no_sense_is_none(loop: Loop, side: FarSide, said: str) -> None:
    headers = {"Retry-After": said.encode().decode("latin-1")}
    side.script = [Reply(429, headers=headers)]
    assert loop.failure(source_at(loop, side.address)).retry_at is None


def test_a_server_that_dies_and_comes_back(loop: Loop) -> None:
    with serving(FarSide(calendar("Review"))) as side:
        address, port = side.address, int(side.url.rpartition(":")[2])
        source = source_at(loop, address)
        first = loop.brought(source)
    failure = loop.failure(source, first.state)
    assert failure == Failure(Trouble.UNREACHABLE, "ConnectionRefusedError")
    with serving(FarSide(calendar("Review")), port=port):
        assert loop.brought(source, first.state).parts is None


def test_one_that_dies_in_the_middle_of_its_answer(loop: Loop) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]

        def die() -> None:
            connection, _address = listening.accept()
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\nBEGIN:VCAL")
            connection.close()

        thread = threading.Thread(target=die)
        thread.start()
        failure = loop.failure(source_at(loop, f"http://127.0.0.1:{port}/"))
        thread.join(5)
    assert failure == Failure(Trouble.SERVER, "cut off")
