"""The settings file: a person's comments survive, and a broken file costs nothing."""

from datetime import time
from pathlib import Path

import pytest

from presence.core.coming.chosen import ChosenCalendar, Handling, SourceKind
from presence.core.courtesy.chosen import SlackTarget
from presence.core.errors import ErrorCode, SettingsError
from presence.core.settings import DEFAULTS, Theme, WeekStart
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


@pytest.mark.parametrize("text", ['"04:00"', "04:00:00", '"04:00:59"'])
def test_the_start_of_the_day_is_a_time_to_the_minute(file: SettingsFile, text: str) -> None:
    file.path.write_text(f"day_starts_at = {text}\n")
    assert file.read(EVENING).settings.day_starts_at == time(4, 0)


def test_the_start_of_the_day_is_of_no_zone_of_its_own(file: SettingsFile) -> None:
    file.path.write_text('day_starts_at = "04:00+02:00"\n')
    read = file.read(EVENING)
    assert [bad.name for bad in read.bad_values] == ["day_starts_at"]
    assert read.settings == DEFAULTS


@pytest.mark.parametrize("start", WeekStart)
def test_a_week_starts_on_any_day(file: SettingsFile, start: WeekStart) -> None:
    file.path.write_text(f'week_starts = "{start.value}"\n')
    assert file.read(EVENING).settings.week_starts is start


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


def test_a_full_disk_is_told_as_that_and_leaves_the_file_as_it_was(file: SettingsFile) -> None:
    file.path.write_text('theme = "dark"\n')
    part = file.path.with_suffix(".part")
    part.symlink_to("/dev/full")
    with pytest.raises(SettingsError) as raised:
        file.change("default_kind", "walk")
    assert raised.value.code is ErrorCode.DISK_FULL
    assert file.path.read_text() == 'theme = "dark"\n'
    assert not part.is_symlink()
    file.change("default_kind", "walk")
    assert file.read(EVENING).settings.default_kind == "walk"


def test_nobody_is_told_of_a_session_until_a_table_says_so(file: SettingsFile) -> None:
    file.path.write_text('theme = "dark"\n')
    assert file.read(EVENING).settings.courtesy is None


def test_whom_to_tell_is_written_beside_the_persons_own_comments(file: SettingsFile) -> None:
    file.path.write_text(
        '# mine\ntheme = "dark"\n\n[courtesy.slack]\n# only at work\nkinds = ["meeting"]\n'
    )
    file.change_courtesy("slack", {"on": True, "status_text": "Away"})
    file.change_courtesy("command", {"on": True, "command": ("/bin/sh", "-c", "true")})
    file.change("default_kind", "walk")
    text = file.path.read_text()
    assert "# mine" in text
    assert "# only at work" in text
    settings = file.read(EVENING).settings
    assert (settings.theme, settings.default_kind) == (Theme.DARK, "walk")
    assert settings.courtesy is not None
    assert settings.courtesy.slack == SlackTarget(True, ("meeting",), status_text="Away")
    assert settings.courtesy.command.command == ("/bin/sh", "-c", "true")
    assert list(settings.courtesy.switched_on()) == ["slack", "command"]


def test_a_table_taken_out_leaves_the_others(file: SettingsFile) -> None:
    file.change_courtesy("slack", {"on": True})
    file.change_courtesy("ntfy", {"on": True})
    file.remove_courtesy("slack")
    file.remove_courtesy("teams")
    assert "slack" not in file.path.read_text()
    courtesy = file.read(EVENING).settings.courtesy
    assert courtesy is not None
    assert list(courtesy.switched_on()) == ["ntfy"]
    file.remove_courtesy("ntfy")
    assert file.read(EVENING).settings.courtesy is None


def test_a_table_that_is_not_understood_in_full_tells_nobody_and_is_named_with_its_line(
    file: SettingsFile,
) -> None:
    file.path.write_text(
        'theme = "dark"\n[courtesy.ntfy]\non = true\n[courtesy.slack]\non = true\nkinds = "all"\n'
    )
    read = file.read(EVENING)
    assert read.settings.courtesy is not None
    assert list(read.settings.courtesy.switched_on()) == ["ntfy"]
    assert [bad.name for bad in read.bad_values] == ["courtesy.slack.kinds"]
    assert read.problem is not None
    assert read.problem.values["line"] == 6


@pytest.mark.parametrize(
    "text", ["courtesy = 3\n", "courtesy = []\n", "courtesy.slack = true\n", "[courtesy]\nntfy=1\n"]
)
def test_what_is_no_table_tells_nobody(file: SettingsFile, text: str) -> None:
    file.path.write_text(text)
    read = file.read(EVENING)
    assert read.problem is not None
    assert read.settings.courtesy is not None
    assert list(read.settings.courtesy.switched_on()) == []


def test_a_calendar_is_written_changed_and_taken_out_and_the_rest_stays(file: SettingsFile) -> None:
    file.path.write_text("offer_minutes = 5  # early\n")
    work = {"source": SourceKind.CALDAV, "name": "Work", "address": "https://dav.example/ana/"}
    file.change_calendar("work", work)
    file.change_calendar("work", {"handling": Handling.START, "never": ("focus",)})
    settings = file.read(EVENING).settings
    assert settings.offer_minutes == 5
    assert settings.calendars == {
        "work": ChosenCalendar(
            source=SourceKind.CALDAV,
            name="Work",
            address="https://dav.example/ana/",
            handling=Handling.START,
            never=("focus",),
        )
    }
    file.remove_calendar("work")
    assert file.read(EVENING).settings.calendars is None
    assert "# early" in file.path.read_text()


def test_what_cannot_be_of_a_calendar_is_named_and_the_rest_of_it_used(file: SettingsFile) -> None:
    file.path.write_text(
        'offer_minutes = -1\n[calendars.work]\nname = "Work"\nhandling = "shout"\n'
    )
    read = file.read(EVENING)
    assert read.settings.calendars == {"work": ChosenCalendar(name="Work")}
    assert read.settings.offer_minutes == 2
    assert {bad.name for bad in read.bad_values} == {"offer_minutes", "calendars.work.handling"}
