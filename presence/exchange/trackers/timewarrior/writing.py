"""Writes sessions as ``timew export`` does."""

import json
from collections.abc import Callable, Collection, Iterator
from datetime import datetime

from presence.core.exchange.whole_log import WholeLog
from presence.core.session import Session
from presence.exchange.nameless import nameless

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def written(
    log: WholeLog,
    chosen: Collection[str] | None = None,
    without_names: bool = False,
    told: Callable[[int], None] | None = None,
) -> Iterator[str]:
    """The text of a file; one that is in progress is not in it: a file starts nothing."""
    count = 0
    yield "[\n"
    for session, _people in log.sessions(chosen):
        if session.ended_at is None:
            continue
        bare = nameless(session) if without_names else session
        yield (",\n" if count else "") + _encode(_record(bare, session.ended_at))
        count += 1
        if told is not None:
            told(count)
    yield "\n]\n"


def _record(session: Session, ended_at: datetime) -> dict[str, object]:
    tags = [session.kind, *(f"with={name}" for name in session.people), *session.tags]
    record: dict[str, object] = {
        "start": f"{session.started_at:%Y%m%dT%H%M%SZ}",
        "end": f"{ended_at:%Y%m%dT%H%M%SZ}",
        "tags": sorted(set(tags)),
    }
    if session.note:
        record["annotation"] = session.note
    return record
