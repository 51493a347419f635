"""Thousands edited or deleted at once: in pieces, one undo, all of it or nothing."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from presence.core.editing.common import Common
from presence.core.editing.in_pieces import InPieces
from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.paths import Paths, find_paths
from presence.store import open_log
from presence.store.known.unlocks import UnlockBook
from presence.store.sessions import SessionStore
from presence.store.stepping.finishing import finish
from presence.store.things import UNLOCKS
from presence.store.verify import verify
from tests.desktops.lab import ROOT
from tests.fakes import EVENING
from tests.store.logs import a_session
from tests.store.test_renaming import changes

COUNT = 800
COMMON = Common("walk", ("Priya", "Ana"), ("tom",), ("work", "Family"), ("x",), "Roma")


@pytest.fixture
def home(tmp_path: Path) -> Paths:
    return find_paths(str(tmp_path / "home"))


@pytest.fixture
def log(home: Paths) -> Iterator[SessionStore]:
    log = open_log(home)
    log.put(*sessions(), because=Change(ChangeKind.ADDED, "", "", a_session().started_at))
    yield log
    log.close()


def sessions() -> list[Session]:
    some = [a_session(n, people=("Tom", "Ana"), tags=("family", "x")) for n in range(COUNT)]
    return [replace(each, id=f"s{number:05}") for number, each in enumerate(some)]


def ids() -> list[str]:
    return [f"s{number:05}" for number in range(COUNT)]


def because(what: ChangeKind) -> Change:
    return Change(what, "", str(COUNT), a_session().started_at)


def edit(log: SessionStore, some: Sequence[str]) -> None:
    finish(log.changing(lambda all_: all_.edit(some, COMMON), because(ChangeKind.SEVERAL_EDITED)))


def remove(log: SessionStore, some: Sequence[str]) -> None:
    finish(log.changing(lambda all_: all_.remove(some), because(ChangeKind.SEVERAL_DELETED)))


def everything(log: SessionStore) -> list[Session]:
    return sorted(log.newest(COUNT * 2), key=lambda session: session.id)


def test_thousands_get_the_same_in_one_undo_and_one_redo(log: SessionStore, home: Paths) -> None:
    before = everything(log)
    edit(log, ids())
    after = everything(log)
    assert {(each.kind, each.people, each.tags, each.place) for each in after} == {
        ("walk", ("Ana", "Priya"), ("family", "work"), "Roma")
    }
    assert changes(log) > 10
    log.undo()
    assert everything(log) == before
    log.redo()
    assert everything(log) == after
    assert verify(home.database).is_ok


def test_thousands_are_deleted_in_one_undo_and_one_redo(log: SessionStore, home: Paths) -> None:
    before = everything(log)
    remove(log, ids()[1:])
    assert [each.id for each in everything(log)] == ids()[:1]
    log.undo()
    assert everything(log) == before
    log.redo()
    assert len(everything(log)) == 1
    assert verify(home.database).is_ok


def test_few_are_one_change(log: SessionStore) -> None:
    before, count = everything(log), changes(log)
    edit(log, ids()[:3])
    remove(log, ids()[3:5])
    assert changes(log) == count + 2
    log.undo()
    log.undo()
    assert everything(log) == before


@pytest.mark.parametrize("common", [Common(with_tags=("x" * 1001,)), Common(place="x" * 100_001)])
def test_what_no_file_could_take_along_is_given_to_none(log: SessionStore, common: Common) -> None:
    change = because(ChangeKind.SEVERAL_EDITED)
    with pytest.raises(NotUnderstood) as caught:
        finish(log.changing(lambda all_: all_.edit(ids(), common), change))
    assert caught.value.code is ErrorCode.TEXT_TOO_LONG
    assert log.newest(-1)[0].tags == ("family", "x")


def test_one_in_progress_keeps_its_kind_and_is_never_deleted(log: SessionStore) -> None:
    running = a_session(COUNT, ended_at=None)
    log.put(running, because=Change(ChangeKind.STARTED, running.id, "dinner", running.started_at))
    edit(log, [running.id, ids()[0]])
    kept = log.open_session()
    assert kept is not None
    assert (kept.kind, kept.place) == (running.kind, "Roma")
    remove(log, [running.id, *ids()[:50]])
    assert log.open_session() == kept
    assert len(everything(log)) == COUNT - 50 + 1


def test_those_that_are_gone_are_passed_over_and_none_at_all_is_refused(log: SessionStore) -> None:
    remove(log, ids()[:5])
    edit(log, ids()[:6])
    found = log.get(ids()[5])
    assert found is not None
    assert found.place == "Roma"
    with pytest.raises(Refused) as refused:
        edit(log, ids()[:5])
    assert refused.value.code is ErrorCode.SESSION_IS_GONE


@pytest.mark.parametrize("what", ["edit", "remove"])
def test_stopped_in_the_middle_it_leaves_nothing(log: SessionStore, home: Paths, what: str) -> None:
    before, count = everything(log), changes(log)
    people = log._connection.execute("SELECT count(*) FROM people").fetchone()
    if what == "edit":
        plan = log.changing(
            lambda all_: all_.edit(ids(), COMMON), because(ChangeKind.SEVERAL_EDITED)
        )
    else:
        plan = log.changing(lambda all_: all_.remove(ids()), because(ChangeKind.SEVERAL_DELETED))
    for _step in range(12):
        next(plan)
    assert everything(log) != before
    plan.throw(Refused(ErrorCode.IMPORT_STOPPED))
    with pytest.raises(Refused):
        list(plan)
    assert everything(log) == before
    assert changes(log) == count
    assert log._connection.execute("SELECT count(*) FROM people").fetchone() == people
    assert verify(home.database).is_ok


@pytest.mark.parametrize("what", ["edit", "remove"])
@pytest.mark.parametrize("at", [0, 2, 17])
def test_killed_in_the_middle_nothing_of_it_is_there(
    log: SessionStore, home: Paths, what: str, at: int
) -> None:
    before, count = everything(log), changes(log)
    assert killed(home, what, at)
    open_log(home).close()
    assert everything(log) == before
    assert changes(log) == count
    assert verify(home.database).is_ok


@pytest.mark.parametrize("is_redo", [False, True])
def test_an_undo_stopped_in_the_middle_has_not_been(
    log: SessionStore, home: Paths, is_redo: bool
) -> None:
    remove(log, ids())
    if is_redo:
        log.undo()
    before, last, count = everything(log), log.last_change(), changes(log)
    steps = log.redoing() if is_redo else log.undoing()
    while changes(log) == count:
        next(steps)
    next(steps)
    steps.throw(Refused(ErrorCode.IMPORT_STOPPED))
    with pytest.raises(Refused):
        list(steps)
    assert everything(log) == before
    assert log.last_change() == last
    if is_redo:
        log.redo()
    else:
        log.undo()
    assert len(everything(log)) == (0 if is_redo else COUNT)
    assert verify(home.database).is_ok


@pytest.mark.parametrize("is_redo", [False, True])
def test_closed_while_it_goes_back_the_next_opening_goes_on_with_that(
    log: SessionStore, home: Paths, is_redo: bool
) -> None:
    remove(log, ids())
    if is_redo:
        log.undo()
    before, count = everything(log), changes(log)
    steps = log.redoing() if is_redo else log.undoing()
    while changes(log) == count:
        next(steps)
    for _step in range(5):
        next(steps)
    steps.throw(Refused(ErrorCode.IMPORT_STOPPED))
    steps.close()
    assert everything(log) != before
    open_log(home).close()
    assert everything(log) == before
    assert verify(home.database).is_ok


def killed(home: Paths, what: str, at: int) -> bool:
    """Whether it was, so many pieces on."""
    script = KILLED.format(root=str(ROOT), home=str(home.data), what=what, at=at)
    done = subprocess.run([sys.executable, "-c", script], check=False, timeout=100)
    return done.returncode == -signal.SIGKILL


KILLED = """
import os, signal, sys
sys.path.insert(0, {root!r})
from presence.paths import find_paths
from presence.store import open_log
from presence.store.known.unlocks import UnlockBook
from presence.store.stepping import finishing
from tests.store import test_several
rests = iter(range({at}))
finishing.time.sleep = lambda _s: next(rests, None) is None and os.kill(os.getpid(), signal.SIGKILL)
test_several.{what}(open_log(find_paths({home!r})), test_several.ids())
"""


def test_very_many_unlocks_are_answered_in_pieces_and_one_undo(log: SessionStore) -> None:
    there = {each.id: each for each in log.newest(COUNT)}
    some = [there[each] for each in ids()[:100]]
    book = UnlockBook(log)
    at = [each.started_at + timedelta(minutes=5) for each in some]
    assert finish(book.proposing(at, because(ChangeKind.IMPORTED))) == (100, 100)
    answers = {each.id: dict.fromkeys(at) for each in some}
    before = changes(log)
    finish(book.answering(answers, because(ChangeKind.SEVERAL_EDITED)))
    assert changes(log) - before > 1
    assert (book.waiting(), _looks(log)) == ([], COUNT + 100)
    finish(book.answering(answers, because(ChangeKind.SEVERAL_EDITED)))  # once more does nothing
    log.undo()
    assert (len(book.waiting()), _looks(log)) == (100, COUNT)
    log.redo()
    assert (book.waiting(), _looks(log)) == ([], COUNT + 100)


def test_very_many_unlocks_are_kept_and_deleted_in_pieces_or_not_at_all(
    log: SessionStore, home: Paths
) -> None:
    there = {each.id: each for each in log.newest(COUNT)}
    at = [there[each].started_at + timedelta(minutes=5) for each in ids()[:100]]
    book, before = UnlockBook(log), said(log)
    change = Change(ChangeKind.IMPORTED, "import", "phone.json", EVENING)
    assert cut_short(log, home, lambda: book.proposing(at, change)) == before
    finish(book.proposing(at, change))
    finish(book.answering({each: {} for each in ids()[:50]}, because(ChangeKind.SEVERAL_EDITED)))
    answers = {each: dict.fromkeys(at) for each in ids()[50:100]}
    finish(book.answering(answers, because(ChangeKind.SEVERAL_EDITED)))
    deletes = Change(ChangeKind.SEVERAL_EDITED, "deletes", "100", EVENING)
    full = said(log)
    assert cut_short(log, home, lambda: book.deleting(deletes)) == full
    assert finish(book.deleting(deletes)) == 100
    assert (book.all(), _looks(log)) == ({}, COUNT)
    log.undo()
    assert said(log) == full
    assert verify(home.database).is_ok


def cut_short(
    log: SessionStore, home: Paths, begin: Callable[[], InPieces[object]]
) -> tuple[object, object]:
    """What is in the log after a process ended in the middle of it, and the next opening."""
    steps, count = begin(), changes(log)
    while changes(log) < count + 2:
        next(steps)
    steps.close()
    open_log(home).close()
    return said(log)


def said(log: SessionStore) -> tuple[object, object]:
    return everything(log), log.things(UNLOCKS)


def _looks(log: SessionStore) -> int:
    return sum(len(each.slips) for each in log.newest(COUNT))
