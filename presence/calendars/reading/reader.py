"""Reads a calendar and waits for it: for the command line, without Qt."""

import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from datetime import datetime

from presence.calendars.reading.intake import COMMAND, Intake
from presence.calendars.reading.limits import SILENT_SECONDS, WORKER_SECONDS
from presence.calendars.reading.protocol import Reading
from presence.core.coming.fetched import Failure, Text, Trouble

LOOK_SECONDS = 0.2
PIECE = 65_536


def read_now(
    calendar_id: str,
    parts: Sequence[Text],
    start: datetime,
    end: datetime,
    zone_name: str,
    silent_seconds: float = SILENT_SECONDS,
) -> Reading | Failure:
    """What the texts say of [start, end); the worker is gone when this returns."""
    intake = Intake(calendar_id, parts, start, end, zone_name)
    if intake.is_too_large:
        return Failure(Trouble.TOO_LARGE)
    while True:
        # A file that has no name: a pipe that nobody empties would wait for us, as we for it.
        with tempfile.TemporaryFile() as told:
            for piece in intake.input():
                told.write(piece)
            told.seek(0)
            with subprocess.Popen(
                COMMAND, bufsize=0, stdin=told, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            ) as worker:
                try:
                    _listen(worker, intake, silent_seconds)
                finally:
                    worker.kill()
        result = intake.ended()
        if result is not None:
            return result


def _listen(worker: "subprocess.Popen[bytes]", intake: Intake, silent_seconds: float) -> None:
    """Until it has ended; one that says nothing for too long is ended."""
    assert worker.stdout is not None
    began = heard_at = time.monotonic()
    is_over = threading.Event()

    def watch() -> None:
        while not is_over.wait(LOOK_SECONDS):
            now = time.monotonic()
            if now - heard_at > silent_seconds or now - began > WORKER_SECONDS:
                worker.kill()
                return

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        while output := worker.stdout.read(PIECE):
            heard_at = time.monotonic()
            intake.feed(output)
    finally:
        is_over.set()
        watcher.join()
