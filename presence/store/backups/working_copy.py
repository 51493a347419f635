"""A copy of a log that may be opened, brought to this version and thrown away."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WAL = "-wal"
BESIDE = ("", WAL, "-shm", "-journal")  # what SQLite keeps of one log


def copy_of(source: Path, target: Path) -> None:
    """The bytes of a log, and of its journal where one waits; nothing beside the source is made."""
    for end in ("", WAL):
        beside = Path(f"{source}{end}")
        if not end or beside.exists():
            Path(f"{target}{end}").write_bytes(beside.read_bytes())


@contextmanager
def working_copy(source: Path) -> Iterator[Path]:
    """A private copy; raises OSError."""
    with tempfile.TemporaryDirectory(prefix="presence.") as folder:  # 0700
        copy = Path(folder) / "presence.db"
        copy_of(source, copy)
        yield copy
