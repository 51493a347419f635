"""The phone's unlocks in the log: a small document for each session that has some."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from presence.core.clock import from_ms, to_ms
from presence.core.editing.in_pieces import InPieces, at_once
from presence.core.ports import Change, SessionLog
from presence.core.session import Session
from presence.core.slip import SlipReason
from presence.core.unlocks.unlocks import (
    Told,
    Unlocks,
    answered,
    asked_of,
    can_be,
    found_in,
    looks_of,
    united,
    without,
)
from presence.store.documents import dump, parse, rows_that_can_be
from presence.store.known.damage import damage_named
from presence.store.things import UNLOCKS

Counted = Mapping[datetime, SlipReason | None]
_NOTHING = Unlocks()
_FEW = 30  # sessions
_SOME = 200  # sessions: a few milliseconds
_MOMENT = timedelta(milliseconds=1)  # what ends a span is not in it
_AT_ONCE = timedelta(days=10)  # of sessions: read in a few milliseconds


class UnlockBook:
    """Reads and writes them through the log; every write is one change and one undo, in pieces."""

    def __init__(self, log: SessionLog, path: str = "") -> None:
        self._log = log
        self._path = path

    def all(self) -> Mapping[str, Unlocks]:
        """By the session's id."""
        with damage_named(self._path):
            found = self._log.things(UNLOCKS)
            return {each: _read(document) for each, document in found.items()}

    def waiting(self) -> Sequence[tuple[Session, Unlocks]]:
        """The sessions of which something is to be answered, the latest first."""
        asked = self._asked()
        sessions = at_once(self._sessions(asked))
        ordered = sorted(sessions, key=lambda session: session.started_at, reverse=True)
        pairs = [(session, asked_of(session, asked[session.id])) for session in ordered]
        return [(session, unlocks) for session, unlocks in pairs if unlocks.waiting]

    def asked(self, number: int) -> tuple[int, tuple[Session, Unlocks] | None]:
        """How many sessions wait, and one of them: from the latest on, and around."""
        asked = self._asked()
        order = sorted(asked, key=lambda each: asked[each].waiting[-1], reverse=True)
        for at in range(len(order)):
            session = self._log.get(order[(number + at) % len(order)])
            if session is not None and asked_of(session, asked[session.id]).waiting:
                return len(order), (session, asked_of(session, asked[session.id]))
        return 0, None

    def _asked(self) -> Mapping[str, Unlocks]:
        return {each: unlocks for each, unlocks in self.all().items() if unlocks.waiting}

    def proposing(self, instants: Sequence[datetime], because: Change) -> InPieces[tuple[int, int]]:
        """Keep those that lie within sessions; how many are new, and in how many sessions."""
        ordered, known = sorted(set(instants)), self.all()
        sessions = yield from self._around(ordered)
        found = found_in(sessions, ordered, known)
        told = {
            each: Told(_document(known.get(each)), _document(unlocks))
            for each, unlocks in found.items()
        }
        if told:
            yield from self._log.telling(told, because)
        new = [
            len(unlocks.waiting) - len(known.get(each, _NOTHING).waiting)
            for each, unlocks in found.items()
        ]
        return sum(new), len(new)

    def answering(self, answers: Mapping[str, Counted], because: Change) -> InPieces[None]:
        """All that waits in these sessions: what is named counts, the rest does not."""
        known = self.all()
        told: dict[str, Told] = {}
        asked = {each: known[each] for each in answers if each in known}
        for number, session in enumerate((yield from self._sessions(asked)), start=1):
            if number % _SOME == 0:
                yield 0, 0
            was = known[session.id]
            after, unlocks = answered(session, was, answers[session.id])
            there = {slip.id for slip in session.slips}
            looks = tuple(slip for slip in after.slips if slip.id not in there)
            told[session.id] = Told(_document(was), _document(unlocks), looks)
        if told:
            yield from self._log.telling(told, because)

    def deleting(self, because: Change) -> InPieces[int]:
        """All that came from the phone's own word goes, what counted of it too; in how many."""
        known = self.all()
        gone = yield from self._looks_gone(looks_of(known))
        told = {
            each: Told(_document(known.get(each)), None, gone=gone.get(each, frozenset()))
            for each in {**known, **gone}
        }
        if told:
            yield from self._log.telling(told, because)
        return len(known)

    def _sessions(self, asked: Mapping[str, Unlocks]) -> InPieces[Sequence[Session]]:
        """Those in which something of it waits; many are read faster with those between them."""
        if len(asked) <= _FEW:
            return [session for each in asked if (session := self._log.get(each)) is not None]
        instants = sorted({at for unlocks in asked.values() for at in unlocks.waiting})
        there = yield from self._around(instants)
        return [session for session in there if session.id in asked]

    def _looks_gone(self, looks: Mapping[str, datetime]) -> InPieces[Mapping[str, frozenset[str]]]:
        """By the session, the ids of looks that go: one that was split has them in both halves."""
        instants = frozenset(looks.values())
        found: dict[str, frozenset[str]] = {}
        for start, end in _stretches(sorted(instants)):
            if found:
                yield 0, 0
            for session in self._log.between(start, end + _MOMENT):
                rest = without(session, looks, instants).slips
                gone = frozenset(slip.id for slip in session.slips if slip not in rest)
                if gone:
                    found[session.id] = gone
        return found

    def _around(self, instants: Sequence[datetime]) -> InPieces[Sequence[Session]]:
        """The sessions at these instants, which are in order, and some between them."""
        found: dict[str, Session] = {}
        for start, end in _stretches(instants):
            if found:
                yield 0, 0
            found.update((each.id, each) for each in self._log.between(start, end + _MOMENT))
        return list(found.values())


def _stretches(instants: Sequence[datetime]) -> Iterator[tuple[datetime, datetime]]:
    """First and last of those that are read at once."""
    first = last = None
    for at in instants:
        if first is None or last is None or at - first > _AT_ONCE:
            if first is not None and last is not None:
                yield first, last
            first = at
        last = at
    if first is not None and last is not None:
        yield first, last


def _document(unlocks: Unlocks | None) -> str | None:
    return None if unlocks is None else unlocks_document(unlocks)


def joined_document(documents: Iterable[str]) -> str:
    """Those of sessions that are one now; what cannot be read is left out."""
    return unlocks_document(united(read_unlocks(each) for each in documents if are_unlocks(each)))


def unlocks_document(unlocks: Unlocks) -> str:
    """As the log keeps them."""
    return dump({name: [to_ms(at) for at in getattr(unlocks, name)] for name in _NAMES})


def read_unlocks(document: str) -> Unlocks:
    """Those of a document; raises sqlite3.DatabaseError where it is none."""
    with rows_that_can_be():
        return _read(document)


def are_unlocks(document: str) -> bool:
    """Whether a document is one."""
    try:
        read_unlocks(document)
    except sqlite3.DatabaseError:
        return False
    return True


_NAMES = ("waiting", "counted", "none")


def _read(document: str) -> Unlocks:
    row = parse(document)
    waiting, counted, none = (tuple(map(from_ms, row[name])) for name in _NAMES)
    unlocks = Unlocks(waiting, counted, none)
    if not can_be(unlocks):
        raise ValueError(document[:100])
    return unlocks
