"""The last good copy of each calendar: its texts, and what they said of the weeks around now.

Two files each, 0600 in a folder of their own. Nothing that lies there is trusted: a torn or foreign
file is no copy. Titles and names are in them, as in the log; ``forget`` takes them away.
"""

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from presence.calendars.reading.protocol import (
    Reading,
    dump_event,
    dump_skipped,
    load_event,
    load_skipped,
)
from presence.core.clock import from_ms, to_ms
from presence.core.coming.event import CalendarEvent, Skipped
from presence.core.coming.fetched import Failure, Fetched, Trouble

VERSION = 1
LARGEST = 200_000_000  # bytes; a file that is larger is none of ours


@dataclass(frozen=True, slots=True)
class Copy:
    """What is known of a calendar without a question to anybody."""

    state: str = ""
    read_at: datetime | None = None
    start: datetime | None = None
    end: datetime | None = None
    events: tuple[CalendarEvent, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    failure: Failure | None = None


NONE = Copy()


class Shelf:
    """Reads and writes the copies; what was read last is kept in memory until the file changes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, tuple[tuple[int, int], Copy]] = {}

    def copy(self, calendar_id: str) -> Copy:
        """The copy of a calendar, an empty one where there is none."""
        path = self._path(calendar_id, "json")
        stamp = _stamp(path)
        known = self._known.get(calendar_id)
        if known is None or known[0] != stamp:
            known = (stamp, _load(path, calendar_id))
            self._known[calendar_id] = known
        return known[1]

    def events(self, calendar_id: str, start: datetime, end: datetime) -> Sequence[CalendarEvent]:
        """The events of the copy that touch [start, end)."""
        copy = self.copy(calendar_id)
        return [
            each
            for each in copy.events
            if each.starts_at < end and (each.ends_at > start or each.starts_at >= start)
        ]

    def state(self, calendar_id: str) -> str:
        """What the source gave for its next question; "" where the texts are gone."""
        has_texts = _stamp(self._path(calendar_id, "parts")) != (0, 0)
        return self.copy(calendar_id).state if has_texts else ""

    def read_at(self, calendar_id: str) -> datetime | None:
        """When the copy was last known to be right."""
        return self.copy(calendar_id).read_at

    def failure(self, calendar_id: str) -> Failure | None:
        """Why the last question failed; None where it did not."""
        return self.copy(calendar_id).failure

    def parts(self, calendar_id: str) -> tuple[bytes, ...]:
        """The texts, as they came; empty where there are none."""
        path = self._path(calendar_id, "parts")
        try:
            if path.stat().st_size > LARGEST:
                return ()
            held = path.read_bytes()
            header, _newline, rest = held.partition(b"\n")
            sizes = [int(size) for size in header.split()]
        except (OSError, ValueError):
            return ()
        if sum(sizes) != len(rest) or any(size < 0 for size in sizes):
            return ()
        parts, at = [], 0
        for size in sizes:
            parts.append(rest[at : at + size])
            at += size
        return tuple(parts)

    def keep(
        self,
        calendar_id: str,
        fetched: Fetched,
        reading: Reading,
        start: datetime,
        end: datetime,
        at: datetime,
    ) -> None:
        """The new copy; texts that have not changed (None) stay as they are. Raises OSError."""
        if fetched.parts is not None:
            sizes = b" ".join(b"%d" % len(part) for part in fetched.parts)
            self._write(calendar_id, "parts", b"\n".join((sizes, b"".join(fetched.parts))))
        copy = Copy(fetched.state, at, start, end, reading.events, reading.skipped)
        self._put(calendar_id, copy)

    def note_read(self, calendar_id: str, state: str, at: datetime) -> None:
        """It was asked, and nothing has changed. Raises OSError."""
        copy = self.copy(calendar_id)
        self._put(calendar_id, Copy(state, at, copy.start, copy.end, copy.events, copy.skipped))

    def note_failure(self, calendar_id: str, failure: Failure, at: datetime) -> None:
        """It could not be read; the last good copy stays. Raises OSError."""
        copy = self.copy(calendar_id)
        kept = Failure(failure.trouble, failure.detail)
        self._put(
            calendar_id,
            Copy(copy.state, copy.read_at, copy.start, copy.end, copy.events, copy.skipped, kept),
        )

    def forget(self, calendar_id: str) -> None:
        """Nothing of that calendar is left."""
        self._known.pop(calendar_id, None)
        for ending in ("json", "parts"):
            with suppress(OSError):
                self._path(calendar_id, ending).unlink()

    def _put(self, calendar_id: str, copy: Copy) -> None:
        record = json.dumps(_record(copy), separators=(",", ":")).encode()
        self._write(calendar_id, "json", record)
        self._known[calendar_id] = (_stamp(self._path(calendar_id, "json")), copy)

    def _write(self, calendar_id: str, ending: str, content: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._path(calendar_id, ending)
        part = path.with_name(f"{path.name}.part")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        part.replace(path)

    def _path(self, calendar_id: str, ending: str) -> Path:
        """An id may hold any letters; a file's name not."""
        name = sha256(calendar_id.encode(errors="surrogatepass")).hexdigest()[:24]
        return self._folder / f"{name}.{ending}"


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _load(path: Path, calendar_id: str) -> Copy:
    try:
        if path.stat().st_size > LARGEST:
            return NONE
        record = json.loads(path.read_bytes())
        return _copy(record, calendar_id)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return NONE
    except (OverflowError, RecursionError, MemoryError):
        return NONE


def _record(copy: Copy) -> Mapping[str, Any]:
    return {
        "version": VERSION,
        "state": copy.state,
        "read_at": _ms(copy.read_at),
        "start": _ms(copy.start),
        "end": _ms(copy.end),
        "failure": None
        if copy.failure is None
        else [copy.failure.trouble.value, copy.failure.detail],
        "skipped": [dump_skipped(each) for each in copy.skipped],
        "events": [dump_event(each) for each in copy.events],
    }


def _copy(record: Mapping[str, Any], calendar_id: str) -> Copy:
    if record["version"] != VERSION:
        return NONE
    failure = record["failure"]
    return Copy(
        state=str(record["state"]),
        read_at=_instant(record["read_at"]),
        start=_instant(record["start"]),
        end=_instant(record["end"]),
        events=tuple(load_event(each, calendar_id) for each in record["events"]),
        skipped=tuple(load_skipped(each) for each in record["skipped"]),
        failure=None if failure is None else Failure(Trouble(failure[0]), str(failure[1])),
    )


def _ms(instant: datetime | None) -> int | None:
    return None if instant is None else to_ms(instant)


def _instant(value: object) -> datetime | None:
    if value is None:
        return None
    if type(value) is not int:
        raise TypeError(type(value))
    return from_ms(value)
