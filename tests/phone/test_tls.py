"""Both tiers as real programs see them."""

import contextlib
import os
import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator

import pytest

from tests.phone.dinner import PATIENCE, Dinner


@pytest.fixture(scope="module")
def dinner() -> Iterator[Dinner]:
    with Dinner("127.0.0.1") as started:
        yield started


def _url(dinner: Dinner, is_secure: bool) -> str:
    address: str = dinner.said["https" if is_secure else "http"]
    return address


def _run(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    assert shutil.which(words[0]), f"{words[0]} is in packaging/linux/test-packages.txt"
    return subprocess.run(
        words, check=False, capture_output=True, text=True, input=given, timeout=60
    )


def test_curl_gets_the_same_page_from_both_tiers(dinner: Dinner) -> None:
    pages = []
    for is_secure in (True, False):
        url = _url(dinner, is_secure)
        shown = _run("curl", "--silent", "--insecure", "--include", f"{url}/")
        head, _, page = shown.stdout.partition("\n\n")
        assert head.startswith("HTTP/1.1 200")
        pages.append(page)
        packed = _run("curl", "--silent", "--insecure", "--compressed", "--include", f"{url}/")
        assert "content-encoding: gzip" in packed.stdout
        assert packed.stdout.partition("\n\n")[2] == page
        joined = _run(
            *(
                "curl",
                "--silent",
                "--insecure",
                "--header",
                f"Authorization: Bearer {dinner.guest}",
            ),
            *("--json", '{"name": "Ann", "sensing": "visibility", "phone": null}', f"{url}/join"),
        )
        assert '"name":"Ann"' in joined.stdout
    assert pages[0] == pages[1]
    assert '<script type="application/json" id="words">{"' in pages[0]


def test_a_browser_is_warned_of_who_signed_it_and_of_nothing_else(dinner: Dinner) -> None:
    """The address is the one in the certificate, and its time has not run out."""
    refused = _run("curl", "--silent", "--show-error", f"{_url(dinner, True)}/")
    assert refused.returncode == 60
    assert "self-signed" in refused.stderr or "self signed" in refused.stderr
    certificate = ssl.get_server_certificate((dinner.address, dinner.port))
    trusting = ssl.create_default_context(cadata=certificate)
    trusting.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    connection = dinner.connect(is_secure=True)
    connection._context = trusting  # type: ignore[attr-defined]  # as a phone that has said yes
    connection.request("GET", "/")
    assert connection.getresponse().status == 200


@pytest.mark.parametrize(
    ("words", "is_taken"),
    [
        (("-tls1_3",), True),
        (("-tls1_2",), True),
        (("-tls1_1", "-cipher", "ALL:@SECLEVEL=0"), False),
        (("-tls1", "-cipher", "ALL:@SECLEVEL=0"), False),
        (("-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256"), True),
        (("-tls1_2", "-cipher", "ECDHE-ECDSA-CHACHA20-POLY1305"), True),
        (("-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0"), False),
        (("-tls1_2", "-cipher", "ECDHE-ECDSA-AES256-SHA384:@SECLEVEL=0"), False),
        (("-tls1_2", "-cipher", "RSA:@SECLEVEL=0"), False),
        (("-tls1_2", "-cipher", "aNULL:eNULL:@SECLEVEL=0"), False),
    ],
)
def test_old_protocols_and_weak_ciphers_are_refused(
    dinner: Dinner, words: tuple[str, ...], is_taken: bool
) -> None:
    where = f"{dinner.address}:{dinner.port}"
    told = _run("openssl", "s_client", "-connect", where, *words)
    has_cipher = re.search(r"^New, .*Cipher is (?!\(NONE\))", told.stdout, re.MULTILINE)
    assert bool(has_cipher) is is_taken, told.stdout + told.stderr


def test_a_scanner_finds_nothing_that_is_known_weak() -> None:
    with Dinner("127.0.0.1") as dinner:
        told = _run("sslscan", "--no-colour", f"{dinner.address}:{dinner.port}").stdout
    protocols = dict(re.findall(r"^((?:SSL|TLS)v[\d.]+)\s+(enabled|disabled)$", told, re.MULTILINE))
    assert [name for name, is_on in protocols.items() if is_on == "enabled"] == [
        "TLSv1.2",
        "TLSv1.3",
    ]
    accepted = re.findall(r"^(?:Preferred|Accepted)\s+(\S+)\s+(\d+) bits\s+(\S+)", told, re.M)
    assert len(accepted) >= 4
    for protocol, bits, cipher in accepted:
        assert int(bits) >= 128
        assert protocol == "TLSv1.3" or cipher.startswith("ECDHE-ECDSA-"), cipher
        assert cipher.endswith(("GCM-SHA256", "GCM-SHA384", "POLY1305", "_SHA384", "_SHA256")), (
            cipher
        )
    assert "heartbleed" in told.lower()
    assert not re.search(r"(?<!not )vulnerable to heartbleed", told)
    assert "Compression disabled" in told or "OpenSSL version does not support compression" in told


def test_http_at_the_port_for_https_and_the_other_way_round_does_no_harm(dinner: Dinner) -> None:
    hello = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
    assert b"HTTP" not in dinner.raw(hello, dinner.port)
    assert b"400" in dinner.raw(bytes.fromhex("16030100c8010000c40303") + bytes(200))[:20]
    assert b"HTTP" not in dinner.raw(b"\x16\x03\x01\x02\x00" + b"\xff" * 600, dinner.port)
    assert dinner.ask("/", is_secure=True).status == dinner.ask("/").status == 200


def test_a_phone_that_breaks_its_tls_takes_nobody_along(dinner: Dinner) -> None:
    before = dinner.do("told")
    guest = dinner.join("Ann", is_secure=True)
    connection = dinner.connect(is_secure=True)
    path = f"/events?phone={guest.phone}&key={guest.key}"
    connection.request("GET", path, headers={"Authorization": f"Bearer {dinner.guest}"})
    assert connection.getresponse().status == 200
    assert dinner.do("told")["here"] == before["here"] + 1
    with socket.socket(fileno=os.dup(connection.sock.fileno())) as bare:
        bare.settimeout(PATIENCE)
        bare.sendall(b"\x17\x03\x03\x00\x40" + bytes(64))
        with contextlib.suppress(ConnectionError):
            while bare.recv(65_536):
                pass
    assert dinner.ask("/", is_secure=True).status == 200
    after = dinner.do("told")
    assert (after["pid"], after["here"]) == (before["pid"], before["here"])
