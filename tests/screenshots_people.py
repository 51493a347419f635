"""Renders the windows of people in many states."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from presence.core.people.details import Details
from presence.core.people.relation import Relation
from presence.ui.look import Look
from presence.ui.people.page import PersonWindow
from presence.ui.people.view import MonthBar, PeopleView, PersonRow, PersonView
from presence.ui.people.window import PeopleWindow
from presence.ui.rows.line_form import Understood
from presence.words.dates import hours, month_name
from presence.words.people.relations import relation_name
from tests.screenshots_windows import LONG_NAME, Scene

RELATIONS = [(relation_name(each), each.value) for each in Relation]
DUE_DEEDS = (("book", "Book a coffee…"), ("wrote", "Wrote a line"), ("not_now", "Not now"))
DONE = (("done", "Done"),)


def row(name: str, says: str, deeds: Sequence[tuple[str, str]] = ()) -> PersonRow:
    return PersonRow(name, name, says, deeds, name)


USUAL = PeopleView(
    found=[
        row("Ana Silva", "friend · Anita · seen 3 weeks ago"),
        row("Tom Müller", "partner · seen yesterday"),
        row("Priya Sharma", "not met yet"),
    ],
    found_more="and 597 more",
    due=[
        row("Ana Silva", "not seen for 5 weeks; last time Dinner at Da Enzo", DUE_DEEDS),
        row("Omar Kaya", "not seen for 3 months; last time Coffee", DUE_DEEDS),
    ],
    due_more="",
    has_wishes=True,
    to_do=[
        PersonRow("1", "write to Ana Silva · the map of the Alps", "tomorrow", DONE, "Ana Silva"),
        PersonRow("2", "book a meeting with Omar Kaya", "since Fri 14 Nov", DONE, "Omar Kaya"),
    ],
    ideas=[
        row("Priya Sharma", "you know each other only online", (("meet", "Note: book a coffee"),))
    ],
    undo="changed what is known of Ana Silva 19:40",
)
EMPTY = PeopleView((), "", (), "", False, (), ())
LONG = replace(
    USUAL,
    found=[row(LONG_NAME, f"friend · {LONG_NAME} · seen today")],
    due=[row(LONG_NAME, f"not seen for 5 weeks; last time Dinner at {LONG_NAME}", DUE_DEEDS)],
    to_do=[PersonRow("1", f"write to {LONG_NAME} · {LONG_NAME}", "today", DONE, LONG_NAME)],
)


def people(look: Look, view: PeopleView = USUAL) -> PeopleWindow:
    window = PeopleWindow(look, lambda text: Understood(text, True))
    window.redraw(view)
    return window


def months() -> list[MonthBar]:
    """From December to November, with two months in which one did not meet."""
    found = []
    for number, minutes in enumerate((180, 90, 0, 240, 60, 45, 300, 0, 120, 90, 150, 60)):
        first = date(2024 + (number + 11) // 12, (number + 11) % 12 + 1, 1)
        total = timedelta(minutes=minutes)
        name = f"{month_name(first)} {first.year}"
        found.append(MonthBar(name, total, hours(total) if total else "–"))
    return found


ANA = PersonView(
    who=Details("Ana Silva"),
    lines=(
        "friend",
        "called Anita",
        "met first in person, 3 May 2019, PyCon",
        "birthday 12 Apr 1984",
        "https://example.org/ana",
        "to be seen every 3 weeks, at most 6 weeks",
        "in Choir, Friends",
        "last time Dinner at Da Enzo · Fri 17 Oct 19:00 · 5 weeks ago",
        "42 sessions, 66 h",
        "next Sat 29 Nov 12:30 · Lunch",
    ),
    months=months(),
    sessions=(
        "17 Oct 2025 · Dinner · 90 min · Da Enzo",
        "2 Oct 2025 · Coffee · 45 min",
        "21 Sep 2025 · Walk · 60 min · the lake",
    ),
    sessions_more="All 42 sessions",
    to_do=[PersonRow("1", "write to Ana Silva · the map of the Alps", "tomorrow", DONE)],
    undo="",
)
NEW = PersonView(Details("Zoë"), ("not met yet",), (), (), "", ())
LONG_PERSON = replace(
    ANA,
    who=Details(LONG_NAME),
    lines=(*ANA.lines, f"https://example.org/{LONG_NAME}", LONG_NAME),
    sessions=(f"17 Oct 2025 · Dinner · 90 min · {LONG_NAME}",),
    to_do=[PersonRow("1", f"write to {LONG_NAME}", "today", DONE)],
)


def person(look: Look, view: PersonView = ANA, edited: bool = False) -> PersonWindow:
    window = PersonWindow(look, RELATIONS, lambda text: Understood(text, True))
    window.redraw(view)
    if edited:
        window.edit({"nick": "Anita", "every": "3w", "birthday": "1984-04-12"})
        window.form.say("“the 40th of May” is no birthday.")
    return window


SCENES: dict[str, Scene] = {
    "people": people,
    "people-empty": lambda look: people(look, EMPTY),
    "people-long-names": lambda look: people(look, LONG),
    "person": person,
    "person-new": lambda look: person(look, NEW),
    "person-edited": lambda look: person(look, edited=True),
    "person-long-names": lambda look: person(look, LONG_PERSON),
}
