"""The log window while another process writes into the log."""

import subprocess
import sys

from PySide6.QtWidgets import QTableView

from tests.front.conftest import RunningApp


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
    running.qtbot.waitUntil(lambda: sorted(rows()) == ["Coffee", "Dinner"], timeout=5000)
    run("undo")
    running.qtbot.waitUntil(lambda: rows() == ["Coffee"], timeout=5000)
