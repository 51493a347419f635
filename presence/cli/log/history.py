"""``log ID --history``: what became of a session, also of one that was deleted."""

from collections.abc import Sequence

from presence.cli.context import Context
from presence.cli.table import cut, plain
from presence.core.editing.history import EntryChange
from presence.core.errors import ErrorCode, Refused
from presence.words.log.history import history_record, step_details, step_line
from presence.words.zones import zone_of


def say_history(context: Context, texts: Sequence[str]) -> int:
    """The history of each, the first change first."""
    histories = [_history(context, text) for text in texts]
    if context.as_json:
        records = [
            {"id": session_id, "changes": history_record(steps, context.now, context.zone)}
            for session_id, steps in histories
        ]
        context.say_record(records)
        return 0
    kinds = context.log.kinds()
    for session_id, steps in histories:
        known = steps[-1].after or steps[-1].before
        zone = context.zone if known is None else zone_of(known, context.zone)
        context.say(plain(session_id[:8]))
        for step in steps:
            context.say(cut("  " + plain(step_line(step, zone, context.now, kinds))))
            for line in step_details(step, zone, context.now, kinds):
                context.say(cut("    " + plain(line)))
    return 0


def _history(context: Context, text: str) -> tuple[str, Sequence[EntryChange]]:
    from presence.cli.write import find_session

    try:
        session_id = find_session(context, text).id
    except Refused:
        session_id = text.strip().lower()  # one that was deleted has to be named in full
    steps = context.log.history_of(session_id)
    if not steps:
        raise Refused(ErrorCode.NO_SUCH_SESSION, text=text)
    return session_id, steps
