"""Work that is cut into pieces, done at once where nobody waits for anything else."""

from collections.abc import Generator
from typing import TypeVar

Result = TypeVar("Result")


def at_once(pieces: Generator[None, None, Result]) -> Result:
    """All of it, and what came of it."""
    while True:
        try:
            next(pieces)
        except StopIteration as ended:
            found: Result = ended.value
            return found
