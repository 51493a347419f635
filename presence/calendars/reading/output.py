"""What a worker says: a line of JSON each."""

import os
from collections.abc import Mapping
from typing import Any

from presence.calendars.reading.limits import MOST_SKIPPED
from presence.calendars.reading.protocol import dump_line, dump_skipped
from presence.core.coming.event import Skipped

PIECE = 64_000  # bytes that are said at once, where nothing hangs on it


class Output:
    """What is said; a pipe that nobody reads any more ends the worker."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._skipped = 0

    def say(self, record: Mapping[str, Any]) -> None:
        self._waiting += dump_line(record)
        if len(self._waiting) > PIECE:
            self.flush()

    def skip(self, skipped: Skipped) -> None:
        self._skipped += 1
        if self._skipped <= MOST_SKIPPED:
            self.say({"skipped": dump_skipped(skipped)})

    def flush(self) -> None:
        waiting, self._waiting = memoryview(bytes(self._waiting)), bytearray()
        while waiting:
            waiting = waiting[os.write(1, waiting) :]
