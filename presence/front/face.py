"""Builds the screen around the icon; what windows need is built with the first window."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from presence.core.engine import Engine
from presence.core.event import Event, EventKind
from presence.desktop.lock import find_screen_watch
from presence.desktop.lock.screen_watch import ScreenWatch
from presence.front.app import App
from presence.front.login import Login
from presence.front.notices import Notices
from presence.front.own_notices import notices_of
from presence.front.screen import Screen
from presence.front.weeks import Weeks
from presence.ui.tray import Tray

if TYPE_CHECKING:
    from presence.core.watch import Watch
    from presence.front.at_times.not_seen import NotSeenNotice
    from presence.front.at_times.weekly_review import WeeklyReview
    from presence.front.coming.making import ComingParts
    from presence.front.keys.keys import Keys
    from presence.front.windows import Windows
    from presence.ui.wardrobe import Wardrobe


def make_screen(app: App, tray: Tray) -> Screen:
    """The screen of an app around the icon that is there already."""
    weeks = Weeks(app.log, lambda: str(app.zone()), lambda: app.preferences.now)
    sight = find_screen_watch(app.bus, app)
    notices = Notices(
        notices_of(app, tray),
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
    screen.icon.follow_updates(lambda: app.updating is not None and app.updating.is_updated)
    tray.start_anew_requested.connect(app.start_anew_soon)
    _tell_of_weeks(app, weeks, screen, notices, sight)
    _tell_who_was_not_seen(app, weeks, screen, notices, sight)
    watch = cache(lambda: _make_watch(app, sight, screen))
    _watch_sessions(app.engine, watch)
    coming = _follow_what_comes(app, screen, tray, sight)
    keys = _hold_keys(app, screen)
    if app.paths.is_the_persons_own:  # the desktop's menu knows no other home
        screen.opened.connect(lambda: _serve_desktop(app, screen))
    screen.make_windows_with(lambda: _make_windows(app, weeks, screen, tray, watch(), coming, keys))
    return screen


def _tell_of_weeks(
    app: App, weeks: Weeks, screen: Screen, notices: Notices, sight: ScreenWatch
) -> None:
    """The weekly notice, for those who chose a time for it: nothing of it is loaded before."""

    @cache
    def make() -> "WeeklyReview":
        from presence.front.at_times.making import make_weekly_review

        return make_weekly_review(app, weeks, screen, notices, sight)

    def look(is_start: bool) -> None:
        settings = app.preferences.now
        if make.cache_info().currsize or settings.weekly_review.weekday is not None:
            make().look(settings, is_start)

    screen.opened.connect(lambda: look(True))
    app.preferences.changed.connect(lambda: look(False))


def _tell_who_was_not_seen(
    app: App, weeks: Weeks, screen: Screen, notices: Notices, sight: ScreenWatch
) -> None:
    """The same for whom one has not seen for a while."""

    @cache
    def make() -> "NotSeenNotice":
        from presence.front.at_times.making import make_not_seen_notice

        return make_not_seen_notice(app, weeks, screen, notices, sight)

    def look(is_start: bool) -> None:
        settings = app.preferences.now
        if make.cache_info().currsize or settings.not_seen_notice.weekday is not None:
            make().look(settings, is_start)

    screen.opened.connect(lambda: look(True))
    app.preferences.changed.connect(lambda: look(False))


def _follow_what_comes(
    app: App, screen: Screen, tray: Tray, sight: ScreenWatch
) -> "Callable[[], ComingParts]":
    """Calendars and plans, for those who have some: nothing of it is loaded before."""

    @cache
    def make() -> "ComingParts":
        from presence.front.coming.making import make_coming

        return make_coming(app, screen, tray, sight, lambda: _wardrobe(app))

    def look() -> None:
        if not make.cache_info().currsize and (
            app.preferences.now.calendars or app.log.things("plan")
        ):
            make()

    def on_event(event: Event) -> None:
        if event.what is EventKind.CHANGED and not make.cache_info().currsize:
            app.preferences.refresh()
            look()

    screen.opened.connect(look)
    app.preferences.changed.connect(look)
    app.engine.listen(on_event)
    return make


def _hold_keys(app: App, screen: Screen) -> "Callable[[], Keys]":
    """Keys from everywhere, for those who chose one: nothing of it is loaded before."""

    @cache
    def make() -> "Keys":
        from presence.front.keys.keys import Keys

        return Keys(screen, parent=app)

    def look() -> None:
        settings = app.preferences.now
        if make.cache_info().currsize or settings.toggle_key or settings.looked_key:
            make().look(settings)

    screen.opened.connect(look)
    app.preferences.changed.connect(lambda _settings: look())
    return make


def _serve_desktop(app: App, screen: Screen) -> None:
    """Let the desktop ask: its menu and its links, where it asks by the bus."""
    from presence.desktop.activation import serve_desktop

    application = serve_desktop(app.bus, app)
    if application is not None:
        from presence.front.activation.activation import Activation

        Activation(application, screen, app.engine, app.clock, app.preferences, app)


def _watch_sessions(engine: Engine, watch: "Callable[[], Watch]") -> None:
    """Have the watch there from the first session on; a click waits for the mute, not for it."""

    def on_event(event: Event) -> None:
        is_now = event.what is EventKind.TAKEN_UP or not engine.is_settling
        if engine.session is not None and is_now:
            watch()  # who begins to listen while an event is told hears this one as well

    engine.listen(on_event)


def _make_watch(app: App, sight: ScreenWatch, screen: Screen) -> "Watch":
    from presence.front.watching import make_watch

    return make_watch(app, sight, screen, lambda: _wardrobe(app))


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


def _make_windows(
    app: App,
    weeks: Weeks,
    screen: Screen,
    tray: Tray,
    watch: "Watch",
    coming: "Callable[[], ComingParts]",
    keys: "Callable[[], Keys]",
) -> "Windows":
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
            is_own_home=app.paths.is_the_persons_own,
            actions=screen,
            coming=coming,
            phones=app.phones,
            table=app.table,
            guests=app.guests,
            keys=keys,
        )
    )
