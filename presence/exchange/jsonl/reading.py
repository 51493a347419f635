"""Reads JSON Lines of ours, whatever has happened to them meanwhile."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO, NoReturn

from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import Arrival, LeftOut, Thing, Visit, Why
from presence.core.person import Person
from presence.exchange import checks
from presence.exchange.checks import BadRowError
from presence.exchange.jsonl import FORMAT, MAJOR, MINOR, THINGS
from presence.exchange.jsonl.spelling import Record, read_kind, read_session
from presence.exchange.lines import Line, lines_of

_SCHEMA = re.compile(rf"{FORMAT}/(\d{{1,6}})\.(\d{{1,6}})")


def read(stream: BinaryIO, path: str, now: datetime) -> Iterator[Arrival | LeftOut]:
    """What the lines hold; raises Refused where the file as a whole is not to be read."""
    lines = lines_of(stream, path)
    first = next((line for line in lines if not line.is_blank), None)
    if first is None or (record := _record_or_none(first)) is None or "schema" not in record:
        raise Refused(ErrorCode.FILE_NOT_OURS, path=path)
    version = _version(record)
    if version is None:
        raise Refused(ErrorCode.FILE_NOT_OURS, path=path)
    if version[0] > MAJOR:
        raise Refused(
            ErrorCode.FILE_IS_NEWER,
            path=path,
            found=".".join(map(str, version)),
            known=f"{MAJOR}.{MINOR}",
        )
    return _read_on(lines, first.number, now + checks.AHEAD)


def _read_on(lines: Iterator[Line], number: int, latest: datetime) -> Iterator[Arrival | LeftOut]:
    is_whole = False
    for line in lines:
        number = line.number
        if line.is_blank:
            continue
        is_whole = False
        try:
            record = _record(line)
            what = record.get("type")
            if what == "end":
                is_whole = True
            elif (_version(record) or (0,))[0] != MAJOR:  # two files, one after the other
                yield Arrival(number, _arrived(what, record, latest))
        except BadRowError as fault:
            is_whole = fault.why is Why.CUT_SHORT  # that is said of it already
            yield LeftOut(number, fault.why, fault.field, fault.value)
    if not is_whole:
        yield LeftOut(number + 1, Why.CUT_SHORT)


def _arrived(what: object, record: Record, latest: datetime) -> Any:
    match what:
        case "session":
            return Visit(read_session(record, latest), by_id=True)
        case "person":
            return Person(
                checks.identity("id", record.get("id")), checks.name("name", record.get("name"))
            )
        case "kind":
            return read_kind(record)
        case str() if what in THINGS:
            return _thing(what, record)
        case None:
            raise BadRowError(Why.MISSING, "type")
    raise BadRowError(Why.UNKNOWN_TYPE, "type", what)


def _thing(entity: str, record: Record) -> Thing:
    document = record.get("document")
    if isinstance(document, str):
        told = checks.text("document", document)
        document = _parsed(told)
    else:
        told = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        checks.text("document", told)
    if not isinstance(document, dict):
        raise BadRowError(Why.BAD_VALUE, "document", document)
    return Thing(entity, checks.identity("id", record.get("id")), told)


def _version(record: Record) -> tuple[int, int] | None:
    schema = record.get("schema")
    found = _SCHEMA.fullmatch(schema) if isinstance(schema, str) else None
    return None if found is None else (int(found[1]), int(found[2]))


def _record_or_none(line: Line) -> Record | None:
    try:
        return _record(line)
    except BadRowError:
        return None


def _record(line: Line) -> Record:
    if line.fault is not None:
        raise BadRowError(line.fault)
    try:
        value = _parsed(line.text)
    except BadRowError as fault:
        if fault.why is Why.NOT_JSON and not line.text.endswith("\n"):
            raise BadRowError(Why.CUT_SHORT) from fault
        raise
    if not isinstance(value, dict):
        raise BadRowError(Why.NOT_AN_OBJECT)
    return value


def _parsed(text: str) -> Any:
    try:
        return _decode(text)
    except RecursionError as fault:
        raise BadRowError(Why.TOO_DEEP) from fault
    except ValueError as fault:  # also a number with more digits than Python reads
        raise BadRowError(Why.NOT_JSON) from fault


def _no_number(_word: str) -> NoReturn:
    raise ValueError("JSON has no NaN and no infinity (RFC 8259, section 6)")


_decode = json.JSONDecoder(parse_constant=_no_number).decode
