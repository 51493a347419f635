"""One key of an ini file: read, written and taken away again, and nothing else touched."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSettings

from presence.desktop.mute.scripts import ini_key

GROUP, KEY = "General", "doNotDisturb"
LXQT = """; mine
[General]
__userfile__=true
blackList=@Invalid()

[Look]
placement=bottom-right
"""
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\r\n=[];\0"), min_size=1)
LINES = st.one_of(
    st.just(""),
    st.builds(
        "{}={}".format, NAMES, st.text(st.characters(codec="utf-8", exclude_characters="\n"))
    ),
    st.builds("[{}]".format, NAMES),
    st.just("[General]"),
    st.sampled_from(["doNotDisturb=false", "doNotDisturb = 0;1", "[general]"]),
    st.builds("; {}".format, NAMES),
)
INIS = st.lists(LINES).map("\n".join)
VALUES = st.sampled_from(["true", "false", '"a; b"', "0"])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "lxqt" / "notifications.conf"


def write(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode("utf-8", "surrogateescape"))


def script(*words: object) -> "subprocess.CompletedProcess[str]":
    command = (sys.executable, "-I", "-S", "-E", ini_key.__file__, *map(str, words))
    return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)


def test_a_key_is_added_to_its_group_and_taken_away_without_a_trace(file: Path) -> None:
    write(file, LXQT)
    ini_key.set_value(str(file), GROUP, KEY, "true")
    assert file.read_text() == LXQT.replace("@Invalid()\n", "@Invalid()\ndoNotDisturb=true\n")
    assert ini_key.get_value(str(file), GROUP, KEY) == "true"
    ini_key.unset(str(file), GROUP, KEY)
    assert file.read_text() == LXQT


def test_a_file_that_was_not_there_is_made_for_its_owner_alone(file: Path) -> None:
    ini_key.set_value(str(file), GROUP, KEY, "true")
    assert file.read_text() == "[General]\ndoNotDisturb=true\n"
    assert file.stat().st_mode & 0o777 == 0o600
    ini_key.unset(str(file), GROUP, KEY)
    assert file.read_text() == ""


def test_a_value_goes_back_as_it_stood_with_its_quotes_and_its_comment(file: Path) -> None:
    before = '[General]\r\ndoNotDisturb = "false" ; since May\r\n'
    write(file, before)
    value = ini_key.get_value(str(file), GROUP, KEY)
    assert value == '"false"'
    ini_key.set_value(str(file), GROUP, KEY, "true")
    assert b"doNotDisturb = true ; since May\r\n" in file.read_bytes()
    ini_key.set_value(str(file), GROUP, KEY, value)
    assert file.read_bytes() == before.encode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=INIS, value=VALUES)
def test_whatever_else_is_in_the_file_stays_as_it_is(file: Path, text: str, value: str) -> None:
    write(file, text)
    before = ini_key.get_value(str(file), GROUP, KEY)
    ini_key.set_value(str(file), GROUP, KEY, value)
    assert ini_key.get_value(str(file), GROUP, KEY) == value
    if before is None:
        ini_key.unset(str(file), GROUP, KEY)
    else:
        ini_key.set_value(str(file), GROUP, KEY, before)
    after = file.read_bytes().decode()
    assert after == text or is_an_empty_group_less(text, after)


def is_an_empty_group_less(text: str, after: str) -> bool:
    """The one thing that is not kept: a group of nothing at the end of the file."""
    return "[general]" in text.lower().split("\n") and len(after) < len(text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300))
def test_bytes_that_mean_nothing_are_kept_too(file: Path, data: bytes) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    assert ini_key.get_value(str(file), GROUP, KEY) is None
    ini_key.set_value(str(file), GROUP, KEY, "true")
    ini_key.unset(str(file), GROUP, KEY)
    assert file.read_bytes() == data


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("doNotDisturb=true\n", "true"),  # before any group is in the group "General" for Qt
        ("[general]\ndoNotDisturb=true\n", "true"),
        ("[General]\ndoNotDisturb=false\n[Look]\n[General]\ndoNotDisturb=true\n", "true"),
        ("[Look]\ndoNotDisturb=true\n", None),
        ("[General]\nDoNotDisturb=true\n; doNotDisturb=true\n", None),
        ("[General]\ndoNotDisturb\n", None),
        ("[General]\ndoNotDisturb=\n", ""),
    ],
)
def test_a_key_is_found_where_qt_finds_it(file: Path, text: str, value: str | None) -> None:
    write(file, text)
    assert ini_key.get_value(str(file), GROUP, KEY) == value
    assert QSettings(str(file), QSettings.Format.IniFormat).value(KEY) == value


def test_qt_reads_what_was_written(file: Path) -> None:
    write(file, LXQT)
    ini_key.set_value(str(file), GROUP, KEY, "true")
    qt = QSettings(str(file), QSettings.Format.IniFormat)
    assert qt.value(KEY, False, bool) is True
    assert qt.value("Look/placement") == "bottom-right"


def test_mode_and_symbolic_link_stay(file: Path, tmp_path: Path) -> None:
    dotfile = tmp_path / "dotfiles" / "notifications.conf"
    write(dotfile, LXQT)
    dotfile.chmod(0o644)
    file.parent.mkdir()
    file.symlink_to(dotfile)
    ini_key.set_value(str(file), GROUP, KEY, "true")
    assert file.is_symlink()
    assert "doNotDisturb=true" in dotfile.read_text()
    assert dotfile.stat().st_mode & 0o777 == 0o644
    assert [path.name for path in dotfile.parent.iterdir()] == ["notifications.conf"]


def test_a_file_that_is_read_only_stays_as_it_is(file: Path) -> None:
    write(file, LXQT)
    file.chmod(0o444)
    assert not ini_key.is_writable(str(file))
    with pytest.raises(PermissionError):
        ini_key.set_value(str(file), GROUP, KEY, "true")
    assert file.read_text() == LXQT


def test_nothing_is_left_in_a_folder_that_takes_no_file() -> None:
    in_sys = "/sys/lxqt/notifications.conf"  # not even root makes a file there
    assert ini_key.get_value(in_sys, GROUP, KEY) is None
    with pytest.raises(OSError, match="lxqt"):
        ini_key.set_value(in_sys, GROUP, KEY, "true")


def test_what_is_no_file_of_settings_is_refused_at_once(file: Path) -> None:
    file.mkdir(parents=True)
    with pytest.raises(OSError, match="is not a file"):
        ini_key.get_value(str(file), GROUP, KEY)
    file.rmdir()
    os.mkfifo(file)
    with pytest.raises(OSError, match="is not a file"):
        ini_key.get_value(str(file), GROUP, KEY)
    file.unlink()
    write(file, "a" * (ini_key.LARGEST + 1))
    with pytest.raises(OSError, match="larger than"):
        ini_key.get_value(str(file), GROUP, KEY)


def test_as_a_program_it_does_the_same(file: Path) -> None:
    assert script("get", file, GROUP, KEY).stdout.strip() == ""
    assert script("set", file, GROUP, KEY, "true").stdout == "done\n"
    assert script("get", file, GROUP, KEY).stdout == "true\n"
    assert script("unset", file, GROUP, KEY).stdout == "done\n"
    assert script("get", file, GROUP, KEY).stdout == "\n"


def test_as_a_program_it_says_in_a_line_what_is_wrong(file: Path) -> None:
    file.mkdir(parents=True)
    for words in ([], ["get"], ["set", file, GROUP, KEY, "a\nb"], ["get", file, GROUP, KEY]):
        done = script(*words)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        assert not done.stdout
