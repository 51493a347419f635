"""Kinds of the settings file, ready to be taken over."""

import logging
from collections.abc import Callable, Mapping
from functools import partial

from presence.core.clock import Clock
from presence.core.errors import ErrorCode, Refused
from presence.core.kind import Kind, Kinds
from presence.core.names.kind_rules import plain_kind
from presence.core.names.written import WrittenKind, WrittenKinds, as_written
from presence.core.person import folded
from presence.core.ports import Change, ChangeKind, SessionLog
from presence.words.kinds import kind_name, spellings
from presence.words.names.kind_renaming import renamed

logger = logging.getLogger(__name__)


def kinds_to_take(
    written: WrittenKinds, log: SessionLog, clock: Clock
) -> Mapping[str, Callable[[], bool]]:
    """By what is written: what takes it over, and says whether that changed anything."""
    return {
        f"{key}: {each}": partial(_take, key, each, log, clock) for key, each in written.items()
    }


def _take(key: str, written: WrittenKind, log: SessionLog, clock: Clock) -> bool:
    kinds = log.kinds()
    before = kinds[key] if key in kinds else _new(key, kinds)
    kind = as_written(before, written)
    if kind.name and kind.name != before.name:
        kind = renamed(kinds, kind, kind.name)  # raises Refused where another one has that name
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
