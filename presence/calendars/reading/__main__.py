"""The worker: reads what is on stdin, says what it means on stdout, and may be killed.

Before each series it says its number, so that whoever started it knows which one ended it.
"""

import sys
from contextlib import suppress
from zoneinfo import ZoneInfo

from presence.calendars.reading import limits
from presence.calendars.reading.cutting import Cutting, Series
from presence.calendars.reading.output import Output
from presence.calendars.reading.protocol import Task, dump_event, load_task
from presence.calendars.reading.time_limit import TooLong, cpu_limit
from presence.core.coming.event import Skipped
from presence.core.coming.fetched import Trouble


def main() -> int:
    """Answer one question."""
    _limit()
    stdin = sys.stdin.buffer
    task = load_task(stdin.readline())
    output = Output()

    def goes_on() -> None:
        output.say({"cutting": True})  # a worker that says nothing for long is killed
        output.flush()

    cutting = Cutting(task.start, task.end, goes_on)
    for size in task.sizes:
        cutting.add(stdin.read(size))
    found = cutting.end()
    if not found.is_calendar and task.sizes:
        output.say({"trouble": Trouble.NOT_A_CALENDAR.value})
        output.flush()
        return 0
    for skipped in found.skipped:
        output.skip(skipped)
    trouble = _read_all(task, found.series, output)
    output.say({"done": True} if trouble is None else {"trouble": trouble.value})
    output.flush()
    return 0


def _read_all(task: Task, all_series: list[Series], output: Output) -> Trouble | None:
    from presence.calendars.reading.occurrences import occurrences  # the libraries

    zone = _zone(task.zone)
    without = frozenset(task.without)
    told = slow = 0
    for number, series in enumerate(all_series):
        uid, line = series.uid, series.events[0].line
        if number in without:
            output.skip(Skipped("ended the reader", uid, line))
            continue
        output.say({"at": number})
        output.flush()
        seconds = limits.SERIES_SECONDS if slow < limits.SLOW_SERIES else limits.LESS_SECONDS
        try:
            with cpu_limit(seconds):
                events, skipped = occurrences(series, task, zone)
        except TooLong:
            slow += 1
            output.skip(Skipped("takes too long", uid, line))
            continue
        except Exception as fault:  # noqa: BLE001  # whatever it is, it is this series'
            output.skip(Skipped(str(fault) or type(fault).__name__, uid, line))
            continue
        for each in skipped:
            output.skip(each)
        for event in events:
            output.say({"event": dump_event(event)})
        told += len(events)
        if told > limits.MOST_EVENTS:
            return Trouble.TOO_LARGE
        all_series[number] = Series(uid)  # its memory is free
    return None


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return ZoneInfo("UTC")


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
