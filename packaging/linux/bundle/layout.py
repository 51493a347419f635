"""Lays the bundle out as a Python of its own: bin/, lib/, and app/ with what is ours."""

import os
import shutil
import subprocess
import sysconfig
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from linux.bundle.contents import OURS, PACKAGES, START, place
from linux.bundle.icu import trim_icu

Entry = tuple[str, str, str]  # PyInstaller's: the name inside, the file, the kind

LAUNCHER = Path(__file__).with_name("launcher.c")
PROGRAMS = ("python3", "presence", "presence-tray")
HARDENED = (
    *("-O2", "-fPIE", "-pie", "-fstack-protector-strong", "-D_FORTIFY_SOURCE=2"),
    *("-Wall", "-Wextra", "-Werror", "-Wl,-z,relro,-z,now", "-Wl,--build-id=none", "-s"),
)
START_TEXT = """\
import sys

try:
    from {module} import main

    code = main()
except ImportError as fault:
    # A package that was half installed, or a library of the system that is missing.
    sys.exit(f"presence: {{fault}}. Please install Presence again.")
sys.exit(code)
"""
STARTED = {"presence": "presence.cli.fast", "presence-tray": "presence.app"}


def modules_of(package: Path) -> list[str]:
    """The names of all modules below a package."""
    names = []
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        names.append(".".join(parts).removesuffix(".__init__"))
    return names


def lay_out(entries: Iterable[Entry], root: Path, target: Path) -> None:
    """Put what an analysis has found into ``target``, which is made anew."""
    shutil.rmtree(target, ignore_errors=True)
    for name, source, kind in sorted(entries):
        inside = None if kind == "SYMLINK" else place(name)
        if inside is not None:
            _copy(Path(source), target / inside)
    _lay_out_ours(root, target / OURS)
    _write(target / PACKAGES / "presence.pth", "../../../app\n")
    for name, module in STARTED.items():
        _write(target / START / name, START_TEXT.format(module=module))
    _make_programs(target)
    with TemporaryDirectory() as work:
        trim_icu(next(target.rglob("libicudata.so.*")), Path(work))
    _trim(target)


def _lay_out_ours(root: Path, target: Path) -> None:
    """What is no code: the steps of the log's form, and resources/ as a wheel has it."""
    package = root / "presence"
    for path in sorted(package.rglob("*.sql")):
        _copy(path, target / path.relative_to(package))
    resources = root / "resources"
    for path in sorted(resources.rglob("*")):
        if path.is_file() and path.suffix != ".po":
            _copy(path, target / "resources" / path.relative_to(resources))


def _make_programs(target: Path) -> None:
    library = next((target / "lib").glob("libpython3.*"))
    (target / "bin").mkdir()
    first = target / "bin" / PROGRAMS[0]
    rpath = "-Wl,-rpath,$ORIGIN/../lib"
    _run("gcc", *HARDENED, "-o", first, LAUNCHER, library, rpath)
    for name in PROGRAMS[1:]:
        shutil.copy2(first, first.with_name(name))


def _trim(target: Path) -> None:
    """No symbols, no folder of this machine in a library, no right that a file does not need."""
    libraries = [path for path in sorted(target.rglob("*.so*")) if _is_elf(path)]
    programs = [target / "bin" / name for name in PROGRAMS]
    _run("strip", "--strip-unneeded", "--remove-section=.comment", *libraries, *programs)
    prefix = sysconfig.get_config_var("prefix")
    for path in libraries:
        found = subprocess.run(
            ["patchelf", "--print-rpath", path], capture_output=True, text=True, check=True
        )
        if found.stdout.startswith(str(prefix)):
            _run("patchelf", "--remove-rpath", path)
    for path in sorted(target.rglob("*")):
        is_program = path.is_dir() or path.parent == target / "bin"
        path.chmod(0o755 if is_program else 0o644)


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(os.path.realpath(source), target)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _run(*words: str | Path) -> None:
    subprocess.run([str(word) for word in words], check=True)
