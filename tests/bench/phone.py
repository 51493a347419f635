"""The phones on the table: from a pick-up to the host, fifty that lie there, and what is left.

The phones are sockets of this process, the server is another one. To rest it counts the wake-ups of
fifty phones that say nothing; memory is what app and server have more than before it was wanted.
"""

import http.client
import json
import time
from collections.abc import Sequence

from tests.bench.processes import cpu_ms, own_mb, wakeups
from tests.bench.table import Row, Table
from tests.phone.dinner import Dinner, Guest, ask, words

PHONES = 50
TOLD_MS = 50.0
IDLE_PERCENT, MEMORY_MB, LEFT_MB = 1.0, 20.0, 2.0
Streams = Sequence[http.client.HTTPConnection]


def measure_phone(table: Table, rounds: int, idle_s: int) -> None:
    """All of it over TLS, but for the row that says otherwise."""
    for is_secure in (True, False):
        told, shown = _pick_ups(rounds * 4, is_secure)
        over = "https" if is_secure else "http"
        table.add(Row(f"picked up ({over}): told to the host", "ms", told, limit=TOLD_MS))
        table.add(Row("  shown on another phone", "ms", shown))
    with Dinner("127.0.0.1", is_later=True) as dinner:
        pid = dinner.process.pid
        dinner.do("told")  # it has begun
        bare = own_mb(pid)
        began = cpu_ms(pid)
        dinner.open()
        table.add(Row("page opened", "CPU ms", [cpu_ms(pid) - began]))
        opened = own_mb(pid)
        streams = _sit_down(dinner)
        taken = own_mb(pid) - bare
        table.add(Row(f"memory for page and {PHONES} phones", "MB", [taken], limit=MEMORY_MB))
        table.add(Row("  of that for the phones", "MB", [own_mb(pid) - opened]))
        _rest(table, pid, idle_s)
        _end(dinner, streams)
        first = own_mb(pid)
        table.add(Row("  left of it once nobody listens", "MB", [first - bare], limit=LEFT_MB))
        for _ in range(3):
            dinner.open()
            _end(dinner, _sit_down(dinner))
        time.sleep(idle_s)
        dinner.do("memory")
        left = own_mb(pid) - first
        table.add(Row("  more of it after three more dinners", "MB", [left], limit=LEFT_MB))
        before = wakeups(pid)
        time.sleep(idle_s / 2)
        table.add(Row("wake-ups after them", "", [wakeups(pid) - before], limit=0))


def _pick_ups(rounds: int, is_secure: bool) -> tuple[list[float], list[float]]:
    """Milliseconds from the request's first byte to the host's call, and to another's screen."""
    told, shown = [], []
    with Dinner("127.0.0.1") as dinner:
        ann, bob = dinner.join("Ann"), dinner.join("Bob")
        hand, screen = dinner.connect(is_secure), _hear(dinner, bob, is_secure)
        for number in range(1, rounds + 1):
            time.sleep(0.1)
            word = words((number, 0, "down" if number % 2 else "up"))
            began = time.monotonic_ns()
            hand.request(
                "POST",
                "/tell",
                _body(ann, word),
                {"Authorization": f"Bearer {dinner.guest}", "Content-Type": "application/json"},
            )
            _read_event(screen)
            shown.append((time.monotonic_ns() - began) / 1e6)
            response = hand.getresponse()
            assert response.status == 200
            response.read()
            told.append((dinner.do("told")["at"] - began) / 1e6)
    return told, shown


def _body(guest: Guest, said: object) -> bytes:
    return json.dumps({"phone": guest.phone, "key": guest.key, "words": said}).encode()


def _sit_down(dinner: Dinner) -> Streams:
    """Fifty phones come, and lie face down."""
    streams = []
    for number in range(PHONES):
        guest = dinner.join(f"Guest {number}", is_secure=True)
        streams.append(_hear(dinner, guest, is_secure=True))
        said = {"phone": guest.phone, "key": guest.key, "words": words((1, 0, "down"))}
        connection = dinner.connect(is_secure=True)
        assert ask(connection, "/tell", said, dinner.guest).status == 200
        connection.close()
    return streams


def _hear(dinner: Dinner, guest: Guest, is_secure: bool) -> http.client.HTTPConnection:
    connection = dinner.connect(is_secure)
    stream = f"/events?t={dinner.guest}&phone={guest.phone}&key={guest.key}"
    connection.putrequest("GET", stream)
    connection.endheaders()
    _read_event(connection)
    return connection


def _read_event(connection: http.client.HTTPConnection) -> None:
    """The end of the next event, past the end of its chunk."""
    came = b""
    while b"\n\n\r\n" not in came:
        came += connection.sock.recv(65_536)


def _rest(table: Table, pid: int, idle_s: int) -> None:
    time.sleep(1)
    before, began = wakeups(pid), cpu_ms(pid)
    time.sleep(idle_s)
    used, woken = cpu_ms(pid) - began, wakeups(pid) - before
    percent = used / (idle_s * 10)
    table.add(Row(f"{PHONES} phones at rest", "% CPU", [percent], limit=IDLE_PERCENT))
    table.add(Row("  wake-ups meanwhile", "", [woken], limit=0))


def _end(dinner: Dinner, streams: Streams) -> None:
    dinner.do("finish")
    dinner.do("close")
    for stream in streams:
        stream.close()
    time.sleep(1)
    dinner.do("memory")
