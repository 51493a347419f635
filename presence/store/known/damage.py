"""A small document that none of ours can be is damage of the log."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from presence.core.errors import ErrorCode, StoreError
from presence.store.documents import rows_that_can_be


@contextmanager
def damage_named(path: str) -> Iterator[None]:
    """Around reading documents; raises StoreError with the log's ``path``."""
    try:
        with rows_that_can_be():
            yield
    except sqlite3.DatabaseError as fault:
        raise StoreError(ErrorCode.LOG_IS_DAMAGED, path=path, detail=str(fault)) from fault
