"""The table in words: how each phone lies, and what that came to."""

from datetime import timedelta

from presence.core.table.seat import State
from presence.texts import _, ngettext
from presence.words.dates import time_gone

SEPARATOR = " · "
MINUTE = timedelta(minutes=1)


def state_word(state: State) -> str:
    """How a phone lies, in a word."""
    match state:
        case State.JOINING:
            return _("not down yet")
        case State.DOWN:
            return _("down")
        case State.LOCKED:
            return _("down, screen off")
        case State.UP:
            return _("picked up")
        case State.AWAY:
            return _("in use")
        case State.SILENT:
            return _("no signal")
        case State.LEFT:
            return _("left")


def together_line(total: timedelta, longest: timedelta) -> str:
    """``all face down together: 1 h 10 min, 34 min at a stretch``; "" before the first minute."""
    if total < MINUTE:
        return ""
    whole = _("all face down together: {length}").format(length=time_gone(total))
    if longest < MINUTE or time_gone(longest) == time_gone(total):
        return whole
    return _("{whole}, {length} at a stretch").format(whole=whole, length=time_gone(longest))


def phones_line(phones: int, total: timedelta, longest: timedelta) -> str:
    """``phones: 4 · all face down together: 1 h 10 min, 34 min at a stretch``."""
    count = ngettext("phones: {count}", "phones: {count}", phones).format(count=phones)
    return SEPARATOR.join(filter(None, (count, together_line(total, longest))))


def looks_line(looks: int, time: timedelta) -> str:
    """``picked up 2 times, 3 min``, or that it lay all the time."""
    if not looks:
        return _("lay all the time")
    count = ngettext("picked up {count} time", "picked up {count} times", looks)
    said = count.format(count=looks)
    return f"{said}, {time_gone(time)}" if time >= MINUTE else said
