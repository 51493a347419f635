"""``python -m tests.bench.phone_shown HOME ROUNDS``: from a pick-up to the painted window, as JSON.

Milliseconds from the first byte of the request until the session window has painted the word, with
the whole app between them: server, table, the look in the log, window. Phone and app share this
process, and so its time.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from presence.core.clock import SystemClock
from presence.core.tracker import StartRequest
from presence.desktop.tray_host.host import TrayHost
from presence.front.app import App
from presence.front.preferences import Preferences
from presence.paths import find_paths
from presence.store import open_log
from presence.store.settings_file import SettingsFile
from presence.ui.look import ACCENT
from presence.ui.tray import Tray
from presence.ui.windows.session import SessionWindow
from tests.bench.table import Row, Table
from tests.desktops.lab import ROOT
from tests.phone.phone import Phone, phone_at, turn_until

LIMIT_MS = 50.0
GUESTS = 6  # as many as come from one address
WORDS = {"down": "down", "up": "picked up"}


class SeenTray(Tray):
    """As in a panel: without one the session window never closes, but gets small."""

    @property
    def is_seen(self) -> bool:
        return True


class Painted(QObject):
    """Whether a widget was painted since ``is_painted`` was put to False."""

    is_painted = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.is_painted = True
        return False


SLICE = 5.0  # seconds; turn_until loses patience after half a minute


def measure_shown(table: Table, rounds: int) -> None:
    """A table full of phones, one of which is picked up and put down."""
    with tempfile.TemporaryDirectory(prefix="bench-shown.") as home:
        shown = subprocess.run(
            [sys.executable, "-m", "tests.bench.phone_shown", home, str(rounds)],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=True,
        )
    spent = json.loads(shown.stdout)
    table.add(Row("picked up (http): painted in the session window", "ms", spent, limit=LIMIT_MS))


def bare_app(application: QApplication, home: str) -> App:
    """The app, as it is after it was started."""
    paths = find_paths(home)
    preferences = Preferences(SettingsFile(paths.settings), SystemClock())
    preferences.change("first_minute_done", True)
    app = App(application, paths, open_log(paths, check=True), preferences)
    app.open(SeenTray(TrayHost(), ACCENT))
    return app


def open_app(application: QApplication, home: str) -> App:
    """The app with a session in progress, and its window open."""
    app = bare_app(application, home)
    app.engine.start(StartRequest("dinner", people=("Ana",)))
    assert app.screen is not None
    app.screen.show("session")
    phones = app.phones()
    phones.open_for_guests()
    turn_until(lambda: bool(phones.guest_url()) and session_window() is not None)
    return app


def session_window() -> QWidget | None:
    """The window, once it is seen."""
    found = (each for each in QApplication.topLevelWidgets() if isinstance(each, SessionWindow))
    return next((each for each in found if each.isVisible()), None)


def measure(app: App, rounds: int) -> list[float]:
    """The milliseconds of each word of the last guest."""
    listening, window = app.phones().page.listening, session_window()
    assert listening is not None
    assert window is not None
    token = app.phones().guest_url().partition("#")[2]
    with phone_at(listening) as phone:
        for number in range(GUESTS):
            who = {"name": f"Guest {number}", "sensing": "visibility", "phone": None}
            joined = phone.ask("/join", who, token)[1]
        turn_until(lambda: f"Guest {GUESTS - 1}" in _said(window))
        cells = [each for each in window.findChildren(QLabel) if each.text() == "not down yet"]
        return _told(phone, token, joined, cells[-1], rounds)


def _told(
    phone: Phone, token: str, joined: dict[str, str], cell: QLabel, rounds: int
) -> list[float]:
    painted, spent = Painted(), []
    cell.installEventFilter(painted)
    for number in range(1, rounds + 1):
        word = "down" if number % 2 else "up"
        shown = WORDS[word]
        turn_for(0.3)  # not faster than the server's pauses
        said = {"n": number, "ago_ms": 0, "word": word, "reason": None}
        body = {"phone": joined["phone"], "key": joined["key"], "words": [said]}
        painted.is_painted = False
        began = time.perf_counter()
        phone.came.clear()
        phone.request("/tell", body, token)
        while not painted.is_painted or cell.text() != shown:
            QApplication.processEvents()
        spent.append((time.perf_counter() - began) * 1000)
    return spent


def turn_for(seconds: float) -> None:
    """Let the loop do what is left to do."""
    until = time.perf_counter() + seconds
    while (now := time.perf_counter()) < until:
        _turn_to(min(until, now + SLICE))


def _turn_to(moment: float) -> None:
    turn_until(lambda: time.perf_counter() >= moment)


def _said(window: QWidget) -> str:
    return "\n".join(each.text() for each in window.findChildren(QLabel))


def main() -> None:
    """Open the app, let a phone tell, close it."""
    home, rounds = sys.argv[1:]
    Path(home).mkdir(exist_ok=True)
    application = QApplication([])
    app = open_app(application, home)
    print(json.dumps(measure(app, int(rounds))))
    app.close()


if __name__ == "__main__":
    main()
