"""What the window of the log asks the store beside pages: who was at the same time, how long."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from presence.core.editing.filter import EVERYTHING, LogFilter
from presence.core.errors import ErrorCode, Refused
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.paths import find_paths
from presence.store import open_log
from presence.store.sessions import SessionStore
from tests.fakes import EVENING

MINUTE = timedelta(minutes=1)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SessionStore]:
    log = open_log(find_paths(str(tmp_path)))
    yield log
    log.close()


def enter(log: SessionStore, *sessions: Session) -> Change:
    change = Change(ChangeKind.ADDED, sessions[0].id, sessions[0].kind, EVENING)
    log.put(*sessions, because=change)
    return change


def crowded(random: Random, count: int) -> list[Session]:
    """Sessions of some months, many of which share time; one goes on."""
    found = []
    for number in range(count):
        start = EVENING - MINUTE * random.randrange(60 * 24 * 120)
        lasted = MINUTE * random.choice((0, 20, 90, 60 * 30, 60 * 24 * 7))
        found.append(
            Session(f"s{number:03}", "dinner", start, "UTC", ended_at=min(EVENING, start + lasted))
        )
    return [replace(found[0], started_at=EVENING - MINUTE * 90, ended_at=None), *found[1:]]


def meets(one: Session, other: Session) -> bool:
    is_before = other.ended_at is None or one.started_at < other.ended_at
    return (
        one.id != other.id
        and is_before
        and (one.ended_at is None or other.started_at < one.ended_at)
    )


@pytest.mark.parametrize("seed", range(4))
def test_those_at_the_same_time_are_all_that_share_a_moment(log: SessionStore, seed: int) -> None:
    random = Random(seed)
    enter(log, *crowded(random, 120))
    every = log.newest(500)
    asked = random.sample(every, 40)
    found = log.beside(asked)
    for session in asked:
        others = [other for other in every if meets(session, other)]
        assert list(found.get(session.id, ())) == others


def test_nothing_is_beside_nothing(log: SessionStore) -> None:
    assert log.beside([]) == {}


@pytest.mark.parametrize(
    "asked", [EVERYTHING, LogFilter(text="roma"), LogFilter(place="roma"), LogFilter(text="zzz")]
)
def test_the_pieces_of_time_add_up_to_that_of_what_is_found(
    log: SessionStore, asked: LogFilter
) -> None:
    sessions = crowded(Random(9), 90)
    enter(log, *(replace(each, place="Roma" if n % 3 else "") for n, each in enumerate(sessions)))
    found = log.find(asked, 0, 500)
    total = sum((each.duration(EVENING) for each in found), timedelta())
    assert sum(log.lengths(asked, EVENING), timedelta()) == total


def test_what_redo_would_do_is_known_until_something_new_is_done(log: SessionStore) -> None:
    session = crowded(Random(1), 2)[1]
    assert log.last_undone() is None
    change = enter(log, session)
    assert log.last_undone() is None
    log.undo()
    assert log.last_undone() == change
    enter(log, replace(session, id="another"))
    assert log.last_undone() is None
    with pytest.raises(Refused) as refused:
        log.redo()
    assert refused.value.code is ErrorCode.NOTHING_TO_REDO
