"""The events of a kept copy: found by their times, and made only where somebody asks for them."""

import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from presence.calendars.reading.protocol import Reading, dump_event, dump_line, line_event
from presence.core.clock import to_ms
from presence.core.coming.event import CalendarEvent

# Within a text of JSON no quote stands without a backslash: nothing in it looks like this.
TIMES = re.compile(
    rb'\{"event":\{"uid":"[^"\\\n]*(?:\\.[^"\\\n]*)*","at":(-?\d+),"to":(-?\d+)[^\n]*'
)
TOGETHER = 500  # that are found in one piece: half a millisecond


@dataclass(slots=True)
class KeptEvents:
    """The lines of a reader about events, and where each is; a line that is none is left out."""

    record: bytes | bytearray = field(repr=False)
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

    def find(self) -> Generator[None, None, None]:
        """Look where each of them is, in pieces; without it the first question does."""
        times = []
        for match in TIMES.finditer(self.record):
            times.append((int(match[1]), int(match[2]), *match.span()))
            if not len(times) % TOGETHER:
                yield
        self._times = times

    def _index(self) -> Sequence[tuple[int, int, int, int]]:
        if self._times is None:
            for _piece in self.find():
                pass
        return self._times or ()

    def _event(self, begin: int, stop: int) -> CalendarEvent | None:
        if begin not in self._made:
            self._made[begin] = line_event(self.record[begin:stop], self.calendar)
        return self._made[begin]


def record_of(reading: Reading) -> bytes | bytearray:
    """The lines to keep of a reading."""
    if reading.record or not reading.events:
        return reading.record
    return b"".join(dump_line({"event": dump_event(each)}) for each in reading.events)
