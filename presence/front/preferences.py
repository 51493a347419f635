"""The settings in force, changed one at a time or by another program, with effect at once."""

import logging
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from presence.core.clock import Clock
from presence.core.errors import PresenceError
from presence.core.frozen import replace
from presence.core.settings import Settings
from presence.store.settings_file import NO_FILE, ReadSettings, SettingsFile

if TYPE_CHECKING:
    from presence.desktop.mute.file_watch import FileWatch

logger = logging.getLogger(__name__)

SETTLING_MS = 150


class Preferences(QObject):
    """Reads the file once; ``changed`` carries the settings after each change."""

    changed = Signal(object)  # Settings
    troubled = Signal(object)  # PresenceError: what somebody wrote into the file cannot be used

    def __init__(self, file: SettingsFile, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._clock = clock
        self._stamp = file.stamp
        self._following: FileWatch | None = None
        read = file.read(clock.now())
        self.now: Settings = read.settings
        self._note_trouble(read)

    @property
    def path(self) -> str:
        """Where the file lies."""
        return str(self._file.path)

    def follow(self) -> None:
        """From now on, take over what is written into the file as soon as it is written."""
        if self._following is None:
            from presence.desktop.mute.file_watch import FileWatch  # once the app is there

            self._following = FileWatch(self)
            settling = QTimer(self._following)
            settling.setSingleShot(True)
            settling.timeout.connect(self._on_written)
            # Who empties a file before it is written anew means neither.
            self._following.changed.connect(lambda: settling.start(SETTLING_MS))
        # A link into somebody's dotfiles is followed to where it leads.
        self._following.watch([self.path, os.path.realpath(self.path)])

    def close(self) -> None:
        """The app goes: nobody would use what is written from now on."""
        if self._following is not None:
            self._following.deleteLater()
            self._following.blockSignals(True)
            for settling in self._following.findChildren(QTimer):
                settling.stop()
            self._following = None

    def _on_written(self) -> None:
        self._take_over()
        self.follow()  # the link may lead elsewhere now

    def refresh(self) -> None:
        """Take over what another program has written; a file that cannot be read is let be.

        One that is empty or gone may be written anew in this moment: that is seen once it settles.
        """
        _written_at, size, _inode = self._file.stamp
        if size or self._following is None:
            self._take_over()

    def _take_over(self) -> None:
        stamp = self._file.stamp
        if stamp == self._stamp:
            return
        self._stamp = stamp
        had_problem = self.problem is not None
        read = self._file.read(self._clock.now(), sets_aside=False)
        self._note_trouble(read)
        is_read = read.problem is None or bool(read.bad_values)
        is_put_right = had_problem and read.problem is None
        if is_read and (read.settings != self.now or is_put_right):
            self.now = read.settings
            self.changed.emit(self.now)
        if self.problem is not None:
            self.troubled.emit(self.problem)

    def _note_trouble(self, read: ReadSettings) -> None:
        self.problem: PresenceError | None = read.problem
        self.bad_values = read.bad_values
        for bad in read.bad_values:
            logger.warning("the setting %s cannot be used; allowed: %s", bad.name, bad.allowed)

    def change(self, name: str, value: object) -> None:
        """Put a setting in force and write it; raises SettingsError where it cannot be written.

        It is in force all the same until the app ends: what was answered is not asked again.
        """
        self.refresh()
        self._put_in_force(name, value)
        self._write(name, value)

    def write(self, name: str, value: object) -> None:
        """Write a setting and put it in force; raises SettingsError, and then all is as before."""
        self.refresh()
        self._write(name, value)
        self._put_in_force(name, value)

    def _put_in_force(self, name: str, value: object) -> None:
        self.now = replace(self.now, **{name: value})  # type: ignore[arg-type]  # a name of Settings
        self.changed.emit(self.now)

    def _write(self, name: str, value: object) -> None:
        is_new = self._stamp == NO_FILE
        self._file.change(name, value)
        self._stamp = self._file.stamp
        if self.bad_values:
            # What it says of this one is right now, and what it says of others may still be wrong.
            self._note_trouble(self._file.read(self._clock.now(), sets_aside=False))
        if is_new and self._following is not None:
            self.follow()  # its folder may be new as well

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
