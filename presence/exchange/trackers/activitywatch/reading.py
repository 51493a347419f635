"""Reads what ActivityWatch exports, event by event."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, BinaryIO

from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import Arrival, LeftOut, Visit, Why
from presence.core.session import Session
from presence.exchange import checks
from presence.exchange.checks import BadRowError
from presence.exchange.json_text import JsonText
from presence.exchange.jsonl.spelling import read_session
from presence.exchange.trackers.activitywatch import BUCKET_TYPE
from presence.exchange.trackers.tracked import Tracked, session_of
from presence.exchange.untold import Untold

_STOPWATCH = "general.stopwatch"
_SCREEN = (  # what their names begin with
    "afkstatus",
    "currentwindow",
    "currentapp",
    "app.editor.activity",
    "web.tab",
    "app.",
    "web.",
    "com.android",
    "screen",
)
_PHONE = "unlock"  # os.lockscreen.unlocks; ids and clients have it, too


def read(stream: BinaryIO, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """The sessions of each bucket; raises Refused where there are no buckets."""
    text, is_list = buckets_of(stream, path)
    return _read_on(text, is_list, untold)


def buckets_of(stream: BinaryIO, path: str) -> tuple[JsonText, bool]:
    """The text from the buckets on, and whether they are a list; raises Refused."""
    text = JsonText(stream, path)
    try:
        text.take("{")
        if text.value() != "buckets":
            raise Refused(ErrorCode.FILE_NOT_OURS, path=path)
        text.take(":")
        is_list = text.sign() == "["
        if not is_list and text.sign() != "{":
            raise Refused(ErrorCode.FILE_NOT_OURS, path=path)
    except BadRowError as fault:
        raise Refused(ErrorCode.FILE_NOT_OURS, path=path) from fault
    return text, is_list


def _read_on(text: JsonText, is_list: bool, untold: Untold) -> Iterator[Arrival | LeftOut]:
    try:
        for name in text.items() if is_list else text.members():
            bucket = _Bucket(str(name) if is_list else checks.shown(name), text, untold)
            yield from bucket.read()
        text.take("}")
    except BadRowError as fault:
        yield text.rest(fault)


class _Bucket:
    """One bucket; what it is has to be said before its events, as ActivityWatch writes it.

    Most files are of one line: events are counted instead, within the bucket.
    """

    def __init__(self, name: str, text: JsonText, untold: Untold) -> None:
        self._name = name
        self._text = text
        self._untold = untold
        self._said: dict[str, str] = {}

    def read(self) -> Iterator[Arrival | LeftOut]:
        if self._text.sign() != "{":
            self._text.value()
            yield LeftOut(1, Why.NOT_AN_OBJECT, file=self._name)
            return
        for name in self._text.members():
            if name == "events" and self._text.sign() == "[":
                yield from self._events()
            else:
                value = self._text.value()
                self._said[name] = value if isinstance(value, str) else ""

    def _events(self) -> Iterator[Arrival | LeftOut]:
        kind = self._said.get("type", "")
        if kind in (BUCKET_TYPE, _STOPWATCH):
            for number, (_line, event) in enumerate(self._text.records(), 1):
                try:
                    session = self._session(event, kind)
                    yield Arrival(number, Visit(session, by_id=False))
                except BadRowError as fault:
                    yield LeftOut(number, fault.why, fault.field, fault.value, self._title())
            return
        count = sum(1 for _event in self._text.records())
        yield LeftOut(1, self._why(kind), "", str(count), self._title())

    def _title(self) -> str:
        return checks.shown(self._said.get("id") or self._name)

    def _why(self, kind: str) -> Why:
        if not kind:
            return Why.NO_TYPE
        if is_of_a_phone(self._said, self._name):
            return Why.PHONE_UNLOCKED
        return Why.NOT_WITH_PEOPLE if kind.startswith(_SCREEN) else Why.NOT_KNOWN_HERE

    def _session(self, event: object, kind: str) -> Session:
        if not isinstance(event, dict):
            raise BadRowError(Why.NOT_AN_OBJECT)
        data = event.get("data")
        if not isinstance(data, dict):
            raise BadRowError(Why.BAD_VALUE, "data", data)
        latest = self._untold.now
        start = checks.instant("timestamp", event.get("timestamp"), latest)
        end = start + checks.length("duration", event.get("duration", 0))
        checks.in_time("duration", end, latest)
        if kind == BUCKET_TYPE:
            return _ours(data, start, end, latest)
        return _stopped(data, start, end, self._untold)


def is_of_a_phone(said: Mapping[str, str], name: str) -> bool:
    """Whether a bucket holds unlocks; ``name`` is what it is called in the file."""
    words = (*(said.get(each, "") for each in ("type", "client", "id")), name)
    return any(_PHONE in each for each in words)


def _ours(data: dict[str, Any], start: datetime, end: datetime, latest: datetime) -> Session:
    """As it was written; who moves an event in ActivityWatch moves the session."""
    people = data.get("people", [])
    if not isinstance(people, list) or len(people) > checks.MOST:
        raise BadRowError(Why.BAD_VALUE, "people", people)
    times = {"started_at": start.isoformat(), "ended_at": end.isoformat()}
    session = read_session({**data, **times, "people": []}, latest + checks.AHEAD)
    names = dict.fromkeys(checks.name("people", each) for each in people)
    return replace(session, people=tuple(names))


def _stopped(data: dict[str, Any], start: datetime, end: datetime, untold: Untold) -> Session:
    if data.get("running") is True:
        raise BadRowError(Why.STILL_RUNNING)
    label = checks.text("label", data.get("label") or "").strip()
    words = [each for each in label.split() if each.startswith(("@", "#", "with="))]
    rest = " ".join(each for each in label.split() if each not in words)
    if untold.spells_kind(rest):
        words, rest = [rest, *words], ""
    return session_of("activitywatch", Tracked(start, end, tuple(words), rest), untold)
