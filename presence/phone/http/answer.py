"""What is answered, and what stands over every answer."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presence.phone.http.connection import Connection

JSON = "application/json"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
PERMISSIONS = (
    "accelerometer=(self), gyroscope=(self), magnetometer=(self), screen-wake-lock=(self), "
    "camera=(), geolocation=(), microphone=()"
)
SECURITY = (
    ("cache-control", "no-store"),
    ("content-security-policy", POLICY),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", PERMISSIONS),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole of it; ``is_last`` hangs up after it, ``is_known``: the token was right.

    ``is_packed``: the body is compressed by gzip, as its reader has said it may be.
    """

    status: int
    body: bytes = b""
    kind: str = JSON
    is_last: bool = False
    is_known: bool = False
    is_packed: bool = False


@dataclass(frozen=True, slots=True)
class StreamAnswer:
    """One that goes on: ``opened`` gets the connection to write events into."""

    opened: Callable[["Connection"], None]


def said(values: Mapping[str, object], status: int = 200, is_known: bool = True) -> Answer:
    """An answer in JSON."""
    return Answer(status, as_json(values), is_known=is_known)


def refusal(status: int, code: str, is_known: bool = False) -> Answer:
    """An error; the page has words of its own for the code."""
    return Answer(status, as_json({"error": code}), is_known=is_known)


def as_json(values: Mapping[str, object]) -> bytes:
    """In one line, as events need it."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
