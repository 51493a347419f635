"""What is to be written for an import, in pieces; and what is left out on the way there."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from presence.core.exchange.arrival import LeftOut, Thing, Why
from presence.store.history import RowChange
from presence.store.importing.joining import joined
from presence.store.importing.matching import Matching
from presence.store.importing.pace import Pace
from presence.store.importing.present import KIND, PERSON
from presence.store.importing.staging import Staged, Staging
from presence.store.importing.tally import ADDED, CHANGED, SESSION, UNCHANGED, Tally
from presence.store.importing.thing_checks import fault_of
from presence.store.people import person_document
from presence.store.swaps import Swaps

Piece = Callable[[], list[RowChange]]
_MOST_BYTES = 1 << 19  # of documents in a piece


class Plan:
    """Kinds first, then people, groups and goals, then sessions, which name all of these."""

    def __init__(
        self, staging: Staging, matching: Matching, swaps: Swaps, tally: Tally, update: bool
    ) -> None:
        self._staging = staging
        self._matching = matching
        self._swaps = swaps
        self._tally = tally
        self._update = update
        self._running: str | None = None
        self.progress: tuple[int, int] = (0, staging.count())

    def pieces(self, pace: Pace) -> Iterator[Piece]:
        """What to do in each transaction; it says what it has done to each row."""
        yield from self._in_pieces(pace, self._people())
        yield from self._in_pieces(pace, self._entries())
        self._running = self._matching.open_session()
        yield from self._sessions(pace)

    def _in_pieces(self, pace: Pace, swaps: Iterator[Callable[[], RowChange]]) -> Iterator[Piece]:
        while some := list(islice(swaps, pace.rows)):
            yield partial(_all_of, some)

    def _people(self) -> Iterator[Callable[[], RowChange]]:
        for line, staged in self._staging.people():
            person, name = self._matching.person(staged)
            is_wanted = self._is_wanted(PERSON, line, name is not None, name == staged.name)
            if is_wanted and (name is None or self._matching.is_free(person.name)):
                document = person_document(person.id, person.name)
                yield partial(self._swaps.person, person.id, document)

    def _entries(self) -> Iterator[Callable[[], RowChange]]:
        for line, staged in self._staging.entries():
            thing = self._matching.entry(staged)
            if (fault := fault_of(thing)) is not None:
                self._tally.leave_out(LeftOut(line, Why.BAD_VALUE, fault, thing.id))
                continue
            ours = self._matching.ours(thing)
            adds = (staged.entity, staged.id) in self._staging.adding
            if adds and ours is not None:
                thing = joined(thing, ours, self._staging.adding[staged.entity, staged.id])
            is_same = ours is not None and self._matching.is_same(thing, ours)
            if self._is_wanted(thing.entity, line, ours is not None, is_same, adds):
                yield partial(self._swap, thing)

    def _swap(self, thing: Thing) -> RowChange:
        if thing.entity == KIND:
            return self._swaps.kind(thing.id, thing.document)
        return self._swaps.thing(thing.entity, thing.id, thing.document)

    def _sessions(self, pace: Pace) -> Iterator[Piece]:
        done, count = self.progress
        sessions = self._staging.sessions()
        while some := _some_of(sessions, pace.rows):
            wanted, known, left_out = self._matching.sessions(some)
            for each in left_out:
                self._tally.leave_out(each)
            documents = {
                session_id: spelt
                for session_id, (line, spelt) in wanted.items()
                if (spelt[0]["ended_at"] is not None or self._may_run(line, session_id))
                and (
                    session_id not in known
                    or self._is_wanted(SESSION, line, True, known[session_id])
                )
            }
            self._tally.note(SESSION, ADDED, len(documents.keys() - known.keys()))
            if documents:
                yield self._swaps.ready_sessions(documents)
            done += len(some)
            self.progress = done, count

    def _may_run(self, line: int, session_id: str) -> bool:
        """At most one session of the log is in progress."""
        if self._running in (None, session_id):
            self._running = session_id
            return True
        self._tally.leave_out(LeftOut(line, Why.ANOTHER_RUNS))
        return False

    def _is_wanted(
        self, entity: str, line: int, is_there: bool, is_same: bool | None, adds: bool = False
    ) -> bool:
        """Whether it is to be written; counts it either way."""
        takes = self._update or adds
        if not is_there:
            self._tally.note(entity, ADDED)
        elif is_same:
            self._tally.note(entity, UNCHANGED)
        elif takes:
            self._tally.note(entity, CHANGED)
        else:
            self._tally.leave_out(LeftOut(line, Why.OURS_KEPT))
        return not is_there or (takes and not is_same)


def _all_of(swaps: list[Callable[[], RowChange]]) -> list[RowChange]:
    return [swap() for swap in swaps]


def _some_of(sessions: Iterator[Staged], rows: int) -> list[Staged]:
    """As many as the pace says, less where they are long."""
    some: list[Staged] = []
    size = 0
    for each in islice(sessions, rows):
        some.append(each)
        size += len(each[2])
        if size > _MOST_BYTES:
            break
    return some
