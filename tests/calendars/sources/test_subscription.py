"""A calendar at an address, from a server that behaves and from one that does not."""

import gzip
import logging
import socket
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from presence.calendars.sources.make import make_source
from presence.core.coming.chosen import ChosenCalendar, SourceKind
from presence.core.coming.fetched import Failure, Source, Trouble
from tests.calendars.sources.conftest import END, NOW, START, Certificates, Loop
from tests.calendars.sources.contract import SourceContract, titles
from tests.calendars.sources.far_side import DigestSide, FarSide, Reply, calendar, serving

SUBSCRIBED = ChosenCalendar(SourceKind.SUBSCRIPTION, "Work")


def source_at(loop: Loop, address: str) -> Source:
    """A subscription whose whole address is a secret."""
    return make_source(SUBSCRIBED, address, loop.shared)


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


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_calendar_that_has_moved_is_followed(loop: Loop, side: FarSide, status: int) -> None:
    with serving(FarSide(calendar("Moved"))) as elsewhere:
        side.script = [Reply(status, headers={"Location": "next"})]
        side.script += [Reply(status, headers={"Location": f"{elsewhere.url}/there.ics"})]
        assert titles(loop.brought(source_at(loop, side.address))) == {"Moved"}
    assert side.received[1].path == "/private-hunter2/next"
    assert "hunter2" not in elsewhere.everything + elsewhere.received[0].path


def test_one_that_moves_for_ever_is_given_up(loop: Loop, side: FarSide) -> None:
    side.script = [Reply(302, headers={"Location": "/again"})] * 99
    failure = loop.failure(source_at(loop, side.address))
    assert failure == Failure(Trouble.SERVER, "too many redirects")
    assert len(side.received) == 6


@pytest.mark.parametrize(
    "link",
    ["ftp://127.0.0.1/a", "file:///etc/passwd", "http://example.org/", "http://[::1", "data:,"],
)
def test_no_redirect_leads_out_of_the_web(loop: Loop, side: FarSide, link: str) -> None:
    side.script = [Reply(302, headers={"Location": link})]
    assert loop.failure(source_at(loop, side.address)).trouble is Trouble.NOT_ALLOWED


def test_a_redirect_from_https_to_http_is_refused(
    loop: Loop, side: FarSide, certificates: Certificates
) -> None:
    with certificates.trusted(), serving(FarSide(), certificates.make()) as safe:
        safe.script = [Reply(302, headers={"Location": side.address})]
        failure = loop.failure(source_at(loop, safe.address))
        assert failure == Failure(Trouble.NOT_ALLOWED, "from https to http")
        side.script = [Reply(302, headers={"Location": safe.address})]
        assert loop.brought(source_at(loop, side.address)).parts
    assert len(side.received) == 1


def test_webcal_is_asked_over_https(loop: Loop, certificates: Certificates) -> None:
    with certificates.trusted(), serving(FarSide(), certificates.make()) as safe:
        address = safe.address.replace("https:", "webcal:")
        assert loop.brought(source_at(loop, address)).parts == (safe.text,)


@pytest.mark.parametrize(
    ("days", "name", "detail"),
    [
        ((-9, -2), "localhost", "CertificateExpired"),
        ((2, 9), "localhost", "CertificateNotYetValid"),
        ((-1, 1), "elsewhere.example", "HostNameMismatch"),
    ],
)
def test_a_certificate_that_is_no_good_is_said_and_nothing_is_asked(
    loop: Loop, certificates: Certificates, days: tuple[int, int], name: str, detail: str
) -> None:
    with certificates.trusted(), serving(FarSide(), certificates.make(days, name)) as safe:
        failure = loop.failure(source_at(loop, safe.address))
    assert failure == Failure(Trouble.CERTIFICATE, detail)
    assert safe.received == []


def test_a_certificate_that_nobody_has_signed_is_refused(
    loop: Loop, certificates: Certificates
) -> None:
    with serving(FarSide(), certificates.make()) as safe:
        assert loop.failure(source_at(loop, safe.address)).trouble is Trouble.CERTIFICATE
    assert safe.received == []


def test_a_server_that_speaks_no_tls_is_said(loop: Loop, side: FarSide) -> None:
    failure = loop.failure(source_at(loop, side.address.replace("http:", "https:")))
    assert failure.trouble in (Trouble.SERVER, Trouble.UNREACHABLE)


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
        Reply(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nBEGIN\r\n"),
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
    began = time.monotonic()
    failure = loop.failure(source_at(loop, side.address))
    assert failure == Failure(Trouble.UNREACHABLE, "took too long")
    assert time.monotonic() - began < 2


def test_a_slow_body_is_waited_for_as_long_as_it_comes(loop: Loop, side: FarSide) -> None:
    begin, end = b"BEGIN:VCALENDAR\r\n", b"END:VCALENDAR\r\n"
    side.script = [Reply(200, begin + end, pieces=4, pause=0.3)]  # longer than the idle limit
    assert loop.brought(source_at(loop, side.address)).parts == ((begin + end) * 4,)


def test_a_body_that_drips_for_ever_is_given_up_all_the_same(loop: Loop, side: FarSide) -> None:
    side.script = [Reply(200, b"BEGIN:VCALENDAR\r\n", pieces=1000, pause=0.1)]
    began = time.monotonic()
    failure = loop.failure(source_at(loop, side.address))
    assert failure == Failure(Trouble.UNREACHABLE, "took too long")
    assert time.monotonic() - began < 5


def test_redirects_do_not_make_the_limit_longer(loop: Loop, side: FarSide) -> None:
    side.script = [Reply(302, b".", {"Location": "/next"}, pause=0.6)] * 5
    failure = loop.failure(source_at(loop, side.address))
    assert failure == Failure(Trouble.UNREACHABLE, "took too long")


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


def test_a_login_in_the_address_goes_into_the_header_and_to_nobody_else(
    loop: Loop, side: FarSide
) -> None:
    address = side.address.replace("127.0.0.1", "kim:hunter2@127.0.0.1")
    loop.brought(source_at(loop, address))
    assert side.received[0].headers["Authorization"] == "Basic a2ltOmh1bnRlcjI="
    with serving(FarSide()) as elsewhere:
        side.script = [Reply(302, headers={"Location": elsewhere.url})]
        failure = loop.failure(source_at(loop, address))
    assert failure == Failure(Trouble.SERVER, "leads to somebody else")
    assert elsewhere.received == []


def test_a_server_that_takes_only_a_digest_gets_one(loop: Loop) -> None:
    with serving(DigestSide(calendar("Review"))) as side:
        login = "kim:pa%3A55%20w%C3%B6rd@127.0.0.1"
        source = source_at(loop, side.address.replace("127.0.0.1", login))
        assert titles(loop.brought(source)) == {"Review"}
        assert titles(loop.brought(source)) == {"Review"}
        wrong = source_at(loop, side.address.replace("127.0.0.1", "kim:hunter2@127.0.0.1"))
        before = len(side.received)
        assert loop.failure(wrong) == Failure(Trouble.WRONG_PASSWORD, "401")
        assert len(side.received) - before <= 3


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


def test_a_name_that_nobody_has_is_said(loop: Loop) -> None:
    failure = loop.failure(source_at(loop, "https://nobody-hunter2.invalid/"))
    assert failure.trouble is Trouble.UNREACHABLE


def test_the_address_is_shown_nowhere(
    loop: Loop, side: FarSide, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    source = source_at(loop, side.address)
    seen = [loop.brought(source), loop.network, source]
    for reply in (Reply(500), Reply(raw=b""), Reply(302, headers={"Location": "/hunter2"})):
        side.script = [reply] * 9
        seen.append(loop.failure(source))
        side.script = []
    seen.append(loop.failure(source_at(loop, "gopher://hunter2/")))
    assert "hunter2" not in repr(seen) + caplog.text


def test_nothing_is_left_once_all_is_answered(loop: Loop, side: FarSide) -> None:
    from PySide6.QtNetwork import QNetworkReply

    loop.brought(source_at(loop, side.address))
    source = source_at(loop, side.address)
    source.fetch("", START, END, lambda _result: None)
    loop.qtbot.wait(5)
    source.close()
    loop.qtbot.waitUntil(lambda: not loop.network.findChildren(QNetworkReply))
    assert threading.active_count() < 6
