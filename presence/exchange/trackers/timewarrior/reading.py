"""Reads intervals of Timewarrior."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, BinaryIO

from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import Arrival, LeftOut, Visit, Why
from presence.core.session import Session
from presence.exchange import checks
from presence.exchange.checks import BadRowError
from presence.exchange.formats import head_of
from presence.exchange.json_text import JsonText
from presence.exchange.lines import Line, lines_of
from presence.exchange.trackers.tracked import Tracked, session_of
from presence.exchange.untold import Untold

_FILE = re.compile(r"\d{4}-\d\d\.data")
_LINE = re.compile(
    r"inc(?: (\d{8}T\d{6}Z)(?: - (\d{8}T\d{6}Z))?)?"
    r"(?: #((?: (?:\"(?:[^\"\\]|\\.)*\"|(?!#\s)[^\s\"]\S*))*))?"
    r"(?: # ?(.*))?\s*"
)
_TOKEN = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|(\S+)")
_ESCAPED = re.compile(r"\\(.)")


def read(stream: BinaryIO, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """What a file holds, or each file of a folder; Refused where it is none of Timewarrior's."""
    folder = os.path.expanduser(path)
    if os.path.isdir(folder):
        return _read_folder(folder, untold)
    head = head_of(stream).lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"["):
        return _read_json(JsonText(stream, path), path, untold)
    if not head.startswith(b"inc"):
        raise Refused(ErrorCode.FILE_NOT_OURS, path=path)
    return _read_lines(lines_of(stream, path), untold)


def _read_folder(folder: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    inner = os.path.join(folder, "data")
    folder = inner if os.path.isdir(inner) else folder
    try:
        names = sorted(name for name in os.listdir(folder) if _FILE.fullmatch(name))
    except OSError as fault:
        detail = fault.strerror or str(fault)
        raise Refused(ErrorCode.FILE_NOT_READABLE, path=folder, detail=detail) from fault
    if not names:
        raise Refused(ErrorCode.FILE_NOT_OURS, path=folder)
    return _read_files(folder, names, untold)


def _read_files(folder: str, names: Sequence[str], untold: Untold) -> Iterator[Arrival | LeftOut]:
    for name in names:
        path = os.path.join(folder, name)
        try:
            stream = open(path, "rb")  # noqa: SIM115  # closed below
        except OSError as fault:
            detail = fault.strerror or str(fault)
            raise Refused(ErrorCode.FILE_NOT_READABLE, path=path, detail=detail) from fault
        with stream:
            for each in _read_lines(lines_of(stream, path), untold):
                yield replace(each, file=name) if isinstance(each, LeftOut) else each


def _read_lines(lines: Iterable[Line], untold: Untold) -> Iterator[Arrival | LeftOut]:
    for line in lines:
        if line.is_blank:
            continue
        try:
            yield Arrival(line.number, Visit(_of_line(line, untold), by_id=False))
        except BadRowError as fault:
            yield LeftOut(line.number, fault.why, fault.field, fault.value)


def _of_line(line: Line, untold: Untold) -> Session:
    if line.fault is not None:
        raise BadRowError(line.fault)
    found = _LINE.fullmatch(line.text)
    if found is None:
        is_cut = not line.text.endswith("\n")
        raise BadRowError(Why.CUT_SHORT if is_cut else Why.BAD_VALUE, "inc", line.text.strip())
    start, end, tags, note = found.groups()
    words = _words(tags) if tags else ()
    return _session(start, end, words, _note(note) if note else "", untold)


def _words(text: str) -> Sequence[str]:
    if '"' not in text:
        return text.split()
    return [
        _plain(quoted) if token.startswith('"') else token
        for token, quoted in ((found[0], found[1]) for found in _TOKEN.finditer(text))
    ]


def _note(text: str) -> str:
    text = text.strip()
    is_quoted = len(text) > 1 and text.startswith('"') and text.endswith('"')
    return _plain(text[1:-1]) if is_quoted else text


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def _read_json(text: JsonText, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    line = 1
    try:
        for line in text.items():
            record = text.value()
            try:
                if not isinstance(record, dict):
                    raise BadRowError(Why.NOT_AN_OBJECT)
                yield Arrival(line, Visit(_of_record(record, untold), by_id=False))
            except BadRowError as fault:
                yield LeftOut(line, fault.why, fault.field, fault.value)
    except BadRowError as fault:
        yield text.rest(fault)


def _of_record(record: dict[str, Any], untold: Untold) -> Session:
    tags = record.get("tags") or []
    note = record.get("annotation") or ""
    return _session(record.get("start"), record.get("end"), tags, note, untold)


def _session(start: object, end: object, tags: object, note: object, untold: Untold) -> Session:
    if start is None:
        raise BadRowError(Why.MISSING, "start")
    start_at = _instant("start", start, untold)
    if end is None:
        raise BadRowError(Why.STILL_RUNNING)
    if not isinstance(tags, list | tuple) or not {str}.issuperset(map(type, tags)):
        raise BadRowError(Why.BAD_VALUE, "tags", tags)
    end_at = _instant("end", end, untold)
    note = checks.text("annotation", note)
    tracked = Tracked(start_at, end_at, words=tuple(tags), note=note)
    return session_of("timewarrior", tracked, untold)


def _instant(field: str, told: object, untold: Untold) -> datetime:
    """``20180101T120000Z``."""
    if not isinstance(told, str) or len(told) != 16 or not told.endswith("Z"):
        raise BadRowError(Why.BAD_VALUE, field, told)
    try:
        at = datetime.fromisoformat(told)
    except ValueError as fault:
        raise BadRowError(Why.BAD_VALUE, field, told) from fault
    return checks.in_time(field, at, untold.now)
