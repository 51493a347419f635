"""``presence integrate``: what a package would do for the desktop, done in the home."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from presence import APPLICATION_ID
from presence.desktop.autostart.program import Program
from presence.desktop.integration.pieces import MENU, SERVICE, Part, pieces
from presence.desktop.integration.putting import put, take_away
from tests.cli.leaving.conftest import Own

SHARE = Path(".local") / "share"


def test_all_of_it_lies_in_the_home_and_a_second_time_changes_nothing(own: Own) -> None:
    first = own.json("integrate")
    assert own.home / SHARE / MENU in map(Path, first["written"])
    before = own.files
    entry = own.home / SHARE / MENU
    subprocess.run(["desktop-file-validate", str(entry)], check=True)
    second = own.json("integrate")
    assert (second["written"], second["unchanged"]) == ([], first["written"])
    assert own.files == before
    assert "All of it is there already" in own.type("integrate").out


def test_it_is_taken_away_again_with_every_folder_made_for_it(own: Own) -> None:
    own.json("integrate")
    own.json("uninstall")
    assert list(own.home.iterdir()) == []


def test_an_entry_of_somebody_elses_stays_and_is_told(own: Own) -> None:
    entry = own.home / SHARE / MENU
    entry.parent.mkdir(parents=True)
    entry.write_text("[Desktop Entry]\nType=Application\nName=Other\nExec=true\n")
    done = own.type("integrate")
    assert done.code == 1
    assert "was not written by Presence" in done.err
    own.json("uninstall")
    assert "Name=Other" in entry.read_text()


def test_where_a_package_did_it_there_is_nothing_to_do(own: Own, tmp_path: Path) -> None:
    packages = tmp_path / "usr" / "share" / MENU
    packages.parent.mkdir(parents=True)
    packages.write_text("[Desktop Entry]\n")
    done = own.type("integrate")
    assert done.code == 1
    assert str(packages) in done.err
    assert own.files == {}


def test_a_named_home_is_none_that_the_menu_knows(own: Own, tmp_path: Path) -> None:
    done = own.type("--home", str(tmp_path / "other"), "integrate")
    assert (done.code, done.out) == (1, "")
    assert own.files == {}


@pytest.mark.parametrize("folder", ["plain", "with a space", 'quote\'d "$x" 100%'])
def test_the_programs_are_found_wherever_they_lie(tmp_path: Path, folder: str) -> None:
    """GLib reads the entry as a desktop does, and a shell's words are the bus's (dbus-daemon)."""
    where = tmp_path / folder
    where.mkdir()
    for name in ("presence", "presence-tray"):
        (where / name).write_text("#!/bin/sh\n")
        (where / name).chmod(0o755)
    program = Program(
        "presence", [str(where / "presence-tray")], [str(where / "presence"), "mute", "release"]
    )
    wanted = pieces(program, tmp_path / "share")
    put(wanted, tell=lambda _command: True)
    subprocess.run(["desktop-file-validate", str(tmp_path / "share" / MENU)], check=True)
    service = (tmp_path / "share" / SERVICE).read_text()
    (line,) = [line for line in service.splitlines() if line.startswith("Exec=")]
    words = shlex.split(line.removeprefix("Exec="))
    assert words == [str(where / "presence-tray"), "--on-screen"]
    assert f"Name={APPLICATION_ID}" in service
    gone = take_away(wanted, tell=lambda _command: True)
    assert len(gone) == len(wanted)
    assert [path for path in (tmp_path / "share").rglob("*") if path.is_file()] == []


def test_a_manual_and_each_shell_are_among_them(tmp_path: Path) -> None:
    program = Program("presence", ["/p/presence-tray"], ["/p/presence", "mute", "release"])
    wanted = pieces(program, tmp_path)
    shells = [piece for piece in wanted if piece.part is Part.COMPLETION]
    assert len(shells) == 3
    bash = next(piece for piece in shells if piece.path.name == "presence")
    text = bash.content.decode()
    assert subprocess.run(["bash", "-n"], input=text, text=True, check=False).returncode == 0
    zsh = next(piece for piece in shells if piece.path.name == "_presence")
    assert zsh.content.startswith(b"#compdef presence\n")
    assert shutil.which("zsh") is None or os.path.isabs(zsh.path)
