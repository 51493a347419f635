"""What an app does beside the session: looks after the log, tells others, follows the settings."""

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from presence.core.event import Event, EventKind

if TYPE_CHECKING:
    from datetime import datetime

    from presence.front.app import App
    from presence.front.coming.out import Out
    from presence.front.coming.unseen import Unseen
    from presence.front.courtesies import Courtesies
    from presence.front.errands.upkeep import Upkeep

AFTER_THE_MUTE_MS = 100  # what others are told must not slow down what is done here


class Errands(QObject):
    """Each waits until the app is there or the desktop quiet, and loads nothing until it is due."""

    def __init__(self, app: "App") -> None:
        super().__init__(app)
        self._app = app
        self._courtesies: Courtesies | None = None
        self._out: Out | None = None
        self._unseen: Unseen | None = None
        self._upkeep: Upkeep | None = None
        app.engine.listen(self._on_event)
        app.engine.listen(self._on_news)

    def begin(self) -> None:
        """What is due now and then, and waits until the app is there."""
        app = self._app
        if app.screen is not None and app.paths.is_the_persons_own:
            from presence.desktop.tray_host.icons import icons_are_installed, install_icons

            if not icons_are_installed():
                install_icons()  # a panel that finds them by name recolours them
        if app.screen is None:
            from presence.front.coming.unseen import Unseen

            self._unseen = Unseen(app)
        self._look_after_the_log()
        self._notice_updates()
        self._take_over()
        app.preferences.changed.connect(self._take_over)
        app.preferences.follow()
        app.muter.warm_up()
        if app.paths.courtesies.exists():
            self._tell_others()
        if app.paths.busy.exists():
            self._show_as_busy()
        if os.path.exists(app.paths.phones_awaited) and self._knows_a_phone():
            app.phones().resume()

    def take_no_more(self) -> None:
        """Let nothing begin any more."""
        if self._unseen is not None:
            self._unseen.close()

    def close(self) -> None:
        """Let all go; others are told nothing where the app goes on as a newer one."""
        if self._courtesies is not None and not self._app.is_to_start_anew:
            self._courtesies.close()
        if self._out is not None:
            self._out.close()
        if self._upkeep is not None:
            self._upkeep.close()

    def _notice_updates(self) -> None:
        from presence.desktop.integration.installed import own_file

        path = own_file()
        if path is not None:
            from presence.desktop.integration.replaced import Replaced
            from presence.front.updating.updating import Updating

            self._app.updating = Updating(self._app, Replaced(path))

    def _on_event(self, event: Event) -> None:
        if event.what in (EventKind.ENDED, EventKind.ENDED_SOFTLY, EventKind.CLOSED_AT_BOUND):
            QTimer.singleShot(0, self, self._look_after_the_log)

    def _on_news(self, event: Event) -> None:
        """Courtesy outwards: nothing of it is loaded while nobody is to be told."""
        if event.what is EventKind.MUTE:
            return
        app = self._app
        app.preferences.refresh()
        chosen = app.preferences.now.courtesy
        if self._courtesies is not None or (chosen is not None and any(chosen.switched_on())):
            QTimer.singleShot(AFTER_THE_MUTE_MS, self, self._tell_others)
        settings = app.preferences.now
        if not app.has_phones and app.engine.session is not None and self._knows_a_phone():
            QTimer.singleShot(AFTER_THE_MUTE_MS, self, self._answer_phones)
        if self._out is not None or settings.busy_file or settings.busy_calendar:
            QTimer.singleShot(AFTER_THE_MUTE_MS, self, self._show_as_busy)

    def _take_over(self) -> None:
        """What the settings file says of kinds and plans that is new: for who writes them there."""
        app = self._app
        settings = app.preferences.now
        if settings.kinds or settings.plans or app.paths.kinds_taken.exists():
            from presence.front.written import take_over
            from presence.front.written.taken import Taken

            taken, zone = Taken(app.paths.kinds_taken), app.zone()
            if take_over(settings, app.log, taken, app.clock, zone, self._say_what_failed):
                app.engine.on_log_changed()

    def _knows_a_phone(self) -> bool:
        return self._app.preferences.now.phone_page and os.path.exists(self._app.paths.phone_name)

    def _answer_phones(self) -> None:
        self._app.phones().look()

    def _show_as_busy(self) -> None:
        if self._out is None:
            from presence.front.coming.out import Out

            app = self._app
            self._out = Out(
                app.engine,
                app.log,
                app.clock,
                app.preferences,
                app.paths,
                self._say_what_failed,
                self,
            )
            app.looked_again.connect(self._out.look)
        self._out.look()

    def _tell_others(self) -> None:
        if self._courtesies is None:
            from presence.front.courtesies import Courtesies  # QtNetwork, 3 MB

            app = self._app
            self._courtesies = Courtesies(
                app.engine,
                app.log,
                app.clock,
                app.preferences,
                app.paths,
                self._say_what_failed,
                self,
            )
        self._courtesies.look()

    def _say_what_failed(self, line: str, hint: str) -> None:
        if self._app.screen is not None:
            self._app.screen.say(line, hint)

    def _look_after_the_log(self) -> None:
        if self._upkeep is None:
            from presence.front.errands.upkeep import Upkeep

            self._upkeep = Upkeep(self._app.paths, self._app.clock, self)
            self._upkeep.damage_found.connect(self._on_damage_found)
        self._upkeep.look()

    def _on_damage_found(self, count: int, newest_at: "datetime | None") -> None:
        from presence.words.safety.going_back import damage_lines

        self._say_what_failed(*damage_lines(count, newest_at, self._app.zone()))
