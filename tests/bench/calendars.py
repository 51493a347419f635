"""A calendar of 5,000 and one of 100,000 events: till it is known, and what the loop notices."""

import subprocess
import sys
import time
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
TEXT = "What there is to talk about. "


def measure_calendars(table: Table, rounds: int) -> None:
    """Seconds till the events are known, and the longest turn of the loop meanwhile."""
    application = QCoreApplication.instance() or QCoreApplication(["presence"])
    reader = Reader()
    for count, limit, words in ((5_000, KNOWN_S, 12), (100_000, None, 3)):
        text = _calendar(count, words)
        known, blocked = [], []
        reading = Reading()
        for _ in range(rounds):
            seconds, longest, reading = _read(application, reader, text)
            known.append(seconds)
            blocked.append(longest)
        table.add(Row(f"{count:,} events known", "s", known, limit=limit))
        table.add(Row("  the loop blocked meanwhile", "ms", blocked, limit=BLOCKED_MS))
        kept, found = _keep(text, reading, rounds)
        table.add(Row("  the copy kept", "ms", kept))
        table.add(Row("  the next day of it after a start", "ms", found, limit=BLOCKED_MS))
    table.add(Row("a worker for 5,000 events", "MB", [_memory()], limit=MEMORY_MB))


def _read(
    application: QCoreApplication, reader: Reader, text: bytes
) -> tuple[float, float, Reading]:
    results = list[Reading | Failure]()
    began = time.perf_counter()
    reader.read("bench", [text], START, END, "Europe/Berlin", results.append)
    longest = 0.0
    while not results:
        turn = time.perf_counter()
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        longest = max(longest, time.perf_counter() - turn)
        time.sleep(0.0005)
    assert isinstance(results[0], Reading)
    return time.perf_counter() - began, longest * 1000, results[0]


def _keep(text: bytes, reading: Reading, rounds: int) -> tuple[list[float], list[float]]:
    kept, found = [], []
    fetched, middle = Fetched((text,), "state"), START + timedelta(days=60)
    with TemporaryDirectory(prefix="bench-calendars.") as folder:
        for _ in range(rounds):
            began = time.perf_counter()
            Shelf(Path(folder)).keep("bench", fetched, reading, START, END, START)
            kept.append((time.perf_counter() - began) * 1000)
            began = time.perf_counter()
            Shelf(Path(folder)).events("bench", middle, middle + timedelta(days=1))
            found.append((time.perf_counter() - began) * 1000)
    return kept, found


def _memory() -> float:
    """The most that a worker held, of one that reads 5,000 events and of nobody else."""
    # No Qt in the one that starts it: its memory would count as the worker's.
    script = (
        "import resource, sys\n"
        "from datetime import datetime\n"
        "from presence.calendars.reading.reader import read_now\n"
        f"start, end = map(datetime.fromisoformat, {[START.isoformat(), END.isoformat()]})\n"
        "read_now('bench', [sys.stdin.buffer.read()], start, end, 'UTC')\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", script]
    said = subprocess.run(command, input=_calendar(5000), capture_output=True, check=True)
    return int(said.stdout) / 1024


def _calendar(count: int, words: int = 12) -> bytes:
    """Events through ten years, every tenth of them a series; 5,000 have 3 MB."""
    step = timedelta(days=3650) / count
    events = []
    for number in range(count):
        at = FIRST + step * number
        rule = "RRULE:FREQ=WEEKLY;COUNT=10\r\n" if number % 10 == 0 else ""
        events.append(
            f"BEGIN:VEVENT\r\nUID:{number}@example.org\r\n"
            f"DTSTART;TZID=Europe/Berlin:{at:%Y%m%dT%H%M%S}\r\n"
            f"DURATION:PT1H\r\n{rule}"
            f"SUMMARY:Meeting {number}\r\nLOCATION:Room {number % 9}\r\n"
            f"DESCRIPTION:{TEXT * words}\r\n"
            "ATTENDEE;CN=Ana;PARTSTAT=ACCEPTED:mailto:ana@example.org\r\nEND:VEVENT\r\n"
        )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(events)}END:VCALENDAR\r\n".encode()
