"""Plans and replies in the log: back as they were put, undone, moved, forgotten and proved."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from presence.core.coming.offer import Offer, Origin, Reply
from presence.core.coming.plan import Plan
from presence.core.errors import ErrorCode, StoreError
from presence.core.names.group import Group
from presence.core.ports import Change, ChangeKind
from presence.exchange.formats import Format
from presence.paths import Paths, find_paths
from presence.store import new_id, open_log
from presence.store.backups.remains import remains_of
from presence.store.coming.plans import PLAN, PlanBook, plan_document
from presence.store.coming.replies import REPLY, Replied, ReplyBook, id_of
from presence.store.database import connect
from presence.store.forgetting.files import forget
from presence.store.forgetting.wish import Before, Person
from presence.store.sessions import SessionStore
from presence.store.verify import verify
from tests.exchange.homes import exported, imported
from tests.fakes import EVENING
from tests.store.logs import DAY, a_session, put

CHANGED = Change(ChangeKind.PLAN_CHANGED, "", "daily 19:00 dinner @Ana", EVENING)
REPLIED = Change(ChangeKind.REPLIED, "", "dinner", EVENING)
HOUR = timedelta(hours=1)
DINNER = Plan(
    id="p1",
    name="Supper",
    kind="dinner",
    rule="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    first=date(2026, 11, 28),
    at_minute=19 * 60,
    length=timedelta(minutes=90),
    people=("Ana", "Tom Müller"),
    group="g1",
    place="Home",
    tags=("family",),
    not_on=(date(2026, 12, 24),),
    not_in=(7, 8),
    pauses=((date(2027, 1, 1), date(2027, 1, 6)),),
    starts_by_itself=True,
    is_off=True,
    made_at=EVENING,
)


def an_offer(key: str = "u1\n2026", days: int = 0) -> Offer:
    at = EVENING + DAY * days
    return Offer(Origin.EVENT, key, "Secret merger", at, at + HOUR, "meeting")


def test_a_plan_comes_back_exactly_as_it_was_put(paths: Paths, log: SessionStore) -> None:
    PlanBook(log).put(DINNER, CHANGED)
    bare = Plan("p2", "", "walk", "FREQ=DAILY", date(2026, 1, 1), 0, None)
    PlanBook(log).put(bare, CHANGED)
    log.close()
    assert PlanBook(open_log(paths)).plans() == [bare, DINNER]  # as they were made
    assert verify(paths.database).is_ok


def test_each_change_of_a_plan_is_undone_and_done_again(log: SessionStore) -> None:
    book = PlanBook(log)
    book.put(DINNER, CHANGED)
    book.put(replace(DINNER, is_off=False), CHANGED)
    book.remove("p1", CHANGED)
    assert book.plans() == []
    log.undo()
    assert [plan.is_off for plan in book.plans()] == [False]
    log.undo()
    assert book.plans() == [DINNER]
    log.redo()
    log.redo()
    assert book.plans() == []


def test_a_plan_follows_the_names_it_has(log: SessionStore) -> None:
    put(log, a_session(0, people=("Ana",)), a_session(1, people=("Anna",), tags=("family",)))
    PlanBook(log).put(replace(DINNER, people=("Ana", "Anna")), CHANGED)
    log.rename_person("Ana", "Ana Ruiz", CHANGED)
    log.merge_people(["Anna"], "Ana Ruiz", CHANGED)
    log.rename_tag("family", "kin", CHANGED)
    log.merge_kinds(["dinner"], "coffee", CHANGED)
    (plan,) = PlanBook(log).plans()
    assert (plan.people, plan.tags, plan.kind) == (("Ana Ruiz",), ("kin",), "coffee")


def test_the_groups_are_found_by_their_id(log: SessionStore) -> None:
    family = Group("g1", "Family", ("Ana",))
    log.put_group(family, CHANGED)
    assert PlanBook(log).groups() == {"g1": family}


GOOD = plan_document(DINNER, [])


@pytest.mark.parametrize(
    "document",
    [
        "[]",
        "{}",
        GOOD.replace('"at_minute":1140', '"at_minute":1440'),
        GOOD.replace('"at_minute":1140', '"at_minute":"x"'),
        GOOD.replace('"length_s":5400', '"length_s":0'),
        GOOD.replace('"length_s":5400', '"length_s":1e300'),
        GOOD.replace("FREQ=WEEKLY", "FREQ=SECONDLY"),
        GOOD.replace("2026-11-28", "2026-11-31"),
        GOOD.replace("[7,8]", "[13]"),
        GOOD.replace('["2027-01-01","2027-01-06"]', '["2027-01-06","2027-01-01"]'),
        GOOD.replace('["2027-01-01","2027-01-06"]', '["2027-01-01"]'),
        GOOD.replace('"people":[]', '"people":3'),
    ],
)
def test_a_document_that_cannot_be_is_damage(log: SessionStore, document: str) -> None:
    assert document != GOOD
    log.put_thing(PLAN, "p1", document, CHANGED)
    log.put_thing(REPLY, "r1", document, CHANGED)
    for read in (PlanBook(log, "the log").plans, ReplyBook(log, "the log").replies):
        with pytest.raises(StoreError) as refused:
            read()
        assert refused.value.code is ErrorCode.LOG_IS_DAMAGED
        assert refused.value.values["path"] == "the log"


def test_not_this_one_is_remembered_without_a_title_and_taken_back(log: SessionStore) -> None:
    book = ReplyBook(log)
    book.decline(an_offer(), REPLIED)
    assert book.declined() == {"u1\n2026"}
    assert book.replies() == [Replied("u1\n2026", Reply.NOT_THIS, EVENING, EVENING + HOUR)]
    assert "merger" not in "".join(log.things(REPLY).values())
    book.take_back("u1\n2026", REPLIED)
    book.take_back("u2", REPLIED)
    assert book.declined() == frozenset()
    log.undo()
    assert book.declined() == {"u1\n2026"}
    log.undo()
    assert book.declined() == frozenset()


def test_a_reply_of_more_than_a_year_ago_is_forgotten_when_the_next_is_given(
    log: SessionStore,
) -> None:
    book = ReplyBook(log)
    book.decline(an_offer("old", -500), REPLIED)
    book.decline(an_offer("new", -300), REPLIED)
    assert book.declined() == {"new"}
    log.undo()  # one change, one undo
    assert book.declined() == {"old"}


def test_a_key_may_have_any_letters(log: SessionStore) -> None:
    for key in ("ü" * 5000, "", "\n\0"):
        assert len(id_of(key)) == 32
    ReplyBook(log).decline(an_offer("ü" * 5000), REPLIED)
    assert "ü" * 5000 in ReplyBook(log).declined()


def full(paths: Paths) -> Paths:
    log = open_log(paths)
    log.put_group(Group("g1", "Family", ("Ana",)), CHANGED)
    PlanBook(log).put(DINNER, CHANGED)
    of_tom = replace(CHANGED, kind='daily 19:00 dinner @"Tom Müller"')
    PlanBook(log).put(replace(DINNER, id="p2", group="", people=("Tom Müller",)), of_tom)
    PlanBook(log).put(replace(DINNER, id="p3", people=(), name="For Tom Müller"), CHANGED)
    ReplyBook(log).decline(an_offer(), REPLIED)
    ReplyBook(log).decline(an_offer("tom müller@example.org", 1), REPLIED)
    log.close()
    return paths


def test_an_export_holds_them_and_an_import_puts_them_back(paths: Paths, tmp_path: Path) -> None:
    data = exported(full(paths), Format.JSONL)
    other = find_paths(str(tmp_path / "other"))
    done = imported(other, data, Format.JSONL)
    assert done.left_out == ()
    assert (done.others["plan"].added, done.others["reply"].added) == (3, 2)
    first, second = open_log(paths), open_log(other)
    assert PlanBook(second).plans() == PlanBook(first).plans()
    assert ReplyBook(second).replies() == ReplyBook(first).replies()
    assert b"Tom" not in exported(paths, Format.JSONL, without_names=True)


def test_a_plan_out_of_a_file_that_cannot_be_is_left_out(paths: Paths, tmp_path: Path) -> None:
    data = exported(full(paths), Format.JSONL).replace(b"FREQ=WEEKLY", b"FREQ=SECONDLY")
    data = data.replace(b'"not_this"', b'"what"')
    done = imported(find_paths(str(tmp_path / "other")), data, Format.JSONL)
    assert len(done.left_out) == 5
    assert not PlanBook(open_log(find_paths(str(tmp_path / "other")))).plans()


def test_somebody_who_is_forgotten_is_in_no_plan(paths: Paths) -> None:
    forget(full(paths), Person("Tom Müller"), EVENING, new_id)
    data = b"".join(path.read_bytes() for path in paths.data.rglob("*") if path.is_file())
    assert "Müller".encode() not in data
    assert b"Tom" not in data
    log = open_log(paths)
    plans = {plan.id: plan for plan in PlanBook(log).plans()}
    assert set(plans) == {"p1", "p3"}  # the other one was with him alone
    assert (plans["p1"].people, plans["p3"].name) == (("Ana",), "")
    assert ReplyBook(log).declined() == {"u1\n2026"}
    assert verify(paths.database).is_ok


def test_what_was_said_before_a_day_is_forgotten_with_it(paths: Paths) -> None:
    forget(full(paths), Before(EVENING + HOUR), EVENING, new_id)
    log = open_log(paths)
    assert ReplyBook(log).declined() == {"tom müller@example.org"}
    assert len(PlanBook(log).plans()) == 3


def test_a_broken_log_still_gives_them_up(paths: Paths) -> None:
    connection = connect(str(full(paths).database))
    things = remains_of(connection).things
    connection.close()
    assert sorted({str(row[0]) for row in things}) == ["group", "plan", "reply"]
    assert len(things) == 6
