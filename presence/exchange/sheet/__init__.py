"""CSV (RFC 4180): one row for each session, for spreadsheets, and back again.

Columns are found by their names, whatever their order; of other programs' files ``started_at`` and
``ended_at`` (or ``duration_s``) are enough. A cell that a spreadsheet would take for a formula is
written with an apostrophe before it, which is taken off again when it is read.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from typing import BinaryIO

from presence.core.exchange.arrival import Arrival, LeftOut
from presence.core.exchange.whole_log import WholeLog
from presence.exchange.untold import Untold

COLUMNS = (
    "id",
    "kind",
    "started_at",
    "ended_at",
    "duration_s",
    "zone",
    "people",
    "place",
    "note",
    "tags",
    "slips",
    "said",
    "enjoyed",
    "distracted",
    "word",
    "planned_end_at",
    "confirmed",
    "origin",
    "watched",
)


def looks_like(head: bytes) -> bool:
    """Whether the first line names the start of a session as we do."""
    first = head.lstrip(b"\xef\xbb\xbf\r\n").split(b"\n", 1)[0].lower()
    return b"started_at" in first and b"{" not in first


def read(stream: BinaryIO, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """A session for each row, of a table of whatever program."""
    from presence.exchange.formats import head_of

    if is_another(head_of(stream)):
        from presence.exchange.mapped import reading as mapped

        return mapped.read(stream, path, untold)
    from presence.exchange.sheet import reading

    return reading.read(stream, path, untold)


def is_another(head: bytes) -> bool:
    """Whether a table that begins so has other columns than ours."""
    from presence.exchange.sheet.columns import head_names

    first, second = (*head.split(b"\n", 2), b"", b"")[:2]
    is_said_so = first.lstrip(b'\xef\xbb\xbf"').lower().startswith(b"sep=")
    names = head_names(second if is_said_so else first)
    return bool(head.strip()) and "started_at" not in names


def written(
    log: WholeLog,
    _now: datetime,
    chosen: Collection[str] | None = None,
    without_names: bool = False,
    told: Callable[[int], None] | None = None,
) -> Iterator[str]:
    """The text of a file, piece by piece."""
    from presence.exchange.sheet import writing

    return writing.written(log, chosen, without_names, told)
