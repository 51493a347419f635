"""The phone's unlocks in the log: a small document for each session that has some."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from presence.core.clock import from_ms, to_ms
from presence.core.ports import Change, SessionLog
from presence.core.session import Session
from presence.core.slip import SlipReason
from presence.core.unlocks.unlocks import (
    Answer,
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
_MOMENT = timedelta(milliseconds=1)  # what ends a span is not in it


class UnlockBook:
    """Reads and writes them through the log; every write is one change and one undo."""

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
        asked = {each: unlocks for each, unlocks in self.all().items() if unlocks.waiting}
        sessions = self._sessions(asked)
        ordered = sorted(sessions, key=lambda session: session.started_at, reverse=True)
        pairs = [(session, asked_of(session, asked[session.id])) for session in ordered]
        return [(session, unlocks) for session, unlocks in pairs if unlocks.waiting]

    def propose(self, instants: Sequence[datetime], because: Change) -> tuple[int, int]:
        """Keep those that lie within sessions; how many are new, and in how many sessions."""
        if not instants:
            return 0, 0
        ordered, known = sorted(set(instants)), self.all()
        sessions = self._log.between(ordered[0], ordered[-1] + _MOMENT)
        found = found_in(sessions, ordered, known)
        if found:
            things = {(UNLOCKS, each): unlocks_document(item) for each, item in found.items()}
            self._log.put_things(things, because)
        new = [
            len(item.waiting) - len(known.get(each, _NOTHING).waiting)
            for each, item in found.items()
        ]
        return sum(new), len(new)

    def answer(self, answers: Mapping[str, Counted], because: Change) -> None:
        """All that waits in these sessions: what is named counts, the rest does not."""
        known = self.all()
        given: dict[str, Answer] = {}
        asked = {each: known[each] for each in answers if each in known}
        for session in self._sessions(asked):
            was = known[session.id]
            after, unlocks = answered(session, was, answers[session.id])
            there = {slip.id for slip in session.slips}
            looks = tuple(slip for slip in after.slips if slip.id not in there)
            given[session.id] = Answer(looks, unlocks_document(was), unlocks_document(unlocks))
        if given:
            self._log.put_answers(given, because)

    def delete(self, because: Change) -> int:
        """All that came from the phone's own word goes, what counted of it too; in how many."""
        known = self.all()
        if not known:
            return 0
        sessions = self._without_looks(looks_of(known))
        things: dict[tuple[str, str], str | None] = {(UNLOCKS, each): None for each in known}
        self._log.put_things(things, because, *sessions)
        return len(known)

    def _sessions(self, asked: Mapping[str, Unlocks]) -> Sequence[Session]:
        """Those in which something of it waits; many are read faster with those between them."""
        if len(asked) <= _FEW:
            return [session for each in asked if (session := self._log.get(each)) is not None]
        instants = [at for unlocks in asked.values() for at in unlocks.waiting]
        if not instants:
            return ()
        there = self._log.between(min(instants), max(instants) + _MOMENT)
        return [session for session in there if session.id in asked]

    def _without_looks(self, looks: Mapping[str, datetime]) -> Sequence[Session]:
        """The sessions that have some of them: one that was split has them in both halves."""
        if not looks:
            return ()
        instants = frozenset(looks.values())
        there = self._log.between(min(instants), max(instants) + _MOMENT)
        pairs = [(each, without(each, looks, instants)) for each in there]
        return [after for before, after in pairs if after is not before]


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
