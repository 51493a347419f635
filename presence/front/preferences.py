"""The settings in force, changed one at a time or by another program, with effect at once."""

import logging
from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from presence.core.clock import Clock
from presence.core.errors import PresenceError
from presence.core.settings import Settings
from presence.store.settings_file import SettingsFile

logger = logging.getLogger(__name__)


class Preferences(QObject):
    """Reads the file once; ``changed`` carries the settings after each change."""

    changed = Signal(object)  # Settings

    def __init__(self, file: SettingsFile, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._clock = clock
        self._stamp = file.stamp
        read = file.read(clock.now())
        self.now: Settings = read.settings
        self.problem: PresenceError | None = read.problem
        for bad in read.bad_values:
            logger.warning("the setting %s cannot be used; allowed: %s", bad.name, bad.allowed)

    @property
    def path(self) -> str:
        """Where the file lies."""
        return str(self._file.path)

    def refresh(self) -> None:
        """Take over what another program has written; a file that cannot be read is let be."""
        stamp = self._file.stamp
        if stamp == self._stamp:
            return
        self._stamp = stamp
        read = self._file.read(self._clock.now(), sets_aside=False)
        if (read.problem is None or read.bad_values) and read.settings != self.now:
            self.now = read.settings
            self.changed.emit(self.now)

    def change(self, name: str, value: object) -> None:
        """Put a setting in force and write it; raises SettingsError where it cannot be written."""
        self.refresh()
        self.now = replace(self.now, **{name: value})  # type: ignore[arg-type]  # a name of Settings
        self.changed.emit(self.now)
        self._file.change(name, value)
        self._stamp = self._file.stamp

    def change_calendar(self, calendar_id: str, values: Mapping[str, object]) -> None:
        """Write fields of a calendar, a new one where there is none; raises SettingsError."""
        self._file.change_calendar(calendar_id, values)
        self.refresh()

    def remove_calendar(self, calendar_id: str) -> None:
        """Take a calendar out; raises SettingsError where it cannot be written."""
        self._file.remove_calendar(calendar_id)
        self.refresh()

    def make_file(self) -> None:
        """Have a file that can be opened; raises SettingsError."""
        self._file.change("theme", self.now.theme)
