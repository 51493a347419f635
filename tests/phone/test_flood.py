"""Hundreds who connect and say nothing, or little: a real phone gets in all the same.

All on loopback, each flood from an address of its own.
"""

import contextlib
import os
import resource
import socket
from collections.abc import Iterator

import pytest

from tests.phone.dinner import Dinner, Guest, ask, words

JOIN = {"name": "Ann", "sensing": "visibility", "phone": None}
SILENT = 300
# The server's own limits, but for times that a test can wait for.
IMPATIENT = {"handshake_ms": 700, "request_ms": 900}


@pytest.fixture
def silent() -> Iterator[list[socket.socket]]:
    sockets: list[socket.socket] = []
    yield sockets
    for each in sockets:
        each.close()


def _flood(dinner: Dinner, sockets: list[socket.socket], sources: list[str]) -> None:
    """So many connections at once, one half to each port."""
    for number in range(SILENT):
        each = socket.socket()
        sockets.append(each)
        each.bind((sources[number % len(sources)], 0))
        each.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            each.connect((dinner.address, dinner.port + number % 2))


@pytest.mark.parametrize(
    "sources",
    [
        ["127.0.0.9"],
        ["127.0.0.1"],  # the phone's own address
        [f"127.0.0.{host}" for host in range(100, 200)],  # more than have room all together
    ],
    ids=["another", "the same", "many"],
)
def test_300_silent_connections_do_not_keep_a_real_phone_out(
    silent: list[socket.socket], sources: list[str]
) -> None:
    with Dinner("127.0.0.1", limits={}) as dinner:
        early = dinner.connect(source="127.0.0.77")
        assert ask(early, "/who", {}, dinner.guest).status == 200
        _flood(dinner, silent, sources)
        for is_secure in (True, False):
            ann = _join(dinner, is_secure)
            said = {"phone": ann.phone, "key": ann.key, "words": words((1, 0, "down"))}
            assert dinner.ask("/tell", said, dinner.guest, is_secure).values == {"last": 1}
        _flood(dinner, silent, sources)
        assert ask(early, "/who", {}, dinner.guest).status == 200  # known: it stays
        assert dinner.ask("/who", {}, dinner.own, is_secure=True).status == 200
        assert dinner.do("told")["open"] <= 256


def test_who_says_nothing_is_hung_up_on(silent: list[socket.socket]) -> None:
    with Dinner("127.0.0.1", limits={"connections_an_address": 256, **IMPATIENT}) as dinner:
        _flood(dinner, silent, ["127.0.0.9"])
        for each in silent[:100]:
            each.setblocking(True)
            each.settimeout(10)
            with contextlib.suppress(ConnectionResetError):
                assert each.recv(100) == b""
        assert dinner.ask("/").status == 200
    assert dinner.process.returncode == 0


def test_a_trickle_of_bytes_makes_no_request_longer() -> None:
    with Dinner("127.0.0.1", limits=IMPATIENT) as dinner:
        host = f"Host: 127.0.0.1:{dinner.port + 1}\r\n"
        for begun in (
            "GET / HTTP/1.1\r\nX: ",
            f"POST /tell HTTP/1.1\r\n{host}Content-Length: 60000\r\n\r\n",
        ):
            with dinner.socket() as slow:
                slow.sendall(begun.encode())
                slow.settimeout(0.1)
                sent, is_open = 0, True
                while is_open and sent < 100:
                    sent += 1
                    try:
                        slow.sendall(b"x")
                        is_open = slow.recv(100) != b""
                    except TimeoutError:
                        continue
                    except ConnectionError:
                        is_open = False
            assert not is_open
            assert sent < 60


def test_who_does_not_read_is_hung_up_on() -> None:
    """And what waits for them takes no more memory than is said."""
    with Dinner("127.0.0.1", limits={**IMPATIENT, "connections_an_address": 256}) as dinner:
        host = f"Host: 127.0.0.1:{dinner.port + 1}\r\n"
        with dinner.socket() as deaf:
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            asked = f"GET /page.js HTTP/1.1\r\n{host}\r\n".encode()
            deaf.settimeout(10)
            with pytest.raises(ConnectionError):
                _say_without_end(deaf, asked)
        assert dinner.ask("/").status == 200


def test_a_phone_that_lost_its_network_takes_nobody_s_place() -> None:
    """Its streams stand open until the kernel notices; a new one takes the place of the oldest."""
    with Dinner("127.0.0.1", limits={}) as dinner:
        ann = dinner.join("Ann")
        stream = f"/events?t={dinner.guest}&phone={ann.phone}&key={ann.key}"
        head = f"GET {stream} HTTP/1.1\r\nHost: 127.0.0.1:{dinner.port + 1}\r\n\r\n"
        streams = []
        for _ in range(30):
            each = dinner.socket()
            streams.append(each)
            each.settimeout(10)
            each.sendall(head.encode())
            assert b"event: table" in _until(each, b"\n\n\r\n")
        assert dinner.do("told")["here"] == 1
        assert dinner.ask("/who", {}, dinner.guest).status == 200
        for each in streams:
            each.close()


def test_where_the_system_has_no_file_left_it_goes_on_once_there_is_one(
    silent: list[socket.socket],
) -> None:
    with Dinner("127.0.0.1") as dinner:
        assert dinner.ask("/").status == 200
        pid = dinner.do("told")["pid"]
        before = resource.prlimit(pid, resource.RLIMIT_NOFILE)
        files = len(os.listdir(f"/proc/{pid}/fd")) + 5
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (files, before[1]))
        _flood(dinner, silent, ["127.0.0.9"])
        assert dinner.do("told")["open"] < 20
        resource.prlimit(pid, resource.RLIMIT_NOFILE, before)
        for each in silent:
            each.close()
        assert dinner.ask("/").status == 200


def _join(dinner: Dinner, is_secure: bool) -> Guest:
    """A flood from its own address may cost a phone a try or two, as long as it goes on."""
    for _ in range(2):
        with contextlib.suppress(ConnectionError):
            return dinner.join("Ann", is_secure)
    return dinner.join("Ann", is_secure)


def _say_without_end(connected: socket.socket, asked: bytes) -> None:
    while True:  # the kernel holds megabytes of it; who is never hung up on waits in vain
        connected.sendall(asked)


def _until(connected: socket.socket, end: bytes) -> bytes:
    came = b""
    while not came.endswith(end):
        came += connected.recv(65_536)
    return came
