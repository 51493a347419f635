"""What an installed Presence consists of."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from email import message_from_string
from pathlib import Path

import pytest

from presence import APPLICATION_ID, __version__

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as opened:
        yield opened


def test_wheel_and_sdist_are_such_as_an_index_takes(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-d", str(tmp_path)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    files = sorted(map(str, tmp_path.iterdir()))
    assert [Path(file).suffix for file in files] == [".whl", ".gz"]
    check = [sys.executable, "-m", "twine", "check", "--strict", *files]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "name",
    [
        "presence/app.py",
        "presence/store/migrations/0001.sql",
        "presence/resources/translations/de/LC_MESSAGES/presence.mo",
        "presence/resources/icons/hicolor/symbolic/apps/presence-idle-symbolic.svg",
        "presence/resources/icons/hicolor/scalable/apps/presence.svg",
        "presence/resources/icons/kinds/dinner.svg",
        "presence/resources/completions/presence.bash",
        f"presence/resources/linux/{APPLICATION_ID}.desktop",
    ],
)
def test_the_wheel_holds_what_the_program_reads(wheel: zipfile.ZipFile, name: str) -> None:
    assert name in wheel.namelist()


def test_the_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    others = [
        name
        for name in wheel.namelist()
        if not name.startswith(("presence/", f"presence-{__version__}.dist-info/"))
        or name.endswith((".po", ".pyc", ".orig"))
    ]
    assert others == []


def test_the_wheel_says_what_it_is(wheel: zipfile.ZipFile) -> None:
    told = f"presence-{__version__}.dist-info/METADATA"
    metadata = message_from_string(wheel.read(told).decode())
    assert metadata["Version"] == __version__
    assert metadata["License-Expression"] == "MIT"
    assert "pyside6-essentials<6.12,>=6.9" in (metadata.get_all("Requires-Dist") or [])
    scripts = wheel.read(told.replace("METADATA", "entry_points.txt")).decode()
    assert "presence = presence.cli.fast:main" in scripts
    assert "presence-tray = presence.app:main" in scripts
