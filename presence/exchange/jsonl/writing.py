"""Writes a log as JSON Lines."""

import json
from collections.abc import Callable, Collection, Iterator
from datetime import datetime

from presence.core.exchange.arrival import Thing
from presence.core.exchange.whole_log import WholeLog
from presence.exchange.jsonl import SCHEMA
from presence.exchange.jsonl.spelling import Record, kind_record, session_text
from presence.exchange.nameless import nameless

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_PAUSES_EVERY = 100  # sessions


def written(
    log: WholeLog,
    now: datetime,
    chosen: Collection[str] | None = None,
    without_names: bool = False,
    told: Callable[[int], None] | None = None,
) -> Iterator[str]:
    """The lines of a file. Of chosen sessions only they go in, with their people and kinds."""
    count = 1
    yield _line({"schema": SCHEMA, "exported_at": now.isoformat(timespec="milliseconds")})
    for record in _around(log, chosen, without_names):
        if record is None:
            yield ""  # who writes may have others to let come first
            continue
        count += 1
        yield _line(record)
    for number, (session, people) in enumerate(log.sessions(chosen), 1):
        count += 1
        if without_names:
            session, people = nameless(session), ()
        yield session_text(session, people) + "\n"
        if told is not None:
            told(number)
    yield _line({"type": "end", "lines": count + 1})


def _around(
    log: WholeLog, chosen: Collection[str] | None, nameless: bool
) -> Iterator[Record | None]:
    """What the sessions refer to; None for a pause."""
    kinds: set[str] | None = None
    people: set[str] | None = None
    if chosen is not None:
        kinds, people = set(), set()
        for number, (session, ids) in enumerate(log.sessions(chosen), 1):
            kinds.add(session.kind)
            people.update(ids)
            if not number % _PAUSES_EVERY:
                yield None
    for kind in log.kinds():
        if kinds is None or kind.key in kinds:
            yield kind_record(kind)
    if nameless:
        return
    for person in log.people():
        if people is None or person.id in people:
            yield {"type": "person", "id": person.id, "name": person.name}
    if chosen is None:
        yield from map(_thing_record, log.things())


def _thing_record(thing: Thing) -> Record:
    """The document as an object; as a text where that would be spelt in another way."""
    document = json.loads(thing.document)
    if _spelt(document) != thing.document:
        document = thing.document
    return {"type": thing.entity, "id": thing.id, "document": document}


def _spelt(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _line(record: Record) -> str:
    return _encode(record) + "\n"
