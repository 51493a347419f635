"""Reads a calendar and waits for it: for the command line, without Qt."""

import subprocess
from collections.abc import Sequence
from datetime import datetime

from presence.calendars.reading.intake import COMMAND, Intake
from presence.calendars.reading.limits import WORKER_SECONDS
from presence.calendars.reading.protocol import Reading
from presence.core.coming.fetched import Failure


def read_now(
    calendar_id: str, parts: Sequence[bytes], start: datetime, end: datetime, zone_name: str
) -> Reading | Failure:
    """What the texts say of [start, end); the worker is gone when this returns."""
    intake = Intake(calendar_id, parts, start, end, zone_name)
    while True:
        with subprocess.Popen(
            COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as worker:
            try:
                output, _error = worker.communicate(intake.input, timeout=WORKER_SECONDS)
            except subprocess.TimeoutExpired:
                worker.kill()
                output, _error = worker.communicate()
        intake.feed(output)
        result = intake.ended()
        if result is not None:
            return result
