"""What is known of somebody, a line each."""

from collections.abc import Sequence
from datetime import date

from presence.core.people.details import Details
from presence.texts import _
from presence.words.dates import full_date
from presence.words.people.relations import encounter_name, relation_name
from presence.words.people.said import birthday_text, cadence_line


def known_lines(who: Details, today: date) -> Sequence[str]:
    """Without the name; notes come last, each of their lines for itself."""
    lines = [] if who.relation is None else [relation_name(who.relation)]
    if who.nick:
        lines.append(_("called {nick}").format(nick=who.nick))
    if first := _first_met(who):
        lines.append(first)
    if who.birthday is not None:
        lines.append(_("birthday {day}").format(day=birthday_text(who.birthday)))
    lines += who.links
    if who.cadence is not None:
        lines.append(_("to be seen {every}").format(every=cadence_line(who.cadence)))
    if who.is_let_be:
        lines.append(_("no wish how often to see them"))
    if who.wrote_on is not None:
        lines.append(_("wrote a line {day}").format(day=full_date(who.wrote_on)))
    if who.quiet_until is not None and who.quiet_until > today:
        until = full_date(who.quiet_until)
        lines.append(_("nothing is said of them until {day}").format(day=until))
    if who.is_archived:
        lines.append(_("archived"))
    return lines + [line for line in who.notes.splitlines() if line.strip()]


def _first_met(who: Details) -> str:
    """``met first online, 3 May 2019, PyCon``."""
    said = [
        "" if who.met is None else encounter_name(who.met),
        "" if who.met_on is None else full_date(who.met_on),
        who.met_at,
    ]
    known = ", ".join(filter(None, said))
    return _("met first {how}").format(how=known) if known else ""
