"""What is exported and imported again is the log that it was, in both formats."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.exchange.formats import Format
from presence.exchange.sheet.cells import as_it_was, harmless, joined, split
from presence.store import open_log
from presence.store.verify import verify
from tests.exchange.homes import (
    LOSSLESS,
    NOW,
    a_full_home,
    a_home,
    everything_in,
    exported,
    imported,
)
from tests.exchange.strategies import TAGS, TEXTS, sessions
from tests.store.logs import a_session, put, sessions_of

both_formats = pytest.mark.parametrize("wanted", LOSSLESS)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(st.sampled_from(LOSSLESS), st.lists(sessions(), max_size=4, unique_by=lambda each: each.id))
def test_importing_what_was_exported_gives_the_same_sessions(
    wanted: Format, some: list[Session]
) -> None:
    with TemporaryDirectory() as folder:
        first, second = (a_home(Path(folder), name) for name in ("first", "second"))
        log = open_log(first)
        for session in some:
            log.put(session, because=Change(ChangeKind.ADDED, session.id, session.kind, NOW))
        log.close()
        data = exported(first, wanted)
        done = imported(second, data, wanted)
        assert done.left_out == ()
        assert sessions_of(second) == sessions_of(first)
        again = imported(second, data, wanted)
        assert (again.sessions.added, again.sessions.unchanged) == (0, len(some))
        assert sessions_of(second) == sessions_of(first)
        assert verify(second.database).is_ok


def test_json_lines_have_everything_with_the_same_ids(tmp_path: Path) -> None:
    full, empty = a_full_home(tmp_path), a_home(tmp_path)
    done = imported(empty, exported(full, Format.JSONL), Format.JSONL)
    assert done.left_out == ()
    assert everything_in(empty) == everything_in(full)
    assert {each.entity for each in everything_in(empty)[3]} == {"group", "goal", "pause"}
    assert verify(empty.database).is_ok


@both_formats
def test_importing_twice_changes_nothing(tmp_path: Path, wanted: Format) -> None:
    full, empty = a_full_home(tmp_path), a_home(tmp_path)
    data = exported(full, wanted)
    imported(empty, data, wanted)
    before = everything_in(empty)
    log = open_log(empty)
    change = log.last_change()
    log.close()
    again = imported(empty, data, wanted)
    assert again.sessions.added == again.sessions.changed == 0
    assert again.sessions.unchanged == again.read == len(before[0])
    assert all(counts.added == 0 for counts in again.others.values())
    assert everything_in(empty) == before
    log = open_log(empty)
    assert log.last_change() == change
    log.close()
    assert exported(empty, wanted) == data or wanted is Format.JSONL


@both_formats
def test_a_session_in_progress_goes_on_in_the_other_home(tmp_path: Path, wanted: Format) -> None:
    first, second = (a_home(tmp_path, name) for name in ("first", "second"))
    log = open_log(first)
    put(log, replace(a_session(1), ended_at=None), a_session(0))
    log.close()
    imported(second, exported(first, wanted), wanted)
    assert sessions_of(second) == sessions_of(first)


@both_formats
def test_without_names_nothing_says_who_or_where(tmp_path: Path, wanted: Format) -> None:
    full = a_full_home(tmp_path)
    data = exported(full, wanted, without_names=True).decode()
    for name in ("Ana", "Tom", "王思远", "Zoë", "Enzo", "words", "Club", "Nobody", "family"):
        assert name not in data
    empty = a_home(tmp_path)
    imported(empty, data.encode(), wanted)
    bare = [
        replace(each, people=(), place="", note="", word="", tags=()) for each in sessions_of(full)
    ]
    assert sessions_of(empty) == bare


@given(TEXTS)
def test_a_cell_made_harmless_begins_no_formula_and_comes_back(text: str) -> None:
    cell = harmless(text)
    assert as_it_was(cell) == text
    assert not cell.lstrip(" \ufeff").startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(TAGS))
def test_texts_joined_in_a_cell_come_back(texts: list[str]) -> None:
    assert list(split(joined(texts))) == texts
