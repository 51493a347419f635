"""What is shown and where, on disk while it is: what a crash leaves is put right later."""

import json
import logging
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from presence.calendars.busy.event import BusyEvent
from presence.core.clock import from_ms, to_ms
from presence.core.frozen import dataclass

logger = logging.getLogger(__name__)

LARGEST = 100_000  # bytes; ours has some hundred


@dataclass(frozen=True, slots=True)
class HeldBusy:
    """``place`` is the file, or the calendar's id; ``etag`` None where the version is not known.

    ``event`` is held before it is asked for, and ``is_there`` once that was answered: what may be
    there is never lost.
    """

    session_id: str
    place: str
    event: BusyEvent
    etag: str | None = None
    is_there: bool = False


class BusyHeld:
    """Up to one for the file and one for the calendar; the file goes when there is none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held = read_held(path)

    def get(self, way: str) -> HeldBusy | None:
        """What is held there; ``way`` is "file" or "calendar"."""
        return self._held.get(way)

    def put(self, way: str, held: HeldBusy | None) -> None:
        """Hold this from now on, None for nothing."""
        if self._held.get(way) == held:
            return
        self._held.pop(way, None)
        if held is not None:
            self._held[way] = held
        write_held(self._path, self._held)


def write_held(path: Path, all_held: Mapping[str, HeldBusy]) -> None:
    """Put these in the place of what was there; no file for none of them."""
    try:
        if not all_held:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump({key: _record(held) for key, held in all_held.items()}, file)
        part.replace(path)
    except OSError as fault:
        logger.warning("what is shown as busy is not kept: %s", fault.strerror)


def _record(held: HeldBusy) -> dict[str, object]:
    event = held.event
    return {
        "session": held.session_id,
        "place": held.place,
        "etag": held.etag,
        "is_there": held.is_there,
        "uid": event.uid,
        "title": event.title,
        "starts_at": to_ms(event.starts_at),
        "ends_at": to_ms(event.ends_at),
        "at": event.place,
    }


def read_held(path: Path) -> dict[str, HeldBusy]:
    """What was written there; nothing of what is none of ours."""
    try:
        if path.stat().st_size > LARGEST:
            return {}
        found = json.loads(path.read_bytes())
        return {str(way): _held(record) for way, record in found.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError):
        logger.warning("what was shown as busy cannot be read")
        return {}


def _held(record: dict[str, object]) -> HeldBusy:
    etag = record["etag"]
    return HeldBusy(
        str(record["session"]),
        str(record["place"]),
        BusyEvent(
            str(record["uid"]),
            str(record["title"]),
            _instant(record["starts_at"]),
            _instant(record["ends_at"]),
            str(record["at"]),
        ),
        None if etag is None else str(etag),
        record["is_there"] is True,
    )


def _instant(value: object) -> datetime:
    if type(value) is not int:
        raise TypeError(type(value))
    return from_ms(value)
