"""Undo and redo: the last change taken back, and done again; a long one is many pieces."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from presence.core.editing.in_pieces import InPieces
from presence.core.errors import ErrorCode, PresenceError, Refused
from presence.core.ports import Change
from presence.store.database import transaction
from presence.store.documents import checksum
from presence.store.history import REDO, UNDO, History, RowChange, nothing_to
from presence.store.importing.long_work import at_work
from presence.store.importing.taking_out import mark, taking_out_leftover, unmark
from presence.store.stepping.checkpoints import much_room, small_checkpoints
from presence.store.stepping.together import TOGETHER, TOGETHER_GENTLY, done_together
from presence.store.swaps import Swaps


class Steps:
    """Pieces go together that take no more seconds; a change that is one piece is taken at once.

    A long step whose process ends goes on at the next opening.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: str,
        swaps: Swaps,
        history: History,
        hurries: bool = False,
    ) -> None:
        self._connection = connection
        self._path = path
        self._swaps = swaps
        self._history = history
        self.together = TOGETHER if hurries else TOGETHER_GENTLY  # seconds
        self._room = much_room if hurries else small_checkpoints
        self._back = _Way(UNDO, self._rows_to_undo, self._take_back, is_undone=False)
        self._forth = _Way(REDO, self._rows_to_redo, self._do_again, is_undone=True)

    def undoing(self) -> InPieces[Change]:
        return self._step(self._back, self._last)

    def redoing(self) -> InPieces[Change]:
        return self._step(self._forth, self._last_undone)

    def going_on(self, what: str, work_id: str) -> InPieces[None]:
        """Bring a long step to its end whose process is gone."""
        way = self._forth if what == REDO else self._back
        pieces = self._history.pieces_named(work_id, way.is_undone)
        if pieces:
            change = self._history.change_of(pieces[0])
            yield from self._piece_by_piece(way.in_order(pieces), change, way, [])

    def _step(self, way: "_Way", find: "Callable[[], _Found]") -> InPieces[Change]:
        with transaction(self._connection):
            pieces, change = find()
            if len(pieces) == 1:
                way.step(pieces[0], change)
                return change
        pieces = way.in_order(pieces)
        with at_work(Path(self._path).parent, self._path), self._room(self._connection):
            yield from taking_out_leftover(self._connection, self.together)
            for piece in pieces:
                self._look(way.rows_of(piece))
                yield 0, len(pieces)
            done: list[int] = []
            try:
                yield from self._piece_by_piece(pieces, change, way, done)
            except Exception:  # stopped, or an entry was changed since: all of it, or nothing
                yield from self._go_back(done, change, way)
                raise
            except GeneratorExit:
                raise  # as if the process had ended
            except BaseException:  # Ctrl-C, and nobody who asks for the next piece
                for _step in self._go_back(done, change, way):
                    pass
                raise
        return change

    def _last(self) -> "_Found":
        counter, change = nothing_to(ErrorCode.NOTHING_TO_UNDO, self._history.last())
        return self._history.pieces_of(counter, change), change

    def _last_undone(self) -> "_Found":
        counter, change = nothing_to(ErrorCode.NOTHING_TO_REDO, self._history.last_undone())
        return self._history.pieces_of(counter, change), change

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

    # Long ones

    def _look(self, rows: Sequence[RowChange]) -> None:
        """Refuse before anything is done where a piece would be; looked at without a lock."""
        sessions = [row for row in rows if row.entity == "session"]  # others are few, and come last
        crcs = self._swaps.checksums([row.entity_id for row in sessions])
        for row in sessions:
            expected = None if row.after is None else checksum(row.after)
            if crcs.get(row.entity_id) != expected and not self._swaps.is_as_left(row):
                raise Refused(ErrorCode.CHANGED_SINCE)

    def _piece_by_piece(
        self, pieces: Sequence[int], change: Change, way: "_Way", done: list[int]
    ) -> InPieces[None]:
        def step(piece: int) -> None:
            done.append(piece)  # or not, where it is stopped within: who goes back looks
            if self._history.is_undone(piece) is way.is_undone:  # nobody else was quicker
                way.step(piece, change)
            if piece == pieces[0]:
                unmark(self._connection)  # what a step that crashed since has left
                mark(self._connection, change.session_id, way.what)
            if piece == pieces[-1]:
                unmark(self._connection)

        for number in done_together(self._connection, pieces, step, self.together):
            yield number, len(pieces)

    def _go_back(self, done: Sequence[int], change: Change, way: "_Way") -> InPieces[None]:
        """The other way; where its process ends, the next opening goes on with that."""
        other = self._forth if way is self._back else self._back
        if done:
            with transaction(self._connection):
                unmark(self._connection)
                mark(self._connection, change.session_id, other.what)

        def step(piece: int) -> None:
            if self._history.is_undone(piece) is other.is_undone:
                other.step(piece, change)
            if piece == done[0]:
                unmark(self._connection)

        for number in done_together(self._connection, done[::-1], step, self.together):
            with suppress(PresenceError):  # who stops it once more does not stop this
                yield len(done) - number, len(done)


_Found = tuple[list[int], Change]


@dataclass(frozen=True, slots=True)
class _Way:
    """Back, or forth again: what its rows will be put back from, and the step of a piece."""

    what: str
    rows_of: Callable[[int], list[RowChange]]
    step: Callable[[int, Change], None]
    is_undone: bool

    def in_order(self, pieces: list[int]) -> list[int]:
        """Backwards the last one first."""
        return sorted(pieces, reverse=not self.is_undone)
