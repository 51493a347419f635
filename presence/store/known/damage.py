"""A small document that none of ours can be is damage of the log."""

from presence.core.errors import ErrorCode, StoreError
from presence.store.documents import rows_that_can_be
from presence.store.sqlite import sqlite3


class DamageNamed:
    """What ``damage_named`` is; contextlib costs a command 1 ms."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, fault: BaseException | None, trace: object) -> None:
        try:
            rows_that_can_be().__exit__(kind, fault, trace)
        except sqlite3.DatabaseError as damage:
            fault = damage
        if isinstance(fault, sqlite3.DatabaseError):
            raise StoreError(
                ErrorCode.LOG_IS_DAMAGED, path=self._path, detail=str(fault)
            ) from fault


def damage_named(path: str) -> DamageNamed:
    """Around reading documents; raises StoreError with the log's ``path``."""
    return DamageNamed(path)
