"""Goes through work that is cut into pieces, for who has nothing else to do meanwhile."""

import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import TypeVar

from presence.core.editing.in_pieces import InPieces

_LONGEST_REST = 0.005  # seconds

Result = TypeVar("Result")


def finish(steps: InPieces[Result], told: Callable[[int, int], None] | None = None) -> Result:
    """Do all of it; what it gives. ``told`` hears how much is done, of how much.

    Ctrl-C between two pieces is the work's to hear, as it is within one, and so is what ``told``
    raises: it takes back what it did.
    """
    go: Callable[[], tuple[int, int]] = partial(next, steps)
    with closing(steps):
        while True:
            began = time.monotonic()
            try:
                done = go()
            except StopIteration as end:
                result: Result = end.value
                return result
            go = partial(next, steps)
            try:
                if told is not None:
                    told(*done)
                if done[0]:  # of what is only read nobody has to wait for the end
                    # Nobody is woken who waits for the log: they ask again every two milliseconds.
                    time.sleep(min(time.monotonic() - began, _LONGEST_REST))
            except BaseException as fault:  # noqa: BLE001  # the work raises it again
                go, told = partial(steps.throw, fault), None
