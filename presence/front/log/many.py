"""Very many chosen sessions: who they are is found out piece by piece, and so is what is done."""

from collections.abc import Sequence

from presence.core.editing.filter import LogFilter
from presence.core.editing.in_pieces import InPieces
from presence.core.errors import ErrorCode, Refused
from presence.core.ports import Change, ChangeKind
from presence.front.context import Context
from presence.front.log.searched import SearchedLog

AT_ONCE = 2000  # ids: a few milliseconds


def ids_of(log: SearchedLog, wanted: LogFilter, rows: Sequence[range]) -> InPieces[list[str]]:
    """The ids of these rows; Refused(LIST_MOVED) where the log has changed before all are known."""
    ids: list[str] = []
    count, state = sum(map(len, rows)), log.state
    for stretch in rows:
        for first in range(stretch.start, stretch.stop, AT_ONCE):
            ids += log.ids_of(wanted, first, min(AT_ONCE, stretch.stop - first))
            yield 0, count
            if log.state != state:
                raise Refused(ErrorCode.LIST_MOVED)
    return ids


def deleting(context: Context, log: SearchedLog, ids: Sequence[str]) -> InPieces[tuple[int, int]]:
    """Take these away as one change; how many, and how many are in progress and stay."""
    running = log.open_session()
    left = int(running is not None and running.id in ids)
    count = len(ids) - left
    if count:
        because = Change(ChangeKind.SEVERAL_DELETED, "", str(count), context.clock.now())
        steps = log.changing(lambda all_: all_.remove(ids), because)
        yield from context.engine.renaming(steps)
    return count, left


def all_ids(log: SearchedLog, wanted: LogFilter) -> InPieces[list[str]]:
    """The ids of all that pass a filter, however often the log is changed meanwhile."""
    while True:
        try:
            return (yield from ids_of(log, wanted, [range(log.count(wanted))]))
        except Refused as refusal:
            if refusal.code is not ErrorCode.LIST_MOVED:
                raise
