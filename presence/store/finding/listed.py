"""What a filter has found, put in order only as far as pages are asked for.

Finding is quick where an index has it; to know when each of ten thousand began, all of their rows
have to be read, and nearly always it is the latest hundred that are looked at.
"""

import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import Any

_MOST_MARKED = 1 << 24  # row numbers; a log has them from 1 on


class Listed:
    """Row numbers: how many, and in the order of the log, stretch by stretch of its time.

    ``found`` are the numbers, or the ids of sessions, whichever an index has given.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        found: "array[int] | frozenset[str]",
        edges: Sequence[int],
    ) -> None:
        self._connection = connection
        self.count = len(found)
        self._column = "rowid"
        self._is_found: Callable[[Any], bool]
        if isinstance(found, frozenset):
            self._column, self._is_found = "id", found.__contains__
        else:
            self._is_found = _membership(found)
        self._edges = edges
        self._next = 0  # of the stretches, the first that is not in order yet
        self._ordered = array("q")

    def numbers(self, offset: int, limit: int) -> Sequence[int]:
        """A page of them, newest first."""
        while len(self._ordered) < min(offset + limit, self.count):
            if not self._go_on():
                break
        return self._ordered[offset : offset + limit]

    def pieces(self, length: int) -> Iterator[Sequence[int]]:
        """All of them, so many at a time."""
        for first in range(0, self.count, length):
            yield self.numbers(first, length)

    def _go_on(self) -> bool:
        if self._next >= len(self._edges) - 1:
            return False
        end, start = self._edges[self._next :][:2]
        self._next += 1
        self._connection.create_function("is_found", 1, self._is_found)
        found = self._connection.execute(
            "SELECT rowid FROM sessions WHERE started_at >= ? AND started_at < ?"
            f" AND is_found({self._column}) ORDER BY started_at DESC, id",
            (start, end),
        )
        self._ordered.extend([row for (row,) in found])
        return True


def _membership(numbers: "array[int]") -> Callable[[int], bool]:
    """Whether a row is among these: a byte for each row of the log, a tenth of a megabyte."""
    last = max(numbers, default=-1)
    if last > _MOST_MARKED or min(numbers, default=0) < 0:  # numbers that somebody else gave
        return frozenset(numbers).__contains__
    marks = bytearray(last + 1)
    for number in numbers:
        marks[number] = 1
    return lambda number: number <= last and bool(marks[number])
