"""Renders the window to enter what is over, in many states."""

from dataclasses import replace

from presence.core.entry import EntryContext
from presence.core.kind import Kinds
from presence.ui.entering.window import AddWindow
from presence.ui.look import Look
from presence.ui.window import Window
from presence.words.entry import entry_context
from tests.screenshots_windows import LONG_NAME, NOW, ZONE, Scene

PEOPLE = ("Ana", "Tom Müller", "Anatol", LONG_NAME)
RIGHT_TO_LEFT = 'yesterday 19-21:30 dinner @"דוד כהן" #משפחה place:"קפה" note:"3 ימים"'


def context() -> EntryContext:
    return replace(
        entry_context(NOW, ZONE, Kinds(), PEOPLE, "dinner"),
        groups={"Family": ("Ana", "Tom Müller")},
        tags=("family", "work", "my tag"),
        places=("Da Enzo", "Café Roma"),
    )


def add(look: Look, typed: str = "", said: str = "") -> Window:
    window = AddWindow(look)
    window.redraw(context())
    if said:
        window.type_line("yesterday 19-21 dinner @Ana")
        window.show_added(said)
    window.type_line(typed)
    return window


SCENES: dict[str, Scene] = {
    "add-empty": add,
    "add-typed": lambda look: add(
        look, 'yesterday 19-21:30 dinner @Ana @"Tom Müller" #family place:"Da Enzo" slipped 1 call'
    ),
    "add-readings": lambda look: add(look, "yesterday 7-9 dinner @Family"),
    "add-who": lambda look: add(look, "yesterday 19-21 dinner an"),
    "add-not-understood": lambda look: add(look, "yesterday 19-21 dinner ?? parsecs"),
    "add-no-time": lambda look: add(look, "dinner @Ana"),
    "add-added": lambda look: add(look, said="Added: Dinner · Ana · yesterday · 19:00–21:00 · 2 h"),
    "add-long-name": lambda look: add(
        look, f'yesterday 7-9 dinner @"{LONG_NAME}" @Wolf place:"{LONG_NAME}" note:"<b>x</b>"'
    ),
    "add-right-to-left": lambda look: add(look, RIGHT_TO_LEFT),
}
