"""Whom a subscription trusts: redirects, certificates, passwords, and who sees the address."""

import logging

import pytest

from presence.core.coming.fetched import Failure, Trouble
from tests.calendars.sources.conftest import Certificates, Loop, source_at
from tests.calendars.sources.contract import titles
from tests.calendars.sources.far_side import (
    DigestSide,
    FarSide,
    Reply,
    calendar,
    serving,
)


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


def test_redirects_do_not_make_the_limit_longer(loop: Loop, side: FarSide) -> None:
    side.script = [Reply(302, b".", {"Location": "/next"}, pause=0.6)] * 5
    failure = loop.failure(source_at(loop, side.address))
    assert failure == Failure(Trouble.UNREACHABLE, "took too long")


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
