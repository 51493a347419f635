"""What an import of a calendar needs of whoever can read calendars."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from presence.core.coming.event import CalendarEvent, Skipped


class CalendarReader(Protocol):
    """Called on the thread of the import, which waits; raises Refused."""

    def __call__(
        self, text: bytes, path: str, start: datetime, end: datetime, zone: str, /
    ) -> tuple[Sequence[CalendarEvent], Sequence[Skipped]]:
        """What takes place in [start, end), and what of the calendar cannot be read."""
