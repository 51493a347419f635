"""``./run`` on a made-up machine: its python3, apt-get and sudo only note what they are asked."""

import os
import pty
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

PYTHON = """#!/bin/sh
echo "python3 $*" >>"$NOTES"
case $* in
    *ensurepip*) [ -e "$MACHINE/venv-package" ];;
    *--clear*) mkdir -p .venv/bin; cp "$MACHINE/bin/python3" .venv/bin/python;;
    *--editable*)
        for name in presence presence-tray; do
            printf '#!/bin/sh\\necho "%s $*" >>"$NOTES"\\n' $name >.venv/bin/$name
            chmod +x .venv/bin/$name
        done;;
    *'pip --version'*) [ -e .venv/bin/python ];;
esac
"""
APT_GET = """#!/bin/sh
echo "apt-get $*" >>"$NOTES"
case $* in *python3-venv*) touch "$MACHINE/venv-package";; esac
"""
SUDO = '#!/bin/sh\necho sudo >>"$NOTES"\nexec "$@"\n'
LDCONFIG = "#!/bin/sh\nsed -e 's/#.*//' -e 's/$/ /' packaging/linux/qt-libraries.txt\n"


@dataclass
class Machine:
    """A checkout, and a machine on which only python3 is there."""

    folder: Path

    @property
    def checkout(self) -> Path:
        return self.folder / "checkout"

    def install(self, name: str, text: str) -> None:
        program = self.folder / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(text)
        program.chmod(0o755)

    def run(
        self, *words: str, stdin: int = subprocess.DEVNULL, **env: str
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["sh", str(self.checkout / "run"), *words],
            env={
                "PATH": f"{self.folder}/bin:/usr/bin:/bin",
                "HOME": str(self.folder),
                "NOTES": str(self.folder / "notes"),
                "MACHINE": str(self.folder),
                **env,
            },
            cwd="/",
            stdin=stdin,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    def notes(self) -> list[str]:
        """What was asked of the machine since the last time."""
        file = self.folder / "notes"
        lines = file.read_text().splitlines() if file.exists() else []
        file.unlink(missing_ok=True)
        return lines

    def installed(self) -> list[str]:
        return [line for line in self.notes() if line.startswith("apt-get install")]


def _is(machine: Machine, user: int) -> None:
    machine.install("id", f"#!/bin/sh\necho {user}\n")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path)
    machine.checkout.mkdir()
    for name in ("run", "pyproject.toml", "presence/__init__.py"):
        (machine.checkout / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, machine.checkout / name)
    for folder in ("packaging", "resources/translations"):
        shutil.copytree(ROOT / folder, machine.checkout / folder)
    (tmp_path / ".fonts").mkdir()
    (tmp_path / ".fonts" / "some.ttf").touch()
    for name, text in {
        "python3": PYTHON,
        "apt-get": APT_GET,
        "sudo": SUDO,
        "ldconfig": LDCONFIG,
    }.items():
        machine.install(name, text)
    _is(machine, 0)
    return machine


def test_root_gets_what_is_missing_and_sees_the_line(machine: Machine) -> None:
    done = machine.run("setup")
    assert done.returncode == 0, done.stderr
    assert "+ apt-get install --yes --no-install-recommends python3-venv\n" in done.stdout
    assert machine.installed() == ["apt-get install --yes --no-install-recommends python3-venv"]


def test_without_a_terminal_to_ask_on_the_line_is_only_printed(machine: Machine) -> None:
    _is(machine, 1000)
    done = machine.run("setup")
    assert done.returncode == 1
    assert "sudo apt-get install --yes --no-install-recommends python3-venv\n" in done.stdout
    assert machine.installed() == []


@pytest.mark.parametrize(("answer", "is_installed"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_a_person_is_asked_first(machine: Machine, answer: str, is_installed: bool) -> None:
    _is(machine, 1000)
    keyboard, terminal = pty.openpty()
    os.write(keyboard, answer.encode())
    done = machine.run("setup", stdin=terminal)
    os.close(keyboard)
    os.close(terminal)
    assert "Install them now? [y/N]" in done.stdout
    assert bool(machine.installed()) is is_installed


def test_missing_libraries_of_qt_are_named_by_their_packages(machine: Machine) -> None:
    machine.install("ldconfig", LDCONFIG.replace("'s/$/ /'", "'s/$/ /' -e /libEGL/d"))
    machine.run("setup")
    assert machine.installed() == [
        "apt-get install --yes --no-install-recommends python3-venv libegl1"
    ]


def test_pip_is_brought_up_to_date_before_it_writes_the_commands(machine: Machine) -> None:
    machine.run("setup")
    pip = [line for line in machine.notes() if "pip install" in line]
    assert [line.split()[-1] for line in pip] == ["pip", "."]


def test_a_second_set_up_has_nothing_to_do(machine: Machine) -> None:
    machine.run("setup")
    machine.notes()
    assert machine.run("setup").returncode == 0
    assert [line for line in machine.notes() if "pip" in line or "apt-get" in line] == []


def test_a_change_of_what_is_installed_is_installed(machine: Machine) -> None:
    machine.run("setup")
    machine.notes()
    with (machine.checkout / "pyproject.toml").open("a") as project:
        project.write("# changed\n")
    machine.run("setup")
    assert any("--editable" in line for line in machine.notes())


def test_with_a_screen_it_starts_presence(machine: Machine) -> None:
    assert machine.run(DISPLAY=":7").returncode == 0
    assert machine.notes()[-1].split() == ["presence"]


def test_without_a_screen_it_says_so_and_stays_in_the_foreground(machine: Machine) -> None:
    done = machine.run()
    assert "There is no screen here" in done.stdout
    assert f"{machine.checkout}/.venv/bin/presence status" in done.stdout
    assert machine.notes()[-1].split() == ["presence-tray"]


def test_a_python_that_is_too_old_is_told_of(machine: Machine) -> None:
    for name in ("python3", "python3.11", "python3.12", "python3.13"):
        machine.install(name, "#!/bin/sh\nexit 1\n")
    done = machine.run("setup")
    assert done.returncode == 1
    assert "Python 3.11 or later" in done.stderr


def test_words_it_does_not_know_are_refused(machine: Machine) -> None:
    done = machine.run("fly")
    assert done.returncode == 2
    assert "./run test" in done.stderr
