"""What Undo in a window of people would take back."""

from presence.core.ports import ChangeKind
from presence.front.context import Context
from presence.words.session import change_line

OURS = frozenset(
    {
        ChangeKind.PERSON_CHANGED,
        ChangeKind.FOLLOW_UP_CHANGED,
        ChangeKind.MET,
        ChangeKind.CADENCE_CHANGED,
    }
)


def undo_words(context: Context) -> str:
    """The last change in words, "" where it was none of people."""
    last = context.log.last_change()
    if last is None or last.what not in OURS:
        return ""
    return change_line(last, context.zone(), context.clock.now(), context.log.kinds())
