"""The settings file: a person's comments survive, and a broken file costs nothing."""

from pathlib import Path

import pytest

from presence.core.errors import ErrorCode, SettingsError
from presence.core.settings import DEFAULTS, Theme
from presence.store.settings_file import SettingsFile
from tests.fakes import EVENING


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.toml")


def test_without_a_file_the_defaults_hold(file: SettingsFile) -> None:
    assert file.read(EVENING).settings == DEFAULTS


def test_a_changed_setting_is_read_back_and_the_persons_comments_survive(
    file: SettingsFile,
) -> None:
    file.path.write_text('# mine\ndefault_kind = "walk"  # with the dog\nunknown = 3\n')
    file.change("theme", Theme.DARK)
    text = file.path.read_text()
    assert "# mine" in text
    assert "# with the dog" in text
    assert "unknown = 3" in text
    settings = file.read(EVENING).settings
    assert (settings.theme, settings.default_kind) == (Theme.DARK, "walk")


def test_a_setting_put_back_to_its_default_leaves_the_file(file: SettingsFile) -> None:
    file.change("theme", Theme.DARK)
    file.change("theme", Theme.SYSTEM)
    assert "theme" not in file.path.read_text()


def test_a_broken_file_is_named_with_its_line_kept_aside_and_the_defaults_used(
    file: SettingsFile,
) -> None:
    broken = 'theme = "dark"\nday_starts_at = = 4\n'
    file.path.write_text(broken)
    read = file.read(EVENING)
    assert read.settings == DEFAULTS
    assert read.problem is not None
    assert read.problem.code is ErrorCode.SETTINGS_BROKEN
    assert read.problem.values["line"] == 2
    kept = Path(str(read.problem.values["kept"]))
    assert kept.read_text() == broken
    assert file.read(EVENING).problem is None


def test_a_value_that_cannot_be_is_named_and_the_rest_is_used(file: SettingsFile) -> None:
    file.path.write_text('theme = "purple"\nday_starts_at = "04:00"\nshow_people = "yes"\n')
    read = file.read(EVENING)
    assert {bad.name for bad in read.bad_values} == {"theme", "show_people"}
    assert read.settings.day_starts_at.hour == 4
    assert read.problem is not None
    assert (read.problem.code, read.problem.values["line"]) == (ErrorCode.SETTINGS_BROKEN, 1)
    assert "theme" in str(read.problem.values["detail"])
    assert file.path.exists()


def test_a_file_of_a_newer_version_is_neither_used_nor_written(file: SettingsFile) -> None:
    file.path.write_text('version = 7\ntheme = "dark"\n')
    read = file.read(EVENING)
    assert read.problem is not None
    assert read.problem.code is ErrorCode.SETTINGS_NEWER
    assert read.settings == DEFAULTS
    with pytest.raises(SettingsError):
        file.change("theme", Theme.LIGHT)
    assert file.path.read_text() == 'version = 7\ntheme = "dark"\n'


def test_a_file_that_is_a_link_into_dotfiles_stays_a_link(
    file: SettingsFile, tmp_path: Path
) -> None:
    target = tmp_path / "dotfiles.toml"
    target.write_text("# dotfiles\n")
    file.path.symlink_to(target)
    file.change("theme", Theme.LIGHT)
    assert file.path.is_symlink()
    assert "light" in target.read_text()
