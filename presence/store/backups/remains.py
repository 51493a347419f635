"""The rows of a broken log that can still be read, table by table."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from presence.store.session_rows import COLUMNS

_PROBED = 50_000  # rows looked for one by one where pages are lost
_AT_THE_END = 2_000  # and where the last page is
_TEXT_ONLY = "''"
# What the table of small documents has, to be looked for where it is broken.
THINGS = (
    "cadence",
    "card",
    "details",
    "follow_up",
    "goal",
    "group",
    "pause",
    "plan",
    "reply",
    "table",
)
# What stands for a column that an older version did not have.
_OLDER = dict.fromkeys(("watched", "word", "tags", "people", "slips"), _TEXT_ONLY)

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Remains:
    """Rows as they were found, nothing of them proved; those of sessions in the log's order."""

    meta: list[Row] = field(default_factory=list)
    people: list[Row] = field(default_factory=list)
    kinds: list[Row] = field(default_factory=list)
    things: list[Row] = field(default_factory=list)
    sessions: list[Row] = field(default_factory=list)
    session_people: list[Row] = field(default_factory=list)
    slips: list[Row] = field(default_factory=list)
    changes: list[Row] = field(default_factory=list)
    change_rows: list[Row] = field(default_factory=list)

    @property
    def are_nothing(self) -> bool:
        return not (self.sessions or self.changes)


def remains_of(connection: sqlite3.Connection) -> Remains:
    """All that can be read through a connection; what cannot is passed over."""
    connection.text_factory = lambda text: text.decode(errors="replace")  # its CRC will not fit
    sessions = _by_rowid(connection, "sessions", f"{COLUMNS}, crc")
    changes = _by_rowid(
        connection, "changes", "counter, id, device, at, what, session_id, kind, undone_by, crc"
    )
    return Remains(
        meta=_by_key(connection, "meta", "name, value, crc", "name", ()),
        people=_by_rowid(connection, "people", "id, name, crc"),
        kinds=_by_rowid(connection, "kinds", "key, document, crc"),
        things=_by_key(
            connection,
            "things",
            "entity, id, document, crc",
            "entity, id",
            THINGS,
        ),
        sessions=sessions,
        session_people=_by_key(
            connection,
            "session_people",
            "session_id, position, person_id",
            "session_id, position",
            (row[0] for row in sessions),
        ),
        slips=_by_rowid(connection, "slips", "session_id, id, at, length, source, reason"),
        changes=changes,
        change_rows=_by_key(
            connection,
            "change_rows",
            "counter, position, entity, entity_id, before, after",
            "counter, position",
            (row[0] for row in changes),
        ),
    )


def _by_rowid(connection: sqlite3.Connection, table: str, columns: str) -> list[Row]:
    """From the first row on and from the last one back; those in between one by one."""
    select = f"SELECT rowid, {_known(connection, table, columns)} FROM {table} NOT INDEXED"
    rows, is_whole = _read(connection, f"{select} ORDER BY rowid")
    if not is_whole:
        from_the_end, _is_whole = _read(connection, f"{select} ORDER BY rowid DESC")
        if not rows and not from_the_end:
            return []  # the page that leads to all others is lost
        begin = _number(rows[-1][0]) if rows else 0
        end = _number(from_the_end[-1][0]) if from_the_end else begin + _AT_THE_END
        for rowid in range(begin + 1, min(end, begin + _PROBED)):
            rows += _read(connection, f"{select} WHERE rowid = ?", rowid)[0]
        rows += reversed(from_the_end)
    return [row[1:] for row in rows]


def _by_key(
    connection: sqlite3.Connection, table: str, columns: str, key: str, known: Iterable[object]
) -> list[Row]:
    """The same for a table without rowids, where only keys that are known can be looked for."""
    select = f"SELECT {_known(connection, table, columns)} FROM {table}"
    rows, is_whole = _read(connection, f"{select} ORDER BY {key}")
    if is_whole:
        return rows
    backwards = ", ".join(f"{part} DESC" for part in key.split(", "))
    rows += _read(connection, f"{select} ORDER BY {backwards}")[0]
    for value in known:
        rows += _read(connection, f"{select} WHERE {key.partition(',')[0]} = ?", value)[0]
    return list(dict.fromkeys(rows))


def _read(connection: sqlite3.Connection, query: str, *values: object) -> tuple[list[Row], bool]:
    """The rows up to where reading fails, and whether it went to the end."""
    rows: list[Row] = []
    try:
        for row in connection.execute(query, values):
            rows.append(row)  # noqa: PERF402  # those before the fault are wanted too
    except (sqlite3.Error, UnicodeDecodeError):
        return rows, False
    return rows, True


def _known(connection: sqlite3.Connection, table: str, columns: str) -> str:
    """The columns, with what stands for those that an older version does not have."""
    there = {row[1] for row in _read(connection, f"PRAGMA table_info({table})")[0]}
    return ", ".join(_column(name, there) for name in columns.split(", "))


def _column(name: str, there: set[object]) -> str:
    return name if name in there or not there else f"{_OLDER.get(name, 'NULL')} AS {name}"


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def together(all_remains: Iterable[Remains]) -> Iterator[Remains]:
    """Those that hold something, the fullest first."""
    yield from sorted(
        (each for each in all_remains if not each.are_nothing),
        key=lambda each: len(each.sessions) + len(each.changes),
        reverse=True,
    )
