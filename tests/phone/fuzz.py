"""``python -m tests.phone.fuzz [COUNT [SEED]]``: so many inputs that nobody would send.

Two of three are bytes for the HTTP parser or the port for TLS, through a real socket of loopback;
the third is a message for the reader. After each the server must still stand, and after every
hundredth it must answer a real phone. What is printed is counted: inputs, crashes, and inputs that
the loop held on to.
"""

import argparse
import json
import logging
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from presence.core.clock import SystemClock
from presence.core.table.reach import Place
from presence.phone.api.messages import Unreadable, read_join, read_name, read_tell
from presence.phone.limits import Limits
from presence.phone.page import Page
from presence.phone.reach.certificate import Certificate
from presence.phone.reach.making import find_certificate
from presence.phone.server import PageServer
from tests.phone.host import TableHost
from tests.phone.phone import LOOP, Phone, turn, turn_until

LONGEST_TURN_S = 1.0
JSON_HEAD = (
    b"Host: %(host)s\r\nAuthorization: Bearer %(token)s\r\nContent-Type: application/json\r\n"
)
PLAIN = b"Content-Length: %(length)d\r\n\r\n%(body)s"
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n%(length)x\r\n%(body)s\r\n0\r\n\r\n"
HEADS = (
    b"GET / HTTP/1.1\r\nHost: %(host)s\r\n\r\n",
    b"GET /events?t=%(token)s&phone=x&key=y HTTP/1.1\r\nHost: %(host)s\r\n\r\n",
    b"POST /join HTTP/1.1\r\n" + JSON_HEAD + PLAIN,
    b"POST /tell HTTP/1.1\r\n" + JSON_HEAD + PLAIN,
    b"POST /tell HTTP/1.1\r\n" + JSON_HEAD + CHUNKED,
    b"\x16\x03\x01\x00\xc8\x01\x00\x00\xc4\x03\x03" + bytes(60),
)
SCRAPS: tuple[bytes, ...] = (
    *(b"\r\n", b"\n", b"\r", b"\x00", b" ", b":", b"\xff", b"\xed\xa0\x80", b"\x80" * 9),
    *(b"HTTP/1.1", b"HTTP/1.0", b"HTTP/9.9", b"CONNECT", b"Transfer-Encoding: chunked\r\n"),
    *(b"Content-Length: 18446744073709551616\r\n", b"Upgrade: websocket\r\n", b"ffffffffffffffff"),
    *(b"Expect: 100-continue\r\n", b"%2e%2e/", b"?t=", b"&" * 50, b"[" * 2000, b"{" * 2000),
    *(b'{"name":', b"NaN", b"Infinity", b"1e999", b"-0", b"1" * 5000, b'"\\ud800"', b"null"),
)
JOIN = {"name": "Ann", "sensing": "sensors", "phone": None, "key": ""}
WORD = {"n": 1, "ago_ms": 5, "word": "up", "reason": "needed"}
STRANGE: tuple[object, ...] = (
    *(None, True, False, 0, -1, 2**63, 10**40, 1.5, 1e308, "", " ", "\x00", "\u202e", "a" * 5000),
    *("\ud800", [], {}, [[]], {"a": {}}, [1] * 300, "sensors", "up", "gone", "needed", "🙂" * 99),
)


@dataclass(slots=True)
class Found:
    """What came of it; ``faults`` hold the input."""

    inputs: int = 0
    answered: int = 0
    refused: int = 0
    taken: int = 0
    faults: list[str] = field(default_factory=list)
    longest_s: float = 0.0


class _Heard(logging.Handler):
    """Whatever the server could not answer, it logs as a fault of its own."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._faults = faults

    def emit(self, record: logging.LogRecord) -> None:
        self._faults.append(f"{record.getMessage()}: {record.exc_info}")


class _Fuzzing:
    """A server, a guest who has joined, and chance."""

    def __init__(self, seed: int, page: Path, home: Path) -> None:
        self.found = Found()
        self._chance = random.Random(seed)
        self._clock = SystemClock()
        # So that no input is refused for what others have tried before it.
        self._limits = Limits(guesses=10**9, guesses_an_address=10**9, guests_an_address=60)
        self._host = TableHost(self._clock)
        place = Place("lo", ("127.0.0.1",))
        made = find_certificate(home, place.addresses, self._clock)
        assert isinstance(made, Certificate)
        self.server = PageServer(self._host, Page(page), place, made, LOOP, limits=self._limits)
        self._port = self.server.open().port
        phone = Phone("127.0.0.1", self._port + 1)
        _, joined = phone.ask("/join", JOIN, self._host.guest_token)
        phone.close()
        self._tell = {"phone": joined["phone"], "key": joined["key"], "words": [WORD]}

    def throw(self, number: int) -> None:
        """One input, by the number bytes or a message."""
        began = time.process_time()
        if number % 3:
            self._throw_bytes(self._port + (number % 3 == 1 or self._chance.random() < 0.5))
        else:
            self._throw_message()
        took = time.process_time() - began
        self.found.inputs += 1
        self.found.longest_s = max(self.found.longest_s, took)
        if took > LONGEST_TURN_S:
            self.found.faults.append(f"input {number} took {took:.1f} s")
        if number % 100 == 0:
            self._check()

    def _throw_bytes(self, port: int) -> None:
        chance, found, phone = self._chance, self.found, Phone("127.0.0.1", port)
        try:
            data = self._bytes(phone.host.encode())
            cuts = sorted(chance.randrange(len(data) + 1) for _ in range(chance.choice((0, 0, 2))))
            for start, end in zip((0, *cuts), (*cuts, len(data)), strict=True):
                try:
                    phone.send(data[start:end])
                except (ConnectionError, BlockingIOError):
                    break
                turn()
            came = phone.look()
            found.answered += bool(came)
            is_http = came.startswith(b"HTTP/1.1 ") and not came.startswith(b"HTTP/1.1 500")
            if came and not is_http and port != self._port:
                found.faults.append(f"{came[:60]!r} to {data[:300]!r}")
        finally:
            phone.close()

    def _bytes(self, host: bytes) -> bytes:
        chance = self._chance
        if chance.random() < 0.1:
            return chance.randbytes(chance.randrange(1, 3000))
        body = self._message()
        token = self._host.guest_token.encode()
        values = {b"host": host, b"token": token, b"length": len(body), b"body": body}
        data = bytearray(chance.choice(HEADS) % values)
        for _ in range(chance.choice((0, 1, 1, 2, 3, 8))):
            at = chance.randrange(len(data) + 1)
            match chance.randrange(5):
                case 0:
                    data[at : at + chance.randrange(1, 40)] = b""
                case 1:
                    data[at:at] = chance.choice(SCRAPS)
                case 2:
                    data[at : at + 1] = bytes([chance.randrange(256)])
                case 3:
                    data[at:at] = data[: chance.randrange(len(data) + 1)]
                case _:
                    data[at : at + 8] = chance.choice(SCRAPS)
        return bytes(data) or b"\n"

    def _message(self) -> bytes:
        chance = self._chance
        values: dict[str, object] = dict(chance.choice((JOIN, self._tell, self._tell)))
        if "words" in values and chance.random() < 0.8:
            word: dict[str, object] = dict(WORD)
            word[chance.choice((*word, "more"))] = chance.choice((*STRANGE, chance.randrange(999)))
            values["words"] = [word] * chance.choice((1, 1, 2, 199, 201))
        for _ in range(chance.choice((0, 0, 1, 2))):
            values[chance.choice((*values, "more"))] = chance.choice(STRANGE)
        text = json.dumps(values, ensure_ascii=chance.random() < 0.5)
        data = bytearray(text.encode("utf-8", "surrogatepass"))
        for _ in range(chance.choice((0, 0, 0, 1, 2))):
            at = chance.randrange(len(data) + 1)
            data[at : at + chance.randrange(3)] = chance.choice(SCRAPS)
        return bytes(data)

    def _throw_message(self) -> None:
        data, now, limits = self._message(), self._clock.now(), self._limits
        readers: Sequence[Callable[[bytes], object]] = (
            read_name,
            read_join,
            lambda body: read_tell(body, limits, now),
        )
        for read in readers:
            try:
                read(data)
                self.found.taken += 1
            except Unreadable:
                self.found.refused += 1
            except Exception as fault:  # noqa: BLE001  # any other is what we look for
                self.found.faults.append(f"{fault!r} at {data[:300]!r}")

    def _check(self) -> None:
        """A real phone is answered."""
        phone = Phone("127.0.0.1", self._port + 1)
        try:
            status, answered = phone.ask("/who", {}, self._host.guest_token)
            assert (status, answered["sort"]) == (200, "guest")
        finally:
            phone.close()


def fuzz(count: int, seed: int, page: Path) -> Found:
    """Throw them at a server of our own."""
    with TemporaryDirectory(prefix="phone-fuzz.") as home:
        fuzzing = _Fuzzing(seed, page, Path(home))
    heard = _Heard(fuzzing.found.faults)
    logging.getLogger("presence.phone").addHandler(heard)
    try:
        for number in range(count):
            fuzzing.throw(number)
    finally:
        fuzzing.server.close()
        turn_until(lambda: fuzzing.server.connections == 0)
        turn()
        logging.getLogger("presence.phone").removeHandler(heard)
    return fuzzing.found


def main() -> None:
    """Run it, and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.phone.fuzz", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=100_000)
    parser.add_argument("seed", type=int, nargs="?", default=8)
    asked = parser.parse_args()
    found = fuzz(asked.count, asked.seed, Path(__file__).parents[2] / "resources" / "phone")
    print(
        f"{found.inputs:,} inputs of seed {asked.seed}: {len(found.faults)} crashes or hangs, "
        f"longest {found.longest_s * 1000:.0f} ms of CPU; {found.answered:,} answered, "
        f"{found.refused:,} messages refused, {found.taken:,} taken"
    )
    for fault in found.faults[:20]:
        print(fault)


if __name__ == "__main__":
    main()
