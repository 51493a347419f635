"""What the log window shows, and who it asks for the rows that come into sight."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Protocol

from presence.core.editing.filter import LogFilter
from presence.core.kind import Kinds
from presence.core.session import Session


@dataclass(frozen=True, slots=True)
class LogRow:
    """A session as it is to be shown, and the others that were at the same time."""

    session: Session
    beside: Sequence[Session] = ()
    is_running: bool = False


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Some days by their name; ``start`` and ``end`` None for all there are."""

    name: str
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class LogView:
    """Everything but the rows themselves, at one instant.

    ``is_counting``: there may be more than ``count``, further down. ``total`` None: it is still
    being added up. ``undo`` and ``redo`` say what these would do, "" for nothing. ``is_empty`` says
    that there is no session at all, not only none that fits the filter.
    """

    now: datetime
    zone: tzinfo = UTC
    kinds: Kinds = field(default_factory=Kinds)
    filter: LogFilter = field(default_factory=LogFilter)
    count: int = 0
    total: timedelta | None = None
    spans: Sequence[DaySpan] = ()
    undo: str = ""
    redo: str = ""
    is_empty: bool = False
    can_export: bool = False
    is_counting: bool = False


class LogSource(Protocol):
    """Who the window asks while somebody scrolls or chooses; each answer takes milliseconds."""

    def rows(self, offset: int, limit: int) -> Sequence[LogRow]:
        """Some rows of the list under the filter in force, newest first."""

    def people(self) -> Sequence[str]:
        """Names, those met most recently first."""

    def tags(self) -> Sequence[str]:
        """Tags, the most used first."""

    def places(self) -> Sequence[str]:
        """Places, the most used first."""

    def day_edge(self, text: str, is_end: bool) -> datetime:
        """The first instant of a day as somebody typed it, or its end; raises PresenceError."""
