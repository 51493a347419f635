"""Writes sessions as Toggl Track's detailed report, which it reads as well."""

import csv
import io
from collections.abc import Callable, Collection, Iterator
from datetime import datetime, tzinfo

from presence.core.exchange.whole_log import WholeLog
from presence.core.session import Session
from presence.exchange.nameless import nameless
from presence.exchange.sheet.cells import harmless
from presence.exchange.trackers.toggl import COLUMNS

_AT_ONCE = 200  # rows
_BOM = "\ufeff"  # as Toggl writes it, and Excel wants it


def written(
    log: WholeLog,
    zone: tzinfo,
    chosen: Collection[str] | None = None,
    without_names: bool = False,
    told: Callable[[int], None] | None = None,
) -> Iterator[str]:
    """The text of a file, with the times of that zone: the format has no word for another.

    A session that is in progress has no end yet, and is not in it.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    text.write(_BOM)
    writer.writerow(COLUMNS)
    count = 0
    for session, _people in log.sessions(chosen):
        if session.ended_at is None:
            continue
        bare = nameless(session) if without_names else session
        writer.writerow(map(harmless, _cells(bare, session.ended_at, zone)))
        count += 1
        if not count % _AT_ONCE:
            yield text.getvalue()
            text.seek(0)
            text.truncate()
        if told is not None:
            told(count)
    yield text.getvalue()


def _cells(session: Session, ended_at: datetime, zone: tzinfo) -> tuple[str, ...]:
    start_at, end_at = (at.replace(microsecond=0) for at in (session.started_at, ended_at))
    seconds = int((end_at - start_at).total_seconds())
    start, end = start_at.astimezone(zone), end_at.astimezone(zone)
    # A comma parts tags from each other.
    words = [*(f"with={name}" for name in session.people), *session.tags]
    tags = ", ".join(word.replace(",", " ") for word in words)
    return (
        "",
        "",
        "",
        session.kind,
        "",
        session.note,
        "No",
        f"{start:%Y-%m-%d}",
        f"{start:%H:%M:%S}",
        f"{end:%Y-%m-%d}",
        f"{end:%H:%M:%S}",
        f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}",
        tags,
    )
