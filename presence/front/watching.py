"""The watch over a session, joined to all that senses the person; loaded with the first session."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from presence.core.watch import Watch, WatchEvent
from presence.desktop.alarm import find_alarm
from presence.desktop.idle import find_idle_watch
from presence.desktop.lock.screen_watch import ScreenWatch
from presence.desktop.zone.watch import ZoneWatch
from presence.front.app import App
from presence.front.nudging import Nudging
from presence.front.own_windows import OwnWindows
from presence.front.screen import Screen
from presence.front.sensing import Sensing
from presence.store import new_id

if TYPE_CHECKING:
    from presence.ui.wardrobe import Wardrobe


def make_watch(
    app: App, sight: ScreenWatch, screen: Screen, wardrobe: "Callable[[], Wardrobe]"
) -> Watch:
    """Listens, asks and nudges from now on."""
    idle = find_idle_watch(app.bus, app.clock, parent=app)
    alarm = find_alarm(app.clock, app)

    def is_in_use() -> bool:
        return idle.is_resting is False

    watch = Watch(app.engine, app.clock, alarm, new_id, is_in_use)
    alarm.fired.connect(watch.on_alarm)
    watch.listen(shown_on(screen))
    sensing = Sensing(
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
    nudging = Nudging(
        app.engine, watch, app.clock, app.zone, app.preferences, wardrobe, screen.attempt, screen
    )
    screen.closing.connect(nudging.close)
    application = app.application
    assert isinstance(application, QApplication)

    own_windows = OwnWindows(application, app)
    own_windows.changed.connect(watch.own_window)
    watch.own_window(own_windows.has_keyboard)

    def close() -> None:
        """The log is about to be closed, and windows go: nobody is watched any more."""
        own_windows.stop()
        sensing.stop()
        alarm.arm(None)

    screen.closing.connect(close)
    return watch


def shown_on(screen: Screen) -> Callable[[WatchEvent], None]:
    """What the screen does with what the watch tells."""

    def show(what: WatchEvent) -> None:
        if what is WatchEvent.ASKED:
            screen.meet()
        else:
            screen.redraw_windows()

    return show
