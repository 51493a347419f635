"""The settings window, joined: each change has its effect at once."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from presence.desktop.mute.find import known_here
from presence.desktop.mute.trial import MechanismReport
from presence.front.context import Context
from presence.texts import LANGUAGES
from presence.ui.windows.settings import LOGIN, SettingsView, SettingsWindow


class SettingsOpened:
    """Shows the settings in force and writes each change."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._found = ""
        self.window = SettingsWindow(context.wardrobe.look)
        self.window.changed.connect(self._change)
        self.window.open_file_requested.connect(self._open_file)
        self.window.help_requested.connect(lambda heading: context.actions.show(f"help#{heading}"))

    def open(self, wanted: str) -> None:
        self._context.muter.examine(self._on_examined)

    def redraw(self) -> None:
        context = self._context
        self.window.redraw(
            SettingsView(
                settings=context.preferences.now,
                kinds=context.log.kinds(),
                languages=LANGUAGES,
                mechanisms=[known.name for known in known_here()],
                found_mechanism=self._found,
                path=context.preferences.path,
                starts_at_login=context.login.is_on(),
            )
        )

    def _on_examined(self, reports: tuple[MechanismReport, ...]) -> None:
        self._found = next((report.mechanism for report in reports if report.found), "none")
        self.redraw()
        self.window.present()

    def _change(self, name: str, value: object) -> None:
        context = self._context

        def change() -> None:
            if name == LOGIN:
                context.login.turn(bool(value))
            else:
                context.preferences.change(name, value)

        context.actions.attempt(change)
        self.redraw()

    def _open_file(self) -> None:
        preferences = self._context.preferences
        self._context.actions.attempt(preferences.make_file)
        QDesktopServices.openUrl(QUrl.fromLocalFile(preferences.path))
