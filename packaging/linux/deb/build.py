"""Builds the .deb and the .tar.gz: the bundle, then what lies around it."""

import platform
import shutil
from dataclasses import dataclass
from pathlib import Path

from linux.bundle.build import ROOT, build_bundle, stamp
from linux.deb.archive import make_deb, make_tar
from linux.deb.depends import find_depends
from linux.deb.tree import FILES, lay_out_package
from linux.deb.words import architecture, control

from presence import __version__

LICENSE = "LICENSE"


@dataclass(frozen=True, slots=True)
class Content:
    """What a package holds: ``root`` is its content, and ``size`` the bundle's, in bytes."""

    root: Path
    depends: str
    recommends: str
    size: int


@dataclass(frozen=True, slots=True)
class Built:
    """What came out."""

    deb: Path
    tar: Path
    content: Content


def build(target: Path, work: Path) -> Built:
    """Build both into ``target``; what lies in ``work`` is made anew."""
    target.mkdir(parents=True, exist_ok=True)
    bundle = make_bundle(work)
    tar = target / f"presence-{__version__}-linux-{platform.machine()}.tar.gz"
    make_tar(bundle, tar)
    content = lay_out(bundle)
    deb = target / f"presence_{__version__}_{architecture()}.deb"
    pack(content, __version__, deb)
    return Built(deb, tar, content)


def make_bundle(work: Path) -> Path:
    """The bundle, in a new folder below ``work``."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    bundle = work / f"presence-{__version__}"
    build_bundle(bundle, work / "pyinstaller")
    shutil.copyfile(ROOT / "LICENSE", bundle / LICENSE)
    stamp(bundle)
    return bundle


def lay_out(bundle: Path) -> Content:
    """What lies around the bundle, beside it; the bundle goes there."""
    (bundle / LICENSE).unlink()  # in a package it stands among the documents
    size = size_of(bundle)
    depends, recommends = find_depends(bundle)
    root = bundle.with_name("package")
    lay_out_package(bundle, root, __version__)
    return Content(root, depends, recommends, size)


def pack(content: Content, version: str, target: Path, is_fast: bool = False) -> None:
    """Pack it as a package of some version."""
    text = control(version, content.depends, content.recommends, size_of(content.root))
    make_deb(content.root, text, FILES, target, is_fast)


def size_of(folder: Path) -> int:
    """The bytes of all files in it."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files)
