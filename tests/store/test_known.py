"""What is known of people: back as it was put, undone, and true to whom it is about."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from presence.core.clock import to_ms
from presence.core.errors import ErrorCode, Refused, StoreError
from presence.core.people.cadence import Cadence
from presence.core.people.details import Birthday, Details, Encounter
from presence.core.people.follow_up import Deed, FollowUp
from presence.core.people.relation import Relation
from presence.core.ports import Change, ChangeKind
from presence.paths import Paths
from presence.store import new_id, open_log
from presence.store.forgetting.files import forget
from presence.store.forgetting.wish import Person
from presence.store.known.cadences import CadenceBook
from presence.store.known.follow_ups import FOLLOW_UP, FollowUpBook
from presence.store.known.people import DETAILS, PersonBook
from presence.store.sessions import SessionStore
from presence.store.verify import verify
from tests.fakes import EVENING
from tests.store.logs import HOUR, a_session, meddle, put

CHANGED = Change(ChangeKind.PERSON_CHANGED, "", "Ana", EVENING)
ANA = Details(
    "Ana",
    nick="Anita",
    relation=Relation.FRIEND,
    met=Encounter.ONLINE,
    met_on=date(2019, 5, 3),
    met_at="PyCon",
    links=("https://example.org/ana",),
    birthday=Birthday(4, 12),
    notes="likes maps",
    cadence=Cadence(21, 42),
    wrote_on=date(2026, 1, 2),
    quiet_until=date(2026, 2, 1),
    is_archived=True,
)
WRITE = FollowUp("f1", "Ana", Deed.WRITE, date(2026, 3, 4), EVENING, about="the map")


def test_all_that_is_known_comes_back_exactly_as_it_was_put(
    paths: Paths, log: SessionStore
) -> None:
    let_be = PersonBook(log).put(Details("Bo", relation=Relation.FRIEND, is_let_be=True), CHANGED)
    written = PersonBook(log).put(ANA, CHANGED)
    FollowUpBook(log).put(WRITE, CHANGED)
    CadenceBook(log).put(Relation.FRIEND, Cadence(30), CHANGED)
    CadenceBook(log).put("g1", Cadence(14, 20), CHANGED)
    log.close()
    again = open_log(paths)
    assert PersonBook(again).known() == [replace(ANA, id=written.id), let_be]
    assert PersonBook(again).of("ána") == written
    assert FollowUpBook(again).all() == [WRITE]
    wishes = CadenceBook(again).wishes()
    assert wishes.by_relation == {Relation.FRIEND: Cadence(30)}
    assert wishes.by_group == {"g1": Cadence(14, 20)}
    assert verify(paths.database).is_ok


def test_whoever_is_known_is_found_after_those_met_and_without_a_session(
    log: SessionStore,
) -> None:
    PersonBook(log).put(Details("Zoë"), CHANGED)
    PersonBook(log).put(Details("Bo"), CHANGED)
    put(log, a_session(people=("Tom",)))
    assert log.people() == ["Tom", "Bo", "Zoë"]
    assert [who.name for who in PersonBook(log).everybody()] == ["Tom", "Bo", "Zoë"]


def test_nobody_of_that_name_is_said_with_the_name(log: SessionStore) -> None:
    with pytest.raises(Refused) as caught:
        PersonBook(log).of("Nobody")
    assert caught.value.code is ErrorCode.NO_SUCH_PERSON


def test_each_change_is_undone_and_done_again(log: SessionStore) -> None:
    book = PersonBook(log)
    written = book.put(replace(ANA, nick=""), CHANGED)
    book.put(replace(written, nick="Anita"), CHANGED)
    log.undo()
    assert book.of("Ana").nick == ""
    log.undo()
    assert book.known() == []
    log.redo()
    log.redo()
    assert book.of("Ana").nick == "Anita"


def test_a_follow_up_that_is_done_is_open_no_more(log: SessionStore) -> None:
    book = FollowUpBook(log)
    book.put(WRITE, CHANGED)
    book.put(replace(WRITE, id="f0", due_on=date(2026, 3, 1)), CHANGED)
    assert [each.id for each in book.open()] == ["f0", "f1"]
    book.do(WRITE, CHANGED)
    assert [each.id for each in book.open()] == ["f0"]
    assert book.all()[1].done_at == EVENING


def test_several_documents_and_a_session_are_one_change(log: SessionStore) -> None:
    put(log, session := a_session(people=("Ana",)))
    with_bo = replace(session, people=("Ana", "Bo"))
    log.put_things({("details", "x"): '{"people":["x"]}'}, CHANGED, with_bo)
    assert log.get(session.id) == with_bo
    log.undo()
    assert log.get(session.id) == session
    assert not log.things("details")


def test_merging_two_people_joins_what_is_known_and_undo_puts_both_back(
    log: SessionStore,
) -> None:
    book = PersonBook(log)
    put(log, a_session(people=("Ana",)), a_session(1, people=("Ana S.",)))
    one = book.put(Details("Ana", nick="Anita", notes="maps"), CHANGED)
    other = book.put(
        Details("Ana S.", relation=Relation.FRIEND, notes="sings", met_on=date(2020, 1, 1)),
        CHANGED,
    )
    FollowUpBook(log).put(replace(WRITE, person="Ana S."), CHANGED)
    log.merge_people(["Ana S."], "Ana", replace(CHANGED, what=ChangeKind.NAMES_MERGED))
    (joined,) = book.known()
    assert joined == replace(
        one, relation=Relation.FRIEND, notes="maps\n\nsings", met_on=date(2020, 1, 1)
    )
    assert FollowUpBook(log).all()[0].person == "Ana"
    log.undo()
    assert book.known() == [one, other]
    assert FollowUpBook(log).all()[0].person == "Ana S."


def test_details_go_to_who_had_none_when_two_are_merged(log: SessionStore) -> None:
    put(log, a_session(people=("Ana", "Ana S.")))
    PersonBook(log).put(Details("Ana S.", nick="Anita"), CHANGED)
    log.merge_people(["Ana S."], "Ana", replace(CHANGED, what=ChangeKind.NAMES_MERGED))
    assert PersonBook(log).of("Ana").nick == "Anita"


def test_a_new_name_keeps_what_is_known(log: SessionStore) -> None:
    put(log, a_session(people=("Ana",)))
    PersonBook(log).put(ANA, CHANGED)
    log.rename_person("Ana", "Ana Sousa", replace(CHANGED, what=ChangeKind.RENAMED))
    assert PersonBook(log).of("Ana Sousa").nick == "Anita"


def test_forgetting_takes_details_follow_ups_and_each_mention_away(
    paths: Paths, log: SessionStore
) -> None:
    put(log, a_session(people=("Ana Sousa", "Bo")))
    book = PersonBook(log)
    book.put(replace(ANA, name="Ana Sousa"), replace(CHANGED, kind="Ana Sousa"))
    book.put(Details("Bo", nick="B", notes="brother of Ana Sousa"), CHANGED)
    FollowUpBook(log).put(replace(WRITE, person="Ana Sousa"), CHANGED)
    FollowUpBook(log).put(
        replace(WRITE, id="f2", person="Bo", about="ask Ana Sousa first"), CHANGED
    )
    log.close()
    told = forget(paths, Person("Ana Sousa"), EVENING, new_id)
    assert told.log.others == 0
    log = open_log(paths)
    (bo,) = PersonBook(log).known()
    assert (bo.name, bo.nick, bo.notes) == ("Bo", "B", "")
    assert [each.about for each in FollowUpBook(log).all()] == [""]
    log.close()
    assert b"Sousa" not in paths.database.read_bytes()


def test_the_last_session_of_each_is_found_and_nobody_else(log: SessionStore) -> None:
    first, last = a_session(people=("Ana",)), a_session(3, people=("Ana", "Bo"))
    put(log, first, last)
    (zoe,) = log.person_ids(["Zoë"])
    ids = {name: each for each, name in log.everybody().items()}
    found = log.last_met([*ids.values(), zoe])
    assert {each: when.session for each, when in found.items()} == {
        ids["Ana"]: last.id,
        ids["Bo"]: last.id,
    }
    assert to_ms(found[ids["Bo"]].at) == to_ms(last.started_at)


def test_the_time_of_late_is_counted_from_an_instant_on_and_the_last_time_from_ever(
    log: SessionStore,
) -> None:
    old, new = a_session(-400, people=("Ana", "Zoë")), a_session(people=("Ana", "Bo"))
    running = a_session(1, people=("Bo",), ended_at=None, slips=())
    put(log, old, new, running)
    ids = {name: each for each, name in log.everybody().items()}
    since, now = new.started_at + HOUR / 2, running.started_at + HOUR / 4
    found = log.lately_and_last(list(ids.values()), since, now)
    assert {name: found[each] for name, each in ids.items()} == {
        "Ana": (HOUR / 2, new.started_at),
        "Bo": (HOUR / 2 + HOUR / 4, running.started_at),
        "Zoë": (timedelta(), old.started_at),
    }


@pytest.mark.parametrize("count", [1, 700])
def test_the_last_time_is_the_same_whichever_way_it_is_looked_for(
    log: SessionStore, count: int
) -> None:
    sessions = [
        a_session(number, people=("Ana", f"P{number % 9}"), slips=()) for number in range(count)
    ]
    log.put(*sessions, because=CHANGED)
    names = log.everybody()
    found = log.last_met(list(names))
    for person, name in names.items():
        last = max(each.started_at for each in sessions if name in each.people)
        assert found[person].at == last


@pytest.mark.parametrize(
    "document",
    [
        '{"people":[]}',
        '{"people":["x"],"relation":"enemy"}',
        '{"people":["x"],"birthday":[2,30,null]}',
        '{"people":["x"],"every":[0,null]}',
        '{"people":["x"],"links":[1]}',
        '{"people":["x"],"met_on":"soon"}',
    ],
)
def test_what_none_of_ours_can_be_is_damage(log: SessionStore, document: str) -> None:
    (person,) = log.person_ids(["Ana"])
    log.put_thing(DETAILS, person, document.replace('"x"', f'"{person}"'), CHANGED)
    with pytest.raises(StoreError) as caught:
        PersonBook(log, "/the/log").known()
    assert caught.value.code is ErrorCode.LOG_IS_DAMAGED
    assert caught.value.values["path"] == "/the/log"


@pytest.mark.parametrize("changed", ['"deed":"dance"', '"due_on":"2026-02-30"', '"made_at":null'])
def test_a_follow_up_that_cannot_be_is_damage(log: SessionStore, changed: str) -> None:
    FollowUpBook(log).put(WRITE, CHANGED)
    (document,) = log.things(FOLLOW_UP).values()
    name = changed.split(":")[0]
    start = document.index(name)
    end = min(x for x in (document.find(",", start), document.find("}", start)) if x > 0)
    log.put_thing(FOLLOW_UP, "f1", document[:start] + changed + document[end:], CHANGED)
    with pytest.raises(StoreError):
        FollowUpBook(log).all()


@pytest.mark.parametrize("column", ["started_at", "ended_at"])
def test_a_time_that_no_clock_has_is_damage(log: SessionStore, paths: Paths, column: str) -> None:
    put(log, *(a_session(number, people=("Ana",)) for number in range(3)))
    (person,) = log.person_ids(["Ana"])
    meddle(
        paths.database,
        "PRAGMA ignore_check_constraints = 1",
        f"UPDATE sessions SET {column} = {1 << 60} WHERE rowid = 2",
    )
    with pytest.raises(StoreError) as fault:
        log.spans_with(person)
    assert fault.value.code is ErrorCode.LOG_IS_DAMAGED
    if column == "started_at":
        with pytest.raises(StoreError) as fault:
            log.lately_and_last([person], EVENING, EVENING)
        assert fault.value.code is ErrorCode.LOG_IS_DAMAGED
