"""The kinds of broken log that a start and every command may meet, each made of a good one."""

import os
import random
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from tests.store.logs import meddle

PAGE = 4096


def _another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
        connection.execute("PRAGMA user_version = 3")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "something").write_text("of somebody's")


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _link_to_nowhere(path: Path) -> None:
    path.rename(path.with_name("moved-away"))
    path.symlink_to("/nowhere/presence.db")


def _lost_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    page = 3 * PAGE
    data[page : page + PAGE] = bytes(PAGE)
    path.write_bytes(data)


def _overwritten_pages(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: 2 * PAGE] + random.Random(5).randbytes(len(data) - 2 * PAGE))


def _journal_alone(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE meta SET value = value")
        journal = Path(f"{path}-wal").read_bytes()
    path.unlink()
    Path(f"{path}-wal").write_bytes(journal)


BREAKS: Mapping[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "only a header": lambda path: path.write_bytes(path.read_bytes()[:16] + bytes(84)),
    "zero bytes": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "truncated": lambda path: os.truncate(path, path.stat().st_size // 2 + 7),
    "random bytes": lambda path: path.write_bytes(random.Random(4).randbytes(20_000)),
    "another program's database": _another_program,
    "another program's id": lambda path: meddle(path, "PRAGMA application_id = 7"),
    "a newer version": lambda path: meddle(path, "PRAGMA user_version = 99"),
    "a folder": _folder,
    "a pipe": _pipe,
    "a link to nowhere": _link_to_nowhere,
    "a lost page": _lost_page,
    "overwritten pages": _overwritten_pages,
    "a missing table": lambda path: meddle(path, "DROP TABLE change_rows"),
    "a journal without its log": _journal_alone,
    "gone": lambda path: path.unlink(),
    "read-only": lambda path: path.chmod(0o400),
    "not readable": lambda path: path.chmod(0o000),
}
# What can be read all the same, or what only a look at every page shows: not every command minds.
ONLY_THE_START_MINDS = frozenset({"a lost page", "overwritten pages", "a missing table"})
ONLY_WRITING_MINDS = frozenset({"read-only"})


def state_of(path: Path) -> tuple[object, ...]:
    """What lies at a path and beside it, to the byte."""
    found: list[object] = []
    for end in ("", "-wal"):
        each = Path(f"{path}{end}")
        if each.is_symlink():
            found.append(os.readlink(each))
        elif each.is_dir():
            found.append(sorted(os.listdir(each)))
        elif each.is_fifo() or not each.exists():
            found.append(each.is_fifo())
        else:
            mode = each.stat().st_mode
            each.chmod(0o600)
            found += [oct(mode), each.read_bytes()] if each.stat().st_size or not end else [False]
            each.chmod(mode)
    return tuple(found)
