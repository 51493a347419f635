"""Builds the screen around the icon; what windows need is built with the first window."""

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from presence.core.watch import Watch
from presence.desktop.alarm import find_alarm
from presence.desktop.idle import find_idle_watch
from presence.desktop.lock import find_screen_watch
from presence.desktop.lock.screen_watch import ScreenWatch
from presence.desktop.notify import find_notifier
from presence.desktop.zone.watch import ZoneWatch
from presence.front.app import App
from presence.front.login import Login
from presence.front.notices import Notices
from presence.front.nudging import Nudging
from presence.front.screen import Screen
from presence.front.sensing import Sensing
from presence.front.weeks import Weeks
from presence.store import new_id
from presence.ui.tray import Tray

if TYPE_CHECKING:
    from presence.front.windows import Windows
    from presence.ui.wardrobe import Wardrobe


def make_screen(app: App, tray: Tray) -> Screen:
    """The screen of an app around the icon that is there already."""
    weeks = Weeks(app.log, lambda: str(app.zone()), lambda: app.preferences.now)
    sight = find_screen_watch(app.bus, app)
    notices = Notices(
        find_notifier(app.bus),
        sight,
        _login(app),
        app.clock,
        app.preferences,
        lambda: _wardrobe(app),
        app.zone,
    )
    app.muter.put_back.connect(notices.tell_what_was_put_back)
    screen = Screen(app.engine, app.log, app.clock, app.preferences, weeks, tray, notices)
    screen.quit_requested.connect(app.quit)
    watch = _make_watch(app, sight, screen)
    _make_nudging(app, watch, screen)
    screen.make_windows_with(lambda: _make_windows(app, weeks, screen, tray, watch))
    return screen


def _make_watch(app: App, sight: ScreenWatch, screen: Screen) -> Watch:
    """The watch over the session in progress, joined to all that senses the person."""
    idle = find_idle_watch(app.bus, app.clock, parent=app)
    alarm = find_alarm(app.clock, app)

    def is_in_use() -> bool:
        return idle.is_resting is False

    watch = Watch(app.engine, app.clock, alarm, new_id, is_in_use)
    alarm.fired.connect(watch.on_alarm)
    watch.listen(screen.on_watch)
    Sensing(
        app.engine,
        watch,
        sight,
        idle,
        ZoneWatch(app),
        app.clock,
        app.look_again,
        screen.on_returned,
        app,
    )
    application = app.application
    assert isinstance(application, QApplication)
    application.focusWindowChanged.connect(lambda window: watch.own_window(window is not None))
    return watch


def _make_nudging(app: App, watch: Watch, screen: Screen) -> None:
    nudging = Nudging(
        app.engine,
        watch,
        app.clock,
        app.zone,
        app.preferences,
        lambda: _wardrobe(app),
        screen.attempt,
        screen,
    )
    screen.closing.connect(nudging.close)


@cache
def _login(app: App) -> Login:
    paths = app.paths
    return Login(app.preferences, "" if paths.is_the_persons_own else str(paths.data))


@cache
def _wardrobe(app: App) -> "Wardrobe":
    from presence.desktop.appearance.finding import find_appearance
    from presence.desktop.appearance.platform_theme import has_native_style
    from presence.ui.wardrobe import Wardrobe

    application, preferences = app.application, app.preferences
    assert isinstance(application, QApplication)
    reader = find_appearance(app.bus)
    wardrobe = Wardrobe(application, reader, preferences.now.theme, has_native_style())
    preferences.changed.connect(lambda settings: wardrobe.set_theme(settings.theme))
    return wardrobe


def _make_windows(app: App, weeks: Weeks, screen: Screen, tray: Tray, watch: Watch) -> "Windows":
    from PySide6.QtGui import QIcon

    from presence.desktop.desktop_name import desktop_name
    from presence.front.context import Context
    from presence.front.windows import Windows
    from presence.paths import resources_dir

    icon = resources_dir() / "icons" / "hicolor" / "scalable" / "apps" / "presence.svg"
    QApplication.setWindowIcon(QIcon(str(icon)))
    return Windows(
        Context(
            engine=app.engine,
            watch=watch,
            log=app.log,
            clock=app.clock,
            zone=app.zone,
            preferences=app.preferences,
            login=_login(app),
            weeks=weeks,
            wardrobe=_wardrobe(app),
            muter=app.muter,
            has_tray=lambda: tray.is_seen,
            desktop=desktop_name(),
            data_folder=str(app.paths.data),
            actions=screen,
        )
    )
