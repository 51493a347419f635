"""Changes many entries in the same way: at once where they are few, else in pieces under one id."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path

from presence.core.editing.in_pieces import InPieces
from presence.core.errors import SettingsError
from presence.core.ports import Change
from presence.store import new_id
from presence.store.database import as_store_error, transaction
from presence.store.history import History, RowChange
from presence.store.importing.long_work import at_work
from presence.store.importing.pace import Pace
from presence.store.importing.taking_out import (
    mark,
    taking_out,
    taking_out_leftover,
    unfinished,
    unmark,
)
from presence.store.names.rewriting import Rewriting
from presence.store.stepping.checkpoints import much_room, small_checkpoints
from presence.store.stepping.together import TOGETHER, TOGETHER_GENTLY
from presence.store.swaps import Swaps

AT_ONCE = 30  # entries: nobody sees how long it takes
_AIM, _MOST = 0.006, 40  # seconds of a piece, half a picture on the screen; undo takes longer


class Renamer:
    """One change and one undo; cut short in whatever way, it leaves nothing."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: str,
        history: History,
        swaps: Swaps,
        hurries: bool = False,
    ) -> None:
        self._connection = connection
        self._path = path
        self._history = history
        self._swaps = swaps
        self._hurries = hurries
        self._at_last: list[RowChange] = []
        self._together = TOGETHER if hurries else TOGETHER_GENTLY
        self._room = much_room if hurries else small_checkpoints

    def run(self, planned: Callable[[], Rewriting], because: Change) -> InPieces[None]:
        """Rewrite; ``planned`` raises Refused where it cannot be."""
        with self._guarded():
            # To look through a log of many years takes long, and nobody is to wait for that.
            version, (plan, some) = self._version(), self._looked_at(planned)
            if len(some) <= AT_ONCE:
                with self._ending():
                    if self._version() != version:
                        plan, some = self._looked_at(planned)
                    if len(some) <= AT_ONCE:
                        self._write_all(plan, some, because, plan.at_first())
                        return
            yield 0, len(some)
            ids = yield from self._found(plan)
            with at_work(Path(self._path).parent, self._path), self._room(self._connection):
                yield from taking_out_leftover(self._connection, self._together)
                because = replace(because, session_id=because.session_id or new_id())
                yield from self._in_pieces(plan, ids, because)

    def _looked_at(self, planned: Callable[[], Rewriting]) -> tuple[Rewriting, list[str]]:
        plan = planned()
        return plan, list(islice(plan.find(), AT_ONCE + 1))

    def _version(self) -> int:
        """Another one once another connection has written."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(version)

    def _found(self, plan: Rewriting) -> InPieces[list[str]]:
        ids: list[str] = []
        began = time.monotonic()
        for each in plan.find():
            ids.append(each)
            if time.monotonic() - began > _AIM:
                yield 0, len(ids)
                began = time.monotonic()
        return ids

    def _in_pieces(self, plan: Rewriting, ids: list[str], because: Change) -> InPieces[None]:
        try:
            done, pace = 0, Pace(aim=_AIM, most=_MOST, least=1)
            while ids:
                began, pieces = time.monotonic(), 0
                with transaction(self._connection):
                    while not pieces or (self._goes_on(began) and done < len(ids)):
                        some = ids[done : done + pace.rows]
                        self._write(plan, some, because, is_first=not done)
                        done, pieces = done + len(some), pieces + 1
                pace.took((time.monotonic() - began) / pieces)
                if done >= len(ids):
                    version, more = self._version(), list(plan.find())
                    with self._ending():
                        if self._version() != version:
                            more = list(plan.find())
                        ids += more  # who began one meanwhile, by the old name
                        if len(more) <= AT_ONCE:
                            self._write_all(plan, more, because)
                            unmark(self._connection)
                            return
                yield done, len(ids)
        except GeneratorExit:
            raise  # as if the process had ended: the next opening takes it out
        except Exception:  # whatever it was, nothing of the renaming stays; it is raised again
            yield from taking_out(self._connection, because.session_id, self._together)
            raise
        except BaseException:  # Ctrl-C, and nobody who asks for the next piece
            for _step in taking_out(self._connection, because.session_id, self._together):
                pass
            raise

    def _goes_on(self, began: float) -> bool:
        """Whether there is room for another piece; to an app one is as much as can be."""
        return self._hurries and time.monotonic() - began < self._together

    def _write(self, plan: Rewriting, ids: Sequence[str], because: Change, is_first: bool) -> None:
        rows = plan.at_first() if is_first else []
        rows += self._changed(plan, ids)
        if rows:
            if unfinished(self._connection) is None:
                mark(self._connection, because.session_id)
            self._history.append(because, rows)

    def _write_all(
        self,
        plan: Rewriting,
        ids: Sequence[str],
        because: Change,
        before: Sequence[RowChange] = (),
    ) -> None:
        rows = [*before, *self._changed(plan, ids)]
        self._at_last = plan.at_last()
        rows += self._at_last
        if rows:
            self._history.append(because, rows)

    def _changed(self, plan: Rewriting, ids: Sequence[str]) -> list[RowChange]:
        if plan.change is None:
            return self._swaps.remove(ids)
        return self._swaps.rewrite(ids, plan.change) + plan.beside(ids)

    @contextmanager
    def _ending(self) -> Iterator[None]:
        """The last transaction; where it cannot be, settings are what they were as well."""
        self._at_last = []
        try:
            with transaction(self._connection):
                yield
        except sqlite3.Error:
            for row in self._at_last:
                if row.entity == "setting":
                    with suppress(SettingsError):
                        self._swaps.kind_settings.back(row)
            raise

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as fault:
            raise as_store_error(fault, self._path) from fault
