"""Which tables of the settings file the log has taken over."""

import json
import logging
import os
from collections.abc import Set
from pathlib import Path
from zlib import crc32

logger = logging.getLogger(__name__)


class Taken:
    """A file that holds them as numbers: no names outside the log."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def marks(self) -> Set[int]:
        """Those taken over."""
        try:
            found = json.loads(self._path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return frozenset()
        if not isinstance(found, list):
            return frozenset()
        return frozenset(each for each in found if isinstance(each, int))

    def note(self, marks: Set[int]) -> None:
        """Keep these; where that fails they are taken over once more, which does no harm."""
        part = self._path.with_name(f"{self._path.name}.part")
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                json.dump(sorted(marks), file)
            part.replace(self._path)
        except OSError as fault:
            logger.warning("what is written may be taken over again: %s", fault.strerror)


def mark_of(text: str) -> int:
    """The number that stands for what was written."""
    return crc32(text.encode())
