"""Renders the window of calendars in many states."""

from dataclasses import replace

from presence.core.coming.chosen import Handling
from presence.ui.coming.calendars import CalendarsWindow
from presence.ui.coming.came import CameView, CameWindow
from presence.ui.coming.choosing.view import CalendarsView, ChosenRow, OfferedRow
from presence.ui.look import Look
from tests.screenshots_windows import LONG_NAME, Scene

GOES = "Its copy on this computer goes. The calendar itself and your log stay as they are."
WORK = ChosenRow("work", "Work", "CalDAV · read 5 min ago", GOES)
HOME = ChosenRow(
    "home",
    "Home",
    "file · read yesterday 18:05",
    GOES,
    Handling.START,
    "It cannot be reached now; it is tried again by itself.",
)
TEAM = ChosenRow("team", "Team", "subscription · read 1 h ago", GOES, Handling.IGNORE)
HELD = (
    OfferedRow("system-calendar", "Personal", "On This Computer"),
    OfferedRow("b1f", "Calendar", "ana@example.org"),
)
ACCOUNT = (OfferedRow("0", "Work"), OfferedRow("1", "Family & friends"), OfferedRow("2", "Rooms"))
USUAL = CalendarsView((WORK, HOME, TEAM), HELD, me="ana@example.org, ana@work.example")
EMPTY = CalendarsView(held_says="This desktop has no calendars that can be read.")


def calendars(look: Look, view: CalendarsView = USUAL) -> CalendarsWindow:
    window = CalendarsWindow(look)
    window.redraw(view)
    return window


def came(look: Look, view: CameView) -> CameWindow:
    window = CameWindow(look)
    window.redraw(view)
    return window


CAME = CameView("key", "Roadmap", "today · 10:00–11:00", ("Ana Silva", "Tom", "Zoë & Co"))

SCENES: dict[str, Scene] = {
    "came": lambda look: came(look, CAME),
    "came-long-names": lambda look: came(
        look, CameView("key", LONG_NAME, "Fri 20 Nov · 10:00–11:00", (LONG_NAME,) * 8)
    ),
    "calendars": calendars,
    "calendars-empty": lambda look: calendars(look, EMPTY),
    "calendars-asking": lambda look: calendars(
        look, CalendarsView(held_says="Asking this desktop…", said="Looking there…", is_busy=True)
    ),
    "calendars-account": lambda look: calendars(look, replace(EMPTY, account=ACCOUNT)),
    "calendars-trouble": lambda look: calendars(
        look,
        replace(
            EMPTY,
            said="The server does not take the name and password. Many need an app password.",
            is_trouble=True,
        ),
    ),
    "calendars-long-names": lambda look: calendars(
        look,
        CalendarsView(
            (replace(HOME, name=LONG_NAME, says=f"CalDAV · {LONG_NAME}"),),
            (OfferedRow("x", LONG_NAME, LONG_NAME),),
            account=(OfferedRow("0", LONG_NAME), OfferedRow("1", LONG_NAME)),
            me=", ".join([LONG_NAME] * 3),
            said=f"“{LONG_NAME}” is not read any more. {GOES}",
        ),
    ),
}
