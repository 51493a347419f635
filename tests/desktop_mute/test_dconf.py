"""dconf's change of one key, as its own tools send it."""

import pytest

from presence.desktop.mute.foreign import dconf

SHOW_BANNERS = "/org/gnome/desktop/notifications/show-banners"
# What ``dconf write`` of dconf 0.40 sends for that key, seen by dbus-monitor.
WRITTEN = (
    b"/org/gnome/desktop/notifications/show-banners\0\0\0"
    b"\0\0b\0"  # false, a boolean
    b".5"
)


def test_a_change_is_what_its_own_tools_send() -> None:
    assert dconf.change(SHOW_BANNERS, False) == WRITTEN
    assert dconf.change(SHOW_BANNERS, True) == WRITTEN.replace(b"\0\0b\0", b"\1\0b\0")


@pytest.mark.parametrize("path", ["", "no/slash", "/a/folder/", f"/{'long' * 60}"])
def test_what_is_no_path_of_a_key_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="^" + path[:20]):
        dconf.change(path, True)


def test_profiles_and_locks_are_left_to_its_own_tools(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path_factory.mktemp("dconf")
    etc = f"{home}/etc"
    monkeypatch.setenv("XDG_DATA_DIRS", f"{home}/share")
    monkeypatch.setenv("XDG_RUNTIME_DIR", f"{home}/run")
    for variable in ("DCONF_PROFILE", "GSETTINGS_BACKEND"):
        monkeypatch.delenv(variable, raising=False)
    assert dconf.is_plain(etc)
    for place in ("etc/dconf/profile/user", "share/dconf/profile/user", "run/dconf/profile"):
        profile = home / place
        profile.parent.mkdir(parents=True)
        profile.touch()
        assert not dconf.is_plain(etc)
        profile.unlink()
    for variable, value in (("DCONF_PROFILE", "office"), ("GSETTINGS_BACKEND", "keyfile")):
        monkeypatch.setenv(variable, value)
        assert not dconf.is_plain(etc)
        monkeypatch.delenv(variable)
    assert dconf.is_plain(etc)
