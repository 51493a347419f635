"""What a value out of a file has to be before it may be a session's; a fault names field and value.

Nothing here knows a format: the readers hand over what they have read, as text, number or list.
"""

import re
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from presence.core.exchange.arrival import Why
from presence.core.person import LONGEST_NAME as LONGEST_NAME
from presence.core.session import LONGEST_TEXT, MAX_LENGTH, Session

EARLIEST = datetime(1971, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=400)  # as far as “presence log” looks: a clock may have been wrong
FOR_EVER = timedelta(days=999_999)
MOST = 1000  # people, tags or slips of one session
_ID = re.compile(r"[A-Za-z0-9._:-]{1,100}")
_ZONE = re.compile(r"[A-Za-z0-9._+/-]{1,100}")
_SHOWN = 60
_MILLISECOND = timedelta(milliseconds=1)

Choice = TypeVar("Choice", bound=Enum)


class BadRowError(Exception):
    """A row that cannot be one of the log."""

    def __init__(self, why: Why, field: str = "", value: object = "") -> None:
        super().__init__(why.value, field)
        self.why = why
        self.field = field
        self.value = shown(value)


def shown(value: object) -> str:
    """A value as a message may quote it: short, and nothing that no text can hold."""
    text = value if isinstance(value, str) else _spelt(value)
    text = text.encode(errors="replace").decode()
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _spelt(value: object) -> str:
    if isinstance(value, list | dict):
        return type(value).__name__  # repr of one that is nested deeply would not end well
    try:
        return str(value)
    except ValueError:  # a number of more digits than Python writes
        return "…"


def text(field: str, value: object, most: int = LONGEST_TEXT) -> str:
    """A text that the log can hold: any but NUL and halves of characters."""
    if not isinstance(value, str) or len(value) > most or "\0" in value:
        raise BadRowError(Why.BAD_VALUE, field, value)
    try:
        value.encode()
    except UnicodeEncodeError as fault:
        raise BadRowError(Why.BAD_VALUE, field, value) from fault
    return value


def name(field: str, value: object) -> str:
    """A text that is not empty, on one line, with single spaces: as the log keeps names."""
    said = " ".join(text(field, value, LONGEST_NAME).split())
    if not said:
        raise BadRowError(Why.BAD_VALUE, field, value)
    return said


def identity(field: str, value: object) -> str:
    """An id: a UUID, or whatever else is made of letters, digits and a few signs."""
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise BadRowError(Why.BAD_VALUE, field, value)
    return value


def whole(field: str, value: object, least: int, most: int) -> int:
    """A whole number within its bounds."""
    if type(value) is not int or not least <= value <= most:
        raise BadRowError(Why.BAD_VALUE, field, value)
    return value


def truth(field: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise BadRowError(Why.BAD_VALUE, field, value)
    return value


def length(field: str, value: object, most: timedelta = MAX_LENGTH) -> timedelta:
    """A length out of seconds, to the millisecond; never less than zero."""
    if type(value) not in (int, float) or not 0 <= value <= most.total_seconds():  # type: ignore[operator]  # NaN fails here too
        raise BadRowError(Why.BAD_VALUE, field, value)
    return round(value * 1000) * _MILLISECOND  # type: ignore[operator]  # the same


def choice(field: str, value: object, choices: type[Choice]) -> Choice:
    """One of the words that are allowed."""
    try:
        return choices(value)
    except (ValueError, TypeError) as fault:
        raise BadRowError(Why.BAD_VALUE, field, value) from fault


def instant(field: str, value: object, latest: datetime) -> datetime:
    """An instant of ISO 8601 with an offset, to the millisecond, in UTC."""
    said = _iso(field, value)
    if said.tzinfo is None:
        raise BadRowError(Why.BAD_VALUE, field, value)
    return in_time(field, said, latest)


def in_time(field: str, said: datetime, latest: datetime) -> datetime:
    """An aware instant in UTC, to the millisecond, if the log can show it."""
    try:
        at = said if said.tzinfo is UTC else said.astimezone(UTC)
    except (OverflowError, ValueError) as fault:
        raise BadRowError(Why.OUT_OF_TIME, field, said.isoformat()) from fault
    if not EARLIEST <= at <= latest:
        raise BadRowError(Why.OUT_OF_TIME, field, said.isoformat())
    return at.replace(microsecond=at.microsecond // 1000 * 1000) if at.microsecond else at


def local(field: str, value: object, zone: ZoneInfo, latest: datetime) -> datetime:
    """The same, where a time without an offset is one of a clock in that zone, if it showed it."""
    said = _iso(field, value)
    if said.tzinfo:
        return in_time(field, said, latest)
    at = in_time(field, said.replace(tzinfo=zone), latest)
    shown = at.astimezone(zone).replace(tzinfo=None, fold=0)
    if shown != said.replace(microsecond=shown.microsecond, fold=0):
        raise BadRowError(Why.NO_SUCH_TIME, field, said.isoformat(" "))
    return at


def _iso(field: str, value: object) -> datetime:
    try:
        return datetime.fromisoformat(value)  # type: ignore[arg-type]  # TypeError, if it is none
    except (ValueError, TypeError) as fault:
        raise BadRowError(Why.BAD_VALUE, field, value) from fault


def zone(value: object) -> str:
    """The IANA name of a zone that this machine knows."""
    if not isinstance(value, str) or find_zone(value) is None:
        raise BadRowError(Why.UNKNOWN_ZONE, "zone", value)
    return value


@lru_cache(maxsize=256)
def find_zone(key: str) -> ZoneInfo | None:
    """The zone of that name; names out of a file may be made of anything."""
    if not _ZONE.fullmatch(key):
        return None
    try:
        return ZoneInfo(key)
    except (LookupError, ValueError, OSError):
        return None


def session_that_can_be(session: Session, latest: datetime) -> Session:
    """The session, if its times fit together; raises BadRowError."""
    start, end, planned = session.started_at, session.ended_at, session.planned_end_at
    if end is not None and end < start:
        raise BadRowError(Why.END_BEFORE_START)
    if end is not None and end - start > MAX_LENGTH:
        raise BadRowError(Why.TOO_LONG)
    if planned is not None and not -MAX_LENGTH <= planned - start <= MAX_LENGTH:
        raise BadRowError(Why.BAD_VALUE, "planned_end_at", planned.isoformat())
    for slip in session.slips:
        # the log may hold one from before a start that was moved since
        if not start - MAX_LENGTH <= slip.at <= (end or latest) + MAX_LENGTH:
            raise BadRowError(Why.OUT_OF_TIME, "slips", slip.at.isoformat())
    if len({slip.id for slip in session.slips}) < len(session.slips):
        raise BadRowError(Why.BAD_VALUE, "slips", session.slips[0].id)
    return session
