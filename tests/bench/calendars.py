"""A calendar of 5,000 and one of 100,000 events: till it is known, and what the loop notices.

A file that an app without a screen fetches, reads, keeps and judges. What the loop notices is
counted in processor time of its own thread: what else the machine does is none of ours.
"""

import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QEventLoop

from presence.calendars.agenda import Agenda
from presence.calendars.shelf import Shelf
from presence.core.clock import SystemClock
from presence.core.coming.agenda import ASKED_FOR
from presence.core.coming.chosen import ChosenCalendar, SourceKind
from presence.core.coming.fetched import Failure
from presence.core.errors import PresenceError
from presence.front.app import App
from presence.front.coming.coming import AHEAD
from presence.front.coming.fetching import ShelfFetching
from presence.front.coming.in_turns import InTurns
from presence.front.preferences import Preferences
from presence.paths import find_paths
from presence.store import open_log
from presence.store.coming.plans import PlanBook
from presence.store.coming.replies import ReplyBook
from presence.store.settings_file import SettingsFile
from tests.bench.table import Row, Table

KNOWN_S, BLOCKED_MS, MEMORY_MB = 3.0, 16.0, 40.0
TEXT = "What there is to talk about. "


def measure_calendars(table: Table, rounds: int) -> None:
    """Seconds till the events are known, and the longest turn of the loop meanwhile."""
    application = QCoreApplication.instance() or QCoreApplication(["presence"])
    for count, limit, words in ((5_000, KNOWN_S, 12), (100_000, None, 3)):
        known, blocked, found = [], [], []
        for _ in range(rounds):
            with TemporaryDirectory(prefix="bench-calendars.") as folder:
                home = _Home(application, Path(folder), _calendar(count, words))
                seconds, longest = home.read()
                known.append(seconds)
                blocked.append(longest)
                found.append(home.look_at_next_day())
                home.close()
        table.add(Row(f"{count:,} events known", "s", known, limit=limit))
        table.add(Row("  the loop blocked meanwhile", "ms", blocked, limit=BLOCKED_MS))
        table.add(Row("  the next day of it after a start", "ms", found, limit=BLOCKED_MS))
    table.add(Row("a worker for 5,000 events", "MB", [_memory()], limit=MEMORY_MB))


class _Home:
    """A person with one calendar, and as much of the app as reads it."""

    def __init__(self, application: QCoreApplication, folder: Path, text: bytes) -> None:
        self._application = application
        file = folder / "work.ics"
        file.write_bytes(text)
        (folder / "settings.toml").write_text(
            f'[calendars.work]\nsource = "file"\nname = "Work"\naddress = "{file}"\n'
        )
        paths = find_paths(str(folder))
        self._paths = paths
        preferences = Preferences(SettingsFile(paths.settings), SystemClock())
        self._app = app = App(application, paths, open_log(paths), preferences)
        self._shelf = Shelf(paths.calendars)
        self._fetching = ShelfFetching(app, self._shelf)
        plans, replies = PlanBook(app.log), ReplyBook(app.log)
        self._agenda = Agenda(
            app.log, self._shelf, lambda: app.preferences.now, app.zone, plans, replies
        )
        self._chosen = ChosenCalendar(SourceKind.FILE, "Work", str(file))

    def read(self) -> tuple[float, float]:
        """Seconds till it is judged; the longest turn in ms of our own time."""
        done = list[Failure | None]()
        judged = list[object]()
        now, began, longest = SystemClock().now(), time.perf_counter(), 0.0
        self._fetching.fetch("work", self._chosen, lambda why, _is_new: done.append(why))
        turns: InTurns[object] | None = None
        while not judged:
            turn = time.thread_time()
            self._application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            longest = max(longest, time.thread_time() - turn)
            if done and turns is None:
                assert done == [None], done
                steps = self._agenda.judging(now - ASKED_FOR, now + AHEAD)
                turns = InTurns(steps, judged.append, judged.append, self._app)
            time.sleep(0.0005)
        assert not isinstance(judged[0], OSError | PresenceError)
        return time.perf_counter() - began, longest * 1000

    def look_at_next_day(self) -> float:
        """By an app that has just been started."""
        now, began = SystemClock().now(), time.thread_time()
        assert Shelf(self._paths.calendars).events("work", now, now + timedelta(days=1))
        return (time.thread_time() - began) * 1000

    def close(self) -> None:
        self._fetching.close()
        self._app.close()


def _memory() -> float:
    """The most that a worker held, of one that reads 5,000 events and of nobody else."""
    now = SystemClock().now()
    start, end = now - timedelta(days=60), now + timedelta(days=60)
    # No Qt in the one that starts it: its memory would count as the worker's.
    script = (
        "import resource, sys\n"
        "from datetime import datetime\n"
        "from presence.calendars.reading.reader import read_now\n"
        f"start, end = map(datetime.fromisoformat, {[start.isoformat(), end.isoformat()]})\n"
        "read_now('bench', [sys.stdin.buffer.read()], start, end, 'UTC')\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", script]
    said = subprocess.run(command, input=_calendar(5000), capture_output=True, check=True)
    return int(said.stdout) / 1024


def _calendar(count: int, words: int = 12) -> bytes:
    """Events through ten years, every tenth of them a series; 5,000 have 3 MB."""
    first = SystemClock().now() - timedelta(days=9 * 365)
    step = timedelta(days=3650) / count
    events = []
    for number in range(count):
        at = first + step * number
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
