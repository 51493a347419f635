"""A look at a screen as somebody types it: ``21:10``, ``21:10 3m``, ``21:10 3m call``."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from presence.core.entry.when import When
from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.session import Session
from presence.core.slip import Slip, SlipReason, slips_until

MINUTE = timedelta(minutes=1)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Look:
    """What was said of it; ``length`` None and ``reason`` empty where nothing was."""

    at: datetime
    length: timedelta | None
    reason: str


def read_look(text: str, session: Session, times: When) -> Look:
    """The look that is meant, within the session; a time alone is the first after its start."""
    words = text.split()
    at, rest = _longest(words, lambda part: times.until(part, session.started_at))
    if at is None:
        raise NotUnderstood(ErrorCode.BAD_LOOK, text=text)
    length, rest = _longest(rest, times.length)
    if length is not None and length <= timedelta():
        raise NotUnderstood(ErrorCode.BAD_LOOK, text=text)
    at = _within(at, session, times.now)
    if length is not None:
        _within(at + length - MINUTE, session, times.now)  # lengths are rounded
    return Look(at, length, " ".join(rest))


def numbered(text: str, slips: Sequence[Slip]) -> int:
    """The place of the look with that number, counted from 1; raises Refused."""
    if text.isascii() and text.isdigit() and 0 < int(text[:9]) <= len(slips):
        return int(text) - 1
    raise Refused(ErrorCode.NO_SUCH_LOOK, text=text)


def with_reasons(
    slips: Sequence[Slip], said: Iterable[str], read: Callable[[str], SlipReason | None]
) -> tuple[Slip, ...]:
    """The looks with the reasons of ``2=call``; a reason without a number is for the only one."""
    changed = list(slips)
    for text in said:
        number, equals, word = text.partition("=")
        if not equals:
            number, word = ("1" if len(slips) == 1 else ""), text
        reason = read(word.strip())
        at = numbered(number.strip() or text, slips)
        changed[at] = replace(changed[at], reason=reason)
    return tuple(changed)


def only_within(session: Session) -> Session:
    """The session with those of its looks that lie within it, after its times were changed."""
    slips = tuple(slip for slip in session.slips if slip.at >= session.started_at)
    if session.ended_at is not None:
        slips = slips_until(slips, session.ended_at)
    return replace(session, slips=slips)


def _longest(words: Sequence[str], read: Callable[[str], T]) -> tuple[T | None, Sequence[str]]:
    """What the longest beginning is read as, and the words after it."""
    for count in range(len(words), 0, -1):
        try:
            return read(" ".join(words[:count])), words[count:]
        except NotUnderstood:
            continue
    return None, words


def _within(at: datetime, session: Session, now: datetime) -> datetime:
    """The instant, where it lies within the session; clocks show its start without the seconds."""
    start, end = session.started_at, min(session.ended_at or now, now)
    if start - MINUTE < at < start:
        return start
    if not start <= at <= end:
        raise Refused(ErrorCode.LOOK_OUTSIDE, at=at, started_at=start, ended_at=end)
    return at
