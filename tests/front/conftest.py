"""A whole app in this process, without a panel and without a message bus."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from presence.core.clock import SystemClock
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.desktop.lease import handed_over
from presence.desktop.tray_host.host import TrayHost
from presence.front.app import App
from presence.front.preferences import Preferences
from presence.front.working import work
from presence.paths import find_paths
from presence.store import new_id, open_log
from presence.store.settings_file import SettingsFile
from presence.ui.look import ACCENT
from presence.ui.tray import Tray


@dataclass
class RunningApp:
    """An app with its tray, and what of it can be seen."""

    home: Path
    qtbot: QtBot
    is_open: bool = False

    def open(self) -> None:
        paths = find_paths(str(self.home))
        self.preferences = Preferences(SettingsFile(paths.settings), SystemClock())
        self.log = open_log(paths, check=True)
        application = cast(QApplication, QApplication.instance())
        self.app = App(application, paths, self.log, self.preferences)
        self.tray = Tray(TrayHost(), ACCENT)
        self.is_open = True
        self.app.open(self.tray)

    def follows_its_settings(self) -> None:
        """Wait until what is written into their file is taken over, once all else is there."""
        self.qtbot.waitUntil(lambda: self.preferences._following is not None, timeout=10_000)

    def close(self) -> None:
        if not self.is_open:
            return  # the test never came to it
        self.tray.hide()
        self.app.close()
        if handed_over.VARIABLE in os.environ:  # nobody takes our place
            handed_over.close_door()
            os.environ.pop(handed_over.VARIABLE, None)
        for window in QApplication.topLevelWidgets():
            window.hide()
            if not isinstance(window, QAbstractItemView):  # a completer deletes its own list
                window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def window(self, name: str) -> QWidget:
        """The window of that class once it is seen."""
        self.qtbot.waitUntil(lambda: self.find(name) is not None, timeout=10_000)
        window = self.find(name)
        assert window is not None
        return window

    def find(self, name: str) -> QWidget | None:
        for widget in QApplication.topLevelWidgets():
            if type(widget).__name__ == name and widget.isVisible():
                return widget
        return None

    def press(self, window: QWidget, words: str) -> None:
        """Press the one button that shows, or speaks, these words."""
        buttons = [each for each in window.findChildren(QAbstractButton) if each.isVisible()]
        (found,) = [b for b in buttons if words in b.text().replace("&", "")] or [
            b for b in buttons if words in b.accessibleName()
        ]
        found.click()

    def enter(
        self, hours_ago: float, hours: float, kind: str = "dinner", **more: object
    ) -> Session:
        """Put a session into the log."""
        now = SystemClock().now().replace(microsecond=0)
        start = now - timedelta(hours=hours_ago)
        end = start + timedelta(hours=hours)
        session = Session(new_id(), kind, start, "Europe/Berlin", end, end, **more)  # type: ignore[arg-type]  # fields of a Session
        # Never a second time in one process: the app's locks would be lost with it (fcntl(2)).
        log = self.log if self.is_open else open_log(find_paths(str(self.home)))
        log.put(session, because=Change(ChangeKind.ADDED, session.id, kind, now))
        if not self.is_open:
            log.close()
        return session


@pytest.fixture
def piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long work takes a turn for each piece, and says so: it is met in the middle of it.

    A fast machine would be done with it before anybody could look, or stop it.
    """
    monkeypatch.setattr(work, "TOGETHER_MS", 0)
    monkeypatch.setattr(work, "TOLD_MS", 0)


@pytest.fixture
def running(tmp_path: Path, qtbot: QtBot) -> Iterator[RunningApp]:
    """An app that is opened by the test, after what it puts into the log, and closed after it."""
    (tmp_path / "settings.toml").write_text("first_minute_done = true\n")
    app = RunningApp(tmp_path, qtbot)
    yield app
    app.close()
