"""Reads when a phone was unlocked, out of what ActivityWatch for Android exports.

Such a bucket is called ``aw-watcher-android-unlock``, also with a number or ``-synced-from-…``
behind it, and of type ``os.lockscreen.unlocks``: its events have a time, no length, and no data.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from presence.core.exchange.arrival import LeftOut, Why
from presence.exchange import checks
from presence.exchange.checks import BadRowError
from presence.exchange.json_text import JsonText
from presence.exchange.trackers.activitywatch.reading import buckets_of, is_of_a_phone


def read_unlocks(stream: BinaryIO, path: str, latest: datetime) -> Iterator[datetime | LeftOut]:
    """Each in the order of the file, and what is none; Refused where there are no buckets."""
    text, is_list = buckets_of(stream, path)
    return _read_on(text, is_list, latest)


def _read_on(text: JsonText, is_list: bool, latest: datetime) -> Iterator[datetime | LeftOut]:
    try:
        for name in text.items() if is_list else text.members():
            yield from _bucket(text, "" if is_list else str(name), latest)
        text.take("}")
    except BadRowError as fault:
        yield text.rest(fault)


def _bucket(text: JsonText, name: str, latest: datetime) -> Iterator[datetime | LeftOut]:
    if text.sign() != "{":
        text.value()
        return
    said: dict[str, str] = {}
    for member in text.members():
        if member != "events" or text.sign() != "[":
            value = text.value()
            said[member] = value if isinstance(value, str) else ""
            continue
        is_wanted = is_of_a_phone(said, name)
        for number, (_line, event) in enumerate(text.records(), 1):
            if is_wanted:
                yield _instant(event, number, checks.shown(said.get("id") or name), latest)


def _instant(event: object, number: int, bucket: str, latest: datetime) -> datetime | LeftOut:
    try:
        if not isinstance(event, dict):
            raise BadRowError(Why.NOT_AN_OBJECT)
        return checks.instant("timestamp", event.get("timestamp"), latest)
    except BadRowError as fault:
        return LeftOut(number, fault.why, fault.field, fault.value, bucket)
