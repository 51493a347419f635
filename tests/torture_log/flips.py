"""Single bits flipped in a log: each one is detected, or harmless.

``python -m tests.torture_log.flips 1000 [--seed N]``. After each flip the log is opened as the app
opens it, twice: what it says the second time is what it said the first, and a log that is refused
is left as it is, to the byte. Commands are typed at it, and none may end with a traceback.
"""

import argparse
import io
import sqlite3
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from random import Random

from presence.cli.main import main as command
from presence.core.errors import StoreError
from presence.paths import Paths, find_paths
from presence.store import open_log
from presence.store.verify import verify
from tests.store.logs import a_log

SESSIONS = 150
TYPED = (
    ("status",),
    ("log", "--limit", "500"),
    ("week", "2026-11-20"),
    ("kinds",),
    ("people",),
    ("undo",),
    ("add", "yesterday 9-10 walk @Ana"),
)


class Outcome(Enum):
    """What became of a flip."""

    AT_OPENING = "detected when it is opened"
    AT_START = "detected by the quick check at the start"
    BY_VERIFY = "detected by the full check"
    HARMLESS = "harmless: the log holds the same"
    SILENT = "SILENT: the log holds something else"
    TRACEBACK = "TRACEBACK"
    LOOP = "another answer at the second start, or the file was touched"


BAD = frozenset({Outcome.SILENT, Outcome.TRACEBACK, Outcome.LOOP})


@dataclass
class Tally:
    """How many of each, and what there is to say of the bad ones."""

    counts: Counter[Outcome] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not any(self.counts[bad] for bad in BAD)


class Flips:
    """A log in a home of its own, and what is done to it."""

    def __init__(self, home: Path, sessions: int = SESSIONS) -> None:
        self._paths: Paths = find_paths(str(home))
        a_log(self._paths, sessions)
        self._database = self._paths.database
        self._good = self._database.read_bytes()
        self._content = content(self._database)

    def run(self, count: int, seed: int, typed_each: int = 1) -> Tally:
        """Flip so many bits, one at a time; commands are typed at every ``typed_each``-th."""
        chance, tally = Random(seed), Tally()
        for number in range(count):
            bit = chance.randrange(len(self._good) * 8)
            outcome, remark = self._flip(bit, types=number % typed_each == 0)
            tally.counts[outcome] += 1
            if outcome in BAD:
                tally.remarks.append(f"bit {bit} (byte {bit // 8}): {outcome.value}. {remark}")
        return tally

    def _flip(self, bit: int, types: bool) -> tuple[Outcome, str]:
        broken = bytearray(self._good)
        broken[bit // 8] ^= 1 << bit % 8
        self._lay(broken)
        try:
            first, second = self._opened(), self._opened()
            if first != second or (first and self._database.read_bytes() != broken):
                return Outcome.LOOP, f"{first} / {second}"
            outcome = self._outcome(first)
            if types:
                self._lay(broken)
                self._type()
        except Exception:  # noqa: BLE001  # what this looks for
            return Outcome.TRACEBACK, traceback.format_exc()
        return outcome, ""

    def _outcome(self, said: str) -> Outcome:
        if said:
            return Outcome.AT_START if "damaged" in said else Outcome.AT_OPENING
        if not verify(self._database).is_ok:
            return Outcome.BY_VERIFY
        try:
            is_same = content(self._database) == self._content
        except (sqlite3.Error, ValueError):
            is_same = False
        return Outcome.HARMLESS if is_same else Outcome.SILENT

    def _opened(self) -> str:
        """What a start of the app would say, "" where it starts; it reads what a start reads."""
        try:
            log = open_log(self._paths, check=True)
        except StoreError as error:
            return error.code.value
        try:
            log.open_session()
            log.unconfirmed()
            log.last_change()
            log.kinds()
        except StoreError:
            return ""  # told as well, but not by the opening
        finally:
            log.close()
        return ""

    def _type(self) -> None:
        for words in TYPED:
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                command(["--home", str(self._paths.data), *words])

    def _lay(self, data: bytes | bytearray) -> None:
        for beside in self._paths.data.glob("presence*.db*"):
            beside.unlink()
        self._database.write_bytes(data)


def content(database: Path) -> list[object]:
    """Everything that the tables hold, but for the CRCs; and what was deleted is not there."""

    def rows() -> Iterator[object]:
        for (table,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table'"
            " AND name <> 'sqlite_sequence' ORDER BY name"
        ).fetchall():
            named = connection.execute(f"SELECT * FROM {table} NOT INDEXED")
            columns = [column[0] for column in named.description]
            for row in sorted(named, key=repr):
                yield table, [v for c, v in zip(columns, row, strict=True) if c != "crc"]

    with closing(sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True)) as connection:
        return list(rows())


def main() -> int:
    """Flip, and print what became of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture_log.flips")
    parser.add_argument("count", type=int, nargs="?", default=1000)
    parser.add_argument("--seed", type=int, default=20261127)
    words = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="presence.") as home:
        tally = Flips(Path(home)).run(words.count, words.seed)
    for remark in tally.remarks:
        sys.stderr.write(remark + "\n")
    for outcome in Outcome:
        sys.stdout.write(f"{tally.counts[outcome]:6}  {outcome.value}\n")
    return 0 if tally.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
