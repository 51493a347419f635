"""``python -m tests.bench.phone_left HOME SECONDS [WINDOW…]``: what a dinner with phones leaves.

As JSON, MB that the app alone holds and has written to, after dinners without phones: once where
the window of the guests is the first that it ever shows, and once where those that are named were
looked at before. Each time they have gone again. Pages of Qt's files that were read do not count:
the system takes them back when it wants to.
"""

import encodings.idna  # noqa: F401  # what the phones here need is none of the app's
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from presence.app import _leave_sources_unread
from presence.core.table.reach import Place
from presence.core.tracker import StartRequest
from presence.front import windows
from presence.front.app import App
from presence.front.phone.around import Around
from presence.phone.reach.networks import Found
from presence.ui.window import Window
from tests.bench.phone_shown import bare_app, turn_for
from tests.bench.processes import written_mb
from tests.bench.table import Row, Table
from tests.desktops.lab import ROOT
from tests.phone.phone import phone_at, turn_until

LIMIT_MB = 2.0
GUESTS = 6
WINDOWS = {
    "no window before": (),
    "the session's window before": ("session",),
    "windows used before": ("session", "week", "log", "settings"),
}


class Here(Around):
    """Nobody but this computer."""

    def place(self, wanted: str) -> Found:
        return Found(Place("lo", ("127.0.0.1",)))


def measure_left(table: Table, seconds: int) -> None:
    """After the first one and after the second, in an app of each kind."""
    for kind, names in WINDOWS.items():
        with tempfile.TemporaryDirectory(prefix="bench-left.") as home:
            left = subprocess.run(
                [sys.executable, "-m", "tests.bench.phone_left", home, str(seconds), *names],
                cwd=ROOT,
                env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
                capture_output=True,
                text=True,
                check=True,
            )
        for dinner, megabytes in json.loads(left.stdout).items():
            table.add(Row(f"left after {dinner}, {kind}", "MB", [megabytes], limit=LIMIT_MB))


def have_dinner(app: App, shows_session: bool) -> None:
    """One without phones."""
    app.engine.start(StartRequest("dinner", people=("Ana",)))
    assert app.screen is not None
    if shows_session:
        app.screen.show("session")
    turn_for(1)
    app.engine.stop()
    turn_for(1)


def have_dinner_with_phones(app: App, seconds: int, shows_session: bool) -> None:
    """Guests lie down; and so long after it nobody listens any more."""
    app.engine.start(StartRequest("dinner", people=("Ana",)))
    assert app.screen is not None
    if shows_session:
        app.screen.show("session")
    phones = app.phones()
    phones.page._around = Here()
    app.screen.show("guests")
    turn_until(lambda: bool(phones.guest_url()))
    listening = phones.page.listening
    assert listening is not None
    token = phones.guest_url().partition("#")[2]
    with phone_at(listening) as phone:
        for number in range(GUESTS):
            who = {"name": f"Guest {number}", "sensing": "visibility", "phone": None}
            joined = phone.ask("/join", who, token)[1]
            said = {"n": 1, "ago_ms": 0, "word": "down", "reason": None}
            body = {"phone": joined["phone"], "key": joined["key"], "words": [said]}
            phone.ask("/tell", body, token)
        turn_for(1)
    app.engine.stop()
    turn_until(lambda: not phones.page.is_open)
    close_windows()
    turn_for(seconds)


def close_windows() -> None:
    """As a person does; so they go after a while."""
    for window in QApplication.topLevelWidgets():
        if isinstance(window, Window):
            window.close()


def main() -> None:
    """Two dinners without, two with."""
    _leave_sources_unread()  # as the app that is measured
    home, wanted, *names = sys.argv[1:]
    seconds = int(wanted)
    windows.REST_MS = min(windows.REST_MS, seconds * 500)  # in a quick run
    Path(home).mkdir(exist_ok=True)
    application = QApplication([])
    app = bare_app(application, home)
    assert app.screen is not None
    shows_session = "session" in names
    for _ in range(2):
        have_dinner(app, shows_session)
    for name in names:
        app.screen.show(name)
        turn_for(1)
    close_windows()
    turn_for(seconds)
    before = written_mb(os.getpid())
    left = {}
    for name in ("the first dinner with phones", "the second"):
        have_dinner_with_phones(app, seconds, shows_session)
        left[name] = written_mb(os.getpid()) - before
    print(json.dumps(left))
    app.close()


if __name__ == "__main__":
    main()
