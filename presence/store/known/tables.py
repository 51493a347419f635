"""The phones at a session's table: a small document that goes with the session."""

import sqlite3
from datetime import timedelta

from presence.core.ports import SessionLog
from presence.core.table.kept_table import KeptPhone, KeptTable, can_be
from presence.store.documents import dump, parse, rows_that_can_be
from presence.store.things import TABLE

_MILLISECOND = timedelta(milliseconds=1)


def kept_table_of(log: SessionLog, session_id: str) -> KeptTable | None:
    """The table of a session; None where there was none, or where it cannot be read any more."""
    document = log.thing(TABLE, session_id)
    if document is None:
        return None
    try:
        return read_table(document)
    except sqlite3.DatabaseError:
        return None  # ``presence verify`` tells of it; the session itself is whole


def table_document(table: KeptTable) -> str:
    """A table as the log keeps it; lengths in milliseconds."""
    return dump(
        {
            "phones": [
                {
                    "id": each.id,
                    "name": each.name,
                    "own": each.is_own,
                    "down": each.down // _MILLISECOND,
                    "at_table": each.at_table // _MILLISECOND,
                    "looks": each.looks,
                }
                for each in table.phones
            ],
            "total": table.total // _MILLISECOND,
            "longest": table.longest // _MILLISECOND,
        }
    )


def read_table(document: str) -> KeptTable:
    """The table of a document; raises sqlite3.DatabaseError where it is none."""
    with rows_that_can_be():
        row = parse(document)
        phones = tuple(
            KeptPhone(
                id=_text(each["id"]),
                name=_text(each["name"]),
                is_own=bool(each["own"]),
                down=_length(each["down"]),
                at_table=_length(each["at_table"]),
                looks=_number(each["looks"]),
            )
            for each in row["phones"]
        )
        table = KeptTable(phones, _length(row["total"]), _length(row["longest"]))
        if not can_be(table):
            raise ValueError(document[:100])
        return table


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value


def _length(value: object) -> timedelta:
    return timedelta(milliseconds=_number(value))
