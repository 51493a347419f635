"""Renders the agenda in many states."""

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit

from presence.ui.coming.agenda import AgendaWindow
from presence.ui.coming.view import (
    AgendaDay,
    AgendaRow,
    AgendaView,
    Ask,
    CalendarRow,
    PlanRow,
)
from presence.ui.look import Look
from presence.ui.rows.line_form import Understood
from tests.screenshots_windows import LONG_NAME, Scene

DUE = (Ask.START, Ask.NOT_THIS)
LUNCH = AgendaRow(
    "lunch",
    "12:30–13:30",
    "Lunch at the harbour",
    "Dinner · Tom",
    "Did it happen?",
    asks=(Ask.HAPPENED, Ask.DID_NOT),
)
KEPT = AgendaRow(
    "standup",
    "09:00–09:15",
    "Standup",
    "Meeting · 9 people · Room 2",
    "kept",
    "",
    (Ask.OPEN,),
    True,
)
ROADMAP = AgendaRow(
    "roadmap",
    "15:00–16:00",
    "Roadmap",
    "Meeting · Ana, Tom · Room 1",
    "A click on the icon starts it.",
    asks=DUE,
)
DINNER = AgendaRow("dinner", "19:00–20:30", "Dinner", "Dinner · Ana, Mia", asks=DUE)
CALL = AgendaRow(
    "call",
    "16:00–17:00",
    "Quarterly call",
    why="Not proposed: a video link and no place",
    is_quiet=True,
)
LONG = AgendaRow(
    "long",
    "23:30–tomorrow 00:45",
    " ".join([LONG_NAME] * 2),
    f"Networking event · {LONG_NAME}, {LONG_NAME} · {LONG_NAME}",
    "Did it happen?",
    "Proposed: with others, at a place, which of them you are is not known (setting “me”)",
    (Ask.HAPPENED, Ask.DID_NOT),
)
PLANS = (
    PlanRow("p1", "Weekdays 19:00: Dinner with Ana and Mia, 90 min", "next: today 19:00", "…"),
    PlanRow("p2", "Last Friday of the month 18:00: Networking event", "next: Fri 28 Nov", "…"),
)
CALENDARS = (
    CalendarRow("work", "Work", "read 5 min ago"),
    CalendarRow(
        "home",
        "Home",
        "read yesterday 18:05",
        "It cannot be reached now; it is tried again by itself.",
    ),
)
USUAL = AgendaView(
    days=(
        AgendaDay("Yesterday", (LUNCH,)),
        AgendaDay("Today", (KEPT, ROADMAP, DINNER)),
        AgendaDay("Tomorrow", (replace(DINNER, key="dinner-2"),)),
    ),
    plans=PLANS,
    calendars=CALENDARS,
    hidden=3,
)


def understand(text: str) -> Understood:
    if "19" in text:
        return Understood("Dinner with Ana on weekdays at 19:00, 90 min", True)
    return Understood("This does not say when it is, and how often.", False)


def agenda(look: Look, view: AgendaView = USUAL, typed: str = "") -> AgendaWindow:
    window = AgendaWindow(look, understand)
    window.redraw(view)
    if typed:
        window.findChildren(QLineEdit)[0].setText(typed)
    return window


SCENES: dict[str, Scene] = {
    "agenda": agenda,
    "agenda-empty": lambda look: agenda(look, AgendaView(())),
    "agenda-all": lambda look: agenda(
        look,
        replace(
            USUAL,
            days=(AgendaDay("Today", (KEPT, ROADMAP, CALL, DINNER)),),
            hidden=0,
            shows_all=True,
        ),
    ),
    "agenda-long-names": lambda look: agenda(
        look,
        replace(
            USUAL,
            days=(AgendaDay("Today", (LONG,)),),
            plans=(replace(PLANS[0], title=f"Daily 12:30: {LONG_NAME} with {LONG_NAME}"),),
            calendars=(replace(CALENDARS[1], name=LONG_NAME),),
        ),
    ),
    "agenda-typed": lambda look: agenda(
        look, replace(USUAL, days=USUAL.days[:1]), "weekdays 19:00 dinner 90m @Ana"
    ),
    "agenda-undo": lambda look: agenda(
        look, replace(USUAL, days=(), undo="changed the plan weekdays 19:00 dinner 19:40")
    ),
}
