"""``presence phone``: where a phone finds the page, for the terminal."""

import json
from collections.abc import Callable

from presence.core.engine import Engine
from presence.core.errors import ErrorCode, Refused
from presence.core.table.reach import Problem
from presence.front.phone.pairing import A_WHILE_MS
from presence.front.phone.phones import Phones
from presence.link.commands import Answer, Reply, Request
from presence.words.phone.reach import problem_words


def answer_phone(phones: Phones, engine: Engine, request: Request, answer: Answer) -> None:
    """Answer once the page is there, or it is known why not; Refused(NO_TABLE) without a session.

    Always a line of JSON: who asked draws the code.
    """
    is_for_guests = request.get("guests") is True
    network = request.get("network")
    if isinstance(network, str) and network:
        phones.choose_place(network)
    if is_for_guests:
        if engine.session is None:
            raise Refused(ErrorCode.NO_TABLE)
        phones.open_for_guests()
    else:
        phones.pair_for_a_while()
    when_settled(phones, lambda: answer(Reply(0, _line(phones, is_for_guests))))


def when_settled(phones: Phones, then: Callable[[], None]) -> None:
    """Go on once it listens, or it is known why it cannot."""
    if phones.page.is_settled:
        then()
        return

    def look() -> None:
        if phones.page.is_settled:
            phones.page.changed.disconnect(look)
            then()

    phones.page.changed.connect(look)


def _line(phones: Phones, is_for_guests: bool) -> str:
    listening = phones.page.listening
    address = phones.guest_url() if is_for_guests else phones.pairing_url()
    table, firewall = phones.table, phones.page.firewall()
    record = {
        "https_url": None if is_for_guests else address or None,
        "http_url": phones.guest_url() or None,
        "fingerprint": listening.fingerprint if listening is not None else None,
        "words": list(listening.words) if listening is not None else [],
        "by_name": None if listening is None else listening.by_name(address) or None,
        "expires_s": None if is_for_guests else A_WHILE_MS // 1000,
        "phones": [
            {"id": each.id, "name": each.name, "own": each.is_own, "state": each.state.value}
            for each in (() if table is None else table.seats)
        ],
        "remembered": [phone.name for phone in phones.remembered.phones],
        "problems": [_problem_record(each) for each in phones.page.problems],
        "firewall": None if firewall is None else _firewall_record(firewall),
        "networks": [place.name for place in phones.page.places],
    }
    return json.dumps(record, ensure_ascii=False) + "\n"


def _problem_record(problem: Problem) -> dict[str, object]:
    says, hint = problem_words(problem)
    code = problem.trouble.value
    return {"code": code, "message": says, "hint": hint, "command": problem.command}


def _firewall_record(problem: Problem) -> dict[str, object]:
    return {"name": problem.text, "command": problem.command}
