"""Pieces of a long work, as many in one transaction as nobody notices who waits for the log.

What is kept of a change stays in small pieces: an app takes back what a command has done at once.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from presence.store.database import transaction

# Seconds before it is committed, which takes about as long; in an app nothing of it is to be seen.
TOGETHER, TOGETHER_GENTLY = 0.02, 0.003

Piece = TypeVar("Piece")


def done_together(
    connection: sqlite3.Connection,
    pieces: Sequence[Piece],
    do: Callable[[Piece], None],
    together: float,
) -> Iterator[int]:
    """Do each; how many are done, whenever they are in the log."""
    done = 0
    while done < len(pieces):
        until = time.monotonic() + together
        with transaction(connection):
            while True:
                do(pieces[done])
                done += 1
                if done == len(pieces) or time.monotonic() >= until:
                    break
        yield done
