"""Builds the screen: tray, windows, notices and the desktop's looks around the app."""

import os

from PySide6.QtWidgets import QApplication

from presence.desktop.appearance.finding import find_appearance
from presence.desktop.appearance.platform_theme import has_native_style
from presence.desktop.notify import find_notifier
from presence.desktop.tray_host import find_tray_host
from presence.front.app import App
from presence.front.context import Context
from presence.front.notices import Notices
from presence.front.screen import Screen
from presence.front.weeks import Weeks
from presence.front.windows import Windows
from presence.ui.tray import Tray
from presence.ui.wardrobe import Wardrobe


def make_screen(app: App) -> Screen:
    """The screen of an app, not shown yet."""
    application = app.application
    assert isinstance(application, QApplication)
    preferences = app.preferences
    reader = find_appearance(app.bus)
    wardrobe = Wardrobe(application, reader, preferences.now.theme, has_native_style())
    preferences.changed.connect(lambda settings: wardrobe.set_theme(settings.theme))
    host = find_tray_host(app)
    tray = Tray(host, wardrobe.look.accent, parent=app)
    weeks = Weeks(app.log, lambda: str(app.zone()), lambda: preferences.now)
    context = Context(
        engine=app.engine,
        log=app.log,
        clock=app.clock,
        zone=app.zone,
        preferences=preferences,
        weeks=weeks,
        wardrobe=wardrobe,
        muter=app.muter,
        has_tray=lambda: tray.is_seen,
        desktop=_desktop_name(),
        data_folder=str(app.paths.data),
    )
    notices = Notices(
        find_notifier(),
        app.clock,
        preferences,
        wardrobe.when_ready,
        app.zone,
    )
    app.muter.put_back.connect(notices.tell_what_was_put_back)
    windows = Windows(context)
    screen = Screen(context, application, tray, windows, notices)
    context.actions = screen
    return screen


def _desktop_name() -> str:
    """What the desktop calls itself: the last part of XDG_CURRENT_DESKTOP is the family's name."""
    return os.environ.get("XDG_CURRENT_DESKTOP", "").rpartition(":")[2]
