"""HTTP on the Qt loop, against a server that does what servers do."""

import ssl
import subprocess
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtNetwork import QSslCertificate, QSslConfiguration

from presence.core.errors import CourtesyError, ErrorCode
from presence.courtesy.courtesy import Answer, Request, Steps
from tests.courtesy.conftest import Loop
from tests.courtesy.far_side import FarSide, Reply, serving

TOKEN = "very-secret"


def _post(loop: Loop, url: str) -> Answer:
    answers: list[Answer] = []

    def steps() -> Steps:
        answers.append((yield Request("POST", url, b'{"a": 1}', token=TOKEN)))

    loop.run(steps())
    return answers[0]


def _fault(loop: Loop, url: str) -> CourtesyError:
    with pytest.raises(CourtesyError) as raised:
        _post(loop, url)
    assert TOKEN not in repr(raised.value)
    return raised.value


def test_a_request_goes_out_with_its_token_in_the_header_and_the_answer_comes_back(
    loop: Loop, side: FarSide
) -> None:
    side.script = [Reply(201, b'{"b": 2}')]
    answer = _post(loop, f"{side.url}/hook")
    assert (answer.status, answer.body) == (201, b'{"b": 2}')
    (received,) = side.received
    assert (received.method, received.path, received.json) == ("POST", "/hook", {"a": 1})
    assert received.token == TOKEN
    assert received.headers["Content-Type"].startswith("application/json")
    assert received.headers["User-Agent"].startswith("Presence/")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500, 503])
def test_a_refusal_is_an_answer_like_any_and_is_not_sent_again(
    loop: Loop, side: FarSide, status: int
) -> None:
    side.script = [Reply(status, b"no")]
    answer = _post(loop, side.url)
    assert (answer.status, answer.body) == (status, b"no")
    assert len(side.received) == 1


def test_a_server_that_is_busy_for_a_moment_is_asked_once_more(loop: Loop, side: FarSide) -> None:
    side.script = [Reply(429, headers={"Retry-After": "1"}), Reply(200)]
    assert _post(loop, side.url).status == 200
    side.script = [Reply(429, headers={"Retry-After": "1"})] * 2
    assert _post(loop, side.url).status == 429
    assert len(side.received) == 4


@pytest.mark.parametrize("pause", ["3600", "-1", "soon", "Wed, 21 Oct 2026 07:28:00 GMT", "9" * 99])
def test_a_server_that_is_busy_for_long_is_left_alone(
    loop: Loop, side: FarSide, pause: str
) -> None:
    side.script = [Reply(429, headers={"Retry-After": pause})]
    assert _post(loop, side.url).status == 429
    assert len(side.received) == 1


def test_a_server_that_hangs_is_given_up_at_the_time_limit(loop: Loop, side: FarSide) -> None:
    side.script = [Reply(hangs=True)]
    began = monotonic()
    assert _fault(loop, side.url).code is ErrorCode.COURTESY_TIMED_OUT
    assert monotonic() - began < 8
    assert len(side.received) == 1


def test_where_nobody_answers_it_is_tried_twice(loop: Loop, side: FarSide) -> None:
    side.script = [Reply(raw=b""), Reply(raw=b"")]
    fault = _fault(loop, f"{side.url}/secret-path")
    assert fault.code is ErrorCode.COURTESY_UNREACHABLE
    assert fault.values == {"target": "slack", "host": "127.0.0.1"}
    assert len(side.received) == 2


def test_a_network_that_comes_back_is_enough(loop: Loop, side: FarSide) -> None:
    side.script = [Reply(raw=b"")]
    assert _post(loop, side.url).status == 200


def test_a_port_where_nobody_listens_is_said(loop: Loop) -> None:
    with serving(FarSide()) as gone:
        pass
    assert _fault(loop, gone.url).code is ErrorCode.COURTESY_UNREACHABLE


def test_an_answer_that_is_no_http_is_said(loop: Loop, side: FarSide) -> None:
    side.script = [Reply(raw=b"SSH-2.0-OpenSSH_9.2\r\n\r\n")] * 2
    assert _fault(loop, side.url).code in (
        ErrorCode.COURTESY_ANSWERED,
        ErrorCode.COURTESY_UNREACHABLE,
    )


def test_an_answer_without_end_is_cut_off(loop: Loop, side: FarSide) -> None:
    side.script = [Reply(200, b"x" * 30_000_000)]
    fault = _fault(loop, side.url)
    assert fault.code is ErrorCode.COURTESY_ANSWERED
    assert "too long" in str(fault.values["detail"])


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_token_is_never_carried_on_to_another_place(
    loop: Loop, side: FarSide, status: int
) -> None:
    with serving(FarSide()) as elsewhere:
        to = elsewhere.url.replace("127.0.0.1", "localhost")
        side.script = [Reply(status, headers={"Location": f"{to}/thief?key=1"})]
        fault = _fault(loop, side.url)
        assert fault.code is ErrorCode.COURTESY_MOVED
        assert fault.values["host"] == "localhost"
        assert elsewhere.received == []


def test_cookies_are_not_kept(loop: Loop, side: FarSide) -> None:
    side.script = [Reply(200, headers={"Set-Cookie": "who=kim"})]
    _post(loop, side.url)
    _post(loop, side.url)
    assert "Cookie" not in side.received[1].headers


@pytest.mark.parametrize(
    "url",
    [
        "http://slack.com",
        "http://93.184.216.34/",
        "http://kim:pass@127.0.0.1/",
        "https://kim:pass@slack.com/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "slack.com",
        "",
        "http://",
        "https://slack.com\r\nX: y",
        "http://[::1",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1.evil.com/",
    ],
)
def test_no_token_goes_where_others_could_read_it(loop: Loop, url: str) -> None:
    assert _fault(loop, url).code is ErrorCode.COURTESY_ADDRESS


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate that nobody has signed."""
    file = tmp_path / "self-signed.pem"
    key = ("-newkey", "rsa:2048", "-nodes", "-keyout", file, "-out", file)
    name = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
    command = ("openssl", "req", "-x509", "-days", "2", *key, *name)
    subprocess.run(command, check=True, capture_output=True)
    return file


def test_a_server_without_a_certificate_that_is_trusted_gets_nothing(
    loop: Loop, certificate: Path
) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, certificate)
    with serving(FarSide(), tls) as stranger:
        fault = _fault(loop, stranger.url)
    assert fault.code is ErrorCode.COURTESY_NOT_TRUSTED
    assert stranger.received == []


def test_a_server_whose_certificate_is_trusted_is_told(loop: Loop, certificate: Path) -> None:
    before = QSslConfiguration.defaultConfiguration()
    trusting = QSslConfiguration.defaultConfiguration()
    trusting.addCaCertificate(QSslCertificate.fromPath(str(certificate))[0])
    QSslConfiguration.setDefaultConfiguration(trusting)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, certificate)
    try:
        with serving(FarSide(), tls) as friend:
            assert _post(loop, friend.url).status == 200
    finally:
        QSslConfiguration.setDefaultConfiguration(before)
    assert friend.received[0].token == TOKEN
