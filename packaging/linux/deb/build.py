"""Builds the .deb and the .tar.gz: the bundle, then what lies around it."""

import platform
import shutil
from dataclasses import dataclass
from pathlib import Path

from linux.bundle.build import ROOT, build_bundle
from linux.deb.archive import make_deb, make_tar
from linux.deb.depends import find_depends
from linux.deb.tree import FILES, PREFIX, lay_out_package
from linux.deb.words import architecture, control

from presence import __version__


@dataclass(frozen=True, slots=True)
class Built:
    """What came out; ``root`` is the package's content, and ``size`` the bundle's, in bytes."""

    deb: Path
    tar: Path
    root: Path
    depends: str
    recommends: str
    size: int


def build(target: Path, work: Path) -> Built:
    """Build both into ``target``; what lies in ``work`` is made anew."""
    shutil.rmtree(work, ignore_errors=True)
    target.mkdir(parents=True, exist_ok=True)
    work.mkdir(parents=True)
    bundle = work / f"presence-{__version__}"
    build_bundle(bundle, work / "pyinstaller")
    size = size_of(bundle)
    depends, recommends = find_depends(bundle)
    tar = target / f"presence-{__version__}-linux-{_machine()}.tar.gz"
    shutil.copyfile(ROOT / "LICENSE", bundle / "LICENSE")
    make_tar(bundle, tar)
    (bundle / "LICENSE").unlink()
    root = work / "package"
    lay_out_package(bundle, root, __version__)
    deb = target / f"presence_{__version__}_{architecture()}.deb"
    built = Built(deb, tar, root, depends, recommends, size)
    pack(built, __version__, deb)
    return built


def pack(built: Built, version: str, target: Path, is_fast: bool = False) -> None:
    """Pack the same content as a package of some version."""
    text = control(version, built.depends, built.recommends, size_of(built.root))
    make_deb(built.root, text, FILES, target, is_fast)


def size_of(folder: Path) -> int:
    """The bytes of all files in it."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files)


def _machine() -> str:
    return platform.machine()


def in_bundle(root: Path, name: str) -> Path:
    """A program of the bundle within a package's content."""
    return root / PREFIX / "bin" / name
