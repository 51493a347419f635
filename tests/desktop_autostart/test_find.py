"""Which way serves this desktop: told by what it calls itself, without asking anybody."""

from pathlib import Path

import pytest

from presence.desktop.autostart.find import find_autostart
from presence.desktop.autostart.null import NullAutostart
from presence.desktop.autostart.systemd_user import SystemdUserAutostart
from presence.desktop.autostart.xdg import XdgAutostart


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person without a desktop."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_CURRENT_DESKTOP"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))


def named(monkeypatch: pytest.MonkeyPatch, desktop: str) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-1")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", desktop)


@pytest.mark.parametrize("desktop", ["ubuntu:GNOME", "KDE", "X-Cinnamon", "niri", ""])
def test_most_desktops_start_what_lies_in_the_autostart_folder(
    desktop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(monkeypatch, desktop)
    assert isinstance(find_autostart(), XdgAutostart)


@pytest.mark.parametrize("desktop", ["sway:wlroots", "Hyprland", "river", "i3"])
def test_others_are_served_by_systemd_where_it_runs(
    desktop: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(monkeypatch, desktop)
    assert isinstance(find_autostart(), NullAutostart)
    (tmp_path / "systemd").mkdir()
    assert isinstance(find_autostart(), SystemdUserAutostart)


def test_i3_reads_entries_where_dex_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(monkeypatch, "i3")
    dex = tmp_path / "bin" / "dex"
    dex.parent.mkdir()
    dex.touch(mode=0o755)
    assert isinstance(find_autostart(), XdgAutostart)


def test_without_a_screen_systemd_puts_back_what_was_left(tmp_path: Path) -> None:
    assert isinstance(find_autostart(), NullAutostart)
    (tmp_path / "systemd").mkdir()
    way = find_autostart("/srv/home of mine")
    way.turn_on()
    units = tmp_path / "config" / "systemd" / "user" / "default.target.wants"
    (unit,) = units.iterdir()
    assert '"--home" "/srv/home of mine" "mute" "release"' in unit.read_text()


def test_nothing_is_written_by_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named(monkeypatch, "GNOME")
    assert not find_autostart().is_on()
    assert list(tmp_path.iterdir()) == []
