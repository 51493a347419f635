"""What the windows show of the page: the code, and what is in the way."""

from presence.core.table.reach import Problem
from presence.core.table.view import TableView
from presence.front.phone.page import PhonePage
from presence.ui.phone.view import Code, Hindrance, Reach
from presence.words.phone.reach import nobody_came, place_words, problem_words


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


def _closed(page: PhonePage) -> Hindrance:
    """What may keep phones out, for who waits in vain."""
    firewall = page.firewall()
    return Hindrance(*nobody_came()) if firewall is None else _hindrance(firewall)


def _hindrance(problem: Problem) -> Hindrance:
    says, hint = problem_words(problem)
    return Hindrance(says, hint, problem.command)
