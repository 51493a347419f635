"""The log window while another process writes into the log."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QTableView

from presence.store.importing.knocking import knock
from tests.bench.tracked_files import write_timewarrior
from tests.front.conftest import RunningApp
from tests.store.logs import a_session, because


def test_what_a_command_adds_deletes_and_undoes_is_seen_at_once(running: RunningApp) -> None:
    running.enter(30, 1, "coffee", people=("Tom",))
    running.open()
    running.app.screen.show("log")  # type: ignore[union-attr]  # this app has a screen
    (table,) = running.window("LogWindow").findChildren(QTableView)

    def rows() -> list[str]:
        model = table.model()
        return [str(model.index(row, 3).data()) for row in range(model.rowCount())]

    def run(*words: str) -> None:
        command = [sys.executable, "-m", "presence", *words, "--home", str(running.home)]
        started = subprocess.Popen(command, stdout=subprocess.PIPE)
        running.qtbot.waitUntil(lambda: started.poll() is not None, timeout=20_000)
        started.communicate()
        assert started.returncode == 0

    assert rows() == ["Coffee"]
    run("add", "yesterday 19-20:30 dinner @Ana")
    running.qtbot.waitUntil(lambda: sorted(rows()) == ["Coffee", "Dinner"], timeout=10_000)
    run("undo")
    running.qtbot.waitUntil(lambda: rows() == ["Coffee"], timeout=10_000)


def test_an_import_that_is_killed_is_taken_out_of_the_windows_at_once(
    running: RunningApp, tmp_path: Path
) -> None:
    running.enter(30, 1, "coffee", people=("Tom",))
    running.open()
    file = tmp_path / "tracked.data"
    write_timewarrior(file, 20_000)
    log = running.app.log
    words = ["import", "timewarrior", str(file), "--home", str(running.home)]

    def lets_us_in() -> bool:
        knock(log._connection)
        return len(log.newest(300)) > 200

    with subprocess.Popen([sys.executable, "-m", "presence", *words]) as importing:
        running.qtbot.waitUntil(lets_us_in, timeout=60_000)
        importing.kill()
    assert log.has_unfinished_work
    running.qtbot.waitUntil(lambda: not log.has_unfinished_work, timeout=60_000)
    assert [each.kind for each in log.newest(10)] == ["coffee"]
    assert list(log.everybody().values()) == ["Tom"]


def test_of_an_import_that_is_killed_unseen_nothing_is_left_beside_the_log(
    running: RunningApp, tmp_path: Path
) -> None:
    running.open()
    file, sorted_out = tmp_path / "tracked.data", running.home / "import.db"
    write_timewarrior(file, 20_000)
    words = ["import", "timewarrior", str(file), "--home", str(running.home)]
    with subprocess.Popen([sys.executable, "-m", "presence", *words]) as importing:
        running.qtbot.waitUntil(sorted_out.exists, timeout=60_000)
        importing.kill()
    assert sorted_out.exists()
    running.qtbot.waitUntil(lambda: not sorted_out.exists(), timeout=60_000)


def test_a_renaming_that_is_killed_is_taken_back_at_once(running: RunningApp) -> None:
    running.open()
    log = running.app.log
    some = [a_session(number, tags=("family",), slips=()) for number in range(3000)]
    some = [replace(each, id=f"s{number}") for number, each in enumerate(some)]
    log.put(*some, because=because(some[0]))
    words = ["tags", "rename", "family", "kin", "--home", str(running.home)]
    with subprocess.Popen([sys.executable, "-m", "presence", *words]) as renaming:
        running.qtbot.waitUntil(lambda: log.has_unfinished_work, timeout=60_000)
        renaming.kill()
    assert log.has_unfinished_work
    running.qtbot.waitUntil(lambda: not log.has_unfinished_work, timeout=60_000)
    assert {each.tags for each in log.newest(-1)} == {("family",)}
