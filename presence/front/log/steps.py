"""What became of one session, as the window shows it."""

from collections.abc import Sequence

from presence.core.editing.history import EntryChange
from presence.front.context import Context
from presence.ui.log.history import HistoryView
from presence.words.session import change_line


def history_of(context: Context, title: str, changes: Sequence[EntryChange]) -> HistoryView:
    """Its steps in words, the latest first."""
    now, zone, kinds = context.clock.now(), context.zone(), context.log.kinds()
    steps = [change_line(each.change, zone, now, kinds) for each in reversed(changes)]
    return HistoryView(title, steps)
