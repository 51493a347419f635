"""Where ``--from`` and ``--to`` lie."""

from datetime import datetime

from presence.cli.context import Context
from presence.cli.log.calendar import calendar_of
from presence.core.entry.when import DAY
from presence.core.errors import ErrorCode, NotUnderstood
from presence.words.entry import when


def backwards(first: str, last: str) -> NotUnderstood:
    """The error for two that are the wrong way round."""
    other = f"--from {last} --to {first}"
    return NotUnderstood(ErrorCode.BAD_FILTER, text=other, first=first, last=last)


def edge_of(context: Context, text: str, is_end: bool) -> datetime:
    """A day counts whole: ``--to fri`` ends with Friday."""
    calendar = calendar_of(context)
    try:
        day = when(context.now, context.zone, calendar.day_of(context.now)).day(text)
    except NotUnderstood:
        return when(context.now, context.zone).past(text)
    return calendar.start_of(day + DAY if is_end else day)
