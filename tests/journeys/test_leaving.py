"""Installed by pipx, used for an evening, and gone again: the home is as it was before."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from presence import APPLICATION_ID
from tests.desktops.dunst import DunstXfce
from tests.desktops.lab import ROOT, VENV
from tests.desktops.programs import is_alive, wait_until
from tests.journeys.person import Person

SECRETS = "org.freedesktop.secrets"
SETTINGS = """\
first_minute_done = true
login_asked = true
toggle_key = "Ctrl+Alt+P"
busy_file = "~/busy.ics"
[calendars.work]
source = "caldav"
name = "Work"
address = "http://127.0.0.1:9/"
user = "ana"
"""
# What the panel and the desktop's own services keep, whoever is there; a keyring's file is another
# one with every word in it.
OF_THE_DESKTOP = (
    ".cache",
    ".local/share/keyrings",
    ".config/dconf",
    ".config/xfce4",
    ".config/pulse",
    ".config/QtProject",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


class Installed:
    """``presence`` as pipx puts it there, in a folder beside the home."""

    def __init__(self, desktop: DunstXfce, wheel: Path) -> None:
        self.lab = desktop.lab
        self.lab.env["PIPX_HOME"] = str(self.lab.folder / "pipx")
        self.lab.env["PIPX_BIN_DIR"] = str(self.lab.folder / "bin")
        said = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
        self.lab.env.update({"PIP_CACHE_DIR": str(Path.home() / ".cache" / "pip"), **said})
        self.lab.env["PATH"] = f"{self.lab.folder / 'bin'}{os.pathsep}{self.lab.env['PATH']}"
        self._wheel = wheel
        python = ("--python", str(VENV / "python"))
        self.lab.run("/usr/bin/pipx", "install", *python, wheel, seconds=500)

    def is_upgraded(self) -> None:
        """As by ``pipx upgrade``, to the same version: what it needs is there."""
        again = ("install", "--quiet", "--force-reinstall", "--no-deps")
        self.lab.run("/usr/bin/pipx", "runpip", "presence", *again, self._wheel, seconds=120)

    def presence(self, *words: str, check: bool = True) -> str:
        return self.lab.run("presence", *words, check=check, seconds=40).stdout

    def asks(self, *words: str) -> Any:
        return json.loads(self.presence(*words, "--json"))

    @property
    def home(self) -> Mapping[str, str]:
        """The files in the home, but for what is the desktop's own."""
        found = (path for path in self.lab.home.rglob("*") if not path.is_dir())
        names = {path: str(path.relative_to(self.lab.home)) for path in found}
        return {
            name: path.read_text(errors="replace") if path.is_file() else "no file"
            for path, name in names.items()
            if not name.startswith(OF_THE_DESKTOP)
        }

    @property
    def folders(self) -> frozenset[str]:
        found = (path for path in self.lab.home.rglob("*") if path.is_dir())
        names = (str(path.relative_to(self.lab.home)) for path in found)
        return frozenset(name for name in names if not name.startswith(OF_THE_DESKTOP))

    @property
    def dconf(self) -> str:
        return self.lab.run("dconf", "dump", "/").stdout


def test_an_evening_with_pipx_leaves_the_home_as_it_was(dunst_xfce: DunstXfce, wheel: Path) -> None:
    lab = dunst_xfce.lab
    lab.run("gnome-keyring-daemon", "--unlock", "--components=secrets", stdin="pa55word")
    lab.wait_for_name(SECRETS)
    installed = Installed(dunst_xfce, wheel)
    home, folders = installed.home, installed.folders
    dconf, quiet = installed.dconf, dunst_xfce.setting()

    settings = lab.config / "presence" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text(SETTINGS)
    done = installed.asks("integrate")
    assert str(lab.home / f".local/share/applications/{APPLICATION_ID}.desktop") in done["written"]
    service = Path(f"dbus-1/services/{APPLICATION_ID}.service")
    (lab.folder / "services" / service.name).symlink_to(lab.home / ".local/share" / service)
    lab.run("dbus-update-activation-environment", "--all")
    lab.call("org.freedesktop.DBus", "/", "org.freedesktop.DBus.ReloadConfig")
    python = lab.folder / "pipx/venvs/presence/bin/python"
    put = ("-m", "presence.secrets", "presence", "put", "calendar work")
    lab.run(python, *put, stdin="pa55word of a server")
    turn_on = "from presence.desktop.autostart.find import find_autostart as f; f().turn_on()"
    lab.run(python, "-c", turn_on)

    lab.run("gapplication", "launch", APPLICATION_ID, seconds=30)
    pid = wait_until(lambda: installed.asks("status")["pid"], 20, "the app, by the bus")
    notices = dunst_xfce.hears_notices()
    installed.is_upgraded()
    wait_until(lambda: "Presence was updated" in notices.output, 15, "its being noticed")
    for words in (["add", "yesterday 19-21 dinner @Ana"], ["backup"], ["week"]):
        installed.presence(*words)
    lab.run("gapplication", "action", APPLICATION_ID, "dinner", seconds=30)
    wait_until(lambda: installed.asks("status")["mute"]["detail"] == "checked", 10, "the quiet")
    wait_until((lab.home / "busy.ics").exists, 5, "its being shown as busy")
    rows = installed.asks("doctor", "--paths")["paths"]
    names = {path for row in rows for path in row["there"]}
    assert str(lab.home / "busy.ics") in names
    ours = {str(lab.home / name) for name in installed.home.keys() - home.keys()}
    cache = str(lab.home / ".local/share/applications/mimeinfo.cache")  # of all entries there
    assert ours - names <= {cache}

    told = installed.asks("uninstall", "--delete-log", "--yes")
    assert told["left"] == []
    assert "keyring presence: calendar work" in told["paths"]
    assert "pipx uninstall presence" in told["program"]
    assert not is_alive(pid)
    assert dunst_xfce.setting() == quiet
    assert installed.home == home
    assert installed.folders <= folders
    assert installed.dconf == dconf
    assert lab.run("secret-tool", "search", "--all", "service", "presence").stdout == ""
    assert "Nothing of Presence is here" in installed.presence("uninstall")
    assert installed.home == home
    lab.run("/usr/bin/pipx", "uninstall", "presence", seconds=30)
    assert not (lab.folder / "bin" / "presence").exists()


def test_the_settings_remove_it_during_a_session(dunst_xfce: DunstXfce) -> None:
    person = Person(dunst_xfce)
    before = dunst_xfce.setting()
    app = person.starts_app()
    person.presence("start", "dinner")
    person.waits_for_quiet()
    person.presence("open-window", "settings")
    person.sees("Start at login")
    person.screen.key("ctrl+f")
    person.screen.type("remove presence")
    person.windows.press("Remove Presence…")
    assert person.sees("Dinner is running, and is ended first.")
    person.windows.press("Delete it", "radio button")
    assert person.sees("this cannot be taken back")
    person.keeps_picture("leaving-in-the-settings")
    person.windows.press("Remove, with the log")
    assert person.sees("Presence was removed")
    person.keeps_picture("leaving-last-words")
    assert not app.is_running
    assert dunst_xfce.setting() == before
    left = [path for path in person.lab.home.rglob("*presence*") if path.is_file()]
    assert left == []
