"""The package for Debian, on a clean one: installed, used, upgraded and removed during a dinner.

Everything is built once, and nothing is asked of the machine that the tests run on but its mirror.
"""

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from linux.deb.build import Content, lay_out, make_bundle, pack

from presence import APPLICATION_ID, __version__
from tests.desktops.programs import wait_until
from tests.journeys.clean_debian import HOME, CleanDebian

OLDER = "0.0.1"
APPLICATION = "org.freedesktop.Application"
PLACE = "/usr/lib/presence"
# Written by Debian's own programs, whatever is installed and removed.
OTHERS = (
    *("/dev/", "/proc", "/root/", "/run/", "/tmp/"),
    *("/var/cache/", "/var/lib/apt/", "/var/lib/dpkg/", "/var/lib/systemd/", "/var/log/"),
)
PACKED_QUICKLY = [f"uses-no-compression-for-{part}-tarball" for part in ("control", "data")]
# What the person keeps, and what the tests' desktop writes into a home.
KEPT = tuple(f"{HOME}/{each}/presence" for each in (".local/share", ".config", ".local/state"))
DESKTOPS = tuple(f"{HOME}/{each}" for each in (".cache", ".dbus"))


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return lay_out(make_bundle(tmp_path_factory.mktemp("deb") / "work"))


@pytest.fixture(scope="module")
def debian(content: Content, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CleanDebian]:
    needed = re.sub(r"\(.*?\)|\|.*?(,|$)", r"\1", content.depends).split(",")
    with CleanDebian(tmp_path_factory.mktemp("clean"), [each.strip() for each in needed]) as debian:
        for version in (OLDER, __version__):
            pack(content, version, debian.root / f"root/{version}.deb", is_fast=True)
        debian.log_in()
        yield debian


def install(debian: CleanDebian, version: str) -> None:
    debian.apt("install", f"/root/{version}.deb")


def status(debian: CleanDebian) -> Mapping[str, Any]:
    told: Mapping[str, Any] = json.loads(debian.run("presence", "status", "--json").stdout)
    return told


def as_menus_do(debian: CleanDebian, action: str) -> None:
    """Ask as a desktop does for an action of an entry; the bus starts what does not run."""
    debian.run("dbus-update-activation-environment", "--all")
    call(debian, "org.freedesktop.DBus", "/", "org.freedesktop.DBus.ReloadConfig")
    path = f"/{APPLICATION_ID.replace('.', '/')}"
    call(
        debian, APPLICATION_ID, path, f"{APPLICATION}.ActivateAction", action, "@av []", "@a{sv} {}"
    )


def call(debian: CleanDebian, name: str, path: str, method: str, *words: str) -> None:
    there = ("--session", "--timeout", "60", "--dest", name, "--object-path", path)
    debian.run("gdbus", "call", *there, "--method", method, *words, seconds=90)


def left_of_presence(debian: CleanDebian, before: Mapping[str, object]) -> list[str]:
    """What is there now and was not, or is another, without what the person keeps."""
    now = debian.files()
    changed = [path for path, told in now.items() if before.get(path) != told]
    gone = [path for path in before if path not in now]
    ours = [path for path in sorted([*changed, *gone]) if not path.startswith((*OTHERS, *DESKTOPS))]
    return [path for path in ours if not path.startswith(KEPT) and not _holds_what_is_kept(path)]


def _holds_what_is_kept(path: str) -> bool:
    return any(each.startswith(path + "/") for each in KEPT)


def test_a_dinner_on_a_clean_debian_and_nothing_is_left(debian: CleanDebian) -> None:
    settings = debian.run("dconf", "dump", "/").stdout
    before = debian.files()
    install(debian, OLDER)
    assert debian.run("presence", "--version").stdout == f"presence {__version__}\n"
    as_menus_do(debian, "dinner")
    wait_until(lambda: status(debian)["state"] == "running", 20, "a dinner")
    assert status(debian)["session"]["kind"] == "dinner"
    wait_until(debian.is_quiet, 10, "quiet")
    doctor = debian.run("presence", "doctor").stdout
    assert "missing" not in doctor
    assert "dunst" in doctor
    as_menus_do(debian, "end")
    wait_until(lambda: status(debian)["state"] == "idle", 10, "its end")
    wait_until(lambda: not debian.is_quiet(), 10, "the desktop's being put back")

    debian.run("presence", "start", "dinner", "--for", "90m")
    app = status(debian)["pid"]
    install(debian, __version__)
    assert (status(debian)["pid"], status(debian)["state"]) == (app, "running")
    log = debian.root / f"{HOME[1:]}/.local/state/presence/presence.log"
    wait_until(lambda: "files of this Presence were replaced" in log.read_text(), 20, "an offer")
    assert debian.is_quiet()
    debian.apt("remove", "presence")
    assert not debian.is_quiet()
    assert debian.processes(PLACE) == []
    assert left_of_presence(debian, before) == [], "not even what a purge would take"

    install(debian, __version__)
    debian.run("presence", "start", "dinner", "--for", "90m", "--switch")
    everything = " ".join(map(str, debian.processes(PLACE)))  # its guard, too
    debian.run("sh", "-c", f"kill -KILL {everything}", as_root=True)
    debian.apt("purge", "presence")
    assert not debian.is_quiet()
    assert left_of_presence(debian, before) == []
    assert debian.run("dconf", "dump", "/").stdout == settings
    assert (debian.root / f"{HOME[1:]}/.local/share/presence/presence.db").is_file()


def test_what_is_missing_is_said_in_one_line(debian: CleanDebian) -> None:
    install(debian, __version__)
    library = next((debian.root / "usr/lib").glob("*/libEGL.so.1"))
    part = debian.root / PLACE.lstrip("/") / "app/presence/store"
    home = ("--home", f"{HOME}/lost")
    for lost, words, named in (
        (library, ("presence-tray", *home), "libEGL.so.1"),
        (part, ("presence", *home, "log"), "presence.store"),
        (part, ("presence-tray", *home), "presence.store"),
    ):
        aside = lost.with_name(f"{lost.name}.aside")
        lost.rename(aside)
        done = debian.run(*words, check=False)
        aside.rename(lost)
        assert (done.returncode, named in done.stderr) == (1, True), done.stderr
        assert_one_line(done)


def test_without_a_bus_a_home_or_the_right_to_write_there_is_a_line(debian: CleanDebian) -> None:
    install(debian, __version__)
    for home in ("/nowhere", "/usr/share"):
        done = debian.run("presence", "start", "dinner", env={"HOME": home}, check=False)
        assert done.returncode == 1
        assert home in done.stderr
        assert_one_line(done)
    named = ("presence", "--home", f"{HOME}/named")
    done = debian.run(*named, "start", "dinner", env={}, check=False)
    assert done.returncode == 0, done.stderr
    assert "not quiet" in done.stdout + done.stderr
    assert_no_traceback(done)
    debian.run(*named, "quit", env={})


def test_the_folder_works_wherever_it_lies(debian: CleanDebian) -> None:
    install(debian, __version__)
    elsewhere = f"{HOME}/my programs/presence"
    debian.run("mkdir", f"{HOME}/my programs")
    debian.run("cp", "-r", PLACE, elsewhere)
    debian.run("ln", "-s", f"{elsewhere}/bin/presence", f"{HOME}/p")
    debian.apt("purge", "presence")
    assert debian.run(f"{HOME}/p", "--version").stdout == f"presence {__version__}\n"
    debian.run(f"{HOME}/p", "--home", f"{HOME}/other", "start", "dinner")
    wait_until(debian.is_quiet, 10, "quiet")
    debian.run(f"{HOME}/p", "--home", f"{HOME}/other", "quit")
    wait_until(lambda: not debian.is_quiet(), 10, "its end")
    debian.run(f"{HOME}/p", "integrate")
    menu = debian.root / f"{HOME[1:]}/.local/share/applications/{APPLICATION_ID}.desktop"
    assert f'Exec="{elsewhere}/bin/presence"' in menu.read_text()
    debian.run(f"{HOME}/p", "uninstall", "--keep-log")
    assert not menu.exists()


def test_debians_own_check_finds_no_fault(content: Content, tmp_path: Path) -> None:
    """What is let pass stands with its reason in packaging/linux/deb/files/lintian-overrides."""
    package = tmp_path / f"presence_{__version__}.deb"
    pack(content, __version__, package, is_fast=True)
    words = ["lintian", "--allow-root", "--no-cfg", "--display-info", "--fail-on"]
    words += ["error,warning,info", "--suppress-tags", ",".join(PACKED_QUICKLY), str(package)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def assert_one_line(done: "subprocess.CompletedProcess[str]") -> None:
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert_no_traceback(done)


def assert_no_traceback(done: "subprocess.CompletedProcess[str]") -> None:
    assert "Traceback" not in done.stdout + done.stderr
