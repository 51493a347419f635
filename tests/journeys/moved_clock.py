"""A clock that a test moves for the installed programs: faketime(1), with what it says in a file.

libfaketime moves timerfd_settime(2) as well: an alarm that is armed after the clock was moved rings
in time, one that was armed before it knows nothing of it, as on a kernel that does not tell.
"""

from datetime import timedelta
from pathlib import Path

from tests.desktops.lab import Lab
from tests.desktops.programs import LabError

LIBRARIES = "/usr/lib"
LIBRARY = "faketime/libfaketimeMT.so.1"


class MovedClock:
    """The clock of a lab's programs that are given this environment; moved by nothing at first.

    ``sleeps``: time passes as while a computer sleeps, by all clocks. Without it the clock is set,
    and those that count since the computer's start know nothing of it.
    """

    def __init__(self, lab: Lab, *, sleeps: bool) -> None:
        self._file = lab.folder / "clock"
        library = next(Path(LIBRARIES).glob(f"*/{LIBRARY}"), None)
        if library is None:
            raise LabError("faketime is not installed")
        self.moved = timedelta()
        self.for_commands = {
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "NO_FAKE_STAT": "1",
        }
        self.for_app = {**self.for_commands, "FAKETIME_DONT_FAKE_MONOTONIC": str(int(not sleeps))}
        self.move(timedelta())

    def move(self, by: timedelta) -> None:
        """Set it forward, or back."""
        self.moved += by
        new = self._file.with_suffix(".new")
        new.write_text(f"{self.moved.total_seconds():+.0f}\n")
        new.replace(self._file)  # it is read at every question for the time
