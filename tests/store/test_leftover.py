"""What a crash has left in a log that somebody else has open: nothing of it ever counts as done."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from presence.core.editing.common import Common
from presence.core.editing.in_pieces import InPieces
from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import Arrival, Imported, Visit
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.paths import Paths, find_paths
from presence.store import new_id, open_log
from presence.store.importing.importer import Wish
from presence.store.importing.knocking import knock
from presence.store.sessions import SessionStore
from presence.store.stepping.finishing import finish
from presence.store.verify import verify
from tests.fakes import EVENING
from tests.store.logs import a_session
from tests.store.test_renaming import changes

HALF = 400


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    return find_paths(str(tmp_path_factory.mktemp("home")))


@pytest.fixture
def log(home: Paths) -> Iterator[SessionStore]:
    log = open_log(home)
    log.put(*sessions(), because=because(ChangeKind.ADDED))
    yield log
    log.close()


def sessions() -> list[Session]:
    some = [a_session(n, people=("Tom", "Ana"), tags=("family",)) for n in range(2 * HALF)]
    return [replace(each, id=f"s{number:05}") for number, each in enumerate(some)]


def because(what: ChangeKind) -> Change:
    return Change(what, "", "", a_session().started_at)


def edit(log: SessionStore, ids: list[str]) -> None:
    to_roma = Common(place="Roma")
    finish(log.changing(lambda all_: all_.edit(ids, to_roma), because(ChangeKind.SEVERAL_EDITED)))


def remove_and_crash(log: SessionStore, ids: list[str]) -> None:
    """A process that deletes these ends in the middle."""
    steps = log.changing(lambda all_: all_.remove(ids), because(ChangeKind.SEVERAL_DELETED))
    there = count(log)
    while count(log) == there:
        next(steps)
    next(steps)
    steps.close()
    assert count(log) < there


def count(log: SessionStore) -> int:
    return len(log.newest(-1))


def test_a_long_undo_takes_it_out_first(log: SessionStore, home: Paths) -> None:
    ids = [each.id for each in sessions()]
    before = log.newest(-1)
    edit(log, ids[:HALF])
    remove_and_crash(log, ids[HALF:])
    log.undo()
    open_log(home).close()
    assert log.newest(-1) == before
    assert verify(home.database).is_ok


def test_somebody_who_was_merged_meanwhile_is_there_again_where_they_are_needed(
    log: SessionStore, home: Paths
) -> None:
    ids = [each.id for each in sessions()]
    log.put(
        *(replace(each, people=("Eva",)) for each in sessions()[:5]),
        because=because(ChangeKind.EDITED),
    )
    before = {each.id: each.people for each in log.newest(-1)}
    remove_and_crash(log, ids)
    assert not any("Eva" in each.people for each in log.newest(-1))
    log.merge_people(["Eva"], "Ana", because(ChangeKind.NAMES_MERGED))
    other = open_log(home)
    assert {each.id: each.people for each in other.newest(-1)} == before
    other.close()
    assert verify(home.database).is_ok


def test_an_undo_of_sessions_with_somebody_merged_meanwhile_is_refused(
    log: SessionStore, home: Paths
) -> None:
    first = [replace(each, people=("Eva",)) for each in sessions()[:5]]
    log.put(*first, because=because(ChangeKind.EDITED))
    ids = [each.id for each in sessions()]
    finish(log.changing(lambda all_: all_.remove(ids), because(ChangeKind.SEVERAL_DELETED)))
    steps = log.undoing()
    while count(log) == 0:
        next(steps)
    steps.close()  # the process ends; Eva's are not there again yet
    log.merge_people(["Eva"], "Ana", because(ChangeKind.NAMES_MERGED))
    open_log(home).close()
    assert verify(home.database).is_ok
    assert log.undo().what is ChangeKind.NAMES_MERGED
    log.undo()
    assert count(log) == len(ids)
    assert [each.people for each in map(log.get, ids[:5]) if each] == [("Eva",)] * 5


def test_an_import_whose_people_are_merged_meanwhile_leaves_what_the_merging_changed(
    log: SessionStore, home: Paths
) -> None:
    before, app = log.newest(-1), open_log(home)
    names: list[str] = []

    def told(done: int, all_: int | None) -> None:
        if all_ is not None and done > 20 and not names:
            app.merge_people(["Eva"], "Ana", because(ChangeKind.NAMES_MERGED))
            names.extend(app.people())

    log.put(replace(before[0], people=("Eva",)), because=because(ChangeKind.EDITED))
    some = (a_session(1000 + n, people=("Eva",), slips=()) for n in range(HALF))
    arrivals = [Arrival(n, Visit(session, by_id=False)) for n, session in enumerate(some)]
    wish = Wish(Change(ChangeKind.IMPORTED, new_id(), "a file", EVENING), told=told)
    with pytest.raises(Refused) as refused:
        log.importer().run(arrivals, wish)
    assert refused.value.code is ErrorCode.IMPORT_STOPPED
    assert names
    of_import = [each for each in log.newest(-1) if each.started_at > before[0].started_at]
    assert 0 < len(of_import) < HALF / 2
    assert {each.people for each in of_import} == {("Ana",)}  # theirs now, as taking_out.py says
    assert verify(home.database).is_ok
    app.close()


@pytest.mark.parametrize("what", ["import", "edit", "undo"])
def test_what_is_stopped_twice_leaves_nothing_either(
    log: SessionStore, home: Paths, what: str
) -> None:
    some = [a_session(2000 + n, people=("Eva",), slips=()) for n in range(HALF)]
    arrivals = [Arrival(n, Visit(session, by_id=False)) for n, session in enumerate(some)]
    wish = Wish(Change(ChangeKind.IMPORTED, new_id(), "a file", EVENING))
    ids, to_roma = [each.id for each in sessions()], Common(place="Roma")
    if what == "undo":
        edit(log, ids)
    because_of = because(ChangeKind.SEVERAL_EDITED)
    begin: dict[str, Callable[[], InPieces[object]]] = {
        "import": lambda: log.importer().steps(arrivals, wish, gently=True),
        "edit": lambda: log.changing(lambda all_: all_.edit(ids, to_roma), because_of),
        "undo": log.undoing,
    }
    before, count = log.newest(-1), changes(log)
    steps = begin[what]()
    while changes(log) < count + 5:
        next(steps)
        if what == "import":
            knock(log._connection)
    with pytest.raises(Refused):
        stop_twice(steps)
    assert not log.has_unfinished_work
    assert log.newest(-1) == before
    assert verify(home.database).is_ok


def stop_twice(steps: InPieces[object]) -> None:
    for _time in range(2):
        steps.throw(Refused(ErrorCode.IMPORT_STOPPED))
    finish(steps)


def test_an_import_keeps_whom_it_names_while_one_that_died_is_taken_out(
    log: SessionStore, home: Paths
) -> None:
    def arrivals(first: int) -> list[Arrival]:
        some = (a_session(first + n, people=("Zoe", "Ida"), slips=()) for n in range(50))
        return [Arrival(n, Visit(session, by_id=False)) for n, session in enumerate(some)]

    def steps(log: SessionStore, first: int) -> InPieces[Imported]:
        because = Change(ChangeKind.IMPORTED, new_id(), "a file", EVENING)
        return log.importer().steps(arrivals(first), Wish(because), gently=True)

    dies, before = steps(log, 1000), count(log)
    while count(log) == before:
        next(dies)
        knock(log._connection)
    dies.close()
    taken_out, other = log.settling(), open_log(home, settles=False)
    while len(set(next(taken_out))) > 1:  # until each piece is out, and it is marked still
        pass
    new = steps(other, 2000)
    while next(new) != (0, 50):
        pass
    finish(taken_out)
    finish(new)
    other.close()
    assert count(log) == before + 50
    assert {"Zoe", "Ida"} < set(log.people())
    assert verify(home.database).is_ok
