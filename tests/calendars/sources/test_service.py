"""What a domain's DNS says of its CalDAV, asked of a real, tiny DNS server on the loopback."""

import socket
import struct
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtNetwork import QHostAddress
from pytestqt.qtbot import QtBot

from presence.calendars.sources.dav.service import ServiceAsked
from presence.core.coming.fetched import Failure, Trouble

SRV, TXT = 33, 16
HOST = "127.0.0.1"


def name(text: str) -> bytes:
    parts = [part.encode() for part in text.split(".") if part]
    return b"".join(bytes([len(part)]) + part for part in parts) + b"\0"


class Dns:
    """Answers from a table of names and types (RFC 1035); everything else does not exist."""

    def __init__(self) -> None:
        self.records: dict[tuple[str, int], list[bytes]] = {}
        self.asked: list[tuple[str, int]] = []
        self.is_silent = False
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((HOST, 0))
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def service(self, domain: str, target: str, port: int = 443, priority: int = 0) -> None:
        record = struct.pack(">HHH", priority, 1, port) + name(target)
        self.records.setdefault((f"_caldavs._tcp.{domain}", SRV), []).append(record)

    def text(self, domain: str, said: str) -> None:
        record = bytes([len(said)]) + said.encode()
        self.records.setdefault((f"_caldavs._tcp.{domain}", TXT), []).append(record)

    def close(self) -> None:
        self._socket.sendto(b"", (HOST, self.port))
        self._thread.join(5)
        self._socket.close()

    def _serve(self) -> None:
        while True:
            question, sender = self._socket.recvfrom(4096)
            if not question:
                return
            if not self.is_silent:
                self._socket.sendto(self._answer(question), sender)

    def _answer(self, question: bytes) -> bytes:
        at, parts = 12, []
        while length := question[at]:
            parts.append(question[at + 1 : at + 1 + length].decode())
            at += 1 + length
        (kind,) = struct.unpack(">H", question[at + 1 : at + 3])
        asked = ".".join(parts).lower(), kind
        self.asked.append(asked)
        found = self.records.get(asked, [])
        flags = 0x8180 if found else 0x8183  # NXDOMAIN
        head = question[:2] + struct.pack(">HHHHH", flags, 1, len(found), 0, 0)
        answers = b"".join(
            b"\xc0\x0c" + struct.pack(">HHIH", kind, 1, 60, len(record)) + record
            for record in found
        )
        return head + question[12 : at + 5] + answers


@pytest.fixture
def dns() -> Iterator[Dns]:
    server = Dns()
    yield server
    server.close()


def asked(dns: Dns, qtbot: QtBot, domain: str) -> QUrl | Failure | None:
    found: list[QUrl | Failure | None] = []
    service = ServiceAsked(domain, found.append, QHostAddress(HOST), dns.port)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    del service
    return found[0]


def test_the_server_of_a_domain_is_found_with_its_port_and_path(dns: Dns, qtbot: QtBot) -> None:
    dns.service("example.org", "later.example.org", priority=10)
    dns.service("example.org", "dav.example.org", port=8443, priority=1)
    dns.text("example.org", "path=/caldav/")
    assert asked(dns, qtbot, "example.org") == QUrl("https://dav.example.org:8443/caldav/")
    dns.service("example.net", "example.net")
    assert asked(dns, qtbot, "example.net") == QUrl("https://example.net")


@pytest.mark.parametrize("target", ["evil.test", "example.org.evil.test", "co.org"])
def test_a_server_of_somebody_elses_is_not_told_the_password(
    dns: Dns, qtbot: QtBot, target: str
) -> None:
    dns.service("example.org", target)
    assert asked(dns, qtbot, "example.org") == Failure(Trouble.SERVER, "leads to somebody else")
    assert [kind for _name, kind in dns.asked] == [SRV]


def test_a_neighbour_under_a_shared_name_is_somebody_else(dns: Dns, qtbot: QtBot) -> None:
    """Whoever lies to us in a café gets a certificate for that one too."""
    dns.service("kim.duckdns.org", "evil.duckdns.org")
    assert asked(dns, qtbot, "kim.duckdns.org") == Failure(Trouble.SERVER, "leads to somebody else")
    dns.service("kim.synology.me", "dav.kim.synology.me")
    assert asked(dns, qtbot, "kim.synology.me") == QUrl("https://dav.kim.synology.me")


def test_a_domain_that_has_none_or_says_so_names_none(dns: Dns, qtbot: QtBot) -> None:
    assert asked(dns, qtbot, "example.org") is None
    dns.service("example.net", "")  # "." (RFC 2782)
    assert asked(dns, qtbot, "example.net") is None


def test_nobody_is_told_of_one_that_was_given_up(dns: Dns, qtbot: QtBot) -> None:
    dns.is_silent = True
    found: list[QUrl | Failure | None] = []
    service = ServiceAsked("example.org", found.append, QHostAddress(HOST), dns.port)
    service.close()
    qtbot.wait(300)
    assert not found


def test_one_that_has_told_can_be_given_up_afterwards(dns: Dns, qtbot: QtBot) -> None:
    """Who types another address gives up what was asked for the last one."""
    found: list[QUrl | Failure | None] = []
    service = ServiceAsked("example.org", found.append, QHostAddress(HOST), dns.port)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    qtbot.wait(1)  # it is gone by then
    service.close()
