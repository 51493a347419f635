"""Renders the windows of the phones in many states."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import segno

from presence.core.kind import Kinds
from presence.core.table.phone import Sensing
from presence.core.table.seat import State
from presence.core.table.view import SeatView, TableView
from presence.ui.look import Look
from presence.ui.phone.guests import GuestsWindow
from presence.ui.phone.pairing import PairingWindow
from presence.ui.phone.view import (
    Code,
    Guest,
    GuestsView,
    Hindrance,
    OwnPhoneRow,
    PairingView,
    Reach,
)
from presence.ui.windows.closing import ClosingCard, ClosingView
from presence.ui.windows.details import DetailsView, DetailsWindow
from presence.ui.windows.session import SessionView, SessionWindow
from tests.screenshots_windows import LONG_NAME, NOW, ZONE, Scene, session, snapshot

OWN_ADDRESS = "https://192.168.178.21:43210/#kXb0Pq7Zr2sLm9TdUe4vWw"
GUEST_ADDRESS = "http://192.168.178.21:43211/#Hy6Nc1Fj8oAq5RgKi3xBtz"
CLOSED = Hindrance(
    "No phone has come through yet.",
    "If this computer's firewall keeps it out, this line in a terminal opens the way:",
    "sudo ufw allow from 192.168.178.0/24 to any port 43210:43211 proto tcp",
)


def code(address: str, by_name: str = "") -> Code:
    rows = [[bool(module) for module in row] for row in segno.make(address, error="m").matrix]
    return Code(rows, address, by_name)


OWN = Reach(code(OWN_ADDRESS, OWN_ADDRESS.replace("192.168.178.21", "laptop.local")))
GUESTS = Reach(
    code(GUEST_ADDRESS, GUEST_ADDRESS.replace("192.168.178.21", "laptop.local")), has_come=True
)
NETWORKS = (("192.168.178.21", "Wi-Fi · 192.168.178.21"), ("10.8.0.3", "VPN tun0 · 10.8.0.3"))
NONE = Reach(
    problems=[
        Hindrance(
            "This computer is in no network.",
            "Join the Wi-Fi that your phone is in, then look here.",
        )
    ]
)
FINGERPRINT = ":".join(f"{byte:02X}" for byte in range(64, 96))
FIRST = PairingView(OWN, "amber river tulip stone", FINGERPRINT, "FRITZ!Box 7590")
USUAL = replace(
    FIRST,
    is_mine=True,
    phones=(
        OwnPhoneRow("a", "Ana's phone", "here today 19:02"),
        OwnPhoneRow("b", "Old phone", "here last on Fri 17 Oct 20:11"),
    ),
    told=("Home Assistant: switched on",),
    undo="forgot Work phone 19:40",
)
LONG = replace(
    FIRST,
    network=LONG_NAME,
    phones=(OwnPhoneRow("a", LONG_NAME, "here today 19:02"),),
    undo=f"forgot {LONG_NAME} 19:40",
    reach=replace(
        OWN,
        networks=((NETWORKS[0][0], LONG_NAME), NETWORKS[1]),
        network=NETWORKS[0][0],
        closed=CLOSED,
    ),
)


def pairing(look: Look, view: PairingView = USUAL, waited: bool = False) -> PairingWindow:
    window = PairingWindow(look)
    window.redraw(view)
    if waited:
        window.reach.wait_no_more()
    return window


def seat(number: int, name: str, state: State, is_own: bool = False) -> SeatView:
    return SeatView(
        id=str(number),
        name=name,
        state=state,
        since=NOW - timedelta(minutes=number),
        is_own=is_own,
        sensing=Sensing.SENSORS if is_own else Sensing.VISIBILITY,
        down=timedelta(minutes=40 - number),
        looks=0,
    )


FOUR = (
    seat(0, "Ana's phone", State.DOWN, is_own=True),
    seat(1, "Tom", State.UP),
    seat(2, "Priya", State.LOCKED),
    seat(3, "Omar", State.SILENT),
)
NAMES = "Ana Tom Priya Omar Zoë Liu Mia Noor Jean Ida Pavel Rosa Kai Lena".split()


def twelve(count: int = 12) -> Sequence[SeatView]:
    """Everybody, in every state there is."""
    states = tuple(State)
    return [
        seat(number, NAMES[number % len(NAMES)], states[number % len(states)], number == 0)
        for number in range(count)
    ]


def table(seats: Sequence[SeatView] = FOUR, minutes: int = 34) -> TableView:
    return TableView(
        session="s1",
        kind="Dinner",
        now=NOW,
        started_at=NOW - timedelta(minutes=48),
        planned_end_at=NOW + timedelta(minutes=42),
        ended_at=None,
        is_over_time=False,
        seats=tuple(seats),
        total=timedelta(minutes=minutes),
        longest=timedelta(minutes=minutes * 2 // 3),
        shows_looks=False,
    )


def guests(
    look: Look, view: GuestsView, shown: TableView | None = None, waited: bool = False
) -> GuestsWindow:
    window = GuestsWindow(look)
    window.redraw(view, shown)
    if waited:
        window.reach.wait_no_more()
    return window


OVER = GuestsView(
    Reach(),
    is_running=False,
    keeps_counts=True,
    guests=(Guest("1", "Tom", is_person=True), Guest("2", "Priya"), Guest("3", "Omar")),
    undo="added Tom 20:31",
)


PHONES = (
    "phones: 4 · all face down together: 1 h 12 min, 34 min at a stretch",
    "Ana's phone: picked up 2 times, 3 min",
    f"{LONG_NAME}: lay all the time",
)


def closing(look: Look) -> ClosingCard:
    window = ClosingCard(look)
    ended = replace(session(90), ended_at=NOW)
    window.redraw(ClosingView(NOW, ZONE, Kinds(), ended, show_people=True, phones=PHONES[0]))
    return window


def details(look: Look) -> DetailsWindow:
    window = DetailsWindow(look)
    window.redraw(
        DetailsView(
            *("s1", "Dinner", ("Ana",), ("Ana",), "Da Enzo", ""),
            until=None,
            phones=PHONES,
            at_table=("Tom", LONG_NAME),
        )
    )
    return window


def at_session(look: Look, shown: TableView) -> SessionWindow:
    window = SessionWindow(look)
    view = SessionView(has_tray=True, shows_reminder=False, table=shown)
    window.redraw(snapshot(session()), view)
    return window


SCENES: dict[str, Scene] = {
    "phone": pairing,
    "phone-first": lambda look: pairing(look, FIRST),
    "phone-long-names": lambda look: pairing(look, LONG, waited=True),
    "phone-no-network": lambda look: pairing(look, PairingView(NONE, network="")),
    "guests": lambda look: guests(look, GuestsView(GUESTS), table()),
    "guests-nobody": lambda look: guests(
        look,
        GuestsView(
            replace(
                GUESTS, has_come=False, closed=CLOSED, networks=NETWORKS, network=NETWORKS[0][0]
            )
        ),
        waited=True,
    ),
    "guests-twelve": lambda look: guests(
        look, GuestsView(GUESTS, shows_looks=True), table(twelve(), 0)
    ),
    "guests-over": lambda look: guests(look, OVER),
    "guests-long-names": lambda look: guests(
        look,
        replace(OVER, guests=(Guest("1", LONG_NAME), Guest("2", LONG_NAME, is_person=True))),
        table([seat(0, LONG_NAME, State.DOWN, is_own=True), seat(1, LONG_NAME, State.LOCKED)]),
    ),
    "closing-phones": closing,
    "details-phones": details,
    "session-phones": lambda look: at_session(look, table()),
    "session-phones-twelve": lambda look: at_session(look, table(twelve(14))),
    "session-phones-long-names": lambda look: at_session(
        look,
        table([seat(0, LONG_NAME, State.LOCKED, is_own=True), seat(1, LONG_NAME, State.SILENT)]),
    ),
}
