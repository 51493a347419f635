"""This computer's certificate for its own page: signed by nobody else, and kept in one file.

Key and certificate lie in one file, which only its owner may read, so that they never fail to fit.
Above them stands for whom and until when it is good: what reads PEM passes over that (RFC 7468, 2).
"""

import os
from binascii import Error, a2b_base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from presence.phone.reach.fingerprint import hex_of, words_of

FILE = "certificate.pem"
DAYS = 397  # that browsers take one for (CA/Browser Forum, ballot SC-22)
LEAST_LEFT = timedelta(days=2)
MOST_HOSTS = 8  # networks of before whose addresses stay in it, so that each is warned of once
LARGEST = 65_536
KEY, CERTIFICATE, END = "-----BEGIN PRIVATE KEY-----", "-----BEGIN CERTIFICATE-----", "-----END"


@dataclass(frozen=True, slots=True)
class Certificate:
    """Lies at ``path`` with its key; good for ``hosts`` until ``expires_at``."""

    path: Path
    hosts: tuple[str, ...]
    expires_at: datetime
    words: tuple[str, ...]
    fingerprint: str

    def is_good_for(self, hosts: Sequence[str], now: datetime) -> bool:
        """Whether it need not be made anew."""
        return self.expires_at - now > LEAST_LEFT and set(hosts) <= set(self.hosts)


def load_certificate(folder: Path) -> Certificate | None:
    """The one that is kept, None where there is none of use."""
    path = folder / FILE
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST).decode("ascii", "replace")
    except OSError:
        return None
    digest = _digest(text)
    head = dict(line.partition(": ")[::2] for line in text.partition(KEY)[0].splitlines())
    try:
        expires_at = datetime.fromisoformat(head.get("good until", ""))
    except ValueError:
        return None
    if digest is None or expires_at.tzinfo is None:
        return None
    hosts = tuple(head.get("good for", "").split())
    return Certificate(path, hosts, expires_at, tuple(words_of(digest)), hex_of(digest))


def keep_certificate(folder: Path, pem: str, hosts: Sequence[str], now: datetime) -> None:
    """Write one that was made just now, whole or not at all, for its owner alone; raises OSError.

    Anything else that a maker wrote is left out; ValueError where it made none.
    """
    if _digest(pem) is None or KEY not in pem:
        raise ValueError("no certificate")
    expires_at = (now + timedelta(days=DAYS)).isoformat(timespec="seconds")
    head = f"good for: {' '.join(hosts)}\ngood until: {expires_at}\n"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = folder / f"{FILE}.new"
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(head + _block(pem, KEY) + _block(pem, CERTIFICATE))
        file.flush()
        os.fsync(file.fileno())
    half.replace(folder / FILE)


def hosts_for_new(hosts: Sequence[str], before: Certificate | None) -> Sequence[str]:
    """What a new one is made for: these, and the latest of those that the one before was for."""
    kept = () if before is None else before.hosts
    return tuple(dict.fromkeys((*hosts, *kept)))[:MOST_HOSTS]


def _digest(pem: str) -> bytes | None:
    """The fingerprint that browsers show: SHA-256 of the certificate."""
    block = "".join(_block(pem, CERTIFICATE).splitlines()[1:-1])
    try:
        return sha256(a2b_base64(block, strict_mode=True)).digest() if block else None
    except Error:
        return None


def _block(pem: str, begin: str) -> str:
    """One part of a text, with its first and its last line; "" where it is not whole."""
    _, begins, rest = pem.partition(begin)
    inside, ends, _ = rest.partition(END)
    return f"{begin}{inside}{END}{begin.removeprefix('-----BEGIN')}\n" if begins and ends else ""
