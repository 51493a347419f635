"""What a worker has said, taken over in pieces, and what is to be done when it has ended."""

import json
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from presence.calendars.reading.limits import LONGEST_CALENDAR, RESTARTS
from presence.calendars.reading.protocol import (
    EVENT,
    EventLines,
    Reading,
    Task,
    dump_task,
    load_skipped,
)
from presence.core.coming.event import Skipped
from presence.core.coming.fetched import Failure, Text, Trouble

COMMAND = (sys.executable, "-P", "-m", "presence.calendars.reading")
LONGEST_ANSWER = 2_000_000  # bytes of one line; a worker says no longer ones
PIECE = 500_000  # bytes that it is given at a time


class Intake:
    """One calendar on its way through one worker, or through several that it ends."""

    def __init__(
        self,
        calendar_id: str,
        parts: Sequence[Text],
        start: datetime,
        end: datetime,
        zone_name: str,
    ) -> None:
        sizes = tuple(len(part) for part in parts)
        self._task = Task(calendar_id, start, end, zone_name, sizes)
        self._parts = parts
        self._restarts = 0
        self._said = _Said()

    @property
    def is_too_large(self) -> bool:
        """Whether no worker is to be started for it at all."""
        return sum(self._task.sizes) > LONGEST_CALENDAR

    def input(self) -> Iterator[bytes]:
        """What the worker gets on stdin, in pieces."""
        piece = bytearray(dump_task(self._task))
        for part in self._parts:
            for at in range(0, len(part), PIECE):
                piece += part[at : at + PIECE]
                if len(piece) >= PIECE:
                    yield bytes(piece)
                    piece.clear()
        yield bytes(piece)

    def feed(self, output: bytes) -> None:
        """Bytes that the worker has said."""
        said = self._said
        *lines, said.rest = (said.rest + output).split(b"\n")
        said.lines.extend(lines)
        if len(said.rest) > LONGEST_ANSWER:
            said.rest = b""

    def step(self, seconds: float) -> bool:
        """Understand some of it; whether there is more that could be understood now."""
        said, until = self._said, time.perf_counter() + seconds
        while said.lines and time.perf_counter() < until:
            self._take(said.lines.popleft())
        return bool(said.lines)

    def ended(self) -> Reading | Failure | None:
        """The result once the worker has ended; None where another one is to be started."""
        said = self._said
        while self.step(1.0):
            pass
        if said.trouble is not None:
            return Failure(said.trouble)
        if said.is_done:
            record = said.record
            events = EventLines(record, self._task.calendar) if record else ()
            return Reading(events, tuple(said.skipped), record)
        self._restarts += 1
        if said.at is None or self._restarts > RESTARTS:
            return Failure(Trouble.TOO_LARGE, "the reader was ended")
        self._task = replace(self._task, without=(*self._task.without, said.at))
        self._said = _Said()
        return None

    def _take(self, line: bytes) -> None:
        """A line that is not as agreed costs itself: what the worker reads is hostile."""
        said = self._said
        try:
            if line.startswith(EVENT):  # made only where somebody asks for it
                said.record += line + b"\n"
                return
            record: dict[str, Any] = json.loads(line)
            if "at" in record:
                said.at = int(record["at"])
            elif "skipped" in record:
                said.skipped.append(load_skipped(record["skipped"]))
            elif "trouble" in record:
                said.trouble = Trouble(record["trouble"])
            elif "done" in record:
                said.is_done = True
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            said.skipped.append(Skipped("not understood"))


@dataclass(slots=True)
class _Said:
    """What one worker has said so far."""

    lines: deque[bytes] = field(default_factory=deque)
    rest: bytes = b""
    record: bytearray = field(default_factory=bytearray)
    skipped: list[Skipped] = field(default_factory=list)
    at: int | None = None
    is_done: bool = False
    trouble: Trouble | None = None
