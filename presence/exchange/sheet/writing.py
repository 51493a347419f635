"""Writes sessions as CSV."""

import csv
from collections.abc import Callable, Collection, Iterator
from datetime import UTC

from presence.core.exchange.whole_log import WholeLog
from presence.core.session import Session
from presence.exchange import checks
from presence.exchange.jsonl.spelling import iso, seconds
from presence.exchange.nameless import nameless
from presence.exchange.sheet import COLUMNS
from presence.exchange.sheet.cells import harmless, joined
from presence.exchange.sheet.slip_cell import slip_cell

_HELD_AT_MOST = 200  # rows


def written(
    log: WholeLog,
    chosen: Collection[str] | None = None,
    without_names: bool = False,
    told: Callable[[int], None] | None = None,
) -> Iterator[str]:
    """The text of a file, piece by piece."""
    pieces: list[str] = []
    writer = csv.writer(_Pieces(pieces))
    writer.writerow(COLUMNS)
    for number, (session, _people) in enumerate(log.sessions(chosen), 1):
        cells = _cells(nameless(session) if without_names else session)
        writer.writerow([harmless(cells[column]) for column in COLUMNS])
        if len(pieces) > _HELD_AT_MOST:
            yield "".join(pieces)
            pieces.clear()
        if told is not None:
            told(number)
    yield "".join(pieces)


class _Pieces:
    """Where the csv module writes to."""

    def __init__(self, pieces: list[str]) -> None:
        self.write = pieces.append


def _cells(session: Session) -> dict[str, str]:
    zone = checks.find_zone(session.zone) or UTC
    planned, ended = session.planned_end_at, session.ended_at
    return {
        "id": session.id,
        "kind": session.kind,
        "started_at": iso(session.started_at, zone),
        "ended_at": "" if ended is None else iso(ended, zone),
        "duration_s": "" if ended is None else str(seconds(ended - session.started_at)),
        "zone": session.zone,
        "people": joined(session.people),
        "place": session.place,
        "note": session.note,
        "tags": joined(session.tags),
        "slips": slip_cell(session.slips, zone),
        "said": "" if session.said is None else session.said.value,
        "enjoyed": "" if session.enjoyed is None else str(session.enjoyed),
        "distracted": "" if session.distracted is None else str(session.distracted),
        "word": session.word,
        "planned_end_at": "" if planned is None else iso(planned, zone),
        "confirmed": "yes" if session.confirmed else "no",
        "origin": session.origin.value,
        "watched": joined(sorted(each.value for each in session.watched)),
    }
