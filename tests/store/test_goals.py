"""Goals and breaks in the log: back as they were put, undone, and true to the people they name."""

from dataclasses import replace
from datetime import date

import pytest

from presence.core.errors import ErrorCode, StoreError
from presence.core.goals.goal import Bound, Goal, Measure
from presence.core.goals.pause import Pause
from presence.core.names.group import Group
from presence.core.ports import Change, ChangeKind
from presence.paths import Paths
from presence.store import open_log
from presence.store.goals import GOAL, PAUSE, GoalBook
from presence.store.sessions import SessionStore
from tests.fakes import EVENING
from tests.store.logs import a_session, put

CHANGED = Change(ChangeKind.GOAL_CHANGED, "", "3h a week with @Ana", EVENING)
GOAL_ANA = Goal("g1", Measure.TIME, 180, people=("Ana",), made_at=EVENING)
HOLIDAY = Pause("p1", "Holiday", date(2026, 12, 20), date(2027, 1, 3))


def test_a_goal_and_a_break_come_back_exactly_as_they_were_put(
    paths: Paths, log: SessionStore
) -> None:
    goal = replace(
        GOAL_ANA, bound=Bound.AT_MOST, kind="dinner", group="x", tag="fun", with_people=True
    )
    GoalBook(log).put_goal(goal, CHANGED)
    GoalBook(log).put_pause(HOLIDAY, CHANGED)
    log.close()
    again = GoalBook(open_log(paths))
    assert again.goals() == [goal]
    assert again.pauses() == [HOLIDAY]


def test_goals_stand_in_the_order_in_which_they_were_made(log: SessionStore) -> None:
    book = GoalBook(log)
    for number, name in enumerate("zyx"):
        made_at = EVENING.replace(hour=number)
        book.put_goal(replace(GOAL_ANA, id=name, made_at=made_at), CHANGED)
    assert [goal.id for goal in book.goals()] == ["z", "y", "x"]


def test_each_change_is_undone_and_done_again(log: SessionStore) -> None:
    book = GoalBook(log)
    book.put_goal(GOAL_ANA, CHANGED)
    book.put_goal(replace(GOAL_ANA, amount=60), CHANGED)
    book.remove_goal("g1", CHANGED)
    assert book.goals() == []
    log.undo()
    assert [goal.amount for goal in book.goals()] == [60]
    log.undo()
    assert book.goals() == [GOAL_ANA]
    log.redo()
    log.redo()
    assert book.goals() == []


def test_a_goal_follows_somebody_who_is_renamed_and_two_who_were_one(log: SessionStore) -> None:
    put(log, a_session(0, people=("Ana",)), a_session(1, people=("Anna",)))
    book = GoalBook(log)
    book.put_goal(replace(GOAL_ANA, people=("Ana", "Anna")), CHANGED)
    log.rename_person("Ana", "Ana Ruiz", CHANGED)
    assert book.goals()[0].people == ("Ana Ruiz", "Anna")
    log.merge_people(["Anna"], "Ana Ruiz", CHANGED)
    assert book.goals()[0].people == ("Ana Ruiz",)
    assert book.goals()[0].lost == 0
    log.undo()
    assert book.goals()[0].people == ("Ana Ruiz", "Anna")


def test_a_goal_follows_a_tag_that_is_renamed_and_kinds_that_were_one(log: SessionStore) -> None:
    put(log, a_session(0, kind="dinner", tags=("fun",)), a_session(1, kind="coffee"))
    book = GoalBook(log)
    book.put_goal(replace(GOAL_ANA, kind="coffee", tag="Fun"), CHANGED)
    log.rename_tag("fun", "joy", CHANGED)
    log.merge_kinds(["coffee"], "dinner", CHANGED)
    (goal,) = book.goals()
    assert (goal.kind, goal.tag) == ("dinner", "joy")
    log.undo()
    log.undo()
    (goal,) = book.goals()
    assert (goal.kind, goal.tag) == ("coffee", "Fun")


def test_who_is_gone_is_counted_as_lost(log: SessionStore) -> None:
    log.put_thing(GOAL, "g1", GOOD, CHANGED)
    assert GoalBook(log).goals()[0].lost == 1


def test_the_groups_are_found_by_their_id(log: SessionStore) -> None:
    family = Group("f", "Family", ("Ana",))
    log.put_group(family, CHANGED)
    assert GoalBook(log).groups() == {"f": family}


GOOD = (
    '{"amount":1,"bound":"at_least","group":"","kind":"","made_at":0,"measure":"days",'
    '"people":["nobody"],"tag":"","with_people":false}'
)


@pytest.mark.parametrize(
    "document",
    [
        "[]",
        "{}",
        GOOD.replace('"amount":1', '"amount":0'),
        GOOD.replace('"amount":1', '"amount":"x"'),
        GOOD.replace('"made_at":0', '"made_at":1e99'),
        GOOD.replace('["nobody"]', "3"),
        GOOD.replace("days", "years"),
    ],
)
def test_a_document_that_cannot_be_is_damage(log: SessionStore, document: str) -> None:
    log.put_thing(GOAL, "g1", document, CHANGED)
    log.put_thing(PAUSE, "p1", document, CHANGED)
    book = GoalBook(log, "the log")
    for read in (book.goals, book.pauses):
        with pytest.raises(StoreError) as refused:
            read()
        assert refused.value.code is ErrorCode.LOG_IS_DAMAGED
        assert refused.value.values["path"] == "the log"
