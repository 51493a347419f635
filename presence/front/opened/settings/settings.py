"""The settings window, joined: a change has its effect at once, or is refused beside its field."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from presence.desktop.mute.find import known_here
from presence.desktop.mute.trial import MechanismReport
from presence.front.context import Context
from presence.front.keys.keys import Take
from presence.front.opened.settings.busy import BusyFileCheck, busy_calendars
from presence.front.opened.settings.keys import KEYS, by_hand_of, key_troubles, refused_key
from presence.front.opened.settings.me import read_addresses
from presence.front.opened.settings.written import file_troubles
from presence.texts import LANGUAGES
from presence.ui.settings.view import LOGIN, THE_FILE, SettingsView
from presence.ui.settings.window import SettingsWindow


class SettingsOpened:
    """Shows the settings in force and writes each change; ``open`` takes the name of one."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._found = ""
        self._wanted = ""
        self.is_waiting = False  # for what the desktop says, before it is shown
        self._troubles: dict[str, str] = {}  # what was refused last, by the setting
        self._settings = context.preferences.now  # when it was
        self._keys = context.keys()
        self._busy_file = BusyFileCheck()
        window, actions = SettingsWindow(context.wardrobe.look), context.actions
        self.window = window
        window.changed.connect(self._change)
        window.open_requested.connect(actions.show)
        window.open_file_requested.connect(self._open_file)
        window.key_waited_for.connect(self._wait_for_key)
        window.help_requested.connect(lambda heading: actions.show(f"help#{heading}"))
        window.destroyed.connect(self._busy_file.close)
        context.preferences.changed.connect(self._on_changed)
        context.preferences.troubled.connect(self._on_changed)
        self._keys.hotkeys.changed.connect(self._on_changed)
        self._keys.seen_in(self._shows_keys)

    def open(self, wanted: str) -> None:
        self._wanted = wanted
        self.is_waiting = True
        self._context.muter.examine(self._on_examined)

    def redraw(self) -> None:
        context = self._context
        settings = context.preferences.now
        self.window.redraw(
            SettingsView(
                settings=settings,
                kinds=context.log.kinds(),
                languages=LANGUAGES,
                mechanisms=[known.name for known in known_here()],
                found_mechanism=self._found,
                path=context.preferences.path,
                starts_at_login=context.login.is_on(),
                busy_calendars=busy_calendars(settings),
                by_hand=by_hand_of(settings, context.desktop),
                troubles={
                    **file_troubles(context.preferences),
                    **key_troubles(settings, self._keys.hotkeys),
                    **self._troubles,
                },
            )
        )

    def _on_examined(self, reports: tuple[MechanismReport, ...]) -> None:
        self.is_waiting = False
        self._found = next((report.mechanism for report in reports if report.found), "none")
        if not self.window.isVisible():
            self._troubles.clear()
        self.redraw()
        self.window.present()
        if self._wanted:
            self.window.go_to(self._wanted)

    def _shows_keys(self) -> bool:
        return any(map(self.window.shows, KEYS))

    def _on_changed(self, *_what: object) -> None:
        before, self._settings = self._settings, self._context.preferences.now
        for name in [*self._troubles]:
            if getattr(before, name, None) != getattr(self._settings, name, None):
                del self._troubles[name]  # it is another value, and says for itself what is wrong
        if self.window.isVisible():
            self.redraw()

    # What is changed

    def _change(self, name: str, value: object) -> None:
        settings = self._context.preferences.now
        self._troubles.pop(name, None)
        if name == "busy_file":
            self._busy_file.look(str(value).strip(), self._take_busy_file)
            return
        trouble = ""
        if name in KEYS:
            trouble = refused_key(name, str(value), settings)
        elif name == "me" and isinstance(value, str):
            value, trouble = read_addresses(value)
        self._take(name, value, trouble)

    def _take_busy_file(self, path: str, trouble: str) -> None:
        self._take("busy_file", path, trouble)

    def _take(self, name: str, value: object, trouble: str) -> None:
        """Write it, unless there is trouble already; what could not be stands beside its field."""
        trouble = trouble or self._context.actions.problem_with(lambda: self._put(name, value))
        if trouble:
            self._troubles[name] = trouble
        self.redraw()

    def _put(self, name: str, value: object) -> None:
        if name == LOGIN:
            self._context.login.turn(bool(value))
        else:
            self._context.preferences.write(name, value)

    def _wait_for_key(self, name: str, take: Take | None) -> None:
        self._keys.hand_to(take)
        if take is not None and self._troubles.pop(name, ""):
            self.redraw()

    def _open_file(self) -> None:
        preferences = self._context.preferences
        trouble = self._context.actions.problem_with(preferences.make_file)
        self._troubles[THE_FILE] = trouble
        QDesktopServices.openUrl(QUrl.fromLocalFile(preferences.path))
        self.redraw()
