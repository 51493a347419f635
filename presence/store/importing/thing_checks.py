"""Whether a group, goal, plan, person … out of a file is one that can be shown."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import cast

from presence.core.errors import StoreError
from presence.core.exchange.arrival import Thing
from presence.core.goals.pause import can_be
from presence.core.people.details import can_be as details_can_be
from presence.core.ports import SessionLog
from presence.store.coming.plans import PLAN, PlanBook
from presence.store.coming.replies import REPLY, ReplyBook
from presence.store.documents import parse, rows_that_can_be
from presence.store.goals import GOAL, PAUSE, GoalBook
from presence.store.importing.present import KIND
from presence.store.known.cadences import CADENCE, CadenceBook
from presence.store.known.cards import CARD, read_origins
from presence.store.known.follow_ups import FOLLOW_UP, FollowUpBook
from presence.store.known.people import DETAILS, PersonBook
from presence.store.known.tables import read_table
from presence.store.known.unlocks import are_unlocks
from presence.store.things import GROUP, TABLE, UNLOCKS

_SHORT = 1000  # characters of a name
_MOST = 10_000  # people


def fault_of(thing: Thing) -> str | None:
    """The name of what is wrong with it, or None."""
    if thing.entity == KIND:
        return None  # the reader has made a Kind of it
    row = parse(thing.document)
    people = row.get("people", [])
    if not isinstance(people, list) or len(people) > _MOST or not _are_texts(people):
        return "people"
    texts = [row.get(name, "") for name in ("name", "kind", "group", "tag", "place", "rule")]
    if not _are_texts(texts) or any(len(text) > _SHORT for text in texts):
        return "document"
    is_named = bool(texts[0].strip())
    match thing.entity:
        case _ if thing.entity == GROUP:
            return None if is_named and "people" in row else "document"
        case _ if thing.entity in (GOAL, PAUSE, PLAN, REPLY, DETAILS, FOLLOW_UP, CADENCE):
            return None if _can_be_read(thing) else "document"
        case _ if thing.entity == TABLE:
            return None if _is_table(thing.document) else "document"
        case _ if thing.entity == UNLOCKS:
            return None if are_unlocks(thing.document) else "document"
        case _ if thing.entity == CARD:
            return None if people == [thing.id] and _is_card(thing.document) else "document"
    return "type"


def _is_card(document: str) -> bool:
    try:
        with rows_that_can_be():
            read_origins(document)
    except sqlite3.DatabaseError:
        return False
    return True


def _is_table(document: str) -> bool:
    try:
        read_table(document)
    except sqlite3.DatabaseError:
        return False
    return True


def _are_texts(values: Sequence[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def _can_be_read(thing: Thing) -> bool:
    log = cast(SessionLog, _OneThing(thing))  # no more of a log is asked for
    book = GoalBook(log)
    try:
        pauses = book.pauses()
        book.goals()
        PlanBook(log).plans()
        ReplyBook(log).replies()
        people = PersonBook(log).known()
        FollowUpBook(log).all()
        CadenceBook(log).wishes()
    except StoreError:
        return False
    return all(can_be(pause.first, pause.last) for pause in pauses) and all(
        details_can_be(who) for who in people
    )


class _OneThing:
    """A log with nothing in it but one document."""

    def __init__(self, thing: Thing) -> None:
        self._thing = thing

    def things(self, entity: str) -> Mapping[str, str]:
        return {self._thing.id: self._thing.document} if entity == self._thing.entity else {}

    def person_names(self, ids: Sequence[str]) -> Sequence[str]:
        return ids

    def names_of(self, ids: Sequence[str]) -> Mapping[str, str]:
        return dict(zip(ids, ids, strict=True))
