"""dconf's change of one key as its own tools send it, and its database as they write it."""

import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from presence.desktop.mute.foreign import dconf
from presence.desktop.mute.foreign.dconf_database import Unusable, find_boolean

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


class Person:
    """Their database, made by dconf itself of lines as in a keyfile."""

    def __init__(self, folder: Path) -> None:
        self._lines = folder / "lines"
        self.database = folder / "dconf" / "user"
        self._lines.mkdir()
        self.database.parent.mkdir()

    def has(self, text: str) -> None:
        (self._lines / "all").write_text(text)
        subprocess.run(["dconf", "compile", self.database, self._lines], check=True)


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return Person(tmp_path)


def test_what_the_person_has_set_is_found_and_nothing_else(person: Person) -> None:
    assert find_boolean(SHOW_BANNERS) is None  # no database
    person.has("")
    assert find_boolean(SHOW_BANNERS) is None
    person.has("[org/gnome/desktop/notifications]\nshow-banners=false\n")
    assert find_boolean(SHOW_BANNERS) is False
    assert find_boolean("/org/gnome/desktop/notifications/show-in-lock-screen") is None
    person.has("[org/gnome/desktop/notifications]\nshow-banners=true\n")
    assert find_boolean(SHOW_BANNERS) is True


def test_each_of_many_keys_is_found(person: Person) -> None:
    keys = {f"{folder}/key-{number}": number % 3 == 0 for folder in "abc" for number in range(99)}
    lines = [
        f"[{key.partition('/')[0]}]\n{key.partition('/')[2]}={str(value).lower()}"
        for key, value in keys.items()
    ]
    person.has("\n".join([*lines, "[ä]\nü=true"]))
    assert {key: find_boolean(f"/{key}") for key in keys} == keys
    assert find_boolean("/ä/ü") is True


def test_what_is_no_truth_value_or_no_database_is_refused(person: Person) -> None:
    person.has("[org/gnome/desktop/notifications]\nshow-banners='yes'\n")
    with pytest.raises(Unusable):
        find_boolean(SHOW_BANNERS)
    person.database.write_bytes(b"something else")
    with pytest.raises(Unusable):
        find_boolean(SHOW_BANNERS)
    person.database.unlink()
    person.database.mkdir()
    with pytest.raises(Unusable):
        find_boolean(SHOW_BANNERS)


def test_a_damaged_database_never_does_worse_than_to_be_refused(person: Person) -> None:
    person.has("[org/gnome/desktop/notifications]\nshow-banners=false\n[a]\nb=true\n")
    whole = person.database.read_bytes()
    for at in range(len(whole)):
        damaged = [whole[:at] + bytes((byte,)) + whole[at + 1 :] for byte in (0, 1, 0x7F, 0xFF)]
        for data in (whole[:at], *damaged):
            person.database.write_bytes(data)
            with suppress(Unusable):
                find_boolean(SHOW_BANNERS)
