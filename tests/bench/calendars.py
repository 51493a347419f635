"""A calendar of 5,000 and one of 100,000 events: till it is known, and what the loop notices."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QEventLoop

from presence.calendars.reading.protocol import Reading
from presence.calendars.reading.qt_reader import Reader
from presence.calendars.shelf import Shelf
from presence.core.coming.fetched import Failure, Fetched
from tests.bench.table import Row, Table

START, END = datetime(2026, 10, 1, tzinfo=UTC), datetime(2027, 1, 29, tzinfo=UTC)
KNOWN_S, BLOCKED_MS, MEMORY_MB = 3.0, 16.0, 40.0
FIRST = datetime(2016, 12, 1, 9)
TEXT = "What there is to talk about. " * 12


def measure_calendars(table: Table, rounds: int) -> None:
    """Seconds till the events are known, and the longest turn of the loop meanwhile."""
    application = QCoreApplication.instance() or QCoreApplication(["presence"])
    for count, limit in ((5_000, KNOWN_S), (100_000, None)):
        text = _calendar(count)
        known, blocked = [], []
        reading = Reading()
        for _ in range(rounds):
            seconds, longest, reading = _read(application, text)
            known.append(seconds)
            blocked.append(longest)
        table.add(Row(f"{count:,} events known", "s", known, limit=limit))
        table.add(Row("  the loop blocked meanwhile", "ms", blocked, limit=BLOCKED_MS))
        kept, found = _keep(text, reading, rounds)
        table.add(Row("  the copy kept", "ms", kept))
        table.add(Row("  the next day of it after a start", "ms", found, limit=BLOCKED_MS))
    table.add(Row("a worker for 5,000 events", "MB", [_memory()], limit=MEMORY_MB))


def _read(application: QCoreApplication, text: bytes) -> tuple[float, float, Reading]:
    reader, results = Reader(), list[Reading | Failure]()
    began = time.perf_counter()
    reader.read("bench", [text], START, END, "Europe/Berlin", results.append)
    longest = 0.0
    while not results:
        turn = time.perf_counter()
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        longest = max(longest, time.perf_counter() - turn)
        time.sleep(0.0005)
    reader.close()
    assert isinstance(results[0], Reading)
    return time.perf_counter() - began, longest * 1000, results[0]


def _keep(text: bytes, reading: Reading, rounds: int) -> tuple[list[float], list[float]]:
    kept, found = [], []
    with TemporaryDirectory(prefix="bench-calendars.") as folder:
        for _ in range(rounds):
            shelf = Shelf(Path(folder))
            fetched = Fetched((text,), "state")
            kept.append(_ms(lambda: shelf.keep("bench", fetched, reading, START, END, START)))
            fresh = Shelf(Path(folder))
            middle = START + timedelta(days=60)
            found.append(_ms(lambda: fresh.events("bench", middle, middle + timedelta(days=1))))
    return kept, found


def _ms(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _memory() -> float:
    """The most that a worker held, of one that reads 5,000 events and of nobody else."""
    import subprocess
    import sys

    script = (
        "import resource, tests.bench.calendars as bench\n"
        "from presence.calendars.reading.reader import read_now\n"
        "read_now('bench', [bench._calendar(5000)], bench.START, bench.END, 'UTC')\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    return int(said.stdout) / 1024


def _calendar(count: int) -> bytes:
    """Events through ten years, every tenth of them a series; 5,000 have 3 MB."""
    step = timedelta(days=3650) / count
    events = []
    for number in range(count):
        at = FIRST + step * number
        rule = "RRULE:FREQ=WEEKLY;COUNT=10\r\n" if number % 10 == 0 else ""
        events.append(
            f"BEGIN:VEVENT\r\nUID:{number}@example.org\r\n"
            f"DTSTART;TZID=Europe/Berlin:{at:%Y%m%dT%H%M%S}\r\nDURATION:PT1H\r\n{rule}"
            f"SUMMARY:Meeting {number}\r\nLOCATION:Room {number % 9}\r\nDESCRIPTION:{TEXT}\r\n"
            "ATTENDEE;CN=Ana;PARTSTAT=ACCEPTED:mailto:ana@example.org\r\nEND:VEVENT\r\n"
        )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(events)}END:VCALENDAR\r\n".encode()
