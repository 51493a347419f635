"""Undo and redo: the last change taken back, and done again; an import is many pieces at once."""

import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from presence.core.errors import ErrorCode
from presence.core.ports import Change
from presence.store.database import transaction
from presence.store.documents import checksum
from presence.store.history import REDO, UNDO, History, RowChange, nothing_to
from presence.store.swaps import Swaps

AT_ONCE = 40  # pieces of an import; more would hold the log for some seconds


class Steps:
    """Each step is one transaction, but that of a large import, which goes piece by piece.

    Where it is cut short, the pieces that are left are the next undo or redo.
    """

    def __init__(self, connection: sqlite3.Connection, swaps: Swaps, history: History) -> None:
        self._connection = connection
        self._swaps = swaps
        self._history = history

    def undo(self) -> Change:
        return self._step(_Way(self._last, self._rows_to_undo, self._take_back, is_undone=False))

    def redo(self) -> Change:
        return self._step(_Way(self._last_undone, self._rows_to_redo, self._do_again, True))

    def _step(self, way: "_Way") -> Change:
        pieces, change = way.find()
        if len(pieces) > AT_ONCE and self._are_as_left(pieces, way):
            self._piece_by_piece(pieces, change, way)
            return change
        with transaction(self._connection):
            pieces, change = way.find()
            for piece in pieces:
                way.step(piece, change)
            return change

    def _last(self) -> "_Found":
        counter, change = nothing_to(ErrorCode.NOTHING_TO_UNDO, self._history.last())
        return self._history.pieces_of(counter, change), change

    def _last_undone(self) -> "_Found":
        counter, change = nothing_to(ErrorCode.NOTHING_TO_REDO, self._history.last_undone())
        return self._history.pieces_of(counter, change)[::-1], change

    def _take_back(self, piece: int, change: Change) -> None:
        swapped = self._swaps.back(self._rows_to_undo(piece))
        self._history.mark(piece, self._history.append(change, swapped, UNDO))

    def _do_again(self, piece: int, change: Change) -> None:
        swapped = self._swaps.back(self._rows_to_redo(piece))
        self._history.append(change, swapped, REDO)
        self._history.mark(piece, None)

    def _rows_to_undo(self, piece: int) -> list[RowChange]:
        return [row for row in self._history.rows_of(piece) if not row.makes_somebody]

    def _rows_to_redo(self, piece: int) -> list[RowChange]:
        """As it was when it was undone, with what had been noticed since it was done."""
        return self._history.rows_of(self._history.undo_of(piece))

    # Large imports

    def _are_as_left(self, pieces: Sequence[int], way: "_Way") -> bool:
        """Whether no piece will be refused once others are done; looked at without a lock."""
        return all(self._is_as_left(way.rows_of(piece)) for piece in pieces)

    def _is_as_left(self, rows: Sequence[RowChange]) -> bool:
        query = "SELECT crc FROM sessions WHERE id = ?"
        for row in rows:
            if row.entity != "session":
                continue  # few, and in the piece that comes last
            found = self._connection.execute(query, (row.entity_id,)).fetchone()
            if (found and found[0]) != (None if row.after is None else checksum(row.after)):
                return False
        return True

    def _piece_by_piece(self, pieces: Sequence[int], change: Change, way: "_Way") -> None:
        for piece in pieces:
            began = time.monotonic()
            with transaction(self._connection):
                if self._history.is_undone(piece) is way.is_undone:  # nobody else was quicker
                    way.step(piece, change)
            time.sleep(min(time.monotonic() - began, 0.05))  # as in importing/importer.py


_Found = tuple[list[int], Change]


@dataclass(frozen=True, slots=True)
class _Way:
    """Back, or forth again: what to find, what its rows will be put back from, and the step."""

    find: Callable[[], _Found]
    rows_of: Callable[[int], list[RowChange]]
    step: Callable[[int, Change], None]
    is_undone: bool
