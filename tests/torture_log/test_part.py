"""A part of ``make torture-log``: some kills, and what is told apart after one."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from presence.paths import find_paths
from presence.store import open_log
from tests.desktops.lab import ROOT
from tests.torture_log.operation import Operation, Wish
from tests.torture_log.strike import CALLS, Span, draw
from tests.torture_log.trouble import Trouble
from tests.torture_log.view import View

KILLS = 40
FLIPS = 20
SEED = 6
LIMIT = 600  # seconds; on two cores it takes less than one


@pytest.mark.slow
def test_forty_kills_lose_nothing_that_was_acknowledged() -> None:
    words = [f"--kills={KILLS}", f"--flips={FLIPS}", f"--seed={SEED}"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture_log", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    print(done.stdout)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("is_torn", [False, True])
def test_a_log_whose_making_was_cut_short_is_made_again(tmp_path: Path, is_torn: bool) -> None:
    paths = find_paths(str(tmp_path))
    killed = ["-e", "trace=unlink", "-e", "inject=unlink:signal=KILL:when=1"]
    making = "import sys; from presence.cli.main import main; main(['--home', *sys.argv[1:]])"
    words = [sys.executable, "-c", making, str(tmp_path), "add", "yesterday 12-13 coffee"]
    subprocess.run(["strace", "-f", "-o", "/dev/null", *killed, *words], cwd=ROOT, check=False)
    assert Path(f"{paths.database}-journal").stat().st_size
    if is_torn:
        page = paths.database.read_bytes()
        paths.database.write_bytes(bytes(512) + page[512:])
    for check in (True, False):
        with closing(open_log(paths, check=check)) as log:
            assert not log.newest(1)


def a_row(**columns: object) -> dict[str, object]:
    return {"ended_at": 2, "note": "", "people": ["Ana"], "slips": [], **columns}


BEFORE = View({"a": a_row(), "b": a_row()}, changes=2)
EDIT = Wish(Operation.EDIT, is_by_app=False, mark="x", target="a")
ADD_TWO = Wish(Operation.ADD_MANY, is_by_app=False, mark="Tom", target="")


def test_an_edit_is_done_when_the_note_alone_has_changed() -> None:
    assert EDIT.is_done(BEFORE, View({"a": a_row(note="x"), "b": a_row()}, changes=3))
    both = View({"a": a_row(note="x", people=[]), "b": a_row()}, changes=3)
    assert not EDIT.is_done(BEFORE, both)


def test_a_row_without_its_change_is_half_of_it() -> None:
    assert not EDIT.is_done(BEFORE, View({"a": a_row(note="x"), "b": a_row()}, changes=2))


def test_what_has_lost_another_entry_is_not_done() -> None:
    assert not EDIT.is_done(BEFORE, View({"a": a_row(note="x")}, changes=3))


def test_of_several_entries_as_many_are_done_as_are_there() -> None:
    rows = {**BEFORE.sessions, "c": a_row(people=["Tom"]), "d": a_row(people=["Tom"])}
    after = View(rows, changes=4)
    assert ADD_TWO.is_done(BEFORE, after, times=2)
    assert not ADD_TWO.is_done(BEFORE, after, times=1)


def test_strikes_fall_on_every_call_that_was_counted() -> None:
    random, span = Random(1), Span(0.2, dict.fromkeys(CALLS, 3))
    strikes = [draw(random, span, Trouble.NONE, is_deadly=True) for _strike in range(500)]
    assert {strike.call for strike in strikes} == {"", *CALLS}
    assert {strike.number for strike in strikes if strike.call} == {1, 2, 3}
    assert all(strike.is_deadly for strike in strikes)
