"""This computer's certificate for its own page: signed by nobody else, and kept in one file.

Key and certificate lie in one file, which only its owner may read, so that they never fail to fit.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from PySide6.QtCore import QByteArray, QCryptographicHash
from PySide6.QtNetwork import QSsl, QSslCertificate, QSslKey

from presence.core.clock import from_ms
from presence.phone.reach.fingerprint import hex_of, words_of

FILE = "certificate.pem"
DAYS = 397  # that browsers take one for (CA/Browser Forum, ballot SC-22)
LEAST_LEFT = timedelta(days=2)
MOST_HOSTS = 8  # networks of before whose addresses stay in it, so that each is warned of once
LARGEST = 65_536


@dataclass(frozen=True, slots=True)
class Certificate:
    """Good for ``hosts`` until ``expires_at``; ``pem`` has the key in it."""

    pem: bytes = field(repr=False)
    hosts: tuple[str, ...]
    expires_at: datetime
    words: tuple[str, ...]
    fingerprint: str

    def is_good_for(self, hosts: Sequence[str], now: datetime) -> bool:
        """Whether it need not be made anew."""
        return self.expires_at - now > LEAST_LEFT and set(hosts) <= set(self.hosts)


def read_certificate(pem: bytes) -> Certificate | None:
    """The certificate in a text, None where there is none with a key."""
    read = QSslCertificate(pem)
    if read.isNull() or key_of(pem).isNull():
        return None
    digest = bytes(read.digest(QCryptographicHash.Algorithm.Sha256).data())
    return Certificate(
        pem=pem,
        hosts=_hosts(read),
        expires_at=from_ms(read.expiryDate().toMSecsSinceEpoch()),
        words=tuple(words_of(digest)),
        fingerprint=hex_of(digest),
    )


def key_of(pem: bytes) -> QSslKey:
    """The key in a text; ``isNull`` where there is none."""
    return QSslKey(QByteArray(pem), QSsl.KeyAlgorithm.Ec)


def load_certificate(folder: Path) -> Certificate | None:
    """The one that was kept, None where there is none of use."""
    try:
        with (folder / FILE).open("rb") as file:
            pem = file.read(LARGEST)
    except OSError:
        return None
    return read_certificate(pem)


def keep_certificate(folder: Path, certificate: Certificate) -> None:
    """Write it, whole or not at all, for its owner alone; raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = folder / f"{FILE}.new"
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(certificate.pem)
        file.flush()
        os.fsync(file.fileno())
    half.replace(folder / FILE)


def hosts_for_new(hosts: Sequence[str], before: Certificate | None) -> Sequence[str]:
    """What a new one is made for: these, and the latest of those that the one before was for."""
    kept = () if before is None else before.hosts
    return tuple(dict.fromkeys((*hosts, *kept)))[:MOST_HOSTS]


def _hosts(certificate: QSslCertificate) -> tuple[str, ...]:
    names = certificate.subjectAlternativeNames()
    found = [str(name) for entry in names for name in _values(names[entry])]
    return tuple(dict.fromkeys(_plain(name) for name in found))


def _values(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else (value,)


def _plain(host: str) -> str:
    """An address as Python writes it: OpenSSL has IPv6 without its ``::``."""
    try:
        return str(ip_address(host))
    except ValueError:
        return host.lower()
