"""Goals and planned breaks in the log: small documents that follow people and are undone."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TypeVar

from presence.core.clock import from_ms, to_ms
from presence.core.errors import ErrorCode, StoreError
from presence.core.goals.goal import Bound, Goal, Measure, can_be
from presence.core.goals.pause import Pause
from presence.core.names.group import Group
from presence.core.ports import Change, SessionLog
from presence.store.documents import dump, parse, rows_that_can_be

GOAL, PAUSE = "goal", "pause"
T = TypeVar("T")


class GoalBook:
    """Reads and writes them through the log; every write is one change and one undo.

    ``path`` is the log's, for the error that names it.
    """

    def __init__(self, log: SessionLog, path: str = "") -> None:
        self._log = log
        self._path = path

    def goals(self) -> Sequence[Goal]:
        """The goals in the order in which they were made."""
        goals = self._log.things(GOAL).items()
        found = [self._read(partial(_goal, self._log, *each)) for each in goals]
        return sorted(found, key=lambda goal: (goal.made_at, goal.id))

    def pauses(self) -> Sequence[Pause]:
        """The planned breaks, the earliest first."""
        pauses = self._log.things(PAUSE).items()
        found = [self._read(partial(_pause, *each)) for each in pauses]
        return sorted(found, key=lambda pause: (pause.first, pause.last, pause.id))

    def groups(self) -> Mapping[str, Group]:
        """The groups of people by their id."""
        return {group.id: group for group in self._log.groups()}

    def put_goal(self, goal: Goal, because: Change) -> None:
        """Write a goal; who is named and not in the log yet is made."""
        people = self._log.person_ids(goal.people) if goal.people else ()
        self._log.put_thing(GOAL, goal.id, _goal_document(goal, people), because)

    def remove_goal(self, goal_id: str, because: Change) -> None:
        self._log.put_thing(GOAL, goal_id, None, because)

    def put_pause(self, pause: Pause, because: Change) -> None:
        self._log.put_thing(PAUSE, pause.id, _pause_document(pause), because)

    def remove_pause(self, pause_id: str, because: Change) -> None:
        self._log.put_thing(PAUSE, pause_id, None, because)

    def _read(self, read: Callable[[], T]) -> T:
        try:
            with rows_that_can_be():
                return read()
        except sqlite3.DatabaseError as fault:
            raise StoreError(
                ErrorCode.LOG_IS_DAMAGED, path=self._path, detail=str(fault)
            ) from fault


def _goal_document(goal: Goal, people: Sequence[str]) -> str:
    return dump(
        {
            "measure": goal.measure.value,
            "amount": goal.amount,
            "bound": goal.bound.value,
            "kind": goal.kind,
            "people": list(people),
            "group": goal.group,
            "tag": goal.tag,
            "with_people": goal.with_people,
            "made_at": to_ms(goal.made_at),
        }
    )


def _goal(log: SessionLog, goal_id: str, document: str) -> Goal:
    row = parse(document)
    ids = [str(each) for each in row["people"]]
    names = tuple(log.person_names(ids)) if ids else ()
    measure, bound, amount = Measure(row["measure"]), Bound(row["bound"]), int(row["amount"])
    if not can_be(measure, amount, bound):
        raise ValueError(amount)
    return Goal(
        id=goal_id,
        measure=measure,
        amount=amount,
        bound=bound,
        kind=str(row["kind"]),
        people=names,
        group=str(row["group"]),
        tag=str(row["tag"]),
        with_people=bool(row["with_people"]),
        made_at=from_ms(int(row["made_at"])),
        lost=len(ids) - len(names),
    )


def _pause_document(pause: Pause) -> str:
    return dump(
        {"name": pause.name, "first": pause.first.isoformat(), "last": pause.last.isoformat()}
    )


def _pause(pause_id: str, document: str) -> Pause:
    row = parse(document)
    first, last = (date.fromisoformat(row[name]) for name in ("first", "last"))
    return Pause(pause_id, str(row["name"]), first, last)
