"""Started at login: what each way writes, and what of somebody else's it leaves alone."""

import errno
import os
import plistlib
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from presence.core.errors import ErrorCode, LoginError
from presence.desktop.autostart.autostart import Autostart
from presence.desktop.autostart.macos import MacAutostart
from presence.desktop.autostart.null import NullAutostart
from presence.desktop.autostart.program import Program, this_program
from presence.desktop.autostart.systemd_user import SystemdUserAutostart
from presence.desktop.autostart.xdg import XdgAutostart, exec_line
from presence.words.errors import explain

PROGRAM = Program(
    "presence",
    app=["/opt/presence/bin/presence-tray"],
    settle=["/opt/presence/bin/presence", "mute", "release"],
)
MOVED = Program(
    "presence",
    app=["/home/ana/my tools/bin/presence-tray", "--home", '/home/ana/50% "$HOME" `x` \\'],
    settle=["/home/ana/my tools/bin/presence", "mute", "release"],
)
Make = Callable[[Path, Program], Autostart]


class Manager:
    """systemd's user manager, as systemctl tells of it."""

    def __init__(self, reaches_graphical: bool = True) -> None:
        self.reaches_graphical = reaches_graphical
        self.told: list[str] = []

    def __call__(self, words: Sequence[str]) -> int:
        self.told.append(words[0])
        return 0 if words[0] != "is-active" or self.reaches_graphical else 3


def xdg(folder: Path, program: Program) -> Autostart:
    return XdgAutostart(program, folder)


def systemd(folder: Path, program: Program) -> Autostart:
    return SystemdUserAutostart(program, has_screen=True, folder=folder, systemctl=Manager())


def systemd_without_screen(folder: Path, program: Program) -> Autostart:
    return SystemdUserAutostart(program, has_screen=False, folder=folder, systemctl=Manager())


def macos(folder: Path, program: Program) -> Autostart:
    return MacAutostart(program, folder)


@pytest.fixture(params=[xdg, systemd, systemd_without_screen, macos])
def make(request: pytest.FixtureRequest) -> Make:
    """Each way that writes a file, in turn."""
    way: Make = request.param
    return way


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if not path.is_dir()]


def test_it_is_on_from_turning_on_to_turning_off_and_leaves_nothing(
    make: Make, tmp_path: Path
) -> None:
    folder = tmp_path / "not there yet"
    way = make(folder, PROGRAM)
    assert not way.is_on()
    way.turn_off()
    assert not folder.exists()
    way.turn_on()
    assert way.is_on()
    assert Path(way.path).stat().st_mode & 0o777 == 0o644
    way.turn_on()
    assert way.is_on()
    way.turn_off()
    assert not way.is_on()
    assert files(folder) == []


def test_what_somebody_else_wrote_is_left_as_it_is(make: Make, tmp_path: Path) -> None:
    way = make(tmp_path, PROGRAM)
    foreign = Path(way.path)
    foreign.write_text("[Desktop Entry]\nType=Application\nName=Presence\nExec=other\n")
    with pytest.raises(LoginError) as refused:
        way.turn_on()
    assert refused.value.code is ErrorCode.LOGIN_ENTRY_FOREIGN
    assert refused.value.values["path"] == way.path
    assert not way.is_on()
    way.turn_off()
    assert "Exec=other" in foreign.read_text()


def test_rubbish_is_none_of_ours(make: Make, tmp_path: Path) -> None:
    way = make(tmp_path, PROGRAM)
    Path(way.path).write_bytes(b"\xff\x00[=\n" * 5000)
    assert not way.is_on()
    with pytest.raises(LoginError):
        way.turn_on()


def test_a_folder_that_cannot_be_written_is_said(make: Make, tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file in the way")
    way = make(tmp_path / "folder", PROGRAM)
    assert not way.is_on()
    with pytest.raises(LoginError) as refused:
        way.turn_on()
    assert refused.value.code is ErrorCode.LOGIN_ENTRY_NOT_WRITABLE
    assert refused.value.values["detail"]


def test_what_stays_in_a_folder_that_is_read_only_is_told_with_what_helps(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = make(tmp_path, PROGRAM)
    way.turn_on()

    def refuse(path: Path) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    monkeypatch.setattr(os, "unlink", refuse)
    with pytest.raises(LoginError) as refused:
        way.turn_off()
    message, hint = explain(refused.value)
    assert message.endswith("stays: Read-only file system.")
    assert "its folder" in hint
    assert way.is_on()


def test_a_presence_that_has_moved_is_started_from_its_new_place(
    make: Make, tmp_path: Path
) -> None:
    make(tmp_path, PROGRAM).turn_on()
    moved = make(tmp_path, MOVED)
    assert not moved.is_on()
    moved.turn_on()
    assert moved.is_on()
    assert not make(tmp_path, PROGRAM).is_on()


def test_a_link_of_the_persons_own_stays_one(make: Make, tmp_path: Path) -> None:
    way = make(tmp_path / "config", PROGRAM)
    kept = tmp_path / "dotfiles"
    Path(way.path).parent.mkdir(parents=True)
    Path(way.path).symlink_to(kept)
    way.turn_on()
    assert Path(way.path).is_symlink()
    assert kept.is_file()
    assert way.is_on()


# XDG


def test_the_entry_keeps_to_the_specification(tmp_path: Path) -> None:
    for program in (PROGRAM, MOVED):
        way = xdg(tmp_path, program)
        way.turn_on()
        subprocess.run(["desktop-file-validate", way.path], check=True)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["/usr/bin/presence-tray"], "/usr/bin/presence-tray"),
        (["/my tools/presence-tray"], '"/my tools/presence-tray"'),
        (["a", "100%"], "a 100%%"),
        (["a$b"], r'"a\\$b"'),
        (['a"b'], r'"a\\"b"'),
        (["a\\b"], r'"a\\\\b"'),
        (["a`b", ""], r'"a\\`b" ""'),
    ],
)
def test_words_are_quoted_as_the_specification_says(words: list[str], line: str) -> None:
    assert exec_line(words) == line


@pytest.mark.parametrize("name", ["tool", "my $tool`s \\ \"quoted'", "my 50% = $tool`s"])
def test_glib_reads_the_words_as_they_were(name: str, tmp_path: Path) -> None:
    """The launcher of GNOME, Xfce, MATE, Cinnamon and Budgie is GLib's."""
    script = tmp_path / name
    said = tmp_path / "said"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$0" "$@" > {said}.new && mv {said}.new {said}\n')
    script.chmod(0o755)
    home = 'a $HOME "b" \\ `c` 5% d\'e'
    way = xdg(tmp_path / "autostart", Program("presence", [str(script), "--home", home], []))
    way.turn_on()
    subprocess.run(["gio", "launch", way.path], check=True, timeout=10)
    for _ in range(100):
        if said.exists():
            break
        subprocess.run(["sleep", "0.05"], check=True)
    assert said.read_text().splitlines() == [str(script), "--home", home]


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_an_entry_that_the_desktops_own_list_has_turned_off_is_off(
    line: str, tmp_path: Path
) -> None:
    way = xdg(tmp_path, PROGRAM)
    way.turn_on()
    entry = Path(way.path)
    entry.write_text(f"{entry.read_text()}{line}\n")
    assert not way.is_on()
    way.turn_on()
    assert way.is_on()
    entry.write_text(f"{entry.read_text()}{line}\n")
    way.turn_off()
    assert not entry.exists(), "it is still ours"


def test_the_person_chooses_where_such_files_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/ana")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert XdgAutostart(PROGRAM).path == str(tmp_path / "autostart" / "presence.desktop")
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative, which the specification passes over")
    assert XdgAutostart(PROGRAM).path == "/home/ana/.config/autostart/presence.desktop"


# systemd


@pytest.mark.parametrize("program", [PROGRAM, MOVED])
@pytest.mark.parametrize("has_screen", [True, False])
def test_systemd_finds_no_fault_with_the_unit(
    has_screen: bool, program: Program, tmp_path: Path
) -> None:
    tools = tmp_path / "50% of Ana's $tools \\"
    tools.mkdir()
    there = {}
    for name in ("presence", "presence-tray"):
        (tools / name).write_text("#!/bin/sh\n")
        (tools / name).chmod(0o755)
        there[name] = str(tools / name)
    placed = Program(
        program.name,
        [there["presence-tray"], *program.app[1:]],
        [there["presence"], *program.settle[1:]],
    )
    way = SystemdUserAutostart(placed, has_screen, tmp_path / "units", Manager())
    way.turn_on()
    done = subprocess.run(
        ["systemd-analyze", "--user", "--man=no", "verify", way.path],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    assert "presence.service" not in done.stderr


def test_the_unit_is_wanted_by_the_graphical_session_and_the_manager_is_told(
    tmp_path: Path,
) -> None:
    manager = Manager()
    way = SystemdUserAutostart(PROGRAM, True, tmp_path, manager)
    way.turn_on()
    link = tmp_path / "graphical-session.target.wants" / "presence.service"
    assert link.resolve() == Path(way.path)
    text = link.read_text()
    assert 'ExecStart=:"/opt/presence/bin/presence-tray"' in text
    assert 'ExecStopPost=-:"/opt/presence/bin/presence" "mute" "release"' in text
    way.turn_off()
    assert manager.told == ["is-active", "daemon-reload", "daemon-reload"]


def test_without_a_screen_what_was_left_is_put_back_at_login(tmp_path: Path) -> None:
    way = SystemdUserAutostart(PROGRAM, False, tmp_path, Manager(reaches_graphical=False))
    way.turn_on()
    text = (tmp_path / "default.target.wants" / "presence.service").read_text()
    assert 'ExecStart=-:"/opt/presence/bin/presence" "mute" "release"' in text
    assert "presence-tray" not in text


def test_where_no_graphical_session_is_ever_reached_the_line_to_add_is_said(
    tmp_path: Path,
) -> None:
    program = Program("presence", ["/my tools/presence-tray"], [])
    ways: list[Autostart] = [
        SystemdUserAutostart(program, True, tmp_path, Manager(reaches_graphical=False)),
        NullAutostart(program),
    ]
    for way in ways:
        with pytest.raises(LoginError) as refused:
            way.turn_on()
        assert refused.value.code is ErrorCode.LOGIN_STARTS_NOTHING
        assert refused.value.values["command"] == "'/my tools/presence-tray'"
        assert not way.is_on()
        way.turn_off()
    assert files(tmp_path) == []


def test_without_systemctl_the_files_do_it(tmp_path: Path) -> None:
    def nobody(words: Sequence[str]) -> None:
        return None

    way = SystemdUserAutostart(PROGRAM, True, tmp_path, nobody)
    way.turn_on()
    assert way.is_on()


# macOS


def test_the_agent_is_one_that_launchd_reads(tmp_path: Path) -> None:
    way = macos(tmp_path, MOVED)
    way.turn_on()
    agent: dict[str, Any] = plistlib.loads(Path(way.path).read_bytes())
    assert agent["Label"] == "presence"
    assert agent["ProgramArguments"] == list(MOVED.app)
    assert agent["RunAtLoad"] is True


# The program


def test_the_programs_beside_the_interpreter_are_started_by_their_whole_paths(
    tmp_path: Path,
) -> None:
    python = tmp_path / "bin" / "python3"
    python.parent.mkdir()
    for name in ("presence", "presence-tray"):
        (python.parent / name).touch()
    program = this_program(interpreter=str(python))
    assert program.name == "presence"
    assert program.app == [f"{python.parent}/presence-tray"]
    assert program.settle == [f"{python.parent}/presence", "mute", "release"]


def test_a_checkout_without_installed_programs_is_started_too() -> None:
    program = this_program(interpreter="/usr/bin/nothing/python3")
    assert program.app == ["/usr/bin/nothing/python3", "-m", "presence.app"]
    assert program.settle == ["/usr/bin/nothing/python3", "-m", "presence", "mute", "release"]


def test_each_home_that_was_named_has_an_entry_of_its_own() -> None:
    first, second = this_program("/tmp/a b"), this_program("/tmp/c")
    assert first.app[-2:] == ["--home", "/tmp/a b"]
    assert first.settle[-4:] == ["--home", "/tmp/a b", "mute", "release"]
    assert len({first.name, second.name, this_program().name}) == 3


def test_this_very_program_is_found() -> None:
    assert shutil.which(this_program().app[0])
