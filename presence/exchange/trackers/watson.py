"""Watson (td-watson): its file ``frames``, in and out.

A list of ``[start, stop, project, id, tags, updated_at]``, instants in seconds since 1970 in UTC;
the frame that is in progress lies in another file. A frame has an id of its own, so that one that
was changed since is known again. https://github.com/jazzband/Watson, watson/frames.py
"""

import json
import re
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, BinaryIO
from uuid import NAMESPACE_OID, uuid5

from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import Arrival, LeftOut, Visit, Why
from presence.core.exchange.whole_log import WholeLog
from presence.core.session import Session
from presence.exchange import checks
from presence.exchange.checks import BadRowError
from presence.exchange.json_text import JsonText
from presence.exchange.nameless import nameless
from presence.exchange.trackers.tracked import Tracked, session_of
from presence.exchange.untold import Untold

_HEAD = re.compile(rb'(?:\xef\xbb\xbf)?\s*\[\s*\[\s*-?\d+\s*,\s*(?:-?\d+|null)\s*,\s*"')
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_MOST = 1e11  # seconds: far beyond what any clock shows

_encode = json.JSONEncoder(ensure_ascii=False).encode


def looks_like(head: bytes) -> bool:
    """Whether it begins with a frame."""
    return _HEAD.match(head) is not None


def read(stream: BinaryIO, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """A session for each frame."""
    text = JsonText(stream, path)
    try:
        is_list = text.sign() == "["
    except BadRowError as fault:
        raise Refused(ErrorCode.FILE_NOT_OURS, path=path) from fault
    if not is_list:
        raise Refused(ErrorCode.FILE_NOT_OURS, path=path)
    return _read_on(text, untold)


def _read_on(text: JsonText, untold: Untold) -> Iterator[Arrival | LeftOut]:
    try:
        for line, frame in text.records():
            try:
                yield Arrival(line, Visit(_session(frame, untold), by_id=False))
            except BadRowError as fault:
                yield LeftOut(line, fault.why, fault.field, fault.value)
    except BadRowError as fault:
        yield text.rest(fault)


def _session(frame: object, untold: Untold) -> Session:
    if not isinstance(frame, list) or len(frame) < 4:
        raise BadRowError(Why.BAD_VALUE, "frame", frame)
    start, stop, project, ident, tags = (*frame, [])[:5]
    if stop is None:
        raise BadRowError(Why.STILL_RUNNING)
    if not isinstance(tags, list):
        raise BadRowError(Why.BAD_VALUE, "tags", tags)
    words = (project or "", *tags)
    tracked = Tracked(
        _instant("start", start, untold),
        _instant("stop", stop, untold),
        words=tuple(checks.text("tags", word, checks.LONGEST_NAME) for word in words),
        ident=checks.identity("id", ident),
    )
    return session_of("watson", tracked, untold)


def _instant(field: str, told: object, untold: Untold) -> datetime:
    if not isinstance(told, int | float) or not -_MOST < told < _MOST:  # NaN fails here too
        raise BadRowError(Why.BAD_VALUE, field, told)
    return checks.in_time(field, _BEGINNING + timedelta(seconds=told), untold.now)


def written(
    log: WholeLog,
    now: datetime,
    chosen: Collection[str] | None = None,
    without_names: bool = False,
    told: Callable[[int], None] | None = None,
) -> Iterator[str]:
    """The text of a file, as Watson would have it; what is in progress is not in it."""
    count = 0
    for session, _people in log.sessions(chosen):
        if session.ended_at is None:
            continue
        bare = nameless(session) if without_names else session
        yield (",\n " if count else "[\n ") + _encode(_frame(bare, session.ended_at, now))
        count += 1
        if told is not None:
            told(count)
    yield "\n]" if count else "[]"


def _frame(session: Session, ended_at: datetime, now: datetime) -> list[Any]:
    tags = [*(f"with={name}" for name in session.people), *session.tags]
    ident = uuid5(NAMESPACE_OID, f"presence session {session.id}").hex
    start, stop = int(session.started_at.timestamp()), int(ended_at.timestamp())
    return [start, stop, session.kind, ident, tags, int(now.timestamp())]
