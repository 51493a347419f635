"""Puts what a file holds into the log: sorted out first, then in pieces, under one id for undo."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread
from urllib.parse import quote

from presence.core.editing.in_pieces import InPieces
from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import Arrival, Imported, LeftOut, Visit
from presence.core.ports import Change
from presence.store.database import BUSY_SECONDS, as_store_error
from presence.store.history import History
from presence.store.importing.acquainting import Acquainting
from presence.store.importing.carrying_over import carry_over, carrying_over, sync_journal
from presence.store.importing.held import HeldLog, holding
from presence.store.importing.matching import Matching
from presence.store.importing.pace import Pace
from presence.store.importing.plan import Piece, Plan
from presence.store.importing.staging import Staging, staging
from presence.store.importing.taking_out import taking_out, taking_out_leftover
from presence.store.importing.tally import Tally
from presence.store.people import PeopleTable
from presence.store.session_rows import SessionRows
from presence.store.stepping.together import TOGETHER, TOGETHER_GENTLY
from presence.store.swaps import Swaps
from presence.store.things import ThingsTable

_LOOKS_UP_EVERY, _FEW = 250, 8  # lines
_PIECE = 0.010  # seconds; who knocks waits for what goes on
_AIM, _MOST = 0.006, 40  # the same between the events of an app, and rows
# KiB; all of it goes into the journal at a commit, while somebody waits. Ids that are in no order
# fall all over the indexes of as much.
_CACHE = -16_000
CARRYING_OVER = "carrying over"  # the thread that does so
_SYNCED, _SYNCED_GENTLY = 2000, 250  # rows after which it is waited for the disk


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
    """Writes in pieces of at most 50 ms, and lets in whoever wants to write meanwhile.

    Cut short in whatever way, it leaves nothing; Refused(IMPORT_STOPPED) where it was asked to.
    Where somebody was let in, what there was by then is in the log and is taken out again; who
    presses Ctrl-C does not wait for all of that: the next opening of the log does the rest.
    """

    def __init__(
        self, path: str, device: str, new_id: Callable[[], str], settings_name: str
    ) -> None:
        self._path = path
        self._device = device
        self._new_id = new_id
        self._settings_name = settings_name
        self._pace = Pace(aim=_PIECE)
        self._held: HeldLog | None = None
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
                if self._held is not None:
                    time.sleep(max(0.0, self._held.free_until - time.monotonic()))
            except (KeyboardInterrupt, SystemExit) as fault:  # what is done is taken out again
                go = partial(steps.throw, fault)

    def steps(
        self, arrivals: Iterable[Arrival | LeftOut], wish: Wish, gently: bool = False
    ) -> InPieces[Imported]:
        """The same in pieces, for who has other things to do between them; ``gently`` in an app.

        While the file is read nobody knows how many there are: then it is of 0.
        """
        self._is_gentle = gently
        if gently:
            self._pace = Pace(aim=_AIM, most=_MOST, least=1)
            self._together = TOGETHER_GENTLY
        with (
            closing(self._connected()) as connection,
            staging(Path(self._path).parent) as staged,
        ):
            tally, acquainting = Tally(), Acquainting(connection, self._path)
            if gently:
                staged.put_in_order()
            yield from self._gather(acquainting.arrivals(arrivals), staged, tally, wish)
            tally.read += acquainting.count
            people = PeopleTable(connection, self._new_id)
            rows, things = SessionRows(connection, people), ThingsTable(connection)
            swaps = Swaps(connection, people, rows, things, self._settings_name)
            plan = Plan(staged, Matching(connection, people, staged), swaps, tally, wish.update)
            if wish.dry_run:
                for _piece in self._pieces(plan, wish):
                    yield plan.progress
            else:
                yield from self._write_all(connection, plan, staged, wish)
        return tally.result()

    def _connected(self) -> sqlite3.Connection:
        """A connection of its own: what is not in the log yet nobody else in the process sees."""
        with self._guarded():
            address = f"file:{quote(os.fsencode(self._path))}?mode=rw"
            connection = sqlite3.connect(
                address, uri=True, timeout=BUSY_SECONDS, isolation_level=None
            )
            connection.execute("PRAGMA foreign_keys = ON")
            # SQLite keeps the order of commits; before it is said that all is there comes a sync.
            connection.execute("PRAGMA synchronous = NORMAL")
            if not self._is_gentle:
                connection.execute(f"PRAGMA cache_size = {_CACHE}")
            return connection

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

    def _write_all(
        self, connection: sqlite3.Connection, plan: Plan, staged: Staging, wish: Wish
    ) -> InPieces[None]:
        import_id = wish.because.session_id
        try:
            with self._guarded():
                yield from taking_out_leftover(connection, self._together)
                with (
                    carrying_over(connection, self._path) as committed,
                    holding(connection, import_id) as held,
                ):
                    self._held = held
                    yield from self._write_pieces(connection, held, plan, wish, committed)
                    held.finish()
        except GeneratorExit:
            raise  # as if the process had ended: the next opening takes it out
        except Exception:  # whatever it was, nothing of the import stays; it is raised again
            staged.release()  # on a full disk what follows needs the room
            with self._guarded():
                yield from taking_out(connection, import_id, self._together)
            self._carry_over()
            raise
        except BaseException:  # Ctrl-C, and nobody who asks for the next piece
            if self._held is None or not self._held.is_finished:
                staged.release()
                self._take_out_at_once(connection, import_id, wish.patience)
                raise
        finally:
            self._held = None
        with suppress(KeyboardInterrupt):  # too late: all of it is in the log
            sync_journal(self._path)
            self._carry_over()

    def _write_pieces(
        self,
        connection: sqlite3.Connection,
        held: HeldLog,
        plan: Plan,
        wish: Wish,
        committed: Callable[[int], None],
    ) -> InPieces[None]:
        history = History(connection, self._device, self._new_id)
        uncommitted = unsynced = 0  # rows
        for piece in self._pieces(plan, wish):
            held.open_if_knocked()
            yield plan.progress
            if held.is_open:
                if not self._is_gentle:  # an app is seen to wait while much is carried over
                    committed(uncommitted)
                uncommitted = 0
            began = time.monotonic()
            with _nobody_gone():
                count = held.write(partial(_written, history, piece, wish.because))
            self._pace.took(time.monotonic() - began)
            held.open_if_knocked()
            uncommitted, unsynced = uncommitted + count, unsynced + count
            if unsynced >= (_SYNCED_GENTLY if self._is_gentle else _SYNCED):
                sync_journal(self._path)
                unsynced = 0

    def _take_out_at_once(
        self, connection: sqlite3.Connection, import_id: str, patience: float
    ) -> None:
        with self._guarded():
            until = time.monotonic() + patience
            for _step in taking_out(connection, import_id, self._together):
                if time.monotonic() > until:
                    break

    def _carry_over(self) -> None:
        """What is in the journal is no burden to whoever writes next."""
        if self._is_gentle:  # half a second, in which an app would stand still
            Thread(target=carry_over, args=(self._path,), name=CARRYING_OVER).start()
        else:
            carry_over(self._path)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as fault:
            raise as_store_error(fault, self._path) from fault


def _written(history: History, piece: Piece, because: Change) -> int:
    if rows := piece():
        history.append(because, rows)
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
