"""The unlocks in a file of a phone, kept to be answered."""

import os
from datetime import datetime
from functools import partial

from presence.core.editing.in_pieces import InPieces
from presence.core.exchange.arrival import LeftOut
from presence.core.ports import Change, ChangeKind
from presence.exchange.formats import Format
from presence.exchange.opening import opened
from presence.exchange.trackers.activitywatch.unlocks import read_unlocks
from presence.front.context import Context
from presence.front.importing.beside import read_beside
from presence.store import new_id
from presence.store.known.unlocks import UnlockBook
from presence.words.unlocks.said import found_line


def proposing_unlocks(context: Context, path: str) -> InPieces[str]:
    """Keep those that lie within sessions; a line that says how many. Raises PresenceError."""
    now = context.clock.now()
    with opened(path, Format.ACTIVITYWATCH) as stream:
        told = read_unlocks(stream, path, now)
        read: list[datetime | LeftOut] = yield from read_beside(partial(list, told))
    instants = [each for each in read if not isinstance(each, LeftOut)]
    because = Change(ChangeKind.IMPORTED, new_id(), os.path.basename(path), now)
    found: list[tuple[int, int]] = []

    def proposing() -> InPieces[None]:
        found.append((yield from UnlockBook(context.log).proposing(instants, because)))

    yield from context.engine.renaming(proposing())
    return found_line(*found[0])
