"""Toggl Track: the detailed report as CSV.

Times have no zone: they are of the person's. The project, the client, the task and the tags become
the kind, tags and people (``exchange.trackers.tracked``); the description becomes the note.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from presence.core.exchange.arrival import Arrival, LeftOut
from presence.core.exchange.whole_log import WholeLog
from presence.exchange.sheet.columns import head_names
from presence.exchange.untold import Untold

COLUMNS = (
    "User",
    "Email",
    "Client",
    "Project",
    "Task",
    "Description",
    "Billable",
    "Start date",
    "Start time",
    "End date",
    "End time",
    "Duration",
    "Tags",
)
_THEIRS = frozenset({"description", "billable", "start_date", "start_time", "duration", "tags"})
_CLOCKIFYS = frozenset({"duration_(h)", "duration_(decimal)"})


def looks_like(head: bytes) -> bool:
    """Whether the columns are those of the detailed report."""
    names = head_names(head)
    return names >= _THEIRS and not names & _CLOCKIFYS


def read(stream: BinaryIO, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """A session for each row."""
    from presence.exchange.trackers.toggl import reading

    return reading.read(stream, path, untold)


def written(
    log: WholeLog,
    now: datetime,
    chosen: Collection[str] | None = None,
    without_names: bool = False,
    told: Callable[[int], None] | None = None,
) -> Iterator[str]:
    """The text of a file, piece by piece."""
    from presence.exchange.trackers.toggl import writing

    return writing.written(log, now.tzinfo or UTC, chosen, without_names, told)
