"""The worker: reads what is on stdin, says what it means on stdout, and may be killed.

Before each series it says its number, so that whoever started it knows which one ended it.
"""

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from zoneinfo import ZoneInfo

from presence.calendars.reading import limits
from presence.calendars.reading.cutting import Series, cut
from presence.calendars.reading.protocol import Task, dump_event, dump_skipped, load_task
from presence.core.coming.event import Skipped

PIECE = 64_000  # bytes that are said at once, where nothing hangs on it


class Output:
    """What is said; a pipe that nobody reads any more ends the worker."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._events = self._skipped = 0

    def say(self, record: Mapping[str, Any]) -> None:
        self._waiting += json.dumps(record, separators=(",", ":")).encode() + b"\n"
        if len(self._waiting) > PIECE:
            self.flush()

    def skip(self, skipped: Skipped) -> None:
        self._skipped += 1
        if self._skipped <= limits.MOST_SKIPPED:
            self.say({"skipped": dump_skipped(skipped)})

    def flush(self) -> None:
        waiting, self._waiting = memoryview(bytes(self._waiting)), bytearray()
        while waiting:
            waiting = waiting[os.write(1, waiting) :]


def main() -> int:
    _limit()
    stdin = sys.stdin.buffer
    task = load_task(stdin.readline())
    parts = [stdin.read(size) for size in task.sizes]
    output = Output()
    found = cut(parts)
    del parts
    if not found.is_calendar and task.sizes:
        output.say({"trouble": "not_a_calendar"})
        output.flush()
        return 0
    for skipped in found.skipped:
        output.skip(skipped)
    _read_all(task, found.series, output)
    output.say({"done": True})
    output.flush()
    return 0


def _read_all(task: Task, all_series: list[Series], output: Output) -> None:
    from presence.calendars.reading.series import Unreadable, expand, is_outside
    from presence.calendars.reading.values import event_of

    zone, events = ZoneInfo(task.zone), 0
    without = frozenset(task.without)
    for number, series in enumerate(all_series):
        line = series.events[0].line
        if number in without:
            output.skip(Skipped("ended the reader", series.uid[:200], line))
            continue
        if is_outside(series, task.start, task.end):
            continue
        output.say({"at": number})
        output.flush()
        try:
            components = expand(series, task.start, task.end)
            is_recurring = len(series.events) > 1 or any(
                each.values(name)
                for each in series.events
                for name in ("RRULE", "RDATE", "RECURRENCE-ID")
            )
            found = [
                event_of(each, series.uid, is_recurring, task.calendar, zone) for each in components
            ]
        except Unreadable as fault:
            output.skip(Skipped(str(fault), series.uid[:200], line))
            continue
        except Exception as fault:  # noqa: BLE001  # the libraries raise whatever Python does
            why = f"broken ({type(fault).__name__})"
            output.skip(Skipped(why, series.uid[:200], line))
            continue
        for event in found:
            events += 1
            if events > limits.MOST_EVENTS:
                output.skip(Skipped("more events than can be taken"))
                return
            output.say({"event": dump_event(event)})


def _limit() -> None:
    """Where the system can: it ends a worker that wants too much."""
    with suppress(ImportError):
        import resource

        for what, most in (
            (resource.RLIMIT_AS, limits.MEMORY),
            (resource.RLIMIT_CPU, limits.CPU_SECONDS),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(ValueError, OSError):  # a harder limit is there already
                resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    sys.exit(main())
