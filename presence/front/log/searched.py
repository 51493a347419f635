"""What the log window asks of the log beyond what every window does."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol, cast

from presence.core.editing.filter import LogFilter
from presence.core.editing.in_pieces import InPieces
from presence.core.exchange.whole_log import WholeLog
from presence.core.ports import Change, SessionLog
from presence.core.session import Session

if TYPE_CHECKING:
    from presence.store.importing.importer import Importer
    from presence.store.names.naming import Naming
    from presence.store.names.rewriting import Rewriting
    from presence.store.stepping.several import Several


class SearchedLog(SessionLog, Protocol):
    """A log that finds (``store/finding``); on the thread of the engine, raises StoreError."""

    @property
    def state(self) -> tuple[int, int]:
        """Another one after every change of the log, whoever made it."""

    def newest(self, count: int) -> Sequence[Session]:
        """The latest sessions, newest first."""

    def count(self, wanted: LogFilter) -> int:
        """How many sessions pass."""

    def counting(self, wanted: LogFilter) -> Iterator[int]:
        """The same while it is counted: what is within each count can be found by then."""

    def find(self, wanted: LogFilter, offset: int = 0, limit: int = 100) -> Sequence[Session]:
        """A page of them, newest first."""

    def lengths(self, wanted: LogFilter, now: datetime) -> Iterator[timedelta]:
        """Their time, in pieces to be added up."""

    def beside(self, sessions: Sequence[Session]) -> Mapping[str, Sequence[Session]]:
        """By the id of each of these that shared time with others: these others."""

    def whole(self) -> AbstractContextManager[WholeLog]:
        """All of it, to be written into a file; nothing is changed within."""

    def whole_apart(self) -> AbstractContextManager[WholeLog]:
        """The same while the log is changed, which is not seen in it."""

    def importer(self) -> "Importer":
        """Puts what a file holds into it, or says what would be."""

    def renaming(self, plan: "Callable[[Naming], Rewriting]", because: Change) -> InPieces[None]:
        """Another name in every entry, in pieces: one change, one undo."""

    def changing(self, plan: "Callable[[Several], Rewriting]", because: Change) -> InPieces[None]:
        """Many sessions edited or deleted, in pieces: one change, one undo."""

    def ids_of(self, wanted: LogFilter, offset: int, limit: int) -> Sequence[str]:
        """The ids of a page of ``find``."""

    def last_undone(self) -> Change | None:
        """What ``redo`` would do again."""


def searched(log: SessionLog) -> SearchedLog:
    """The log that is open in the app, which can all of this."""
    return cast(SearchedLog, log)
