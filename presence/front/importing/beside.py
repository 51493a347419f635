"""Has a file read on a thread, where the reading waits for a process: for that of calendars."""

from collections.abc import Callable, Sequence

from presence.core.editing.in_pieces import InPieces
from presence.core.exchange.arrival import Arrival, LeftOut
from presence.desktop.threads import start_thread

A_MOMENT = 0.005  # seconds that the loop waits with it, instead of asking without end

Arrivals = Sequence[Arrival | LeftOut]


def read_beside(read: Callable[[], Arrivals]) -> InPieces[Arrivals]:
    """What ``read`` gives or raises; it must not ask the log. Stopped, it ends unheard."""
    found: list[Arrivals] = []
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
