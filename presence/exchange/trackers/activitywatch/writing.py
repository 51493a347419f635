"""Writes sessions as one bucket of ActivityWatch, which imports it."""

import json
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime

from presence.core.exchange.whole_log import WholeLog
from presence.core.session import Session
from presence.exchange.jsonl.spelling import Record, iso, seconds, session_text
from presence.exchange.nameless import nameless
from presence.exchange.trackers.activitywatch import BUCKET_TYPE

_ID = "presence-sessions"

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def written(
    log: WholeLog,
    now: datetime,
    chosen: Collection[str] | None = None,
    without_names: bool = False,
    told: Callable[[int], None] | None = None,
) -> Iterator[str]:
    """The text of a file; one that is in progress has no length yet, and is not in it."""
    bucket = {
        "id": _ID,
        "type": BUCKET_TYPE,
        "client": "presence",
        "hostname": "unknown",
        "created": now.astimezone(UTC).isoformat(timespec="milliseconds"),
        "data": {},
    }
    yield f'{{"buckets":{{"{_ID}":{_encode(bucket)[:-1]},"events":['
    count = 0
    for session, _people in log.sessions(chosen):
        if session.ended_at is None:
            continue
        bare = nameless(session) if without_names else session
        yield (",\n" if count else "\n") + _encode(_event(bare, session.ended_at))
        count += 1
        if told is not None:
            told(count)
    yield "\n]}}}\n"


def _event(session: Session, ended_at: datetime) -> Record:
    """``title`` is what ActivityWatch shows of it."""
    data: Record = json.loads(session_text(session, session.people))
    for name in ("type", "started_at", "ended_at"):
        del data[name]
    title = " · ".join((session.kind, *session.people))
    return {
        "timestamp": iso(session.started_at, UTC),
        "duration": seconds(ended_at - session.started_at),
        "data": {"title": title, **data},
    }
