"""What the package needs from the system: found from what its libraries link to."""

import subprocess
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from linux.bundle.contents import PYTHON

# Opened by name when needed, or read as files: the libraries do not tell.
ALWAYS = ("hicolor-icon-theme", "libssl3", "tzdata")
OFTEN = ("dbus-user-session | dbus-x11", "libsecret-tools", "openssl")
# What a plug-in alone links to, that does without.
OPTIONAL = ("libcupsprintersupport.so",)
# The library of the bundle's own Python has the name of one of Debian's packages.
OWN_PYTHON = f"lib{PYTHON}"
SOURCE = """\
Source: presence
Maintainer: nobody

Package: presence
Architecture: any
"""


def find_depends(bundle: Path) -> tuple[str, str]:
    """The values of Depends and Recommends."""
    libraries = [path for path in sorted(bundle.rglob("*")) if _links(path)]
    optional = [path for path in libraries if path.name in OPTIONAL]
    needed = [path for path in libraries if path not in optional]
    depends = _with(_shlibdeps(bundle, needed), ALWAYS)
    recommends = _with(_shlibdeps(bundle, optional), OFTEN)
    names = {_name(each) for each in depends}
    recommends = {each for each in recommends if _name(each) not in names}
    return ", ".join(sorted(depends)), ", ".join(sorted(recommends))


def _with(found: set[str], others: Iterable[str]) -> set[str]:
    """Each package once: what was found names a version as well."""
    names = {_name(each) for each in found}
    return found | {each for each in others if _name(each) not in names}


def _name(dependency: str) -> str:
    return dependency.split()[0]


def _shlibdeps(bundle: Path, libraries: list[Path]) -> set[str]:
    folders = sorted({str(path.parent) for path in bundle.rglob("*.so*")})
    with TemporaryDirectory() as folder:
        (Path(folder) / "debian").mkdir()
        (Path(folder) / "debian" / "control").write_text(SOURCE, encoding="ascii")
        words = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0"]
        words += [f"-x{OWN_PYTHON}", *(f"-l{each}" for each in folders)]
        words += [f"-e{path}" for path in libraries]
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    told = done.stdout.strip().removeprefix("shlibs:Depends=")
    return {each.strip() for each in told.split(",")}


def _links(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"
