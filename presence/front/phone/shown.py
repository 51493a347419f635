"""What the windows show of the page: the code, what is in the way, and what is remembered."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from presence.core.courtesy.chosen import Courtesies
from presence.core.table.reach import Problem
from presence.core.table.remembered import Remembered
from presence.core.table.view import TableView
from presence.front.phone.page import PhonePage
from presence.texts import _
from presence.ui.phone.view import Code, Hindrance, OwnPhoneRow, Reach
from presence.words.courtesy import target_name
from presence.words.dates import moment
from presence.words.phone.reach import nobody_came, place_words, problem_words

MUTING = ("home_assistant", "ntfy")  # the courtesies that reach a phone


def reach_of(page: PhonePage, address: str, table: TableView | None) -> Reach:
    """How phones get here; ``address`` is what a camera is shown, "" where it is to be nothing."""
    has_come = page.has_visitor or (table is not None and bool(table.seats))
    listening = page.listening
    code: Code | None = None
    if address and listening is not None:
        code = Code(page.codes.rows_of(address), address, listening.by_name(address))
    return Reach(
        code=code,
        problems=[_hindrance(each) for each in page.problems],
        networks=[(place.name, place_words(place)) for place in page.places],
        network=page.place_name,
        closed=_closed(page) if address and not has_come else None,
        has_come=has_come,
    )


def own_phone_rows(remembered: Remembered, now: datetime, zone: tzinfo) -> Sequence[OwnPhoneRow]:
    """The remembered phones, in the order in which they were paired."""
    rows = []
    for phone in remembered.phones:
        says = _("never here yet")
        if phone.last_seen_at is not None:
            says = _("here last: {time}").format(time=moment(phone.last_seen_at, zone, now))
        rows.append(OwnPhoneRow(phone.id, phone.name, says))
    return rows


def muting_targets(courtesies: Courtesies | None) -> Sequence[str]:
    """Which of those that mute a phone are switched on."""
    on = [] if courtesies is None else [each for each in MUTING if courtesies[each].on]
    return [_("{target}: switched on").format(target=target_name(each)) for each in on]


def _closed(page: PhonePage) -> Hindrance:
    """What may keep phones out, for who waits in vain."""
    firewall = page.firewall()
    return Hindrance(*nobody_came()) if firewall is None else _hindrance(firewall)


def _hindrance(problem: Problem) -> Hindrance:
    says, hint = problem_words(problem)
    return Hindrance(says, hint, problem.command)
