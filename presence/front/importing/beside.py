"""Has a file read on a thread, where no piece of the reading comes back in time: as of calendars,
whose reading waits for a process, and of a phone, which tells of much else.
"""

from collections.abc import Callable
from typing import TypeVar

from presence.core.editing.in_pieces import InPieces
from presence.desktop.threads import start_thread

A_MOMENT = 0.005  # seconds that the loop waits with it, instead of asking without end

Found = TypeVar("Found")


def read_beside(read: Callable[[], Found]) -> InPieces[Found]:
    """What ``read`` gives or raises; it must not ask the log. Stopped, it ends unheard."""
    found: list[Found] = []
    faults: list[Exception] = []

    def run() -> None:
        try:
            found.append(read())
        except Exception as fault:  # noqa: BLE001  # raised again where somebody waits for it
            faults.append(fault)

    thread = start_thread(run, "import")
    while thread.is_alive():
        thread.join(A_MOMENT)
        yield 0, 0
    for fault in faults:
        raise fault
    return found[0]
