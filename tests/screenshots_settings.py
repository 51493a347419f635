"""Renders the settings in many states."""

from dataclasses import replace
from datetime import time, timedelta

from PySide6.QtWidgets import QLineEdit

from presence.core.kind import Kind, Kinds
from presence.core.names.kind_rules import plain_kind
from presence.core.settings import Settings, Theme, Weekly
from presence.ui.look import Look
from presence.ui.settings.view import THE_FILE, ByHand, SettingsView
from presence.ui.settings.window import SettingsWindow
from tests.screenshots_windows import LONG_NAME, Scene

BY_HAND = {
    "toggle_key": ByHand(
        "By hand: Settings → Keyboard → View and Customize Shortcuts → Custom Shortcuts, or these "
        "lines in a terminal.",
        "gsettings set …",
    ),
    "looked_key": ByHand("By hand: give a key the command “presence slip”.", "presence slip"),
}


def long_kind() -> Kind:
    return replace(plain_kind("long", LONG_NAME), default_length=timedelta(minutes=60))


def view(starts_at_login: bool = False, **changes: object) -> SettingsView:
    """The settings of somebody on GNOME with a CalDAV calendar."""
    return SettingsView(
        settings=replace(Settings(), **changes),  # type: ignore[arg-type]  # its own fields
        kinds=Kinds(),
        languages=("en", "de"),
        mechanisms=("gnome", "freedesktop", "dunst"),
        found_mechanism="gnome",
        path="/home/ana/.config/presence/settings.toml",
        starts_at_login=starts_at_login,
        busy_calendars=(("work", "Work"), ("home", "Home")),
        by_hand=BY_HAND,
    )


def settings(look: Look, shown: SettingsView | None = None) -> SettingsWindow:
    window = SettingsWindow(look)
    window.redraw(shown or view())
    return window


def second_page(look: Look, shown: SettingsView | None = None) -> SettingsWindow:
    """What few people change."""
    window = settings(look, shown)
    window.show_second_page()
    return window


def searched(look: Look, words: str) -> SettingsWindow:
    window = settings(look)
    window.findChildren(QLineEdit)[0].setText(words)
    return window


CHANGED = view(
    True,
    theme=Theme.DARK,
    show_people=True,
    mechanism="my own",
    day_starts_at=time(4, 0),
    default_kind="dinner",
)
MORE_CHANGED = view(
    weekly_review=Weekly(6, time(19, 0)),
    toggle_key="Ctrl+Alt+P",
    looked_key="Ctrl+Alt+L",
    busy_file="~/presence.ics",
    busy_calendar="work",
    me=("ana@example.org", "ana@work.example"),
)
LONG = replace(
    view(default_kind="long", busy_calendar="long", busy_file=f"/home/{LONG_NAME}.ics"),
    kinds=Kinds([long_kind()]),
    busy_calendars=(("long", LONG_NAME),),
    path=f"/home/ana/{LONG_NAME}/{LONG_NAME}/settings.toml",
)
TROUBLED = replace(
    view(default_kind="therapy", toggle_key="Ctrl+Alt+P", busy_calendar="old"),
    troubles={
        THE_FILE: "/home/ana/.config/presence/settings.toml, line 3: Invalid value.",
        "starts_at_login": "The file of another program is in the way, and was not written over.",
        "toggle_key": "Ctrl+Alt+P is held by another program. Choose another one.",
        "busy_file": "This file is not one of Presence's, so it stays as it is.",
    },
)

SCENES: dict[str, Scene] = {
    "settings": settings,
    "settings-changed": lambda look: settings(look, CHANGED),
    "settings-long-names": lambda look: settings(look, LONG),
    "settings-troubled": lambda look: settings(look, TROUBLED),
    "settings-more": second_page,
    "settings-more-changed": lambda look: second_page(look, MORE_CHANGED),
    "settings-more-long-names": lambda look: second_page(look, LONG),
    "settings-more-troubled": lambda look: second_page(look, TROUBLED),
    "settings-searched": lambda look: searched(look, "notices"),
    "settings-not-found": lambda look: searched(look, "zebra"),
}
