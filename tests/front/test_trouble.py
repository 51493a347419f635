"""A log that cannot be used: the window says so, and a click brings the backup back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from presence.core.errors import StoreError
from presence.front.trouble import show_trouble
from presence.paths import Paths, find_paths
from presence.store import backup, open_log
from presence.ui.windows.trouble import TroubleWindow
from tests.fakes import EVENING
from tests.store.logs import a_log, sessions_of

BROKEN = b"not a database at all" * 50


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = find_paths(str(tmp_path / "home"))
    a_log(paths, 10)
    return paths


def trouble(paths: Paths) -> StoreError:
    """What opening a broken log says."""
    paths.database.write_bytes(BROKEN)
    with pytest.raises(StoreError) as refused:
        open_log(paths, check=True)
    return refused.value


def show(paths: Paths, error: StoreError, button: str) -> tuple[bool, str]:
    """Show the window, read it and press a button; whether a backup was put back."""
    read: list[str] = []

    def press() -> None:
        (window,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, TroubleWindow)]
        buttons = {each.text().replace("&", ""): each for each in window.findChildren(QPushButton)}
        buttons[button].click()
        read.append("\n".join(label.text() for label in window.findChildren(QLabel)))
        read.append(", ".join(buttons))
        if window.isVisible():
            buttons["Close"].click()

    QTimer.singleShot(400, press)
    return show_trouble(paths, error), "\n".join(read)


def test_a_click_brings_the_backup_back_and_keeps_the_damaged_log(
    qtbot: QtBot, paths: Paths
) -> None:
    sessions = sessions_of(paths)
    backup.write(paths.database, paths.backups, EVENING)
    is_done, said = show(paths, trouble(paths), "Go back to this backup")
    assert is_done
    assert "holds 9 sessions" in said
    assert sessions_of(paths) == sessions
    (kept,) = paths.data.glob("presence-before-*.db")
    assert kept.read_bytes() == BROKEN


def test_closing_the_window_changes_nothing(qtbot: QtBot, paths: Paths) -> None:
    backup.write(paths.database, paths.backups, EVENING)
    is_done, _said = show(paths, trouble(paths), "Close")
    assert not is_done
    assert paths.database.read_bytes() == BROKEN


def test_a_backup_that_is_broken_by_then_is_said_in_the_window(qtbot: QtBot, paths: Paths) -> None:
    copy = backup.write(paths.database, paths.backups, EVENING)
    error = trouble(paths)
    copy.write_bytes(BROKEN)
    is_done, said = show(paths, error, "Go back to this backup")
    assert not is_done
    assert f"The log {copy} is damaged" in said
    assert paths.database.read_bytes() == BROKEN


def test_without_a_backup_there_is_nothing_to_click_but_close(qtbot: QtBot, paths: Paths) -> None:
    is_done, said = show(paths, trouble(paths), "Close")
    assert not is_done
    assert "--salvage" in said
    assert "Go back" not in said
