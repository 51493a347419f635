"""Work on the log in pieces, each of which may change the session in progress."""

from collections.abc import Callable
from typing import TypeVar

from presence.core.editing.in_pieces import InPieces
from presence.core.errors import PresenceError

Result = TypeVar("Result")


def followed(steps: InPieces[Result], look: Callable[[], None]) -> InPieces[Result]:
    """The same pieces; ``look`` is called after each that is not the last."""
    try:
        while True:
            try:
                done = next(steps)
            except StopIteration as end:
                result: Result = end.value
                return result
            look()
            try:
                yield done
            except PresenceError as stop:
                steps.throw(stop)
    finally:
        steps.close()
