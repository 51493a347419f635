"""What a phone sends, read strictly: JSON of a known shape, or one word for what is wrong."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from presence.core.slip import SlipReason
from presence.core.table.phone import Sensing, Told, Word, short_name
from presence.phone.limits import Limits

LONGEST_AGO_MS = 172_800_000  # two days: a laptop that slept over a weekend's night
LAST_NUMBER = 1_000_000_000
LONGEST_ID = 64
ID = re.compile(r"[0-9A-Za-z-]{4,64}", re.ASCII)  # as we give them


class Unreadable(Exception):
    """The message is none; ``code`` names the part that is wrong."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Join:
    """A phone wants to come to the table; ``phone`` and ``key`` where it was there before."""

    name: str
    sensing: Sensing
    phone: str | None
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Tell:
    """What a phone noticed."""

    phone: str
    key: str = field(repr=False)
    words: Sequence[Told] = ()


def read_name(body: bytes) -> str:
    """The name in a message to be paired."""
    return _name(_values(body))


def read_join(body: bytes) -> Join:
    """A message to come to the table; one's own phone needs no name."""
    values = _values(body)
    name = _name(values) if values.get("name") else ""
    try:
        sensing = Sensing(_text(values, "sensing", LONGEST_ID))
    except ValueError:
        raise Unreadable("sensing") from None
    phone = values.get("phone")
    if phone is not None:
        phone = _phone(values)
    return Join(name, sensing, phone, _text(values, "key", LONGEST_ID, ""))


def read_tell(body: bytes, limits: Limits, now: datetime) -> Tell:
    """The words of a phone, at instants of our clock: it says only how long ago each was."""
    values = _values(body)
    words = values.get("words")
    if not isinstance(words, list) or len(words) > limits.words_at_once:
        raise Unreadable("words")
    phone = _phone(values)
    told = tuple(_told(phone, each, now) for each in words)
    return Tell(phone, _text(values, "key", LONGEST_ID, ""), told)


def _told(phone: str, values: object, now: datetime) -> Told:
    if not isinstance(values, dict):
        raise Unreadable("words")
    number = _number(values, "n", LAST_NUMBER)
    ago = timedelta(milliseconds=_number(values, "ago_ms", LONGEST_AGO_MS))
    said = values.get("reason")
    try:
        word = Word(_text(values, "word", LONGEST_ID))
        reason = None if said is None else SlipReason(_text(values, "reason", LONGEST_ID))
    except ValueError:
        raise Unreadable("words") from None
    return Told(phone, number, now - ago, word, reason)


def _values(body: bytes) -> dict[str, Any]:
    try:
        values = json.loads(body.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Unreadable("json") from None
    if not isinstance(values, dict):
        raise Unreadable("json")
    return values


def _phone(values: dict[str, Any]) -> str:
    phone = _text(values, "phone", LONGEST_ID)
    if not ID.fullmatch(phone):
        raise Unreadable("phone")
    return phone


def _name(values: dict[str, Any]) -> str:
    """A name as it is shown; half a surrogate pair is no letter."""
    name = short_name(_text(values, "name", 400))
    if not name:
        raise Unreadable("name")
    return name


def _text(values: dict[str, Any], name: str, longest: int, otherwise: str | None = None) -> str:
    value = values.get(name, otherwise)
    if value is None and otherwise is not None:
        return otherwise
    if not isinstance(value, str) or len(value) > longest or not _is_writable(value):
        raise Unreadable(name)
    return value


def _is_writable(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def _number(values: dict[str, Any], name: str, most: int) -> int:
    value = values.get(name)
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # JavaScript has one sort of numbers
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise Unreadable(name)
    return value


def _refuse(constant: str) -> float:
    """NaN and Infinity are no JSON (RFC 8259, section 6)."""
    raise ValueError(constant)
