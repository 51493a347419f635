"""The settings file, written by others while the app runs: what is half written is no wish."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from presence.core.clock import SystemClock
from presence.front.preferences import Preferences
from presence.store.settings_file import SettingsFile

BEFORE, AFTER = 'default_kind = "walk"\n', 'default_kind = "coffee"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text(BEFORE)
    return file


@pytest.fixture
def preferences(file: Path, qtbot: QtBot) -> Preferences:
    preferences = Preferences(SettingsFile(file), SystemClock())
    preferences.follow()
    return preferences


def test_one_that_was_emptied_to_be_written_anew_is_no_wish_for_the_defaults(
    preferences: Preferences, file: Path, qtbot: QtBot
) -> None:
    """A session begins or ends in that moment: everybody looks at the settings then."""
    kinds: list[str] = []
    preferences.changed.connect(lambda settings: kinds.append(settings.default_kind))
    for empty in (lambda: file.write_text(""), file.unlink):
        empty()
        preferences.refresh()
        assert preferences.now.default_kind == "walk"
        file.write_text(BEFORE)
    file.write_text(AFTER)
    qtbot.waitUntil(lambda: preferences.now.default_kind == "coffee", timeout=10_000)
    assert kinds == ["coffee"]
    preferences.close()


def test_one_that_is_gone_for_good_is_a_wish_for_the_defaults(
    preferences: Preferences, file: Path, qtbot: QtBot
) -> None:
    file.unlink()
    qtbot.waitUntil(lambda: preferences.now.default_kind != "walk", timeout=10_000)
    file.write_text(AFTER)
    qtbot.waitUntil(lambda: preferences.now.default_kind == "coffee", timeout=10_000)
    preferences.close()


def test_a_link_is_followed_to_where_it_leads_and_on_when_it_leads_elsewhere(
    preferences: Preferences, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    for name, kind in (("one", "coffee"), ("two", "dinner")):
        dotfiles = tmp_path / name
        dotfiles.mkdir()
        (dotfiles / "settings.toml").write_text(f'default_kind = "{kind}"\n')
        link = tmp_path / "link"
        link.symlink_to(dotfiles / "settings.toml")
        link.replace(file)
        qtbot.waitUntil(lambda kind=kind: preferences.now.default_kind == kind, timeout=10_000)  # type: ignore[misc]
        qtbot.wait(50)
        (dotfiles / "settings.toml").write_text(BEFORE)
        qtbot.waitUntil(lambda: preferences.now.default_kind == "walk", timeout=10_000)
        preferences.write("default_kind", kind)
        assert file.is_symlink()
        assert kind in (dotfiles / "settings.toml").read_text()
    file.unlink()
    file.symlink_to("settings.toml")  # to itself
    qtbot.waitUntil(lambda: preferences.problem is not None, timeout=10_000)
    assert preferences.now.default_kind == "dinner"
    preferences.close()


def test_what_we_write_ourselves_is_told_once(
    preferences: Preferences, file: Path, qtbot: QtBot
) -> None:
    told: list[object] = []
    preferences.changed.connect(told.append)
    preferences.write("default_kind", "dinner")
    preferences.change_calendar("work", {"source": "file", "address": "/x.ics"})
    qtbot.wait(600)
    assert len(told) == 2
    preferences.close()
