"""The CRC of each change of the history, over the change itself and what it did to each row."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from presence.store.documents import checksum

_CHANGE = "counter, id, device, at, what, session_id, kind, undone_by"
_ROWS = "counter, position, entity, entity_id, before, after"

_Columns = tuple[object, ...]


def seal(connection: sqlite3.Connection, counter: int) -> None:
    """Write the CRC of a change, once all of it is written; the caller holds the transaction."""
    change = connection.execute(
        f"SELECT {_CHANGE} FROM changes WHERE counter = ?", (counter,)
    ).fetchone()
    rows = connection.execute(
        f"SELECT {_ROWS} FROM change_rows WHERE counter = ? ORDER BY position", (counter,)
    )
    crc = seal_of(change, rows)
    connection.execute("UPDATE changes SET crc = ? WHERE counter = ?", (crc, counter))


def seal_of(change: _Columns, rows: Iterable[_Columns]) -> int:
    """The CRC over the columns of a change and of its rows, but for the CRC itself."""
    # As Python writes them: a change holds only numbers, texts and NULL.
    return checksum(repr((tuple(change), [tuple(row) for row in rows])))


def damaged_changes(connection: sqlite3.Connection) -> Iterator[int]:
    """The numbers of changes whose CRC does not fit; version 1 has written none."""
    rows = connection.execute(f"SELECT {_ROWS} FROM change_rows ORDER BY counter, position")
    of_changes = groupby(rows, key=itemgetter(0))
    number, its_rows = next(of_changes, (None, iter(())))
    for *change, crc in connection.execute(f"SELECT {_CHANGE}, crc FROM changes ORDER BY counter"):
        counter = int(change[0])
        while number is not None and number < counter:  # rows of a change that is not there
            yield int(number)
            number, its_rows = next(of_changes, (None, iter(())))
        mine = list(its_rows) if number == counter else []
        if number == counter:
            number, its_rows = next(of_changes, (None, iter(())))
        if crc is not None and seal_of(tuple(change), mine) != crc:
            yield counter
