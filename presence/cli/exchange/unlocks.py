"""``import activitywatch FILE --unlocks``: the phone's unlocks within sessions, to be answered."""

import os
from argparse import Namespace
from datetime import datetime
from typing import BinaryIO

from presence.cli.context import Context
from presence.cli.long_work import at_long_work
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.exchange.arrival import LeftOut
from presence.core.ports import Change, ChangeKind
from presence.exchange.formats import Format
from presence.exchange.trackers.activitywatch.unlocks import read_unlocks
from presence.store import new_id
from presence.store.known.unlocks import UnlockBook
from presence.store.stepping.finishing import finish
from presence.texts import _
from presence.words.exchange.imported import left_out_line
from presence.words.unlocks.said import found_line

SHOWN = 20  # what is no unlock
MOST = 1_000_000


def check_unlocks(arguments: Namespace, wanted: Format) -> None:
    """Raises NotUnderstood where it goes with nothing else that was said."""
    if wanted is not Format.ACTIVITYWATCH:
        raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first=wanted.value, second="--unlocks")
    for word in ("update", "dry_run", "rejects"):
        if getattr(arguments, word):
            second = f"--{word.replace('_', '-')}"
            raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first="--unlocks", second=second)


def import_unlocks(context: Context, stream: BinaryIO, path: str) -> int:
    """Keep those that lie within sessions; nothing counts before somebody has accepted it."""
    instants: list[datetime] = []
    left_out: list[LeftOut] = []
    for each in read_unlocks(stream, path, context.now):
        if isinstance(each, LeftOut):
            left_out.append(each)
        elif len(instants) < MOST:
            instants.append(each)
    because = Change(ChangeKind.IMPORTED, new_id(), os.path.basename(path), context.now)
    book = UnlockBook(context.log, context.paths.database_name)
    with at_long_work(context):
        count, sessions = finish(book.proposing(instants, because))
    if count:
        context.tell_app()
    if context.as_json:
        record = {"read": len(instants), "unlocks": count, "sessions": sessions}
        context.say_record({**record, "left_out": [left_out_line(each) for each in left_out]})
        return 0
    context.say(found_line(count, sessions))
    if count:
        context.say(_("None of them counts yet: “presence unlocks” shows them."))
    for each in left_out[:SHOWN]:
        context.say("  " + left_out_line(each))
    return 0
