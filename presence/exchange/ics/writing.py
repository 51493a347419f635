"""Writes sessions as events of iCalendar, strictly (RFC 5545)."""

import re
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime

from presence.core.exchange.whole_log import WholeLog
from presence.core.kind import Kinds
from presence.core.session import Session
from presence.exchange.ics import OURS, PERSON
from presence.exchange.nameless import nameless
from presence.words.kinds import kind_name

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # what a text may not hold (section 3.1)
_LONGEST = 75  # bytes of a line (the same)
_HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Presence//Presence//EN", "CALSCALE:GREGORIAN")


def written(
    log: WholeLog,
    now: datetime,
    chosen: Collection[str] | None = None,
    without_names: bool = False,
    told: Callable[[int], None] | None = None,
) -> Iterator[str]:
    """The text of a file; one that is in progress has no end yet, and is not in it."""
    kinds = Kinds(log.kinds())
    count = 0
    yield "".join(map(_folded, _HEAD))
    for session, _people in log.sessions(chosen):
        if session.ended_at is None:
            continue
        bare = nameless(session) if without_names else session
        yield "".join(map(_folded, _event(bare, session.ended_at, kinds, now)))
        count += 1
        if told is not None:
            told(count)
    yield _folded("END:VCALENDAR")


def _event(session: Session, ended_at: datetime, kinds: Kinds, now: datetime) -> Iterator[str]:
    title = kind_name(kinds[session.kind])
    summary = " · ".join(filter(None, (title, ", ".join(session.people))))
    start, end = _instant(session.started_at), _instant(ended_at)
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(session.id)}{OURS}"
    yield f"DTSTAMP:{_instant(now)}"
    yield f"DTSTART:{start}"
    if end > start:  # the end has to be later (section 3.8.2.2)
        yield f"DTEND:{end}"
    yield f"SUMMARY:{_text(summary)}"
    if session.note:
        yield f"DESCRIPTION:{_text(session.note)}"
    if session.place:
        yield f"LOCATION:{_text(session.place)}"
    yield "CATEGORIES:" + ",".join(map(_text, (session.kind, *session.tags)))
    for name in session.people:
        yield f"{PERSON}:{_text(name)}"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """Escaped (section 3.3.11)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return _CONTROL.sub("", text)


def _folded(line: str) -> str:
    """Cut into pieces that are short enough, none of them within a character."""
    data = line.encode()
    pieces: list[bytes] = []
    while len(data) > _LONGEST - bool(pieces):
        at = _LONGEST - bool(pieces)
        while data[at] & 0xC0 == 0x80:
            at -= 1
        pieces.append(data[:at])
        data = data[at:]
    return b"\r\n ".join((*pieces, data)).decode() + "\r\n"
