"""What goes wrong with the disk besides: it is full, or fsync fails."""

import ctypes
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

SMALL = 64  # MB
BLOCK = 1 << 16
CLONE_NEWNS = 0x20000  # unshare(2)


class Trouble(Enum):
    """How the disk is."""

    NONE = "none"
    FULL = "disk full"
    NO_SYNC = "fsync fails"


class SmallDisk:
    """A tmpfs of some MB, where the system lets us make one; else strace says ENOSPC."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir()
        self.is_real = os.geteuid() == 0 and _mount(folder)

    @property
    def how(self) -> str:
        """For the report."""
        return f"a tmpfs of {SMALL} MB" if self.is_real else "ENOSPC by strace"

    @contextmanager
    def filled(self, free: int) -> Iterator[None]:
        """Nothing but so many bytes is left on it."""
        ballast = self._folder / "ballast"
        with ballast.open("wb", buffering=0) as file:
            try:
                while file.write(bytes(BLOCK)):
                    pass
            except OSError:  # full
                file.truncate(max(0, file.tell() - free))
        try:
            yield
        finally:
            ballast.unlink()

    def end(self) -> None:
        """Take it away."""
        if self.is_real:
            subprocess.run(["umount", str(self._folder)], check=True)


def _mount(folder: Path) -> bool:
    """Mount a tmpfs that nobody else sees, and that goes with this process, however it ends."""
    if ctypes.CDLL(None).unshare(CLONE_NEWNS):
        return False
    words = (
        ["mount", "--make-rprivate", "/"],
        ["mount", "-t", "tmpfs", "-o", f"size={SMALL}m", "presence-torture", str(folder)],
    )
    return not any(subprocess.call(each, stderr=subprocess.DEVNULL) for each in words)
