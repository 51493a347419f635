"""Forest: what it grew, as CSV.

A tree that died is a session with a look at the phone at its end. Times have offsets. A time with
the phone down is one of its own kind: alone, unless the tag says another.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import BinaryIO

from presence.core.exchange.arrival import Arrival, LeftOut, Why
from presence.core.session import Session
from presence.core.slip import UNTOLD_LENGTH, Slip, SlipSource
from presence.exchange import checks
from presence.exchange.checks import BadRowError
from presence.exchange.sheet.columns import head_names
from presence.exchange.trackers.tabled import Cells, sessions_in
from presence.exchange.trackers.tracked import Tracked, session_of
from presence.exchange.untold import Untold

_NEEDED = ("start_time", "end_time", "is_success")
_OWN = frozenset({"start_time", "end_time", "tree_type", "is_success"})
_UNSET = "unset"  # the tag of what has none
_TRUTHS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


def looks_like(head: bytes) -> bool:
    """Whether the columns are Forest's."""
    return head_names(head) >= _OWN


def read(stream: BinaryIO, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """A session for each tree; raises Refused where columns are missing."""
    return sessions_in(stream, path, _NEEDED, partial(_session, untold=untold))


def _session(cells: Cells, *, untold: Untold) -> Session:
    tag = cells.get("tag", "").strip()
    tracked = Tracked(
        _instant("start time", cells.get("start_time", ""), untold),
        _instant("end time", cells.get("end_time", ""), untold),
        words=() if tag.lower() == _UNSET else (tag,),
        note=cells.get("note", "").strip(),
        kind=untold.kinds_by_word.get("alone", ""),
    )
    session = session_of("forest", tracked, untold)
    told = cells.get("is_success", "").strip()
    if told.lower() not in _TRUTHS:
        raise BadRowError(Why.BAD_VALUE if told else Why.MISSING, "is success", told)
    return session if _TRUTHS[told.lower()] else replace(session, slips=(_look(session),))


def _look(session: Session) -> Slip:
    """When the tree died."""
    assert session.ended_at is not None
    at = max(session.started_at, session.ended_at - UNTOLD_LENGTH)
    return Slip(f"{session.id}:1", at, UNTOLD_LENGTH, SlipSource.PHONE)


def _instant(field: str, told: str, untold: Untold) -> datetime:
    if not told.strip():
        raise BadRowError(Why.MISSING, field)
    return checks.instant(field, told.strip(), untold.now)
