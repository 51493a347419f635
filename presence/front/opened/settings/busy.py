"""Where the session is shown as a busy event: what can be chosen, and whether it can be."""

import os
from collections.abc import Callable, Sequence

from presence.calendars.agenda import NO_CALENDARS
from presence.calendars.busy.file import LONGEST, Exit, check_command
from presence.calendars.sources.program import Ended, Program
from presence.core.coming.chosen import SourceKind
from presence.core.settings import Settings
from presence.texts import _

SECONDS = 10.0  # until a disk that hangs is given up


def busy_calendars(settings: Settings) -> Sequence[tuple[str, str]]:
    """The calendars that can be written, by id and name."""
    chosen = settings.calendars or NO_CALENDARS
    return [
        (each, calendar.name or each)
        for each, calendar in chosen.items()
        if calendar.source is SourceKind.CALDAV
    ]


class BusyFileCheck:
    """Looks in a program of its own, as a disk may hang; only the last question is answered."""

    def __init__(self) -> None:
        self._program: Program | None = None

    def look(self, path: str, told: Callable[[str, str], None]) -> None:
        """Tell the path, and what is wrong with it, "" for nothing."""
        self.close()
        if not path:
            told("", "")
            return
        if not os.path.isabs(os.path.expanduser(path)):
            told(path, _("Write the whole path, such as ~/presence.ics."))
            return

        def on_ended(ended: Ended) -> None:
            self._program = None
            told(path, _trouble(ended.status))

        self._program = Program(check_command(path), b"", SECONDS, LONGEST, on_ended)

    def close(self) -> None:
        """Ask no more."""
        if self._program is not None:
            self._program.stop()
            self._program = None


def _trouble(status: int | None) -> str:
    if status == Exit.DONE:
        return ""
    if status == Exit.NOT_OURS:
        return _("This file is not one of Presence's, so it stays as it is. Name another one.")
    return _("No file can be written there. Does its folder exist, and may you write in it?")
