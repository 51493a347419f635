"""What became of one session, as the window shows it."""

from collections.abc import Sequence

from presence.core.editing.history import EntryChange
from presence.front.context import Context
from presence.front.log.phones import phones_said
from presence.ui.log.history import HistoryView
from presence.words.log.history import step_details, step_line
from presence.words.session import SEPARATOR


def history_of(
    context: Context, session_id: str, title: str, changes: Sequence[EntryChange]
) -> HistoryView:
    """Its steps in words, the latest first, each with what it changed; then how the phones lay."""
    now, zone, kinds = context.clock.now(), context.zone(), context.log.kinds()
    steps = [
        SEPARATOR.join([step_line(each, zone, now, kinds), *step_details(each, zone, now, kinds)])
        for each in reversed(changes)
    ]
    return HistoryView(title, [*steps, *phones_said(context.log, session_id)])
