"""What was set at the far sides, on disk while it is: what a crash leaves is taken back later.

A file of the person's own beside the lease. A copy that is lost costs little: nearly everything
lets go by itself.
"""

import json
import logging
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from presence.core.courtesy.chosen import NAMES
from presence.courtesy.courtesy import State

logger = logging.getLogger(__name__)

LONGEST = 100_000  # bytes; ours has some hundred
KEPT_FOR = timedelta(days=2)  # after it has let go by itself, nobody needs to be asked


@dataclass(frozen=True, slots=True)
class Held:
    """What one target was told, and what it set for that."""

    session_id: str
    kind: str
    started_at: datetime
    until: datetime
    state: State


class HeldFile:
    """Read once, written at every change, gone when nothing is held."""

    def __init__(self, path: Path | None, now: datetime) -> None:
        """``path`` None keeps it in memory: a trial."""
        self._path = path
        self._held: dict[str, Held] = {}
        if path is not None and path.exists():
            self._held = _read(path, now)
            self._write()

    @property
    def names(self) -> tuple[str, ...]:
        """Those at whom something is held."""
        return tuple(self._held)

    def get(self, name: str) -> Held | None:
        return self._held.get(name)

    def put(self, name: str, held: Held) -> None:
        """Hold this from now on."""
        if self._held.get(name) != held:
            self._held[name] = held
            self._write()

    def delete(self, name: str) -> None:
        """Nothing is held there any more."""
        if self._held.pop(name, None) is not None:
            self._write()

    def _write(self) -> None:
        path = self._path
        if path is None:
            return
        if not self._held:
            with suppress(OSError):
                path.unlink(missing_ok=True)
            return
        record = {
            name: {
                "session": held.session_id,
                "kind": held.kind,
                "started_at": held.started_at.isoformat(),
                "until": held.until.isoformat(),
                "state": dict(held.state),
            }
            for name, held in self._held.items()
        }
        part = path.with_suffix(".part")
        try:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(record, file, ensure_ascii=False)
            part.replace(path)
        except OSError as fault:
            logger.warning("what others were told is not on disk: %s", fault.strerror)


def _read(path: Path, now: datetime) -> dict[str, Held]:
    """What is still worth asking for; a file that cannot be read is as none."""
    try:
        with path.open("rb") as file:
            table = json.loads(file.read(LONGEST))
        held = {name: _held(row) for name, row in table.items() if name in NAMES}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        logger.warning("what others were told cannot be read")
        return {}
    return {name: each for name, each in held.items() if now < each.until + KEPT_FOR}


def _held(row: Mapping[str, object]) -> Held:
    state = row["state"]
    if not isinstance(state, dict):
        raise TypeError(state)
    return Held(
        session_id=str(row["session"]),
        kind=str(row["kind"]),
        started_at=_instant(row["started_at"]),
        until=_instant(row["until"]),
        state=state,
    )


def _instant(text: object) -> datetime:
    instant = datetime.fromisoformat(str(text))
    if instant.tzinfo is None:
        raise ValueError(text)
    return instant
