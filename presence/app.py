"""The front door: one instance in a home, the icon at once, then everything else, and the way out.

What stands at the top of this file, and of what it imports, is what the icon waits for.
"""

import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLockFile

from presence import APPLICATION_ID
from presence.core.errors import ErrorCode, StoreError
from presence.desktop.screen import has_screen
from presence.link.instance import try_lock
from presence.paths import Paths, find_paths

if TYPE_CHECKING:
    from presence.ui.tray import Tray

USAGE = "usage: presence-tray [--home DIR] [--on-screen]\n"
START_ANEW = 75  # as front/app.py has it, which is not loaded yet
HANDED_OVER = "PRESENCE_HANDED_OVER"  # as desktop/lease/handed_over.py has it
ON_SCREEN = "--on-screen"  # as the bus starts it: one without windows is none that was asked for


def main() -> int:
    """Run the app until it is asked to quit; the exit code."""
    home = _home_of([word for word in sys.argv[1:] if word != ON_SCREEN])
    if home is None:
        sys.stderr.write(USAGE)
        return 2
    if ON_SCREEN in sys.argv and not has_screen():
        return _say_that_no_screen_is_here()
    _leave_sources_unread()
    paths = find_paths(home or None)
    application = _make_application()
    try:
        lock = _lock(paths)
        if lock is None:
            return _raise_the_running_one(paths)
        tray = _show_icon() if has_screen() else None
        while True:
            try:
                code = _run(application, paths, tray)
            except StoreError as error:
                if not _tell_trouble(error, paths):
                    return error.exit_code
                continue
            if code == START_ANEW:
                return _start_anew(paths)  # with the lock, so that nobody comes in between
            lock.unlock()
            return code
    except StoreError as error:
        _tell_trouble(error, paths)
        return error.exit_code


def _run(application: QCoreApplication, paths: Paths, tray: "Tray | None") -> int:
    """Everything that the icon did not wait for; returns when the app is asked to quit."""
    from presence import logs, texts
    from presence.core.clock import SystemClock
    from presence.desktop.ending import end_at_once
    from presence.front.app import App
    from presence.front.preferences import Preferences
    from presence.store import open_log
    from presence.store.settings_file import SettingsFile

    logs.start(paths.log_file, also_to_terminal=sys.stderr is not None)
    preferences = Preferences(SettingsFile(paths.settings), SystemClock())
    texts.use_language(preferences.now.language)
    app = App(application, paths, open_log(paths, check=True, settles=False), preferences)
    try:
        app.open(tray)
        if tray is not None:
            end_at_once()
        code = application.exec()
    finally:
        app.close()
    if code == START_ANEW and not app.is_to_start_anew:
        return 0  # somebody has ended it since
    return code


def _leave_sources_unread() -> None:
    """Spare PySide the source of each module that is imported, and us 4 MB of text.

    It looks in there for its own name (shibokensupport/feature.py, _mod_uses_pyside), to know
    where ``from __feature__ import snake_case`` may hold; nobody here does that, so that to it
    every module may be one that uses it in the plain way.
    """
    with suppress(ImportError):
        feature = import_module("shibokensupport.feature")
        if hasattr(feature, "_mod_uses_pyside"):
            feature.__dict__["_mod_uses_pyside"] = lambda _module: True


def _start_anew(paths: Paths) -> int:
    from presence.front.updating.starting_anew import start_anew

    return start_anew(str(paths.instance_lock))


def _say_that_no_screen_is_here() -> int:
    from presence.core.errors import Refused
    from presence.words.errors import explain

    error = Refused(ErrorCode.NO_SCREEN)
    sys.stderr.write(f"presence: {' '.join(explain(error))}".rstrip() + "\n")
    return error.exit_code


def _home_of(words: list[str]) -> str | None:
    """The home named on the command line, "" for none, None for words that are not known."""
    match words:
        case []:
            return ""
        case [word] if word.startswith("--home="):
            return word.removeprefix("--home=")
        case ["--home", home]:
            return home
        case _:
            return None


def _make_application() -> QCoreApplication:
    application: QCoreApplication
    if has_screen():
        from PySide6.QtWidgets import QApplication

        from presence.desktop.appearance.platform_theme import without_desktop_theme

        with without_desktop_theme():
            application = QApplication(sys.argv[:1])
        QApplication.setDesktopFileName(APPLICATION_ID)
        QApplication.setQuitOnLastWindowClosed(False)
    else:
        application = QCoreApplication(sys.argv[:1])
    application.setApplicationName("presence")
    return application


def _show_icon() -> "Tray":
    from presence.desktop.tray_host import find_tray_host
    from presence.ui.look import ACCENT
    from presence.ui.tray import Tray

    tray = Tray(find_tray_host(), ACCENT)
    tray.show()
    return tray


def _lock(paths: Paths) -> QLockFile | None:
    """The lock that only one app holds in a home; None where another has it."""
    try:
        paths.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        from presence.store.database import as_store_error

        raise as_store_error(fault, str(paths.data)) from fault
    if HANDED_OVER in os.environ:
        from presence.desktop.lease import handed_over  # by an app whose place we take

        handed_over.let_go_of_lock()
    lock = try_lock(str(paths.instance_lock))
    if lock.isLocked():
        paths.instance_lock.chmod(0o600)  # Qt leaves it to the umask, and it names the machine
        return lock
    if lock.error() is QLockFile.LockError.LockFailedError:
        return None
    detail = os.strerror(13) if lock.error() is QLockFile.LockError.PermissionError else ""
    raise StoreError(ErrorCode.HOME_NOT_WRITABLE, path=str(paths.data), detail=detail)


def _raise_the_running_one(paths: Paths) -> int:
    from presence.link.client import NoAnswer, ask
    from presence.texts import _

    try:
        answer = ask(paths.socket, b'{"do":"show","window":"session"}')
    except NoAnswer:
        answer = None
    sys.stderr.write(_("Presence is running already.") + "\n")
    return 0 if answer is not None else 1


def _tell_trouble(error: StoreError, paths: Paths) -> bool:
    """Say why the log cannot be used; whether the person had a backup put back meanwhile."""
    from presence.store.backups.shelf import add_offer
    from presence.words.errors import explain

    if HANDED_OVER in os.environ:
        from presence.desktop.lease import handed_over  # by an app whose place we take

        handed_over.close_door()  # nobody is to wait for an answer until a window is closed
    if not error.values.get("backup"):
        add_offer(error, paths)  # one that was damaged where only reading it shows
    message, hint = explain(error)
    sys.stderr.write(f"presence: {message} {hint}".rstrip() + "\n")
    if not has_screen():
        return False
    from presence.front.trouble import show_trouble

    return show_trouble(paths, error)


if __name__ == "__main__":
    sys.exit(main())
