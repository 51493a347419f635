"""The floor: rows of Timewarrior or Toggl read and put into a table by bare Python and SQLite."""

import csv
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

_Row = tuple[float, float, str, str]


def _intervals(path: str) -> Iterator[_Row]:
    with open(path, encoding="utf-8") as file:
        for line in file:
            times, tags, note = (*line.rstrip("\n").split(" # "), "", "")[:3]
            _inc, start, _to, end = times.split(" ")[:4]
            yield _instant(start), _instant(end), tags, note


def _report(path: str) -> Iterator[_Row]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            start, end = (
                f"{row[f'{each} date']}T{row[f'{each} time']}" for each in ("Start", "End")
            )
            yield _instant(start), _instant(end), row["Tags"], row["Description"]


def _instant(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def main(source: str, target: str) -> None:
    rows = _report(source) if source.endswith("toggl") else _intervals(source)
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("CREATE TABLE rows (began REAL, ended REAL, tags TEXT, note TEXT)")
        connection.execute("CREATE INDEX by_start ON rows (began)")
        connection.executemany("INSERT INTO rows VALUES (?,?,?,?)", rows)
        connection.commit()


if __name__ == "__main__":
    main(*sys.argv[1:])
