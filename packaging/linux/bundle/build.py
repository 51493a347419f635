"""Makes the bundle, the same each time from the same sources."""

import os
import subprocess
import sys
from pathlib import Path

from build_hook import compile_catalogues

SPEC = Path(__file__).with_name("presence.spec")
ROOT = SPEC.parents[3]
SOURCE_DATE = "SOURCE_DATE_EPOCH"  # as reproducible-builds.org has it


def source_date() -> int:
    """The instant that everything carries: SOURCE_DATE_EPOCH, or that of the last commit."""
    told = os.environ.get(SOURCE_DATE, "")
    if told:
        return int(told)
    words = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    return int(subprocess.run(words, capture_output=True, text=True, check=True).stdout)


def build_bundle(target: Path, work: Path) -> None:
    """Make the bundle in ``target``; ``work`` is for what PyInstaller keeps."""
    compile_catalogues(ROOT / "resources" / "translations")
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "0",
        SOURCE_DATE: str(source_date()),
        "PYINSTALLER_CONFIG_DIR": str(work / "cache"),
    }
    words = [sys.executable, "-P", "-m", "PyInstaller", "--noconfirm", "--clean"]
    words += ["--log-level", "ERROR", "--distpath", str(target), "--workpath", str(work)]
    subprocess.run([*words, str(SPEC)], env=environment, cwd=ROOT, check=True)
    stamp(target)


def stamp(folder: Path) -> None:
    """Give everything below a folder, and the folder, the one time."""
    at = source_date()
    for path in [*folder.rglob("*"), folder]:
        os.utime(path, (at, at), follow_symlinks=False)
