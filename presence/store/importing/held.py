"""All of an import in one transaction: as long as nobody else has to write, nothing of it is seen.

What is cut short then leaves nothing by itself, however much of it there was, and at once. Who
wants to write meanwhile knocks: what there is so far goes into the log, marked as unfinished.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from presence.store.database import begin
from presence.store.importing.knocking import Door
from presence.store.importing.taking_out import mark, unmark

# Seconds that the log is free for once somebody has knocked, who asks again more often.
_TURN = 0.005

Result = TypeVar("Result")


class HeldLog:
    """The transaction of a long work, begun with the first piece."""

    def __init__(self, connection: sqlite3.Connection, work_id: str, door: Door) -> None:
        self._connection = connection
        self._work_id = work_id
        self._door = door
        self._fault: sqlite3.Error | None = None
        self._is_ending = False
        self.is_seen = False  # some of it is in the log, to be taken out if it is cut short
        self.free_until = 0.0  # on the monotonic clock

    def write(self, piece: Callable[[], Result]) -> Result:
        """Do a piece; raises sqlite3.Error, also of what failed when somebody was let in."""
        self._refuse_to_go_on()
        if not self._connection.in_transaction:
            begin(self._connection)
        return piece()

    def open_if_knocked(self) -> None:
        """Let somebody of another process write who wants to."""
        if self._door.is_knocked_at:
            self.open()

    def open(self) -> None:
        """Let others write: what there is so far is in the log from now on."""
        try:
            if self._connection.in_transaction:
                if not self.is_seen:
                    mark(self._connection, self._work_id)
                self._connection.execute("COMMIT")
                self.is_seen = True
        except sqlite3.Error as fault:  # of the work, and not of who knocks
            self._fault = fault
            self.drop()
        self._door.answered()
        self.free_until = time.monotonic() + _TURN

    def finish(self) -> None:
        """All of it is in the log; raises as ``write`` does."""
        self._refuse_to_go_on()
        if self.is_seen:
            self.write(lambda: unmark(self._connection))
        if self._connection.in_transaction:
            self._is_ending = True
            self._connection.execute("COMMIT")

    @property
    def is_open(self) -> bool:
        """Whether others may write: before the first piece, and once somebody was let in."""
        return not self._connection.in_transaction

    @property
    def is_finished(self) -> bool:
        """Whether it is, also where Ctrl-C came before ``finish`` could return."""
        return self._is_ending and not self._connection.in_transaction

    def drop(self) -> None:
        """Nothing of it is, but for what others have been let in after."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def _refuse_to_go_on(self) -> None:
        if self._fault is not None:
            raise self._fault


@contextmanager
def holding(connection: sqlite3.Connection, work_id: str) -> Iterator[HeldLog]:
    """The log for a long work; it is dropped where the work does not come to ``finish``."""
    door = Door(connection)
    held = HeldLog(connection, work_id, door)
    with door.opened_by(held.open):
        try:
            yield held
        finally:
            held.drop()
