"""The table in words: how each phone lies, and what that came to."""

from collections.abc import Sequence
from datetime import timedelta

from presence.core.table.kept_table import KeptPhone, KeptTable
from presence.core.table.seat import State
from presence.texts import _, ngettext
from presence.words.dates import percent, time_gone

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


def phones_line(table: KeptTable) -> str:
    """``phones: 4 · all face down together: 1 h 10 min, 34 min at a stretch``."""
    count = len(table.phones)
    phones = ngettext("phones: {count}", "phones: {count}", count).format(count=count)
    return SEPARATOR.join(filter(None, (phones, together_line(table.total, table.longest))))


def phones_lines(table: KeptTable) -> Sequence[str]:
    """The same, and below it a line for each phone, in the order in which they came."""
    return [phones_line(table), *(_phone_line(phone) for phone in table.phones)]


def _phone_line(phone: KeptPhone) -> str:
    looks = looks_line(phone.looks, phone.at_table - phone.down)
    share = "" if phone.share is None else _("face down {share}").format(share=percent(phone.share))
    return f"{phone.name}: {SEPARATOR.join(filter(None, (looks, share)))}"


def looks_line(looks: int, time: timedelta) -> str:
    """``picked up 2 times, 3 min``, or that it was not."""
    if not looks:
        return _("not picked up")
    count = ngettext("picked up {count} time", "picked up {count} times", looks)
    said = count.format(count=looks)
    return f"{said}, {time_gone(time)}" if time >= MINUTE else said
