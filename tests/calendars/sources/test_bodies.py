"""Bodies that are none, break off, drip, or have no end; and one that is only large."""

import gzip
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtNetwork import QNetworkReply

from presence.calendars.sources.make import SharedNetwork, make_source
from presence.calendars.sources.web.network import Limits
from presence.core.coming.chosen import ChosenCalendar, SourceKind
from presence.core.coming.fetched import Failure, Trouble
from tests.calendars.sources.conftest import (
    END,
    LIMITS,
    START,
    SUBSCRIBED,
    Loop,
    source_at,
)
from tests.calendars.sources.contract import titles
from tests.calendars.sources.far_side import (
    FarSide,
    Reply,
    calendar,
    calendar_of,
    event,
)

QT_THREAD = "QNetworkAccessM"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "a web page"),
        (b"", ""),
        (b"\x89PNG\r\n", ""),
        (b"BEGIN:VCARD\r\nEND:VCARD\r\n", ""),
    ],
)
def test_what_is_no_calendar_is_said(loop: Loop, side: FarSide, body: bytes, detail: str) -> None:
    side.script = [Reply(200, body)]
    failure = loop.failure(source_at(loop, side.address))
    assert failure == Failure(Trouble.NOT_A_CALENDAR, detail)


def test_a_page_that_says_so_in_its_header_is_a_page(loop: Loop, side: FarSide) -> None:
    side.script = [Reply(200, b"hello", {"Content-Type": "text/html"})]
    assert loop.failure(source_at(loop, side.address)).detail == "a web page"


def test_a_calendar_with_any_content_type_is_one(loop: Loop, side: FarSide) -> None:
    side.script = [Reply(200, b"\xef\xbb\xbf\r\n" + side.text, {"Content-Type": "text/html"})]
    assert titles(loop.brought(source_at(loop, side.address))) == {"Review", "Lunch"}


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, calendar("Review"), says=5000),
        Reply(200, calendar("Review")[:-9]),
        Reply(raw=b"HTTP/1.1 200 OK\r\n\r\nBEGIN:VCALENDAR\r\nBEGIN:VEV"),
        # Qt does not always notice that chunks break off, so what came has to begin as a calendar.
        Reply(raw=CHUNKED + b"11\r\nBEGIN:VCALENDAR\r\n\r\n"),
        Reply(200, gzip.compress(calendar("A"))[:-30], {"Content-Encoding": "gzip"}),
    ],
)
def test_a_body_that_breaks_off_is_no_calendar(loop: Loop, side: FarSide, reply: Reply) -> None:
    side.script = [reply]
    assert loop.failure(source_at(loop, side.address)) == Failure(Trouble.SERVER, "cut off")


@pytest.mark.parametrize(
    "raw", [b"", b"SSH-2.0-OpenSSH_9.2\r\n\r\n", b"HTTP/1.1 200", bytes(range(256)) * 9]
)
def test_what_is_no_http_is_said(loop: Loop, side: FarSide, raw: bytes) -> None:
    side.script = [Reply(raw=raw)] * 9
    failure = loop.failure(source_at(loop, side.address))
    assert failure.trouble in (Trouble.SERVER, Trouble.UNREACHABLE)


def test_an_encoding_that_nobody_asked_for_is_said(loop: Loop, side: FarSide) -> None:
    side.script = [Reply(200, b"abc", {"Content-Encoding": "br"})]
    assert loop.failure(source_at(loop, side.address)).trouble is Trouble.SERVER
    side.script = [Reply(200, b"abc", {"Content-Encoding": "gzip"})]
    assert loop.failure(source_at(loop, side.address)) == Failure(Trouble.SERVER, "broken gzip")


def test_a_server_that_hangs_is_given_up(loop: Loop, side: FarSide) -> None:
    side.script = [Reply(hangs=True)]
    loop.network.limits = replace(LIMITS, whole_ms=60_000)
    began = time.monotonic()
    failure = loop.failure(source_at(loop, side.address))
    assert failure == Failure(Trouble.UNREACHABLE, "took too long")
    assert time.monotonic() - began < 15


def test_a_slow_body_is_waited_for_as_long_as_it_comes(loop: Loop, side: FarSide) -> None:
    begin, end = b"BEGIN:VCALENDAR\r\n", b"END:VCALENDAR\r\n"
    loop.network.limits = replace(LIMITS, idle_ms=2_000, whole_ms=60_000)
    side.script = [Reply(200, begin + end, pieces=8, pause=0.3)]  # longer than the idle limit
    assert loop.brought(source_at(loop, side.address)).parts == ((begin + end) * 8,)


def test_a_body_that_drips_for_ever_is_given_up_all_the_same(loop: Loop, side: FarSide) -> None:
    loop.network.limits = replace(LIMITS, idle_ms=60_000)
    side.script = [Reply(200, b"BEGIN:VCALENDAR\r\n", pieces=1000, pause=0.1)]
    began = time.monotonic()
    failure = loop.failure(source_at(loop, side.address))
    assert failure == Failure(Trouble.UNREACHABLE, "took too long")
    assert time.monotonic() - began < 15


def test_a_body_over_the_limit_is_cut_off_while_it_comes(loop: Loop, side: FarSide) -> None:
    side.script = [Reply(200, b"x" * 1_000_000, pieces=200)]
    began = time.process_time()
    assert loop.failure(source_at(loop, side.address)) == Failure(Trouble.TOO_LARGE)
    assert time.process_time() - began < 1


def test_a_gzip_bomb_is_cut_off_while_it_is_unpacked(loop: Loop, side: FarSide) -> None:
    bomb = gzip.compress(bytes(200_000_000), 9)
    assert len(bomb) < 300_000
    for body in (bomb, gzip.compress(bomb)):
        side.script = [Reply(200, body, {"Content-Encoding": "gzip"})]
        failure = loop.failure(source_at(loop, side.address))
        assert failure.trouble in (Trouble.TOO_LARGE, Trouble.NOT_A_CALENDAR)
    side.script = [Reply(200, gzip.compress(b"") * 200_000, {"Content-Encoding": "gzip"})]
    assert loop.failure(source_at(loop, side.address)).trouble is Trouble.TOO_LARGE


def test_a_name_that_nobody_has_is_said(loop: Loop) -> None:
    failure = loop.failure(source_at(loop, "https://nobody-hunter2.invalid/"))
    assert failure.trouble is Trouble.UNREACHABLE


def test_nothing_is_left_once_all_is_answered(loop: Loop, side: FarSide) -> None:
    loop.brought(source_at(loop, side.address))
    source = source_at(loop, side.address)
    source.fetch("", START, END, lambda _result: None)
    loop.qtbot.wait(5)
    source.close()
    loop.qtbot.waitUntil(lambda: not loop.network.findChildren(QNetworkReply))
    loop.qtbot.waitUntil(lambda: QT_THREAD not in thread_names())


def thread_names() -> set[str]:
    return {task.read_text().strip() for task in Path("/proc/self/task").glob("*/comm")}


def test_five_thousand_events_never_hold_up_the_loop(loop: Loop, side: FarSide) -> None:
    more = "END:VEVENT", f"DESCRIPTION:{'words ' * 60}\r\nEND:VEVENT"
    events = [event(f"Event {number}").replace(*more) for number in range(5000)]
    side.text = calendar_of(*events)
    items = "".join(
        f"<d:response><d:href>/{number}</d:href><d:propstat><d:prop><d:getetag>1</d:getetag>"
        f"<c:calendar-data>{calendar_of(each).decode()}</c:calendar-data></d:prop></d:propstat>"
        "</d:response>"
        for number, each in enumerate(events)
    )
    names = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"'
    nothing, all_of_them = (
        Reply(207, f"<d:multistatus {names}>{inside}</d:multistatus>".encode())
        for inside in ("", items)
    )
    account = make_source(
        ChosenCalendar(SourceKind.CALDAV, address=side.address), None, patient(loop)
    )
    whole = make_source(SUBSCRIBED, side.address, patient(loop))
    for source, script in ((whole, []), (account, [nothing, all_of_them])):
        side.script = script
        with Held() as held:
            brought = loop.brought(source)
        assert len(titles(brought)) == 5000
        assert held.turns > 20
        print(f"longest turn: {held.longest * 1000:.0f} ms of our own time")


def patient(loop: Loop) -> SharedNetwork:
    """The loop's network, for bodies as large as they come."""
    loop.network.limits = Limits()
    return loop.shared


class Held:
    """Measures the longest time of this thread's between two turns of the loop."""

    def __enter__(self) -> "Held":
        self.longest = 0.0
        self.turns = 0
        self._last = time.thread_time()
        self._timer = QTimer()
        self._timer.timeout.connect(self._on_turn)
        self._timer.start(0)
        return self

    def __exit__(self, *_fault: object) -> None:
        self._on_turn()
        self._timer.stop()

    def _on_turn(self) -> None:
        now = time.thread_time()
        self.turns += 1
        self.longest = max(self.longest, now - self._last)
        self._last = now
