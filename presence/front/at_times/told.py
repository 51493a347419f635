"""Which week was told of last, so that a notice comes once, also after a restart."""

import logging
import os
from datetime import date
from pathlib import Path

logger = logging.getLogger(__name__)


class ToldWeek:
    """A file with the first day of that week; one that cannot be read or written does no harm."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: date | None = None

    def week(self) -> date | None:
        """The week told of last, None for none."""
        try:
            return date.fromisoformat(self._path.read_text(encoding="ascii").strip())
        except (OSError, ValueError):
            return self._known

    def note(self, week: date) -> None:
        """This week was told of."""
        self._known = week
        part = self._path.with_name(f"{self._path.name}.part")
        try:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(f"{week.isoformat()}\n")
            part.replace(self._path)
        except OSError as fault:
            logger.warning("the week may be told of again: %s", fault.strerror)
