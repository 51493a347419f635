"""One long work of a home at a time: who is at it is seen, and nobody takes its file away."""

import sqlite3
import threading
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest

from presence.core.errors import ErrorCode, Refused, StoreError
from presence.paths import Paths
from presence.store.importing.long_work import at_work, is_at_work
from presence.store.importing.staging import staging
from presence.store.sessions import SessionStore


def test_the_end_of_one_that_let_go_leaves_the_next_one_at_work(tmp_path: Path) -> None:
    with ExitStack() as first, ExitStack() as second:
        first.enter_context(staging(tmp_path)).release()
        second.enter_context(at_work(tmp_path))
        first.close()
        assert is_at_work(tmp_path)


def test_where_no_guard_can_be_made_the_place_is_named(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    with pytest.raises(StoreError) as fault, at_work(gone):
        pass
    assert fault.value.code is ErrorCode.HOME_NOT_WRITABLE
    assert str(fault.value.values["path"]).startswith(str(gone))


def test_a_log_that_is_busy_is_not_taken_for_other_work(paths: Paths, log: SessionStore) -> None:
    log.close()
    with closing(sqlite3.connect(paths.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        late = sqlite3.connect(paths.database, timeout=0, isolation_level=None)
        with closing(late), pytest.raises(StoreError) as fault, at_work(paths.data):
            late.execute("BEGIN IMMEDIATE")
    assert fault.value.code is ErrorCode.LOG_IS_BUSY


def test_of_several_that_begin_in_the_same_moment_one_is_at_work_at_most(tmp_path: Path) -> None:
    count, rounds = 4, 60
    together = threading.Barrier(count)
    inside: list[int] = []
    most: list[int] = []
    is_seen: list[bool] = []

    def begin() -> None:
        for _round in range(rounds):
            together.wait()
            with suppress(Refused), at_work(tmp_path):
                inside.append(1)
                most.append(len(inside))
                is_seen.append(is_at_work(tmp_path))
                inside.pop()

    threads = [threading.Thread(target=begin) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1
    assert all(is_seen)
    assert not is_at_work(tmp_path)
