"""The program's own file is replaced while it runs, in each way that an installer does it."""

import os
import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from presence.desktop.integration.installed import how_to_remove
from presence.desktop.integration.replaced import Replaced


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "presence" / "__init__.py"
    file.parent.mkdir()
    file.write_text("the same words")
    return file


def renamed_over(file: Path) -> None:
    """dpkg: the new one beside it, under the old one's name at once."""
    fresh = file.with_suffix(".dpkg-new")
    fresh.write_text(file.read_text())
    os.replace(fresh, file)


def moved_away_and_made_anew(file: Path) -> None:
    """pip: the old folder stays under another name until the new one is there."""
    old = file.parent.rename(file.parent.with_name("~resence"))
    file.parent.mkdir()
    file.write_text("the same words")
    shutil.rmtree(old)


@pytest.mark.parametrize("install", [renamed_over, moved_away_and_made_anew])
def test_it_is_told_once_also_where_the_words_are_the_same(
    qtbot: QtBot, file: Path, install: object
) -> None:
    assert callable(install)
    replaced = Replaced(file, settling_ms=20)
    with qtbot.waitSignal(replaced.happened, timeout=10_000):
        install(file)
    assert replaced.is_so
    with qtbot.assertNotEmitted(replaced.happened, wait=200):
        install(file)
    replaced.close()


def test_one_that_is_gone_is_no_newer_one(qtbot: QtBot, file: Path) -> None:
    replaced = Replaced(file, settling_ms=20)
    with qtbot.assertNotEmitted(replaced.happened, wait=300):
        shutil.rmtree(file.parent)
        replaced.look()
    file.parent.mkdir()
    file.write_text("anew")
    with qtbot.waitSignal(replaced.happened, timeout=10_000):
        replaced.look()  # something else happened: a command came by
    replaced.close()


def test_how_it_goes_is_said_as_it_came(tmp_path: Path) -> None:
    venv = "/home/ana/.local/share/pipx/venvs/presence"
    assert how_to_remove(venv, f"{venv}/bin/python") == "pipx uninstall presence"
    tool = "/home/ana/.local/share/uv/tools/presence"
    assert how_to_remove(tool, f"{tool}/bin/python") == "uv tool uninstall presence"
    assert how_to_remove("/usr", "/usr/lib/presence/bin/python3") == "sudo apt remove presence"
    assert how_to_remove("/src/.venv", "/src/.venv/bin/python") == "", "this is a checkout"
    unpacked = tmp_path / "my presence"
    (unpacked / "app" / "start").mkdir(parents=True)
    program = str(unpacked / "bin" / "python3")
    assert how_to_remove(str(unpacked), program) == f"rm -r '{unpacked}'"
