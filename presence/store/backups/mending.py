"""Ways to get at the rows of a broken log; each works on a copy, and yields what it can read."""

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from presence.core.errors import StoreError
from presence.store.backup import copy_into
from presence.store.backups.journal import with_journal
from presence.store.backups.remains import Remains, remains_of
from presence.store.database import connect

_SECONDS = 300
_MAGIC = b"SQLite format 3\0"
_PAGE = 4096  # as SQLite makes them; ours were never made otherwise


def as_it_is(source: Path, folder: Path) -> Remains:
    """Every table as SQLite reads it, the pages that a file was cut off from taken for empty."""
    copy = folder / "as-it-is.db"
    copy.write_bytes(with_journal(source))
    _fill_up(copy)
    return _read(copy)


def with_the_shell(source: Path, folder: Path) -> Remains:
    """What ``.recover`` of the sqlite3 shell finds, where that is installed."""
    shell = shutil.which("sqlite3")
    if shell is None:
        return Remains()
    copy, script, recovered = folder / "broken.db", folder / "recovered.sql", folder / "shell.db"
    copy.write_bytes(with_journal(source))
    with suppress(subprocess.SubprocessError):
        with script.open("wb") as out:
            subprocess.run(
                [shell, "-batch", copy, ".recover"],
                stdout=out,
                stderr=subprocess.DEVNULL,
                timeout=_SECONDS,
                check=False,
            )
        with script.open("rb") as sql:
            subprocess.run(
                [shell, "-batch", recovered],
                stdin=sql,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_SECONDS,
                check=False,
            )
    return _read(recovered) if recovered.exists() else Remains()


def with_a_new_beginning(source: Path, folder: Path) -> Remains:
    """The first page taken from an empty log: it says where each table begins.

    In every log of ours that is one of two places, as it was begun or as VACUUM has written it. So
    a journal without its log is read as well.
    """
    found = [_begun_with(page, source, folder) for page in _first_pages(folder)]
    return max(found, key=lambda each: len(each.sessions) + len(each.changes))


WAYS: tuple[Callable[[Path, Path], Remains], ...] = (as_it_is, with_the_shell, with_a_new_beginning)


def _first_pages(folder: Path) -> Iterator[bytes]:
    begun, written_anew = folder / "begun.db", folder / "written-anew.db"
    with closing(connect(str(begun))) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        copy_into(connection, str(written_anew))
    for pattern in (begun, written_anew):
        yield pattern.read_bytes()[:_PAGE]


def _begun_with(page: bytes, source: Path, folder: Path) -> Remains:
    copy = folder / "begun-anew.db"
    copy.write_bytes(page + with_journal(source)[_PAGE:])
    _fill_up(copy)
    return _read(copy)


def _fill_up(copy: Path) -> None:
    """Have as many pages as the header says, and a header that says as many as there are."""
    data = bytearray(copy.read_bytes())
    if not data.startswith(_MAGIC):
        return
    pages = max(int.from_bytes(data[28:32], "big"), -(-len(data) // _PAGE))
    if pages * _PAGE > 2 * len(data) + 1_000_000:  # a number that a flipped bit has made
        pages = -(-len(data) // _PAGE)
    data.extend(bytes(pages * _PAGE - len(data)))
    data[28:32] = pages.to_bytes(4, "big")
    data[92:96] = data[24:28]  # otherwise SQLite counts the pages itself
    copy.write_bytes(data)


def _read(copy: Path) -> Remains:
    try:
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            return remains_of(connection)
    except (sqlite3.Error, StoreError, UnicodeDecodeError, OSError):
        return Remains()
