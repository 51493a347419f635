"""Our icons in the icon theme: found by name there, put there, and taken away again."""

from pathlib import Path

import pytest

from presence.desktop.tray_host.icons import (
    icons_are_installed,
    install_icons,
    installed_icons,
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's data folder, and a system's with the theme's index and none of our icons."""
    home, system = tmp_path / "home", tmp_path / "usr"
    (system / "icons" / "hicolor").mkdir(parents=True)
    (system / "icons" / "hicolor" / "index.theme").write_text("[Icon Theme]\n")
    monkeypatch.setenv("XDG_DATA_HOME", str(home))
    monkeypatch.setenv("XDG_DATA_DIRS", f"{tmp_path / 'nothing'}:{system}")
    return home


def test_icons_that_were_put_there_are_found(home: Path) -> None:
    assert not icons_are_installed()
    there = install_icons()
    assert icons_are_installed()
    assert {path.suffix for path in there} == {".svg"}
    assert all(path.is_relative_to(home) and path.name.startswith("presence") for path in there)


def test_the_index_of_the_theme_is_the_systems(home: Path) -> None:
    """One in the person's folder would hide what other programs put into the theme."""
    install_icons()
    assert not list(home.rglob("index.theme"))


def test_without_the_themes_index_nobody_finds_them(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "nothing"))
    install_icons()
    assert not icons_are_installed()


def test_half_of_the_icons_are_not_enough(home: Path) -> None:
    one = next(path for path in install_icons() if path.name.endswith("-symbolic.svg"))
    one.unlink()
    assert not icons_are_installed()


def test_put_there_again_only_what_differs_is_written(home: Path) -> None:
    there = install_icons()
    first_line = there[0].read_text().partition("\n")[0]
    there[0].write_text(f"{first_line}\nan icon of an older Presence")
    before = there[1].stat().st_mtime_ns
    assert install_icons() == there
    assert "older" not in there[0].read_text()
    assert there[1].stat().st_mtime_ns == before


def test_those_put_there_are_known_for_taking_them_away(home: Path) -> None:
    assert installed_icons() == ()
    there = install_icons()
    assert installed_icons() == there


def test_a_folder_that_cannot_be_written_is_no_fault(home: Path) -> None:
    home.write_text("a file where a folder should be")
    assert install_icons() == ()
    assert not icons_are_installed()
