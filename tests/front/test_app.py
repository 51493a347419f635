"""The whole app in one process: what a person does in tray and windows, and what comes of it."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from presence.core.ports import ChangeKind
from presence.core.session import Said
from presence.core.tracker import StartRequest
from presence.link.client import ask
from presence.ui.windows.session import SessionWindow
from tests.front.conftest import RunningApp
from tests.store.logs import meddle


def test_a_click_starts_and_another_ends_and_both_can_be_undone(
    running: RunningApp, qtbot: QtBot
) -> None:
    running.open()
    running.tray.clicked.emit()
    session = running.log.open_session()
    assert session is not None
    assert session.kind == "meeting"
    qtbot.waitUntil(lambda: not running.app.engine.is_settling, timeout=10_000)
    running.tray.clicked.emit()
    assert running.log.open_session() is None
    running.tray.undo_requested.emit()
    assert running.log.open_session() == session
    running.tray.undo_requested.emit()
    assert running.log.get(session.id) is None


def test_the_first_start_shows_the_first_minute_and_never_again(
    running: RunningApp, tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").unlink()
    running.open()
    window = running.window("FirstMinute")
    assert running.preferences.now.first_minute_done
    running.press(window, "Not now")
    assert running.find("FirstMinute") is None
    assert "first_minute_done = true" in (tmp_path / "settings.toml").read_text()


def test_a_first_session_is_one_click_in_the_first_minute(
    running: RunningApp, tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").unlink()
    running.open()
    window = running.window("FirstMinute")
    running.press(window, "Dinner")
    session = running.log.open_session()
    assert session is not None
    assert session.kind == "dinner"
    assert running.find("FirstMinute") is None


def test_a_start_tidies_up_after_a_lease_whose_writing_was_cut_short(
    running: RunningApp, tmp_path: Path
) -> None:
    unfinished = tmp_path / "mute-lease.json.new"
    unfinished.write_text('{"version"')
    running.open()
    assert not unfinished.exists()


def test_a_forgotten_dinner_is_asked_about_and_one_press_answers(running: RunningApp) -> None:
    dinner = running.enter(3, 1.5, people=("Ana",), confirmed=False)
    running.open()
    card = running.window("ReturnCard")
    running.press(card, "Yes")
    running.press(card, "as planned")
    answered = running.log.get(dinner.id)
    assert answered is not None
    assert answered.confirmed
    assert answered.said is Said.YES
    assert running.find("ReturnCard") is None


def test_several_forgotten_ones_share_one_card(running: RunningApp) -> None:
    for hours_ago in (10, 6, 3):
        running.enter(hours_ago, 1, confirmed=False)
    running.open()
    running.press(running.window("ReturnCard"), "All as planned")
    assert list(running.log.unconfirmed()) == []


def test_still_going_goes_on_with_the_session(running: RunningApp) -> None:
    dinner = running.enter(2, 1.5, confirmed=False)
    running.open()
    running.press(running.window("ReturnCard"), "Still going")
    session = running.log.open_session()
    assert session is not None
    assert session.id == dinner.id


def test_a_typed_line_starts_what_its_preview_says(running: RunningApp) -> None:
    running.enter(30, 1, people=("Ana",))
    running.open()
    running.tray.open_start.emit()
    window = running.window("StartWindow")
    line = window.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "din ana 90m")
    QTest.keyClick(line, Qt.Key.Key_Return)
    session = running.log.open_session()
    assert session is not None
    assert (session.kind, session.people) == ("dinner", ("Ana",))
    assert session.planned_end_at is not None
    assert (session.planned_end_at - session.started_at).total_seconds() == 5400
    assert running.find("StartWindow") is None


def test_people_can_be_added_while_it_runs_and_after_it_ended(running: RunningApp) -> None:
    running.open()
    running.tray.clicked.emit()
    running.tray.people_requested.emit()
    window = running.window("DetailsWindow")
    (people,) = [e for e in window.findChildren(QLineEdit) if e.accessibleName() == "With whom"]
    QTest.keyClicks(people, "Ana, Tom")
    running.press(window, "Save")
    session = running.log.open_session()
    assert session is not None
    assert session.people == ("Ana", "Tom")
    running.tray.clicked.emit()
    running.tray.people_requested.emit()
    window = running.window("DetailsWindow")
    (place,) = [e for e in window.findChildren(QLineEdit) if e.accessibleName() == "Place"]
    QTest.keyClicks(place, "Da Enzo")
    running.press(window, "Save")
    ended = running.log.get(session.id)
    assert ended is not None
    assert (ended.people, ended.place) == (("Ana", "Tom"), "Da Enzo")


@pytest.mark.parametrize(
    ("text", "minutes"), [("", None), ("not a time", 60), ("in 5 parsecs", 60)]
)
def test_the_planned_end_can_be_typed_and_nonsense_changes_nothing(
    running: RunningApp, text: str, minutes: int | None
) -> None:
    running.open()
    running.tray.clicked.emit()
    running.tray.until_requested.emit()
    window = running.window("DetailsWindow")
    (until,) = [e for e in window.findChildren(QLineEdit) if e.accessibleName() == "Until"]
    until.clear()
    QTest.keyClicks(until, text)
    running.press(window, "Save")
    session = running.log.open_session()
    assert session is not None
    planned = session.planned_end_at
    length = None if planned is None else (planned - session.started_at).total_seconds() / 60
    assert length == minutes
    assert (running.find("DetailsWindow") is None) == (minutes is None)


@pytest.mark.parametrize(
    ("name", "window"),
    [
        ("session", "SessionWindow"),
        ("week", "ReviewWindow"),
        ("week#month", "ReviewWindow"),
        ("week#year", "ReviewWindow"),
        ("start", "StartWindow"),
        ("settings", "SettingsWindow"),
        ("help", "HelpWindow"),
        ("help#privacy", "HelpWindow"),
    ],
)
def test_every_window_opens_and_opens_again(running: RunningApp, name: str, window: str) -> None:
    running.open()
    screen = running.app.screen
    assert screen is not None
    screen.show(name)
    running.window(window).close()
    screen.show(name)
    running.window(window)


def test_a_window_that_nobody_knows_opens_nothing(running: RunningApp) -> None:
    running.open()
    screen = running.app.screen
    assert screen is not None
    screen.show("attic")
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible()]


def test_another_language_is_spoken_at_once(running: RunningApp) -> None:
    running.open()
    screen = running.app.screen
    assert screen is not None
    screen.show("settings")
    running.window("SettingsWindow")
    screen.show("week")
    running.window("ReviewWindow")
    running.preferences.change("language", "de")
    try:
        assert running.find("ReviewWindow") is None
        assert running.find("SessionWindow") is not None  # where no tray is, the only way in
        screen.show("week")
        assert running.window("ReviewWindow").windowTitle() == "Woche"
        running.window("SettingsWindow").close()
        screen.show("settings")
        assert running.window("SettingsWindow").windowTitle() == "Einstellungen"
    finally:
        running.preferences.change("language", "en")


def test_the_log_is_copied_once_a_day_at_a_start_or_after_a_session(
    running: RunningApp, qtbot: QtBot, tmp_path: Path
) -> None:
    old = "presence-20200101T000000Z.db"

    def fresh() -> list[Path]:
        return [path for path in tmp_path.glob("backups/presence-*.db") if path.name != old]

    running.open()
    qtbot.waitUntil(lambda: len(fresh()) == 1, timeout=10_000)
    fresh()[0].rename(tmp_path / "backups" / old)
    running.app.engine.toggle()
    running.app.engine.toggle()
    qtbot.waitUntil(lambda: len(fresh()) == 1, timeout=10_000)


def test_a_row_that_is_not_as_it_was_written_is_told(
    running: RunningApp, qtbot: QtBot, tmp_path: Path
) -> None:
    note = tmp_path / "backups" / "last-check"
    running.open()
    qtbot.waitUntil(note.exists, timeout=10_000)
    running.enter(hours_ago=30, hours=1)
    meddle(tmp_path / "presence.db", "UPDATE sessions SET place = 'Da Enzp'")
    note.unlink()
    running.app.engine.toggle()
    running.app.engine.toggle()
    words = "1 entry of the log is not as it was written"
    qtbot.waitUntil(lambda: words in running.window("Toast").accessibleName(), timeout=10_000)


def test_the_particulars_of_one_session_never_touch_another(running: RunningApp) -> None:
    running.open()
    running.tray.clicked.emit()
    running.tray.until_requested.emit()
    window = running.window("DetailsWindow")
    (until,) = [e for e in window.findChildren(QLineEdit) if e.accessibleName() == "Until"]
    until.clear()
    other = running.app.engine.start(
        StartRequest("dinner", length=timedelta(minutes=90)), switch=True
    )
    running.press(window, "Save")
    assert running.log.open_session() == other
    undo = running.log.last_change()
    assert undo is not None
    assert undo.what is ChangeKind.SWITCHED


def test_settings_that_cannot_be_written_are_said(running: RunningApp, tmp_path: Path) -> None:
    running.open()
    running.tray.open_session.emit()
    window = running.window("SessionWindow")
    (tmp_path / "settings.toml").write_text("version = 99\n")
    assert isinstance(window, SessionWindow)
    window.reminder_dismissed.emit()
    assert "newer" in running.window("Toast").accessibleName()


def test_a_runtime_folder_of_somebody_else_keeps_no_app_from_being_reached(
    running: RunningApp, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "of root"))
    running.open()
    answers: list[object] = []
    ping = Thread(target=lambda: answers.append(ask(running.app.paths.socket, b'{"do":"ping"}')))
    ping.start()
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    ping.join()
    assert answers == [(0, f"{os.getpid()}\n".encode(), b"")]


def test_what_cannot_be_done_is_said_in_one_line(running: RunningApp) -> None:
    running.open()
    running.tray.undo_requested.emit()
    assert running.window("Toast").accessibleName()


def test_another_process_that_adds_a_session_is_seen_in_the_week(running: RunningApp) -> None:
    running.open()
    screen = running.app.screen
    assert screen is not None
    screen.show("week")
    running.window("ReviewWindow")
    running.enter(0, 0.25, people=("Zoë",))  # the week may have begun just now
    running.app.engine.on_log_changed()
    page = running.window("ReviewWindow")
    QApplication.processEvents()  # the list lies below, and is drawn when the rest is painted
    QApplication.processEvents()
    assert any("Zoë" in str(name) for name in _texts(page))


def _texts(window: object) -> list[str]:
    from PySide6.QtWidgets import QTableView, QWidget

    assert isinstance(window, QWidget)
    texts: list[str] = []
    for table in window.findChildren(QTableView):
        model = table.model()
        for row in range(model.rowCount()):
            texts += [str(model.index(row, c).data()) for c in range(model.columnCount())]
    return texts


def test_an_app_that_was_never_opened_can_be_closed(running: RunningApp) -> None:
    running.close()


def test_a_fault_in_closing_a_window_leaves_nobody_muted(
    running: RunningApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.open()
    running.qtbot.wait(300)  # what waits for the first turn of the loop
    screen, muter, closed = running.app.screen, running.app.muter, list[str]()
    assert screen is not None
    close_screen, close_muter = screen.close, muter.close

    def close_and_fail() -> None:
        close_screen()
        raise ValueError("a fault of our own")

    def close_and_note() -> None:
        close_muter()
        closed.append("muter")

    with monkeypatch.context() as broken:
        broken.setattr(screen, "close", close_and_fail)
        broken.setattr(muter, "close", close_and_note)
        with pytest.raises(ValueError, match="our own"):
            running.app.close()
    assert closed == ["muter"]
    running.is_open = False


def test_pyside_reads_no_sources_for_what_is_imported_after_the_start() -> None:
    program = (
        "import linecache, PySide6.QtCore\n"
        "from presence import app\n"
        "app._leave_sources_unread()\n"
        "before = len(linecache.cache)\n"
        "import presence.store.sessions\n"
        "assert len(linecache.cache) == before, list(linecache.cache)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
