"""Puts what a file holds into the log: sorted out first, then in pieces, under one id for undo."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from presence.core.editing.in_pieces import InPieces
from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import Arrival, Imported, LeftOut, Visit
from presence.core.ports import Change
from presence.store.database import as_store_error, transaction
from presence.store.history import History, RowChange
from presence.store.importing.acquainting import Acquainting
from presence.store.importing.carrying_over import carrying_over
from presence.store.importing.matching import Matching
from presence.store.importing.pace import Pace
from presence.store.importing.plan import Piece, Plan
from presence.store.importing.staging import Staging, staging
from presence.store.importing.taking_out import (
    TOGETHER,
    TOGETHER_GENTLY,
    mark,
    taking_out,
    taking_out_leftover,
    unfinished,
    unmark,
)
from presence.store.importing.tally import Tally
from presence.store.people import PeopleTable
from presence.store.stepping.checkpoints import much_room, on_the_disk, small_checkpoints
from presence.store.swaps import Swaps

_LOOKS_UP_EVERY, _FEW = 250, 8  # lines
# Seconds that the log is free for after each piece: nobody is woken, who waits for it asks again.
_TURN = 0.005
_AIM, _MOST = 0.006, 40  # seconds of a piece between the events of an app, and rows


def _never() -> bool:
    return False


def _to_nobody(_done: int, _of: int | None) -> None:
    """Nobody wants to be told how far it is."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How to import. ``update``: where both have an entry, the file's is taken.

    ``should_stop`` is asked now and then; ``told`` gets how many lines are read, then how many
    sessions are done, of how many. ``patience`` is how many seconds who presses Ctrl-C waits for
    what is taken out again.
    """

    because: Change
    update: bool = False
    dry_run: bool = False
    should_stop: Callable[[], bool] = _never
    told: Callable[[int, int | None], None] = _to_nobody
    patience: float = 0.3


class Importer:
    """Writes in pieces of at most 50 ms, with a pause after each: whoever waits comes first.

    Cut short in whatever way, it leaves nothing; Refused(IMPORT_STOPPED) where it was asked to.
    Who presses Ctrl-C late does not wait for all of it: the next opening of the log does the rest.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: str,
        history: History,
        people: PeopleTable,
        swaps: Swaps,
    ) -> None:
        self._connection = connection
        self._path = path
        self._history = history
        self._people = people
        self._swaps = swaps
        self._pace = Pace()
        self._free_until = 0.0  # others have their turn
        self._is_gentle = False
        self._together = TOGETHER  # seconds of what is taken out at once

    def run(self, arrivals: Iterable[Arrival | LeftOut], wish: Wish) -> Imported:
        """Import what comes out of a file; raises what reading it raises, and StoreError."""
        steps = self.steps(arrivals, wish)
        go: Callable[[], object] = partial(next, steps)
        while True:
            try:
                go()
            except StopIteration as end:
                imported: Imported = end.value
                return imported
            go = partial(next, steps)
            try:
                if (turn := self._free_until - time.monotonic()) > 0:
                    time.sleep(turn)
            except (KeyboardInterrupt, SystemExit) as fault:  # what is done is taken out again
                go = partial(steps.throw, fault)

    def steps(
        self, arrivals: Iterable[Arrival | LeftOut], wish: Wish, gently: bool = False
    ) -> InPieces[Imported]:
        """The same in pieces, for who has other things to do between them; ``gently`` in an app.

        While the file is read nobody knows how many there are: then it is of 0.
        """
        tally, acquainting = Tally(), Acquainting(self._connection, self._path)
        arrivals = acquainting.arrivals(arrivals)
        self._is_gentle = gently
        if gently:
            self._pace = Pace(aim=_AIM, most=_MOST, least=1)
            self._together = TOGETHER_GENTLY
        room = (small_checkpoints if gently else much_room)(self._connection)
        with staging(Path(self._path).parent) as staged, room:
            if gently:
                staged.put_in_order()
            yield from self._gather(arrivals, staged, tally, wish)
            tally.read += acquainting.count
            matching = Matching(self._connection, self._people, staged)
            plan = Plan(staged, matching, self._swaps, tally, wish.update)
            if wish.dry_run:
                for _piece in self._pieces(plan, wish):
                    yield plan.progress
            else:
                yield from self._write_all(plan, staged, wish)
        return tally.result()

    def _gather(
        self, arrivals: Iterable[Arrival | LeftOut], staged: Staging, tally: Tally, wish: Wish
    ) -> InPieces[None]:
        began = time.monotonic()
        for number, each in enumerate(arrivals):
            if not number % _LOOKS_UP_EVERY:
                _look_up(wish)
                wish.told(number, None)
                for twice in staged.settled():
                    tally.leave_out(twice)
            left_out = each if isinstance(each, LeftOut) else staged.add(each)
            tally.read += isinstance(each, LeftOut) or isinstance(each.what, Visit)
            if left_out is not None:
                tally.leave_out(left_out)
            if not number % _FEW and time.monotonic() - began > _AIM:
                yield number + 1, 0
                began = time.monotonic()
        for twice in staged.settled():
            tally.leave_out(twice)

    def _pieces(self, plan: Plan, wish: Wish) -> Iterator[Piece]:
        for piece in plan.pieces(self._pace):
            _look_up(wish)
            wish.told(*plan.progress)
            yield piece

    def _write_all(self, plan: Plan, staged: Staging, wish: Wish) -> InPieces[None]:
        import_id = wish.because.session_id
        try:
            with self._guarded():
                yield from taking_out_leftover(self._connection, self._together)
                with self._carrying() as written:
                    for piece in self._pieces(plan, wish):
                        yield plan.progress  # what a piece is made of is found out in others' turn
                        written(self._write(piece, wish.because))
                if unfinished(self._connection) is not None:
                    on_the_disk(self._connection)
                    with transaction(self._connection):
                        unmark(self._connection)
        except GeneratorExit:
            raise  # as if the process had ended: the next opening takes it out
        except Exception:  # whatever it was, nothing of the import stays; it is raised again
            staged.release()  # on a full disk what follows needs the room
            with self._guarded():
                yield from taking_out(self._connection, import_id, self._together)
            raise
        except BaseException:  # Ctrl-C, and nobody who asks for the next piece
            staged.release()
            with self._guarded():
                until = time.monotonic() + wish.patience
                for _step in taking_out(self._connection, import_id, self._together):
                    if time.monotonic() > until:
                        break
            raise

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as fault:
            raise as_store_error(fault, self._path) from fault

    def _carrying(self) -> AbstractContextManager[Callable[[int], object]]:
        if self._is_gentle:  # an app is seen to wait while much is carried over
            return nullcontext(int)
        return carrying_over(self._connection, self._path)

    def _write(self, piece: Piece, because: Change) -> int:
        began = time.monotonic()
        with transaction(self._connection), _nobody_gone():
            rows: list[RowChange] = piece()
            if rows:
                if unfinished(self._connection) is None:
                    mark(self._connection, because.session_id)
                self._history.append(because, rows)
        ended = time.monotonic()
        self._pace.took(ended - began)
        self._free_until = ended + _TURN
        return len(rows)


@contextmanager
def _nobody_gone() -> Iterator[None]:
    """Somebody whom a session names may be merged into another while it comes in."""
    try:
        yield
    except sqlite3.IntegrityError as fault:
        raise Refused(ErrorCode.IMPORT_STOPPED) from fault


def _look_up(wish: Wish) -> None:
    if wish.should_stop():
        raise Refused(ErrorCode.IMPORT_STOPPED)
