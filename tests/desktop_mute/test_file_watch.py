"""A switch that is a file: each change of it is heard once, however it is written."""

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from presence.desktop.mute.file_watch import FileWatch


class Switch:
    """A file in a folder of its own, and how often a change of it was heard."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "lxqt" / "notifications.conf"
        self.file.parent.mkdir()
        self.file.write_text("doNotDisturb=false\n")
        self.watch = FileWatch()
        self.heard = 0
        self.watch.changed.connect(self._hear)

    def replace(self, text: str) -> None:
        """Written whole and renamed over the old one, as Qt and Rust do."""
        other = self.file.with_suffix(".new")
        other.write_text(text)
        os.replace(other, self.file)

    def _hear(self) -> None:
        self.heard += 1


@pytest.fixture
def switch(tmp_path: Path, qtbot: QtBot) -> Switch:
    switch = Switch(tmp_path)
    assert switch.watch.watch([str(switch.file)])
    return switch


def heard(switch: Switch, qtbot: QtBot, times: int) -> None:
    qtbot.waitUntil(lambda: switch.heard >= times)
    qtbot.wait(50)
    assert switch.heard == times


def test_a_file_replaced_again_and_again_is_heard_each_time(switch: Switch, qtbot: QtBot) -> None:
    for times, text in enumerate(("true", "false", "true"), 1):
        switch.replace(f"doNotDisturb={text}\n")
        heard(switch, qtbot, times)


def test_a_file_written_in_place_is_heard_also_after_it_was_replaced(
    switch: Switch, qtbot: QtBot
) -> None:
    with switch.file.open("a") as file:
        file.write("one more line\n")
    heard(switch, qtbot, 1)
    switch.replace("another\n")
    heard(switch, qtbot, 2)
    with switch.file.open("a") as file:
        file.write("and more\n")
    heard(switch, qtbot, 3)


def test_a_file_that_goes_and_comes_is_heard(switch: Switch, qtbot: QtBot) -> None:
    switch.file.unlink()
    heard(switch, qtbot, 1)
    switch.file.write_text("true")
    qtbot.waitUntil(lambda: switch.heard >= 2)
    switch.file.write_text("false")
    qtbot.waitUntil(lambda: switch.heard >= 3)


def test_other_files_beside_it_and_the_same_words_again_are_nothing_new(
    switch: Switch, qtbot: QtBot
) -> None:
    (switch.file.parent / "panel.conf").write_text("other")
    switch.replace(switch.file.read_text())
    qtbot.wait(100)
    assert switch.heard == 0


def test_nothing_is_heard_when_nothing_is_watched_any_more(switch: Switch, qtbot: QtBot) -> None:
    assert not switch.watch.watch([str(switch.file)]), "it is none that is new"
    assert not switch.watch.watch([])
    switch.replace("true\n")
    qtbot.wait(100)
    assert switch.heard == 0


def test_a_file_whose_folder_is_not_there_is_no_fault(tmp_path: Path, qtbot: QtBot) -> None:
    watch = FileWatch()
    assert watch.watch([str(tmp_path / "cosmic" / "v1" / "do_not_disturb")])
