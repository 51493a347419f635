"""What is done with many sessions at once: the same change of each, or all of them taken away."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from presence.core.editing.common import Common
from presence.core.errors import ErrorCode, Refused
from presence.core.person import folded, named
from presence.core.session import LONGEST_TEXT
from presence.core.unlocks.unlocks import Told
from presence.store.documents import parse, slip_columns
from presence.store.history import RowChange
from presence.store.marks import with_marks
from presence.store.names.rewriting import Rewriting
from presence.store.people import PeopleTable, person_document
from presence.store.swaps import Swaps
from presence.store.things import UNLOCKS, ThingsTable


class Several:
    """Each method says what is to be rewritten; sessions that are gone meanwhile are passed over.

    Refused(SESSION_IS_GONE) where none of them is there.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        people: PeopleTable,
        swaps: Swaps,
        things: ThingsTable,
    ) -> None:
        self._connection = connection
        self._people = people
        self._swaps = swaps
        self._things = things

    def edit(self, ids: Sequence[str], common: Common) -> Rewriting:
        """Give all of them this in common."""
        for tag in common.with_tags:
            named(tag)
        named(common.place or "", LONGEST_TEXT)
        self._look_for_one(ids)
        editing = _Editing(self._connection, self._people, self._swaps, common)
        return Rewriting(
            lambda: () if editing.has_begun else ids, editing.change, list, editing.begin
        )

    def remove(self, ids: Sequence[str]) -> Rewriting:
        """Take them away, but for one in progress."""
        self._look_for_one(ids)
        begun: list[bool] = []

        def begin() -> list[RowChange]:
            begun.append(True)
            return []

        return Rewriting(lambda: () if begun else ids, None, list, begin)

    def tell(self, told: Mapping[str, Told]) -> Rewriting:
        """Give them the looks that were accepted, take others, and keep what waits by now."""
        ids = list(told)
        begun: list[bool] = []

        def begin() -> list[RowChange]:
            begun.append(True)
            return []

        def is_as_read(session_id: str) -> bool:
            now, was = self._things.one(UNLOCKS, session_id), told[session_id].was
            return now == was or bool(now and was and parse(now) == parse(was))

        def change(row: dict[str, Any]) -> None:
            each = told[row["id"]]
            if (each.looks or each.gone) and is_as_read(row["id"]):
                there = {slip[0]: slip for slip in row["slips"] if slip[0] not in each.gone}
                new = [slip_columns(slip) for slip in each.looks if slip.id not in there]
                row["slips"] = sorted([*there.values(), *new], key=lambda slip: slip[1])

        def beside(some: Sequence[str]) -> list[RowChange]:
            there = self._swaps.checksums(some)
            return [
                self._swaps.thing(UNLOCKS, each, told[each].now)
                for each in some
                if told[each].was != told[each].now and is_as_read(each)
                if each in there or told[each].now is None
            ]

        return Rewriting(lambda: () if begun else ids, change, list, begin, beside)

    def _look_for_one(self, ids: Sequence[str]) -> None:
        for first in range(0, len(ids), 500):
            marks, values = with_marks(ids[first : first + 500])
            query = f"SELECT 1 FROM sessions WHERE id IN ({marks}) LIMIT 1"
            if self._connection.execute(query, values).fetchone():
                return
        raise Refused(ErrorCode.SESSION_IS_GONE)


class _Editing:
    """Changes documents, in which people are their ids; somebody new comes with the first piece."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        people: PeopleTable,
        swaps: Swaps,
        common: Common,
    ) -> None:
        self._connection = connection
        self._people = people
        self._swaps = swaps
        self._common = common
        self._with: list[str] = []  # ids
        self._without: set[str] = set()
        self.has_begun = False

    def begin(self) -> list[RowChange]:
        self.has_begun = True
        made: list[RowChange] = []
        for name in self._common.with_people:
            person = self._people.find(name)
            if person is None:
                person = self._people.new_id()
                made.append(self._swaps.person(person, person_document(person, name)))
            self._with.append(person)
        for name in self._common.without_people:
            query = "SELECT id FROM people WHERE folded = ?"
            found = self._connection.execute(query, (folded(name),))
            self._without.update(person for (person,) in found)
        return made

    def change(self, row: dict[str, Any]) -> None:
        common = self._common
        if common.kind and row["ended_at"] is not None:
            row["kind"] = common.kind
        people = dict.fromkeys([*row["people"], *self._with])
        row["people"] = [each for each in people if each not in self._without]
        tags = _with_tags(row.pop("tags", ()), common)
        if tags:
            row["tags"] = tags
        if common.place is not None:
            row["place"] = common.place


def _with_tags(tags: Sequence[str], common: Common) -> list[str]:
    """Each once, however it is spelt."""
    kept: dict[str, str] = {}
    for tag in (*tags, *common.with_tags):
        kept.setdefault(folded(tag), tag)
    gone = set(map(folded, common.without_tags))
    return [tag for key, tag in kept.items() if key not in gone]
