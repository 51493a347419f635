"""The last good copy of each calendar: its texts, and what they said of the weeks around now.

Three files each, 0600 in a folder of their own: ``.parts`` are the texts as they came, ``.events``
the lines that the reader said of them, ``.json`` the rest, with a sum of the events. Nothing that
lies there is trusted: what is torn or foreign is no copy. Titles and names are in them, as in the
log; ``forget`` takes them away. After a start the events are there without a worker.
"""

import json
from collections.abc import Generator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

from presence.calendars.copies import KeptEvents, record_of
from presence.calendars.kept_file import (
    LARGEST,
    PIECE,
    part_of,
    put_in_place,
    read_pieces,
    sizes_of_texts,
    texts_are_whole,
    write_part,
)
from presence.calendars.pieces import at_once
from presence.calendars.reading.protocol import Reading, dump_skipped, load_skipped
from presence.core.clock import from_ms, to_ms
from presence.core.coming.event import CalendarEvent, Skipped
from presence.core.coming.fetched import Failure, Fetched, Text, Trouble

VERSION = 2
ENDINGS = ("json", "events", "parts")


@dataclass(frozen=True, slots=True)
class Copy:
    """What is known of a calendar without a question to anybody; ``sum`` is of its events."""

    state: str = ""
    read_at: datetime | None = None
    start: datetime | None = None
    end: datetime | None = None
    skipped: tuple[Skipped, ...] = ()
    failure: Failure | None = None
    sum: int = 0


NONE = Copy()
Stamp = tuple[int, int, int]
NO_FILE: Stamp = (0, 0, 0)


class Shelf:
    """Reads and writes the copies; what was read last is kept in memory until the file changes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, tuple[Stamp, Copy, KeptEvents]] = {}

    def copy(self, calendar_id: str) -> Copy:
        """The copy of a calendar, an empty one where there is none."""
        return self._look(calendar_id)[1]

    def events(self, calendar_id: str, start: datetime, end: datetime) -> Sequence[CalendarEvent]:
        """The events of the copy that touch [start, end)."""
        return self._look(calendar_id)[2].between(start, end)

    def state(self, calendar_id: str) -> str:
        """What the source gave for its next question; "" where the texts are gone or cut short."""
        are_whole = texts_are_whole(self._path(calendar_id, "parts"))
        return self.copy(calendar_id).state if are_whole else ""

    def read_at(self, calendar_id: str) -> datetime | None:
        """When the copy was last known to be right."""
        return self.copy(calendar_id).read_at

    def failure(self, calendar_id: str) -> Failure | None:
        """Why the last question failed; None where it did not."""
        return self.copy(calendar_id).failure

    def parts(self, calendar_id: str) -> tuple[Text, ...]:
        """The texts, as they came; empty where there are none."""
        return at_once(self.parts_in_pieces(calendar_id))

    def parts_in_pieces(self, calendar_id: str) -> Generator[None, None, tuple[Text, ...]]:
        """The same, for a loop that goes on meanwhile."""
        held = yield from read_pieces(self._path(calendar_id, "parts"))
        whole = memoryview(held or b"").toreadonly()
        at = (held or b"").find(b"\n") + 1
        sizes = sizes_of_texts(bytes(whole[:at]), len(whole) - at)
        parts = []
        for size in sizes or ():
            parts.append(whole[at : at + size])
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
    ) -> bool:
        """The new copy; texts that have not changed (None) stay as they are. Raises OSError.

        Tells whether the events are others than before, or the last question had failed.
        """
        return at_once(self.keep_in_pieces(calendar_id, fetched, reading, start, end, at))

    def keep_in_pieces(
        self,
        calendar_id: str,
        fetched: Fetched,
        reading: Reading,
        start: datetime,
        end: datetime,
        at: datetime,
    ) -> Generator[None, None, bool]:
        """The same, for a loop that goes on meanwhile; all of it is put in place at the end."""
        record, paths = record_of(reading), [self._path(calendar_id, "events")]
        if fetched.parts is not None:
            sizes = b" ".join(b"%d" % len(part) for part in fetched.parts)
            paths.append(self._path(calendar_id, "parts"))
            yield from write_part(paths[-1], (sizes, b"\n", *fetched.parts))
        yield from write_part(paths[0], (record,))
        sum_of_it = 0
        for begin in range(0, len(record), PIECE):
            sum_of_it = crc32(record[begin : begin + PIECE], sum_of_it)
            yield
        events = KeptEvents(record, calendar_id)
        yield from events.find()
        before = self.copy(calendar_id)
        for path in paths:
            put_in_place(path)
        copy = Copy(fetched.state, at, start, end, reading.skipped, None, sum_of_it)
        self._put(calendar_id, copy, events)
        return before.read_at is None or before.sum != copy.sum or before.failure is not None

    def note_read(self, calendar_id: str, state: str, at: datetime) -> None:
        """It was asked, and nothing has changed. Raises OSError."""
        _stamp, copy, events = self._look(calendar_id)
        self._put(calendar_id, replace(copy, state=state, read_at=at, failure=None), events)

    def note_failure(self, calendar_id: str, failure: Failure, at: datetime) -> None:
        """It could not be read; the last good copy stays. Raises OSError."""
        _stamp, copy, events = self._look(calendar_id)
        kept = Failure(failure.trouble, failure.detail)
        self._put(calendar_id, replace(copy, failure=kept), events)

    def forget(self, calendar_id: str) -> None:
        """Nothing of that calendar is left."""
        self._known.pop(calendar_id, None)
        for ending in ENDINGS:
            path = self._path(calendar_id, ending)
            for each in (path, part_of(path)):
                with suppress(OSError):
                    each.unlink()

    def _look(self, calendar_id: str) -> tuple[Stamp, Copy, KeptEvents]:
        path = self._path(calendar_id, "json")
        stamp = _stamp(path)
        known = self._known.get(calendar_id)
        if known is None or known[0] != stamp:
            copy = _load(path)
            record = _read(self._path(calendar_id, "events")) if copy.read_at else b""
            if record is None or crc32(record) != copy.sum:
                copy, record = Copy(failure=copy.failure), b""  # torn: as if it had never been read
            known = (stamp, copy, KeptEvents(record, calendar_id))
            self._known[calendar_id] = known
        return known

    def _put(self, calendar_id: str, copy: Copy, events: KeptEvents) -> None:
        record = json.dumps(_record(copy), separators=(",", ":")).encode()
        path = self._path(calendar_id, "json")
        at_once(write_part(path, (record,)))
        put_in_place(path)
        self._known[calendar_id] = (_stamp(path), copy, events)

    def _path(self, calendar_id: str, ending: str) -> Path:
        """An id may hold any letters; a file's name not."""
        name = sha256(calendar_id.encode(errors="surrogatepass")).hexdigest()[:24]
        return self._folder / f"{name}.{ending}"


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:
        return NO_FILE
    return found.st_mtime_ns, found.st_size, found.st_ino


def _read(path: Path) -> bytes | None:
    """None where there is nothing that could be ours."""
    try:
        return path.read_bytes() if path.stat().st_size <= LARGEST else None
    except (OSError, MemoryError):
        return None


def _load(path: Path) -> Copy:
    try:
        return _copy(json.loads(_read(path) or b""))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        return NONE
    except (OverflowError, RecursionError, MemoryError):
        return NONE


def _record(copy: Copy) -> Mapping[str, Any]:
    failure = copy.failure
    return {
        "version": VERSION,
        "state": copy.state,
        "read_at": _ms(copy.read_at),
        "start": _ms(copy.start),
        "end": _ms(copy.end),
        "failure": None if failure is None else [failure.trouble.value, failure.detail],
        "skipped": [dump_skipped(each) for each in copy.skipped],
        "sum": copy.sum,
    }


def _copy(record: Mapping[str, Any]) -> Copy:
    if record["version"] != VERSION:
        return NONE
    failure = record["failure"]
    return Copy(
        state=str(record["state"]),
        read_at=_instant(record["read_at"]),
        start=_instant(record["start"]),
        end=_instant(record["end"]),
        skipped=tuple(load_skipped(each) for each in record["skipped"]),
        failure=None if failure is None else Failure(Trouble(failure[0]), str(failure[1])),
        sum=int(record["sum"]),
    )


def _ms(instant: datetime | None) -> int | None:
    return None if instant is None else to_ms(instant)


def _instant(value: object) -> datetime | None:
    if value is None:
        return None
    if type(value) is not int:
        raise TypeError(type(value))
    return from_ms(value)
