"""The front door: builds every object of the running app and joins them."""

import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLockFile, QObject, QTimer

from presence import logs, texts
from presence.core.clock import SystemClock
from presence.core.engine import Engine
from presence.core.errors import ErrorCode, PresenceError, StoreError
from presence.core.settings import Settings
from presence.desktop.alarm import find_alarm
from presence.desktop.screen import has_screen as find_screen
from presence.desktop.terminate import Termination
from presence.desktop.zone import zone_name
from presence.link.commands import Commands, Surface
from presence.link.server import Server
from presence.paths import Paths, find_paths
from presence.store import new_id, open_log
from presence.store.database import as_store_error
from presence.store.lease_file import LeaseFile
from presence.store.sessions import SessionStore
from presence.store.settings_file import ReadSettings, SettingsFile

logger = logging.getLogger(__name__)

USAGE = "usage: presence-tray [--home DIR]\n"


def main() -> int:
    """Run the app until it is asked to quit; the exit code."""
    home = _home_of(sys.argv[1:])
    if home is None:
        sys.stderr.write(USAGE)
        return 2
    paths = find_paths(home or None)
    clock = SystemClock()
    settings_file = SettingsFile(paths.settings)
    read = settings_file.read(clock.now())
    texts.use_language(read.settings.language)
    logs.start(paths.log_file, also_to_terminal=sys.stderr is not None)
    has_screen = find_screen()
    application = _make_application(has_screen)
    try:
        lock = _lock(paths)
        if lock is None:
            return _raise_the_running_one(paths)
        log = open_log(paths, check=True)
    except StoreError as error:
        return _tell_trouble(error, paths, has_screen)
    app = App(paths, settings_file, read, log, has_screen, application)
    try:
        return application.exec()
    finally:
        app.close()
        lock.unlock()


class App(QObject):
    """Everything that lives while the app runs."""

    def __init__(
        self,
        paths: Paths,
        settings_file: SettingsFile,
        read: ReadSettings,
        log: SessionStore,
        has_screen: bool,
        application: QCoreApplication,
    ) -> None:
        super().__init__()
        from presence.desktop.mute.worker import MuteWorker

        self._paths = paths
        self._log = log
        self._application = application
        self._settings = read.settings
        self._clock = SystemClock()
        self._muter = MuteWorker(LeaseFile(paths.lease), read.settings.mechanism, self)
        self._alarm = find_alarm(self._clock, self)
        self._engine = Engine(
            self._clock, log, self._muter, self._alarm, zone_name, new_id, self._default_kind
        )
        self._alarm.fired.connect(self._engine.on_alarm)
        self._muter.changed.connect(self._engine.on_mute_changed)
        self._surface: Surface = self._make_surface(settings_file, read, has_screen)
        self._server = Server(
            paths.socket, Commands(self._engine, os.getpid(), self._surface), self
        )
        self._termination = Termination(self)
        self._termination.requested.connect(application.quit)
        self._open()

    def close(self) -> None:
        """Put the desktop back, let everything go; a session in progress stays in the log."""
        self._server.close()
        self._alarm.arm(None)
        self._muter.close()
        self._log.close()

    def _open(self) -> None:
        """Take up what an earlier run left: first its mute, then its session, then the upkeep."""
        if self._log.open_session() is None:
            self._muter.settle_leftover()
        self._engine.open()
        QTimer.singleShot(0, self, self._back_up_when_overdue)

    def _back_up_when_overdue(self) -> None:
        from presence.store import backup

        try:
            if backup.is_overdue(self._paths.backups, self._clock.now()):
                backup.write(self._paths.database, self._paths.backups, self._clock.now())
        except PresenceError as error:
            logger.warning("no backup today: %s", error.code.value)

    def _default_kind(self) -> str:
        return self._settings.default_kind

    def _make_surface(
        self, settings_file: SettingsFile, read: ReadSettings, has_screen: bool
    ) -> Surface:
        if not has_screen:
            return NoScreen(self._application)
        from presence.screen import Screen

        return Screen(self._application, self._engine, self._log, settings_file, read, self._muter)

    def use_settings(self, settings: Settings) -> None:
        """The person chose something else."""
        self._settings = settings


class NoScreen:
    """An app without windows: steered by the command line alone."""

    def __init__(self, application: QCoreApplication) -> None:
        self._application = application

    def show(self, window: str) -> None:
        raise PresenceError(ErrorCode.NO_SCREEN)

    def ask(self, text: str) -> None:
        raise PresenceError(ErrorCode.NO_SCREEN)

    def quit(self) -> None:
        QTimer.singleShot(0, self._application, self._application.quit)


def _home_of(arguments: list[str]) -> str | None:
    """The home named on the command line, "" for none, None for words that are not known."""
    if not arguments:
        return ""
    if arguments[0].startswith("--home=") and len(arguments) == 1:
        return arguments[0].removeprefix("--home=")
    if arguments[0] == "--home" and len(arguments) == 2:
        return arguments[1]
    return None


def _make_application(has_screen: bool) -> QCoreApplication:
    if not has_screen:
        application = QCoreApplication(sys.argv[:1])
    else:
        from PySide6.QtGui import QGuiApplication
        from PySide6.QtWidgets import QApplication

        from presence.desktop.appearance.platform_theme import without_desktop_theme

        with without_desktop_theme():
            application = QApplication(sys.argv[:1])
        QGuiApplication.setDesktopFileName("presence")
        QGuiApplication.setQuitOnLastWindowClosed(False)
    application.setApplicationName("presence")
    return application


def _lock(paths: Paths) -> QLockFile | None:
    """The lock that only one app holds in a home; None where another has it."""
    try:
        paths.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise as_store_error(fault, str(paths.data)) from fault
    lock = QLockFile(str(paths.instance_lock))
    lock.setStaleLockTime(0)
    if lock.tryLock(0):
        return lock
    if lock.error() is QLockFile.LockError.LockFailedError:
        return None
    raise StoreError(ErrorCode.HOME_NOT_WRITABLE, path=str(paths.data), detail=lock.error().name)


def _raise_the_running_one(paths: Paths) -> int:
    from presence.link.client import send

    reply = send(paths.socket, {"do": "show", "window": "session"})
    return 0 if reply is not None else 1


def _tell_trouble(error: StoreError, paths: Paths, has_screen: bool) -> int:
    """Say why the log cannot be used; nothing of it is touched."""
    from presence.words.errors import explain

    message, hint = explain(error)
    sys.stderr.write(f"presence: {message} {hint}".rstrip() + "\n")
    if has_screen:
        from presence.ui.windows.trouble import show_trouble

        show_trouble(message, hint, Path(str(error.values.get("backup", ""))))
    return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
