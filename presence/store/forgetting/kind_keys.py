"""Gives kinds whose key is made of somebody's name another key, wherever a log has it."""

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from presence.core.kind import BUILT_IN
from presence.core.names.kind_rules import key_for
from presence.store.documents import dump, parse
from presence.store.forgetting.steps import rewrite_rows
from presence.store.seal import seal
from presence.store.swaps import Swaps

_KEYS = (
    "SELECT key FROM kinds UNION SELECT kind FROM sessions"
    " UNION SELECT entity_id FROM change_rows WHERE entity = 'kind'"
)
_BUILT_IN = frozenset(kind.key for kind in BUILT_IN)


def replace_keys(
    connection: sqlite3.Connection, swaps: Swaps, is_theirs: Callable[[str], bool]
) -> int:
    """How many keys are other ones now; the caller holds the transaction."""
    taken = {*_BUILT_IN, *(key for (key,) in connection.execute(_KEYS))}
    new_keys: dict[str, str] = {}
    for key in sorted(taken - _BUILT_IN):
        if is_theirs(key.replace("-", " ").replace("_", " ")):
            new_keys[key] = key_for("", taken)
            taken.add(new_keys[key])
    if new_keys:
        _in_the_log(connection, swaps, new_keys)
        _in_the_history(connection, new_keys)
    return len(new_keys)


def _in_the_log(connection: sqlite3.Connection, swaps: Swaps, new_keys: Mapping[str, str]) -> None:
    def hand_over(row: dict[str, Any]) -> None:
        row["kind"] = new_keys[row["kind"]]

    for key, new_key in new_keys.items():
        query = "SELECT id FROM sessions WHERE kind = ?"
        swaps.rewrite([each for (each,) in connection.execute(query, (key,))], hand_over)
        kept = connection.execute("SELECT document FROM kinds WHERE key = ?", (key,)).fetchone()
        if kept is not None:
            swaps.kind(key, None)
            swaps.kind(new_key, _with_key(kept[0], "key", new_keys))
    query = "SELECT entity, id, document FROM things"
    for entity, thing_id, document in connection.execute(query).fetchall():
        if (rewritten := _with_key(document, "kind", new_keys)) != document:
            swaps.thing(entity, thing_id, rewritten)


def _in_the_history(connection: sqlite3.Connection, new_keys: Mapping[str, str]) -> None:
    rewrite_rows(
        connection,
        lambda entity, _id, *sides: (
            _with_key(sides[0], "key" if entity == "kind" else "kind", new_keys),
            _with_key(sides[1], "key" if entity == "kind" else "kind", new_keys),
        ),
    )
    for key, new_key in new_keys.items():
        of_it = "entity = 'kind' AND entity_id = ?"
        query = (
            f"SELECT counter FROM change_rows WHERE {of_it}"
            " UNION SELECT counter FROM changes WHERE kind = ?"
        )
        counters = [counter for (counter,) in connection.execute(query, (key, key)).fetchall()]
        connection.execute(f"UPDATE change_rows SET entity_id = ? WHERE {of_it}", (new_key, key))
        connection.execute("UPDATE changes SET kind = ? WHERE kind = ?", (new_key, key))
        for counter in counters:
            seal(connection, counter)


def _with_key(document: Any, name: str, new_keys: Mapping[str, str]) -> Any:
    """The document with another key, the same text where it has none of them, None for None."""
    if document is None:
        return None
    row = parse(document)
    if row.get(name) not in new_keys:
        return document
    return dump({**row, name: new_keys[row[name]]})
