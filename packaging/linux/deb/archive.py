"""Packs folders so that the same content is the same file: one time, one owner, sorted names."""

import gzip
import hashlib
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

from linux.bundle.build import SOURCE_DATE, source_date, stamp

XZ = ("-Zxz", "-z6", "-Snone", "--threads-max=2")
FAST = ("-Znone",)  # for a package that is only tried


def make_tar(folder: Path, target: Path) -> None:
    """``folder`` as a .tar.gz in which it has its own name."""
    with (
        target.open("wb") as out,
        gzip.GzipFile("", "wb", 6, out, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        for path in sorted([folder, *folder.rglob("*")]):
            name = str(path.relative_to(folder.parent))
            archive.add(path, name, recursive=False, filter=_nobodys)


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mtime = source_date()
    return entry


def make_deb(root: Path, control: str, scripts: Path, target: Path, is_fast: bool = False) -> None:
    """``root`` as a package; its DEBIAN/ is made here."""
    told = root / "DEBIAN"
    shutil.rmtree(told, ignore_errors=True)
    told.mkdir(mode=0o755)
    _write(told / "md5sums", "".join(_sums(root)))
    _write(told / "control", control)
    shutil.copyfile(scripts / "prerm", told / "prerm")
    (told / "prerm").chmod(0o755)
    stamp(root)
    environment = {**os.environ, SOURCE_DATE: str(source_date())}
    words = ["dpkg-deb", "--root-owner-group", *(FAST if is_fast else XZ), "--build"]
    subprocess.run([*words, str(root), str(target)], env=environment, check=True)


def _sums(root: Path) -> list[str]:
    lines = []
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if path.is_symlink() or not path.is_file():
            continue
        if inside.parts[0] != "DEBIAN":
            with path.open("rb") as file:
                told = hashlib.file_digest(file, "md5").hexdigest()
            lines.append(f"{told}  {inside}\n")
    return lines


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o644)
