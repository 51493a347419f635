"""The files around the program, as the package puts them: what Debian's own checks say of them."""

import re
import subprocess
from pathlib import Path

import pytest
from linux.deb.archive import make_tar
from linux.deb.tree import AUTOSTART, COMPLETIONS, FILES, RESOURCES, menu_entry, release
from linux.deb.words import changes, copyright_text
from manual import PLACES, manual

from presence import APPLICATION_ID, __version__
from presence.cli.parser import command_names


def run(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, check=False
    )


def test_the_entries_for_menu_and_login_are_valid(tmp_path: Path) -> None:
    menu = tmp_path / f"{APPLICATION_ID}.desktop"
    menu.write_text(menu_entry())
    assert "DBusActivatable=true" in menu.read_text().split("[Desktop Action")[0]
    for name in ("Start dinner", "End", "This week"):
        assert f"\nName={name}\n" in menu.read_text()
    for entry in (menu, FILES / "autostart.desktop"):
        done = run("desktop-file-validate", entry)
        assert done.stdout + done.stderr == ""
    assert not AUTOSTART.startswith("etc/"), "nothing starts at login before somebody wants it"


def test_software_centres_understand_what_it_is(tmp_path: Path) -> None:
    about = tmp_path / f"{APPLICATION_ID}.metainfo.xml"
    text = (FILES / about.name).read_text()
    about.write_text(text.replace("@RELEASE@", release(__version__)))
    done = run("appstreamcli", "validate", "--no-net", about)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_script_before_the_removal_is_one_for_every_shell() -> None:
    done = run("dash", "-n", FILES / "prerm")
    assert done.returncode == 0, done.stderr


def test_an_upgrade_touches_no_process() -> None:
    done = run("dash", "-x", FILES / "prerm", "upgrade", "0.2.0")
    assert done.returncode == 0
    assert "kill" not in done.stderr


@pytest.mark.parametrize("language", list(PLACES))
def test_the_manual_page_tells_of_every_command(language: str) -> None:
    for text in (manual(language), PLACES[language].read_text()):
        told = {line.removeprefix(".SS ").replace("\\", "") for line in text.splitlines()}
        assert set(command_names()) <= told, "make manual writes it anew"
    done = run("man", "--warnings", "--local-file", "-E", "UTF-8", PLACES[language])
    assert done.stderr == ""


def test_the_changes_are_those_of_the_project(tmp_path: Path) -> None:
    path = tmp_path / "changelog"
    path.write_text(changes(__version__))
    assert run("dpkg-parsechangelog", "-l", path, "-S", "Version").stdout.strip() == __version__
    assert re.search(r"^ -- .+ <.+@.+>  \w{3}, \d\d \w{3} \d{4}", path.read_text(), re.MULTILINE)


def test_whose_work_it_is_stands_in_the_copyright() -> None:
    text = copyright_text()
    for name in ("PySide6", "LGPL-3", "icalendar", "jeepney", "Python Software Foundation"):
        assert name in text


def test_an_archive_is_the_same_whoever_packs_it_when(tmp_path: Path) -> None:
    packed = []
    for name, names in (("one", ("a", "b")), ("two", ("b", "a"))):
        folder = tmp_path / name / "presence"
        folder.mkdir(parents=True)
        for each in names:
            (folder / each).write_text(each)
        make_tar(folder, tmp_path / f"{name}.tar.gz")
        packed.append((tmp_path / f"{name}.tar.gz").read_bytes())
    assert packed[0] == packed[1]


def test_completions_go_where_each_shell_looks() -> None:
    assert {path.name for path in (RESOURCES / "completions").iterdir()} == set(COMPLETIONS)
