"""The part of the menu about what is coming; loaded for those who have calendars or plans."""

from collections.abc import Iterator

from presence.core.coming.agenda import State
from presence.core.snapshot import Snapshot
from presence.texts import _
from presence.ui.tray.line import Line
from presence.ui.tray.wishes import TrayExtras, TrayWishes
from presence.words.coming.offer import offer_line, offer_name, span_line

MOST_COMING = 5
MOST_MISSED = 2


def coming_lines(snapshot: Snapshot, extras: TrayExtras, wishes: TrayWishes) -> list[Line]:
    """What can be started, what can be turned down, what was missed; then the way to all of it."""
    return [*_lines(snapshot, extras, wishes), Line(_("Agenda"), wishes.open_agenda.emit)]


def _lines(snapshot: Snapshot, extras: TrayExtras, wishes: TrayWishes) -> Iterator[Line]:
    now, zone, kinds = snapshot.now, snapshot.zone, snapshot.kinds
    ahead = [each for each in extras.coming if each.state in (State.DUE, State.COMING)]
    for entry in ahead[:MOST_COMING]:
        line = offer_line(entry.offer, kinds, zone, now)
        yield Line(line, wishes.offer_start_requested.emit, (entry.offer,))
    if ahead:
        yield Line()
    for entry in ahead[:MOST_COMING]:
        if entry.state is State.DUE:
            line = offer_line(entry.offer, kinds, zone, now)
            text = _("Not this one: {offer}").format(offer=line)
            yield Line(text, wishes.offer_declined.emit, (entry.offer,))
            yield Line()
    missed = [each.offer for each in extras.coming if each.state is State.MISSED]
    for offer in missed[: -MOST_MISSED - 1 : -1]:
        what = f"{span_line(offer, zone, now)} {offer_name(offer, kinds)}"
        happened = _("It happened: {offer}").format(offer=what)
        yield Line(happened, wishes.offer_happened.emit, (offer,))
        did_not = _("It did not: {offer}").format(offer=what)
        yield Line(did_not, wishes.offer_declined.emit, (offer,))
        yield Line()
