"""The settings, in a whole app: written at once, refused beside the field, taken from the file."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from presence.core.settings import Theme
from presence.front import preferences
from presence.ui.painted import Choice, Switch
from presence.ui.settings.key_field import KeyButton
from presence.ui.settings.window import SettingsWindow
from tests.front.conftest import RunningApp

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def window(running: RunningApp) -> SettingsWindow:
    running.open()
    return opened(running)


def opened(running: RunningApp, name: str = "") -> SettingsWindow:
    assert running.app.screen is not None
    running.app.screen.show(f"settings#{name}")
    window = running.window("SettingsWindow")
    assert isinstance(window, SettingsWindow)
    return window


def field(window: SettingsWindow, kind: type[W], name: str) -> W:
    return next(w for w in window.findChildren(kind) if w.accessibleName().startswith(name))


def said(window: SettingsWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def choose(window: SettingsWindow, name: str, value: object) -> Choice:
    choice = field(window, Choice, name)
    choice.setCurrentIndex(choice.findData(value))
    choice.activated.emit(choice.currentIndex())
    return choice


def enter(window: SettingsWindow, name: str, text: str) -> QLineEdit:
    edit = field(window, QLineEdit, name)
    edit.setText(text)
    edit.editingFinished.emit()
    return edit


def written(home: Path) -> dict[str, object]:
    return tomllib.loads((home / "settings.toml").read_text())


# Changed here


def test_a_change_is_in_force_and_in_the_file_and_can_be_put_back(
    running: RunningApp, window: SettingsWindow, tmp_path: Path
) -> None:
    choose(window, "Appearance", Theme.DARK)
    assert running.preferences.now.theme is Theme.DARK
    assert written(tmp_path)["theme"] == "dark"
    running.press(window, "Put back: Appearance")
    assert "theme" not in written(tmp_path)


def test_what_cannot_be_written_is_said_beside_its_field_which_shows_what_is_so(
    running: RunningApp, window: SettingsWindow, tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").write_text("version = 99\n")
    switch = field(window, Switch, "Show names in notices")
    switch.click()
    assert "newer Presence" in said(window)
    assert not switch.isChecked()
    assert not running.preferences.now.show_people
    assert "newer Presence" in switch.accessibleDescription()
    (tmp_path / "settings.toml").write_text("")
    switch.click()
    assert switch.isChecked()
    assert "newer Presence" not in switch.accessibleDescription()


def test_a_key_that_this_desktop_cannot_give_is_said_beside_it_with_the_way_by_hand(
    running: RunningApp, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    running.open()
    window = opened(running, "toggle_key")
    button = field(window, KeyButton, "Start or end")
    assert "presence toggle" in said(window)
    button.recorded.emit("Ctrl+Alt+P")
    assert written(tmp_path)["toggle_key"] == "Ctrl+Alt+P"
    qtbot.waitUntil(lambda: "Presence cannot hold Ctrl+Alt+P" in said(window))
    assert running.find("Toast") is None
    running.press(window, "Put back: Start or end")
    qtbot.waitUntil(lambda: "cannot hold" not in said(window))


@pytest.mark.parametrize(
    ("key", "trouble"),
    [("P", "would be lost for typing"), ("Ctrl+Alt+!", "“!” is not a key"), ("Alt+L", "already")],
)
def test_a_key_that_is_none_is_refused_and_the_former_one_stays(
    running: RunningApp, tmp_path: Path, key: str, trouble: str
) -> None:
    running.open()
    running.preferences.change("toggle_key", "Ctrl+Alt+P")
    running.preferences.change("looked_key", "Alt+L")
    window = opened(running, "toggle_key")
    button = field(window, KeyButton, "Start or end")
    button.recorded.emit(key)
    assert trouble in said(window)
    assert button.text() == "Ctrl+Alt+P"
    assert written(tmp_path)["toggle_key"] == "Ctrl+Alt+P"


def test_addresses_are_taken_small_and_once_and_a_word_that_is_none_is_named(
    running: RunningApp, tmp_path: Path
) -> None:
    running.open()
    window = opened(running, "me")
    enter(window, "Your addresses", "Ana@Example.org; ana@example.org, ana@work.example")
    assert written(tmp_path)["me"] == ["ana@example.org", "ana@work.example"]
    edit = enter(window, "Your addresses", "ana@example.org, Ana Müller")
    assert "“ana müller” is no address" in said(window)
    assert edit.text() == "ana@example.org, ana@work.example"


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        ("mine.txt", "not one of Presence's"),
        ("attic/presence.ics", "Does its folder exist"),
        ("presence.ics", ""),
    ],
)
def test_a_file_for_the_busy_event_is_looked_at_before_it_is_chosen(
    running: RunningApp, qtbot: QtBot, tmp_path: Path, name: str, trouble: str
) -> None:
    (tmp_path / "mine.txt").write_text("a letter")
    running.open()
    window = opened(running, "busy_file")
    edit = enter(window, "In a file", str(tmp_path / name))
    if trouble:
        qtbot.waitUntil(lambda: trouble in said(window), timeout=10_000)
        assert edit.text() == ""
        assert "busy_file" not in written(tmp_path)
    else:
        qtbot.waitUntil(lambda: "busy_file" in written(tmp_path), timeout=10_000)
        assert not (tmp_path / name).exists()
    assert (tmp_path / "mine.txt").read_text() == "a letter"


def test_a_path_that_depends_on_where_one_stands_is_no_place(running: RunningApp) -> None:
    running.open()
    window = opened(running, "busy_file")
    enter(window, "In a file", "presence.ics")
    assert "Write the whole path" in said(window)


def test_only_calendars_that_can_be_written_are_offered_for_the_busy_event(
    running: RunningApp, tmp_path: Path
) -> None:
    with (tmp_path / "settings.toml").open("a") as file:
        file.write('[calendars.work]\nsource = "caldav"\nname = "Work"\nhandling = "ignore"\n')
        file.write('address = "http://127.0.0.1:9/"\nuser = "ana"\n')
        file.write(f'[calendars.team]\naddress = "{tmp_path}/team.ics"\nhandling = "ignore"\n')
    running.open()
    window = opened(running, "busy_calendar")
    choice = choose(window, "In a calendar", "work")
    assert [choice.itemText(each) for each in range(choice.count())] == ["nowhere", "Work"]
    assert written(tmp_path)["busy_calendar"] == "work"


# Changed in the file


def renamed_over(file: Path, text: str) -> None:
    """As vim, emacs and most others write."""
    fresh = file.with_name("settings.toml~new")
    fresh.write_text(text)
    fresh.replace(file)


def backed_up(file: Path, text: str) -> None:
    """The old one is kept under another name, and the new one made in its place."""
    file.rename(file.with_name("settings.toml~"))
    file.write_text(text)


def in_place(file: Path, text: str) -> None:
    """Emptied, and written a moment later."""
    with file.open("w") as opened_file:
        opened_file.flush()
        opened_file.write(text)


@pytest.mark.parametrize("save", [renamed_over, backed_up, in_place])
@pytest.mark.parametrize("is_linked", [False, True], ids=["plain", "linked"])
def test_a_change_in_the_file_is_taken_over_at_once_however_an_editor_saves(
    running: RunningApp,
    qtbot: QtBot,
    tmp_path: Path,
    save: Callable[[Path, str], None],
    is_linked: bool,
) -> None:
    file = tmp_path / "settings.toml"
    if is_linked:
        (tmp_path / "dotfiles").mkdir()
        file = file.rename(tmp_path / "dotfiles" / "settings.toml")
        (tmp_path / "settings.toml").symlink_to(file)
    running.open()
    window = opened(running)
    running.follows_its_settings()
    for theme in (Theme.DARK, Theme.LIGHT, Theme.DARK):
        with qtbot.waitSignal(running.preferences.changed, timeout=10_000):
            save(file, f'first_minute_done = true\ntheme = "{theme.value}"\n')
        assert running.preferences.now.theme is theme
        assert field(window, Choice, "Appearance").currentData() is theme
    choose(window, "Appearance", Theme.LIGHT)
    assert 'theme = "light"' in file.read_text()
    assert (tmp_path / "settings.toml").is_symlink() == is_linked


def test_a_file_that_is_emptied_before_it_is_written_changes_nothing_in_between(
    running: RunningApp, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preferences, "SETTLING_MS", 1000)  # whoever writes it may be slow
    file = tmp_path / "settings.toml"
    file.write_text('first_minute_done = true\ntheme = "dark"\n')
    running.open()
    running.follows_its_settings()
    with (
        qtbot.assertNotEmitted(running.preferences.changed, wait=1300),
        file.open("w") as opened_file,
    ):
        qtbot.wait(30)  # the watch has heard of the empty one
        opened_file.write('first_minute_done = true\ntheme = "dark"\n')
    assert running.preferences.now.theme is Theme.DARK


def test_a_file_that_cannot_be_read_is_told_and_all_stays_as_it_was_set(
    running: RunningApp, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('first_minute_done = true\ntheme = "dark"\n')
    running.open()
    window = opened(running)
    running.follows_its_settings()
    with qtbot.waitSignal(running.preferences.troubled, timeout=10_000):  # which a notice tells
        renamed_over(file, 'first_minute_done = true\ntheme = = "light"\n')
    qtbot.waitUntil(lambda: "line 2" in said(window), timeout=10_000)
    assert "all stays as it was set before" in said(window)
    assert running.preferences.now.theme is Theme.DARK
    assert "= =" in file.read_text(), "it is put right where it is"
    renamed_over(file, 'first_minute_done = true\ntheme = "dark"\n')
    qtbot.waitUntil(lambda: "line 2" not in said(window), timeout=10_000)


def test_a_value_that_cannot_be_is_said_beside_its_field_until_another_is_chosen(
    running: RunningApp, qtbot: QtBot, tmp_path: Path
) -> None:
    running.open()
    window = opened(running)
    running.follows_its_settings()
    renamed_over(
        tmp_path / "settings.toml", 'first_minute_done = true\ntheme = "purple"\nlanguage = "en"\n'
    )
    qtbot.waitUntil(lambda: "“purple”" in said(window), timeout=10_000)
    assert running.preferences.now.language == "en"
    choose(window, "Appearance", Theme.DARK)
    assert "“purple”" not in said(window)


def test_a_file_that_is_taken_away_gives_the_defaults_back(
    running: RunningApp, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('first_minute_done = true\ntheme = "dark"\n')
    running.open()
    running.follows_its_settings()
    file.unlink()
    qtbot.waitUntil(lambda: running.preferences.now.theme is Theme.SYSTEM, timeout=10_000)
    file.write_text('theme = "light"\n')
    qtbot.waitUntil(lambda: running.preferences.now.theme is Theme.LIGHT, timeout=10_000)


def test_what_has_a_window_of_its_own_opens_it(running: RunningApp) -> None:
    running.open()
    window = opened(running, "names#kinds")
    running.press(window, "Open: Kinds")
    running.window("NamesWindow")
    running.press(window, "Open: Calendars")
    running.window("CalendarsWindow")


def test_in_another_language_the_window_is_a_new_one_and_the_old_one_hears_no_more(
    running: RunningApp, qtbot: QtBot
) -> None:
    running.open()
    former = opened(running)
    gone: list[bool] = []
    former.destroyed.connect(lambda: gone.append(True))
    try:
        choose(former, "Language", "de")
        former.close()
        window = opened(running)
        qtbot.waitUntil(lambda: bool(gone))
        assert window.windowTitle() == "Einstellungen"
        field(window, Switch, "Namen in Hinweisen zeigen").click()
        assert running.preferences.now.show_people
    finally:
        running.preferences.change("language", "en")
