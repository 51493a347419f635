"""Plans in the log: small documents that follow people and are undone."""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from presence.core.clock import from_ms, to_ms
from presence.core.coming.plan import MINUTES_OF_A_DAY, Plan
from presence.core.coming.plan_rules import read_rule
from presence.core.errors import ErrorCode, NotUnderstood, StoreError
from presence.core.names.group import Group
from presence.core.ports import Change, SessionLog
from presence.core.session import MAX_LENGTH
from presence.store.documents import dump, parse, rows_that_can_be

PLAN = "plan"
SECOND = timedelta(seconds=1)


class PlanBook:
    """Reads and writes them through the log; every write is one change and one undo.

    ``path`` is the log's, for the error that names it.
    """

    def __init__(self, log: SessionLog, path: str = "") -> None:
        self._log = log
        self._path = path

    def plans(self) -> Sequence[Plan]:
        """The plans in the order in which they were made."""
        found = [self._read(*each) for each in self._log.things(PLAN).items()]
        return sorted(found, key=lambda plan: (plan.made_at, plan.id))

    def groups(self) -> Mapping[str, Group]:
        """The groups of people by their id."""
        return {group.id: group for group in self._log.groups()}

    def put(self, plan: Plan, because: Change) -> None:
        """Write a plan; who is named and not in the log yet is made."""
        people = self._log.person_ids(plan.people) if plan.people else ()
        self._log.put_thing(PLAN, plan.id, plan_document(plan, people), because)

    def remove(self, plan_id: str, because: Change) -> None:
        self._log.put_thing(PLAN, plan_id, None, because)

    def _read(self, plan_id: str, document: str) -> Plan:
        try:
            with rows_that_can_be():
                return _plan(self._log, plan_id, document)
        except sqlite3.DatabaseError as fault:
            raise StoreError(
                ErrorCode.LOG_IS_DAMAGED, path=self._path, detail=str(fault)
            ) from fault


def plan_document(plan: Plan, people: Sequence[str]) -> str:
    """A plan as the log keeps it; ``people`` are ids."""
    return dump(
        {
            "name": plan.name,
            "kind": plan.kind,
            "rule": plan.rule,
            "first": plan.first.isoformat(),
            "at_minute": plan.at_minute,
            "length_s": None if plan.length is None else plan.length // SECOND,
            "people": list(people),
            "group": plan.group,
            "place": plan.place,
            "tags": list(plan.tags),
            "not_on": [day.isoformat() for day in plan.not_on],
            "not_in": list(plan.not_in),
            "pauses": [[first.isoformat(), last.isoformat()] for first, last in plan.pauses],
            "starts_by_itself": plan.starts_by_itself,
            "is_off": plan.is_off,
            "made_at": to_ms(plan.made_at),
        }
    )


def _plan(log: SessionLog, plan_id: str, document: str) -> Plan:
    row = parse(document)
    ids = [str(each) for each in row["people"]]
    plan = Plan(
        id=plan_id,
        name=str(row["name"]),
        kind=str(row["kind"]),
        rule=str(row["rule"]),
        first=date.fromisoformat(row["first"]),
        at_minute=int(row["at_minute"]),
        length=None if row["length_s"] is None else SECOND * int(row["length_s"]),
        people=tuple(log.person_names(ids)) if ids else (),
        group=str(row["group"]),
        place=str(row["place"]),
        tags=tuple(str(tag) for tag in row["tags"]),
        not_on=_days(row["not_on"]),
        not_in=tuple(int(month) for month in row["not_in"]),
        pauses=tuple(_pause(each) for each in row["pauses"]),
        starts_by_itself=bool(row["starts_by_itself"]),
        is_off=bool(row["is_off"]),
        made_at=from_ms(int(row["made_at"])),
    )
    _check(plan)
    return plan


def _days(days: list[str]) -> tuple[date, ...]:
    return tuple(date.fromisoformat(day) for day in days)


def _pause(days: Any) -> tuple[date, date]:
    first, last = _days(days)
    return first, last


def _check(plan: Plan) -> None:
    """Raises ValueError for what no plan can be."""
    try:
        read_rule(plan.rule)
    except NotUnderstood as fault:
        raise ValueError(plan.rule) from fault
    if not 0 <= plan.at_minute < MINUTES_OF_A_DAY:
        raise ValueError(plan.at_minute)
    if plan.length is not None and not timedelta() < plan.length <= MAX_LENGTH:
        raise ValueError(plan.length)
    if not all(1 <= month <= 12 for month in plan.not_in):
        raise ValueError(plan.not_in)
    if any(first > last for first, last in plan.pauses):
        raise ValueError(plan.pauses)
