"""Kinds of the settings file, taken over into the log when the file says something new of them."""

import json
import logging
import os
from collections.abc import Callable, Set
from pathlib import Path
from zlib import crc32

from presence.core.clock import Clock
from presence.core.errors import ErrorCode, PresenceError, Refused
from presence.core.kind import Kind, Kinds
from presence.core.names.kind_rules import plain_kind
from presence.core.names.written import WrittenKind, WrittenKinds, as_written
from presence.core.person import folded
from presence.core.ports import Change, ChangeKind, SessionLog
from presence.front.names.kinds import renamed
from presence.words.errors import explain
from presence.words.kinds import kind_name, spellings

logger = logging.getLogger(__name__)

Say = Callable[[str, str], None]


class TakenKinds:
    """A file that holds which tables were taken over, as numbers: no names outside the log."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def marks(self) -> Set[int]:
        """Those taken over."""
        try:
            found = json.loads(self._path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return frozenset()
        if not isinstance(found, list):
            return frozenset()
        return frozenset(each for each in found if isinstance(each, int))

    def note(self, marks: Set[int]) -> None:
        """Keep these; where that fails they are taken over once more, which does no harm."""
        part = self._path.with_name(f"{self._path.name}.part")
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                json.dump(sorted(marks), file)
            part.replace(self._path)
        except OSError as fault:
            logger.warning("the kinds may be taken over again: %s", fault.strerror)


def take_kinds(
    written: WrittenKinds, log: SessionLog, taken: TakenKinds, clock: Clock, say: Say
) -> bool:
    """Put what is new into the log, each as a change of its own; whether there was any."""
    before = taken.marks()
    marks = {key: crc32(f"{key}: {each}".encode()) for key, each in written.items()}
    has_changed = False
    for key, each in written.items():
        if marks[key] in before:
            continue
        try:
            has_changed = _take(key, each, log, clock) or has_changed
        except PresenceError as error:
            say(*explain(error))
    if before != set(marks.values()):
        taken.note(frozenset(marks.values()))
    return has_changed


def _take(key: str, written: WrittenKind, log: SessionLog, clock: Clock) -> bool:
    kinds = log.kinds()
    before = kinds[key] if key in kinds else _new(key, kinds)
    kind = as_written(before, written)
    if kind.name and kind.name != before.name:
        renamed(kinds, key, kind.name)  # raises Refused where another one has that name
    if key in kinds and kind == before:
        return False
    log.put_kind(kind, Change(ChangeKind.KIND_CHANGED, "", key, clock.now()))
    logger.info("a kind was taken over from the settings file")
    return True


def _new(key: str, kinds: Kinds) -> Kind:
    """A plain one; Refused where the word means another kind already."""
    for other in kinds:
        if folded(key) in spellings(other):
            raise Refused(ErrorCode.KIND_EXISTS, text=kind_name(other))
    return plain_kind(key, key.replace("-", " ").capitalize())
