"""A calendar in a file, or in a folder of them, read by a program of its own."""

import json
import logging
import sys
from datetime import datetime

from presence.calendars.sources.gathered import Gathered
from presence.calendars.sources.ics import LONGEST
from presence.calendars.sources.program import Ended, Program
from presence.core.coming.fetched import Brought, Failure, Fetched, Text, Trouble

logger = logging.getLogger(__name__)

COMMAND = (sys.executable, "-P", "-m", "presence.calendars.sources.looking")
SECONDS = 60.0
LONGEST_OUTPUT = LONGEST + 1_000_000  # and the line before the texts


class FileSource:
    """``Source`` for a path; that of a folder takes its .ics files, and none of those below it."""

    def __init__(self, path: str, seconds: float = SECONDS) -> None:
        self._path = path
        self._seconds = seconds
        self._program: Program | None = None

    def fetch(self, state: str, start: datetime, end: datetime, brought: Brought) -> None:
        """All of it, whatever the span."""
        self.close()

        answer = _Answer()

        def told(ended: Ended) -> None:
            self._program = None
            brought(_understood(ended, answer))

        asked = json.dumps({"path": self._path, "state": state}).encode() + b"\n"
        self._program = Program(
            COMMAND, asked, self._seconds, LONGEST_OUTPUT, told, sink=answer.take
        )

    def close(self) -> None:
        program, self._program = self._program, None
        if program is not None:
            program.stop()


class _Answer:
    """A line and the texts after it, put together while they come."""

    def __init__(self) -> None:
        self.line = b""
        self._is_line = True
        self._texts = Gathered()

    def take(self, piece: bytes) -> None:
        if self._is_line:
            end, newline, piece = piece.partition(b"\n")
            self.line += end
            self._is_line = not newline
        self._texts.add(piece)

    def texts(self, sizes: list[int]) -> tuple[Text, ...]:
        """What has come, cut up again."""
        parts, at = [], 0
        for size in sizes:
            parts.append(self._texts.stretch(at, at + size))
            at += size
        return tuple(parts)


def _understood(ended: Ended, answer: _Answer) -> Fetched | Failure:
    if ended.status != 0:
        return Failure(Trouble.UNREACHABLE, "took too long" if ended.status is None else "reading")
    record = json.loads(answer.line)
    if "trouble" in record:
        return Failure(Trouble(record["trouble"]), record["detail"])
    if record["unreadable"]:
        logger.warning("%d files of a calendar cannot be read", record["unreadable"])
    if record["sizes"] is None:
        return Fetched(None, record["state"])
    return Fetched(answer.texts(record["sizes"]), record["state"])
