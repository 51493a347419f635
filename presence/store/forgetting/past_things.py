"""Takes breaks, replies and follow-ups out of one log that were over by an instant."""

import sqlite3
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from presence.core.clock import to_ms
from presence.store.coming.replies import REPLY
from presence.store.documents import parse, rows_that_can_be
from presence.store.goals import PAUSE
from presence.store.known.follow_ups import FOLLOW_UP
from presence.store.things import ThingsTable

Key = tuple[str, str]  # entity and id
Row = Mapping[str, Any]


def forget_things(connection: sqlite3.Connection, at: datetime) -> tuple[int, frozenset[Key]]:
    """How many went; and these with those that only the history still has, whose steps go too."""
    things = ThingsTable(connection)
    with rows_that_can_be():
        over = [
            (entity, thing_id)
            for entity, is_over in _IS_OVER.items()
            for thing_id, document in things.of(entity).items()
            if is_over(parse(document), at)
        ]
        for key in over:
            things.swap(*key, None)
        return len(over), _gone(connection, at).union(over)


def _gone(connection: sqlite3.Connection, at: datetime) -> frozenset[Key]:
    """Those that are there no more, and were of that time in every state that they had."""
    was_of_it: dict[Key, bool] = {}
    marks = ",".join("?" * len(_WAS_BEGUN))
    for entity, thing_id, *sides in connection.execute(
        f"SELECT entity, entity_id, before, after FROM change_rows WHERE entity IN ({marks})"
        " AND (entity, entity_id) NOT IN (SELECT entity, id FROM things)",
        tuple(_WAS_BEGUN),
    ):
        is_of_it = all(_WAS_BEGUN[entity](parse(side), at) for side in sides if side)
        was_of_it[entity, thing_id] = is_of_it and was_of_it.get((entity, thing_id), True)
    return frozenset(key for key, is_of_it in was_of_it.items() if is_of_it)


def _is_over_break(row: Row, at: datetime) -> bool:
    return str(row.get("last", "9")) < at.date().isoformat()


def _is_over_reply(row: Row, at: datetime) -> bool:
    """Of an offer that had begun by then."""
    return int(row.get("starts_at", to_ms(at))) < to_ms(at)


def _is_done(row: Row, at: datetime) -> bool:
    return row["done_at"] is not None and int(row["done_at"]) < to_ms(at)


def _was_meant(row: Row, at: datetime) -> bool:
    return max(int(row["made_at"]), int(row["done_at"] or 0)) < to_ms(at)


_Question = Callable[[Row, datetime], bool]
_IS_OVER: Mapping[str, _Question] = MappingProxyType(
    {PAUSE: _is_over_break, REPLY: _is_over_reply, FOLLOW_UP: _is_done}
)
# Of one that was deleted: whether a state of it is of that time.
_WAS_BEGUN: Mapping[str, _Question] = MappingProxyType({**_IS_OVER, FOLLOW_UP: _was_meant})
