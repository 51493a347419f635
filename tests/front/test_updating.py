"""A newer Presence lies there: offered in the menu at once, used only when somebody wants it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from presence.desktop.integration.replaced import Replaced
from presence.desktop.lease import handed_over
from presence.front.app import START_ANEW
from presence.front.updating.starting_anew import command
from presence.front.updating.updating import PROBE, Updating
from presence.ui.tray.menu import TrayMenu
from tests.front.conftest import RunningApp

LINE = "Use the newer Presence"
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LOADS, DOES_NOT = ("-c", "pass"), ("-c", "raise SystemExit(1)")


def an_update(running: RunningApp, folder: Path, probe: tuple[str, str]) -> None:
    """Another file takes the place of the program's, and the app has noticed."""
    file = folder / "program"
    file.write_text("older")
    replaced = Replaced(file, settling_ms=10)
    running.app.updating = Updating(running.app, replaced, probe)
    with running.qtbot.waitSignal(replaced.happened, timeout=10_000):
        (folder / "fresh").write_text("newer")
        (folder / "fresh").replace(file)


def line_in_menu(running: RunningApp) -> QAction | None:
    """The line as a panel would show it; none is here to draw the menu."""
    tray = running.tray
    tray.menu_opening.emit()
    lines = TrayMenu(QMenu(), tray)
    lines.redraw(running.app.engine.snapshot(), tray._extras)
    actions = lines.menu.actions()
    return next((each for each in actions if each.isVisible() and each.text() == LINE), None)


def said(running: RunningApp) -> str:
    """The word in our own panel."""
    return " ".join(label.text() for label in running.window("Toast").findChildren(QLabel))


@pytest.mark.parametrize("probe", [LOADS, DOES_NOT])
def test_in_a_session_it_is_a_line_in_the_menu_and_what_does_not_load_is_not_used(
    running: RunningApp, qtbot: QtBot, tmp_path: Path, probe: tuple[str, str]
) -> None:
    running.open()
    running.tray.clicked.emit()
    assert line_in_menu(running) is None
    folder = tmp_path / "installed"
    folder.mkdir()
    an_update(running, folder, probe)
    qtbot.waitUntil(lambda: line_in_menu(running) is not None, timeout=10_000)
    assert running.log.open_session() is not None
    assert not running.app.is_to_start_anew, "nobody has asked for it"
    running.tray.start_anew_requested.emit()
    if probe is LOADS:
        application = running.app.application
        patience = QTimer()
        patience.timeout.connect(lambda: application.exit(1))
        patience.start(10_000)
        assert application.exec() == START_ANEW
        patience.stop()
        assert running.app.is_to_start_anew
    else:
        qtbot.waitUntil(lambda: "does not start" in said(running), timeout=10_000)
        assert not running.app.is_to_start_anew


def test_after_a_session_that_was_none_it_is_told_as_well(
    running: RunningApp, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("presence.front.updating.updating.AFTER_THE_END_MS", 0)
    running.open()
    running.tray.clicked.emit()
    folder = tmp_path / "installed"
    folder.mkdir()
    an_update(running, folder, LOADS)
    running.app.engine.cancel()
    updating = running.app.updating
    assert updating is not None
    qtbot.waitUntil(lambda: updating._is_told, timeout=10_000)


def test_a_file_in_the_folder_it_was_started_in_is_none_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A desktop starts it in the person's own folder, by a script that lies elsewhere."""
    (tmp_path / "presence.py").write_text("raise SystemExit(9)")
    (tmp_path / "random.py").write_text("raise SystemExit(9)")
    monkeypatch.setattr(sys, "path", [str(Path(sys.executable).parent), *sys.path[1:]])
    monkeypatch.setattr(sys, "argv", ["presence-tray", "--nonsense"])
    for words, code in ((command(), 2), ([sys.executable, *PROBE], 0)):
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, timeout=60, check=False)
        assert done.returncode == code, done.stderr


def test_nothing_handed_over_is_not_told_to_whom_the_app_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(handed_over.VARIABLE, "guard:1:1")  # known to the test that restores it
    handed_over.hand_over(None, ())
    assert handed_over.VARIABLE in os.environ, "the newer one is to know"
    handed_over.take_over()
    assert handed_over.VARIABLE not in os.environ


def test_who_ends_it_meanwhile_is_obeyed(running: RunningApp) -> None:
    """As a computer that goes down just then: nobody hears a second time that it is to end."""
    running.open()
    running.app.application.processEvents()  # what comes after the start
    before = {number: signal.getsignal(number) for number in ENDING}
    application = running.app.application
    QTimer.singleShot(0, application, running.app.start_anew)
    assert application.exec() == START_ANEW  # a loop that nobody runs would be left, and the next
    signal.raise_signal(signal.SIGTERM)
    running.app.close()
    assert not running.app.is_to_start_anew
    assert {signal.getsignal(number) for number in ENDING} == {signal.SIG_DFL}, "from now on"
    for number, handler in before.items():
        signal.signal(number, handler)

    def end_and_start_anew() -> None:
        running.app.quit()
        running.app.start_anew()

    QTimer.singleShot(0, application, end_and_start_anew)
    assert application.exec() == 0
    assert not running.app.is_to_start_anew
