"""The looks of a session in one cell: ``2026-11-27T19:30:00.000+01:00 60s input needed ID; …``."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from presence.core.exchange.arrival import Why
from presence.core.slip import UNTOLD_LENGTH, Slip, SlipReason, SlipSource
from presence.exchange import checks
from presence.exchange.checks import BadRowError
from presence.exchange.jsonl.spelling import iso, seconds

_NO_REASON = "-"
_LENGTH = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)s")


def slip_cell(slips: Iterable[Slip], zone: tzinfo) -> str:
    """Each with its time, length, source, reason and id."""
    return "; ".join(
        " ".join(
            (
                iso(slip.at, zone),
                f"{seconds(slip.length)}s",
                slip.source.value,
                _NO_REASON if slip.reason is None else slip.reason.value,
                slip.id,
            )
        )
        for slip in slips
    )


def read_slips(cell: str, session_id: str, zone: ZoneInfo, latest: datetime) -> list[Slip]:
    """The looks of a cell; what is not said of one is as if it had been typed without."""
    pieces = [piece.split() for piece in cell.split(";") if piece.strip()]
    if len(pieces) > checks.MOST:
        raise BadRowError(Why.BAD_VALUE, "slips", cell)
    return [
        _read_slip(words, f"{session_id}:{number}", zone, latest)
        for number, words in enumerate(pieces, 1)
    ]


def _read_slip(words: list[str], untold_id: str, zone: ZoneInfo, latest: datetime) -> Slip:
    if len(words) > 5:
        raise BadRowError(Why.BAD_VALUE, "slips", " ".join(words))
    at, length, source, reason, slip_id = (*words, *("", "", "", "")[: 5 - len(words)])
    return Slip(
        id=checks.identity("slips", slip_id or untold_id),
        at=checks.local("slips", at, zone, latest),
        length=_read_length(length) if length else UNTOLD_LENGTH,
        source=checks.choice("slips", source, SlipSource) if source else SlipSource.SELF,
        reason=(None if reason in ("", _NO_REASON) else checks.choice("slips", reason, SlipReason)),
    )


def _read_length(word: str) -> timedelta:
    found = _LENGTH.fullmatch(word)
    if found is None:
        raise BadRowError(Why.BAD_VALUE, "slips", word)
    return checks.length("slips", float(found[1]))
