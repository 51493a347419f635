"""Joins what is known of people who turn out to be one."""

import sqlite3
from collections.abc import Collection

from presence.core.people.details import Details
from presence.core.people.merging import merged
from presence.store.documents import rows_that_can_be
from presence.store.history import RowChange
from presence.store.known.cards import CARD, origins_document, read_origins
from presence.store.known.people import DETAILS, details_document, read_details
from presence.store.things import ThingsTable


def join_known(
    connection: sqlite3.Connection, person: str, others: Collection[str]
) -> list[RowChange]:
    """Have ``person`` have what is known of all, and nobody else anything; ids of people.

    The caller holds the transaction.
    """
    return [*_join_details(connection, person, others), *_join_cards(connection, person, others)]


def _join_cards(
    connection: sqlite3.Connection, person: str, others: Collection[str]
) -> list[RowChange]:
    """All the cards that they came with: each goes out again as it came in."""
    things = ThingsTable(connection)
    documents = things.some(CARD, [person, *others])
    gone = [each for each in others if each in documents]
    if not gone:
        return []
    joined: dict[str, bytes] = {}
    with rows_that_can_be():
        for each in [*gone, person]:  # of one key, the card of who stays
            joined |= read_origins(documents[each]) if each in documents else {}
    rows = [things.swap(CARD, each, None) for each in gone]
    return [*rows, things.swap(CARD, person, origins_document(person, joined))]


def _join_details(
    connection: sqlite3.Connection, person: str, others: Collection[str]
) -> list[RowChange]:
    things = ThingsTable(connection)
    documents = things.some(DETAILS, [person, *others])
    gone = [each for each in others if each in documents]
    if not gone:
        return []
    names = dict(connection.execute("SELECT id, name FROM people"))
    joined = Details(names[person], id=person)
    with rows_that_can_be():
        if person in documents:
            joined = read_details(person, names[person], documents[person])
        for each in gone:
            joined = merged(joined, read_details(each, names[each], documents[each]))
    rows = [things.swap(DETAILS, each, None) for each in gone]
    return [*rows, things.swap(DETAILS, person, details_document(joined))]
