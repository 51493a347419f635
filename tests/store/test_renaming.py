"""Renaming in many entries: in pieces, one undo, all of it or nothing, and nobody waits."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from presence.core.errors import ErrorCode, Refused, StoreError
from presence.core.ports import Change, ChangeKind
from presence.paths import Paths, find_paths
from presence.store import open_log
from presence.store.names.naming import Naming
from presence.store.names.rewriting import Rewriting
from presence.store.sessions import SessionStore
from presence.store.stepping.finishing import finish
from presence.store.verify import verify
from tests.desktops.lab import ROOT
from tests.store.logs import a_session

COUNT = 2000


@pytest.fixture
def home(tmp_path: Path) -> Paths:
    return find_paths(str(tmp_path / "home"))


@pytest.fixture
def log(home: Paths) -> Iterator[SessionStore]:
    log = open_log(home)
    log.put(
        *(a_session(number, tags=("family", "x")) for number in range(COUNT)), because=a_change()
    )
    yield log
    log.close()


def a_change(name: str = "") -> Change:
    return Change(ChangeKind.RENAMED, "", name, a_session().started_at)


def tagged(log: SessionStore) -> dict[str, int]:
    return dict(log.tags())


def changes(log: SessionStore) -> int:
    found = log._connection.execute("SELECT count(*) FROM changes").fetchone()
    return int(found[0])


def test_a_long_renaming_is_one_undo_and_one_redo(log: SessionStore, home: Paths) -> None:
    log.rename_tag("family", "kin", a_change("family"))
    assert tagged(log) == {"kin": COUNT, "x": COUNT}
    assert changes(log) > 20
    log.undo()
    assert tagged(log) == {"family": COUNT, "x": COUNT}
    log.redo()
    assert tagged(log) == {"kin": COUNT, "x": COUNT}
    assert verify(home.database).is_ok


def test_who_begins_a_session_by_the_old_name_meanwhile_gets_the_new_one(log: SessionStore) -> None:
    steps = log.renaming(lambda all_: all_.rename_tag("family", "kin"), a_change())
    for _step in range(4):
        next(steps)
    began = a_session(COUNT, tags=("family",))
    log.put(began, because=Change(ChangeKind.STARTED, began.id, "dinner", began.started_at))
    assert list(steps)[-1][1] == COUNT
    assert tagged(log) == {"kin": COUNT + 1, "x": COUNT}


@pytest.mark.parametrize("count", [1, COUNT])
def test_what_somebody_enters_while_it_is_looked_for_gets_the_new_name_too(
    home: Paths, count: int
) -> None:
    log, other = open_log(home), open_log(home)
    some = (a_session(number, tags=("family",)) for number in range(count))
    log.put(*some, because=Change(ChangeKind.ADDED, "", "dinner", a_session().started_at))
    entered: list[str] = []

    def plan(all_: Naming) -> Rewriting:
        made = all_.rename_tag("family", "kin")

        def find() -> list[str]:
            found = list(made.find())
            if not entered or (len(entered) == 1 and not found):
                late = a_session(count + len(entered), tags=("family",))
                other.put(late, because=Change(ChangeKind.ADDED, late.id, "", late.started_at))
                entered.append(late.id)
            return found

        return replace(made, find=find)

    finish(log.renaming(plan, a_change()))
    assert len(entered) == (1 if count == 1 else 2)
    assert tagged(log) == {"kin": count + len(entered)}
    assert not log.has_unfinished_work
    log.close()
    other.close()


def test_stopped_in_the_middle_it_leaves_nothing(log: SessionStore, home: Paths) -> None:
    before = changes(log)
    steps = log.renaming(lambda all_: all_.rename_tag("family", "kin"), a_change())
    for _step in range(12):
        next(steps)
    assert 0 < tagged(log)["kin"] < COUNT
    steps.throw(Refused(ErrorCode.IMPORT_STOPPED))
    with pytest.raises(Refused):
        list(steps)
    assert tagged(log) == {"family": COUNT, "x": COUNT}
    assert changes(log) == before
    assert verify(home.database).is_ok


@pytest.mark.parametrize("what", ["rename", "undo", "redo"])
def test_ctrl_c_between_two_pieces_leaves_it_as_it_was(
    log: SessionStore, home: Paths, what: str
) -> None:
    if what != "rename":
        log.rename_tag("family", "kin", a_change())
    if what == "redo":
        log.undo()
    before = tagged(log)
    steps = {
        "rename": log.renaming(lambda all_: all_.rename_tag("family", "kin"), a_change()),
        "undo": log.undoing(),
        "redo": log.redoing(),
    }[what]

    def told(_done: int, _count: int) -> None:
        if tagged(log) != before:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        finish(steps, told)
    assert tagged(log) == before
    assert not log.has_unfinished_work
    assert verify(home.database).is_ok


@pytest.mark.parametrize("what", ["rename", "undo"])
def test_where_it_cannot_be_told_how_far_it_is_it_is_as_it_was(
    log: SessionStore, home: Paths, what: str
) -> None:
    if what == "undo":
        log.rename_tag("family", "kin", a_change())
    before = tagged(log)
    rename = log.renaming(lambda all_: all_.rename_tag("family", "kin"), a_change())

    def told(_done: int, _count: int) -> None:
        if tagged(log) != before:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        finish(log.undoing() if what == "undo" else rename, told)
    assert tagged(log) == before
    assert not log.has_unfinished_work
    assert verify(home.database).is_ok


def test_a_command_does_many_pieces_in_a_transaction_and_keeps_them_small(home: Paths) -> None:
    log = open_log(home, hurries=True)
    log.put(*(a_session(number, tags=("family",)) for number in range(COUNT)), because=a_change())
    steps = log.renaming(lambda all_: all_.rename_tag("family", "kin"), a_change())
    pieces = [changes(log) for _step in steps if tagged(log).get("kin")]
    assert max(later - sooner for sooner, later in pairwise([1, *pieces])) > 1
    rows = "SELECT count(*) FROM change_rows WHERE counter > 1 GROUP BY counter"
    assert max(log._connection.execute(rows).fetchall()) <= (40,)
    there = changes(log)
    undone = [changes(log) for _step in log.undoing() if tagged(log).get("family")]
    assert max(later - sooner for sooner, later in pairwise([there, *undone])) > 1
    assert tagged(log) == {"family": COUNT}
    log.close()
    assert verify(home.database).is_ok


def test_a_log_that_cannot_be_written_is_named_and_not_the_guard_of_the_work(
    log: SessionStore, home: Paths
) -> None:
    log._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError) as fault:
        log.rename_tag("family", "kin", a_change())
    assert fault.value.code is ErrorCode.HOME_NOT_WRITABLE
    assert fault.value.values["path"] == home.database_name


def test_while_one_is_at_work_there_is_no_second(log: SessionStore, home: Paths) -> None:
    steps = log.renaming(lambda all_: all_.rename_tag("family", "kin"), a_change())
    for _step in range(4):
        next(steps)
    other = open_log(home)
    with pytest.raises(Refused) as refused:
        other.rename_tag("x", "y", a_change())
    assert refused.value.code is ErrorCode.IMPORT_RUNNING
    other.close()
    list(steps)
    assert tagged(log) == {"kin": COUNT, "x": COUNT}


@pytest.mark.parametrize("at", [0, 1, 7, 29])
def test_killed_in_the_middle_nothing_of_it_is_there(
    log: SessionStore, home: Paths, at: int
) -> None:
    before = changes(log)
    assert killed(home, "rename_tag('family', 'kin', because)", at)
    assert tagged(log).get("kin", 0) < COUNT
    open_log(home).close()
    assert tagged(log) == {"family": COUNT, "x": COUNT}
    assert changes(log) == before
    assert verify(home.database).is_ok


@pytest.mark.parametrize("what", ["undo()", "redo()"])
@pytest.mark.parametrize("at", [0, 3, 20, 40])
def test_an_undo_killed_in_the_middle_has_not_begun_or_is_done_at_the_next_opening(
    log: SessionStore, home: Paths, what: str, at: int
) -> None:
    """It looks first whether something has changed since: a kill within that changes nothing."""
    log.rename_tag("family", "kin", a_change())
    if what == "redo()":
        log.undo()
    before = tagged(log)
    was_killed = killed(home, what, at)
    began = tagged(log) != before
    open_log(home).close()
    assert was_killed or began
    assert set(tagged(log).values()) == {COUNT}
    assert (tagged(log) != before) is began
    assert verify(home.database).is_ok


def test_a_log_closed_in_the_middle_is_settled_by_the_next_opening(
    log: SessionStore, home: Paths
) -> None:
    steps = log.renaming(lambda all_: all_.rename_tag("family", "kin"), a_change())
    for _step in range(9):
        next(steps)
    steps.close()
    open_log(home).close()
    assert tagged(log) == {"family": COUNT, "x": COUNT}


def test_an_entry_changed_since_is_found_before_anything_is_undone(log: SessionStore) -> None:
    log.rename_tag("family", "kin", a_change())
    one = log.newest(1)[0].id
    log._connection.execute("UPDATE sessions SET note = 'x', crc = 1 WHERE id = ?", (one,))
    with pytest.raises(Refused) as refused:
        log.undo()
    assert refused.value.code is ErrorCode.CHANGED_SINCE
    assert tagged(log) == {"kin": COUNT, "x": COUNT}


def test_it_goes_in_pieces_between_which_others_have_their_turn(log: SessionStore) -> None:
    steps = log.renaming(lambda all_: all_.rename_tag("family", "kin"), a_change())
    spent = list(piece_by_piece(steps))[2:]
    assert len(spent) > COUNT // 100
    spent = list(piece_by_piece(log.undoing()))
    assert len(spent) > COUNT // 100


def piece_by_piece(steps: Iterator[object]) -> Iterator[float]:
    """Seconds of this process for each piece."""
    while True:
        began = time.process_time()
        if next(steps, None) is None:
            return
        yield time.process_time() - began


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
from presence.store.stepping import finishing
from tests.store.test_renaming import a_change
rests = iter(range({at}))
finishing.time.sleep = lambda _s: next(rests, None) is None and os.kill(os.getpid(), signal.SIGKILL)
because = a_change("family")
open_log(find_paths({home!r})).{what}
"""
