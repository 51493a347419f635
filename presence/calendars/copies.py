"""The events of a kept copy: found by their times, and made only where somebody asks for them."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from presence.calendars.reading.protocol import Reading, dump_event, dump_line, load_event
from presence.core.clock import to_ms
from presence.core.coming.event import CalendarEvent

# Within a text of JSON no quote stands without a backslash: nothing in it looks like this.
TIMES = re.compile(
    rb'^\{"event":\{"uid":"(?:[^"\\\n]|\\.)*","at":(-?\d+),"to":(-?\d+)[^\n]*$', re.M
)


@dataclass(slots=True)
class KeptEvents:
    """The lines of a reader about events, and where each is; a line that is none is left out."""

    record: bytes = field(repr=False)
    calendar: str
    _times: list[tuple[int, int, int, int]] | None = None
    _made: dict[int, CalendarEvent | None] = field(default_factory=dict)

    def between(self, start: datetime, end: datetime) -> Sequence[CalendarEvent]:
        """Those that touch [start, end)."""
        first, last = to_ms(start), to_ms(end)
        found = (
            self._event(begin, stop)
            for at, to, begin, stop in self._index()
            if at < last and (to > first or at >= first)
        )
        return [event for event in found if event is not None]

    def _index(self) -> Sequence[tuple[int, int, int, int]]:
        if self._times is None:
            self._times = [
                (int(match[1]), int(match[2]), *match.span())
                for match in TIMES.finditer(self.record)
            ]
        return self._times

    def _event(self, begin: int, stop: int) -> CalendarEvent | None:
        if begin not in self._made:
            self._made[begin] = self._load(self.record[begin:stop])
        return self._made[begin]

    def _load(self, line: bytes) -> CalendarEvent | None:
        try:
            return load_event(json.loads(line)["event"], self.calendar)
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            return None


def record_of(reading: Reading) -> bytes:
    """The lines to keep of a reading."""
    if reading.record or not reading.events:
        return reading.record
    return b"".join(dump_line({"event": dump_event(each)}) for each in reading.events)
