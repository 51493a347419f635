"""The lease on disk: what is written is read, and what cannot be used is said and kept."""

import json
import os
import resource
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence.core.errors import ErrorCode, MuteError
from presence.core.lease import Held, Holder, Lease, Recipe, Step
from presence.store.lease_file import LeaseFile
from presence.store.lease_json import dump_lease, parse_lease

PAUSED = Held(
    name="dunst",
    was="off",
    recipe=Recipe(
        ask=Step(message=b"l\1\0\1\xff"),
        ours=b"\1b\0\0\1\0\0\0",
        restore=Step(command=("gsettings", "set", "größe")),
        bus="unix:path=/run/user/1000/bus",
        done=b"\1\0\0\0",
    ),
    by_hand="Type this in a terminal: dunstctl set-paused false",
)
SILENT = Held("mute_sound/alsa_output", "unmuted", recipe=None, by_hand="Nothing to do.")
LEASE = Lease(
    session_id="6f2c",
    holder=Holder(pid=4711, started=98765, boot_id="c7663ba5", uid=os.getuid(), machine="ab12"),
    taken_at=datetime(2026, 11, 20, 18, 0, tzinfo=UTC),
    until=datetime(2026, 11, 20, 22, 0, tzinfo=timezone(timedelta(hours=1))),
    held=(PAUSED, SILENT),
)


@pytest.fixture
def file(tmp_path: Path) -> LeaseFile:
    return LeaseFile(tmp_path / "home" / "mute-lease.json")


def detail_of(file: LeaseFile) -> str:
    with pytest.raises(MuteError) as caught:
        file.read()
    assert caught.value.code is ErrorCode.LEASE_BROKEN
    assert caught.value.values["path"] == file.path
    return str(caught.value.values["detail"])


def test_a_write_that_was_cut_short_leaves_nothing_for_long(file: LeaseFile) -> None:
    file.write(LEASE)
    unfinished = Path(f"{file.path}.new")
    unfinished.write_bytes(dump_lease(LEASE)[:100])
    for _turn in range(2):
        file.discard_unfinished()
        assert not unfinished.exists()
    assert file.read() == LEASE


def test_a_lease_is_read_as_it_was_written(file: LeaseFile) -> None:
    assert file.read() is None
    file.write(LEASE)
    assert file.read() == LEASE
    file.delete()
    assert file.read() is None
    file.delete()


texts = st.text(st.characters(exclude_categories=["Cs"]))
commands = st.lists(texts, min_size=1).map(lambda words: Step(command=tuple(words)))
steps = st.one_of(st.binary().map(Step), commands)


recipes = st.none() | st.builds(Recipe, steps, st.binary(), steps, texts, st.binary())
anything_held = st.lists(st.builds(Held, texts, texts, recipes, texts)).map(tuple)


@given(texts, anything_held)
def test_whatever_a_lease_holds_comes_back(word: str, held: tuple[Held, ...]) -> None:
    lease = replace(LEASE, session_id=word, held=held)
    assert parse_lease(dump_lease(lease)) == lease


def test_it_is_for_its_owners_eyes_and_says_in_words_how_to_undo_the_mute(file: LeaseFile) -> None:
    file.write(LEASE)
    assert os.stat(file.path).st_mode & 0o777 == 0o600
    assert "dunstctl set-paused false" in Path(file.path).read_text("utf-8")
    assert os.listdir(os.path.dirname(file.path)) == ["mute-lease.json"]


def test_a_temporary_file_left_by_a_crash_is_no_obstacle(file: LeaseFile) -> None:
    fresh = Path(f"{file.path}.new")
    fresh.parent.mkdir()
    fresh.write_text("half a lease, and longer than the whole one " * 100)
    fresh.chmod(0o666)
    file.write(LEASE)
    assert file.read() == LEASE
    assert os.stat(file.path).st_mode & 0o777 == 0o600


Change = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    "change",
    [
        lambda table: table.pop("holder"),
        lambda table: table.pop("version"),
        lambda table: table.update(held=7),
        lambda table: table["held"][0].update(recipe=7),
        lambda table: table.update(until="tomorrow"),
        lambda table: table.update(until="2026-11-20T18:00:00"),
        lambda table: table["held"][0].update(name=None),
        lambda table: table["held"][0]["recipe"].update(ours="not base64!"),
        lambda table: table["held"][0]["recipe"].update(ask={"command": []}),
        lambda table: table["held"][0]["recipe"].update(ask={"command": [1]}),
        lambda table: table["held"][0]["recipe"].update(ask={}),
        lambda table: table["holder"].update(pid="me"),
    ],
)
def test_a_lease_that_lacks_something_is_broken(file: LeaseFile, change: Change) -> None:
    file.write(LEASE)
    table = json.loads(Path(file.path).read_bytes())
    change(table)
    Path(file.path).write_text(json.dumps(table))
    assert detail_of(file)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_lease_is_broken(file: LeaseFile, content: bytes) -> None:
    file.write(LEASE)
    Path(file.path).write_bytes(content)
    assert detail_of(file)


def test_a_lease_of_a_later_version_is_not_guessed_at(file: LeaseFile) -> None:
    file.write(LEASE)
    table = json.loads(Path(file.path).read_bytes())
    Path(file.path).write_text(json.dumps({**table, "version": 3, "held": "otherwise"}))
    with pytest.raises(MuteError) as caught:
        file.read()
    assert caught.value.code is ErrorCode.LEASE_ELSEWHERE
    assert "dunstctl" in str(caught.value.values["by_hand"])


def test_a_lease_of_the_first_version_is_broken_and_not_guessed_at(file: LeaseFile) -> None:
    file.write(LEASE)
    table = json.loads(Path(file.path).read_bytes())
    Path(file.path).write_text(json.dumps({**table, "version": 1}))
    assert "version 1" in detail_of(file)


def test_a_lease_copied_from_another_persons_home_is_not_used(file: LeaseFile) -> None:
    file.write(replace(LEASE, holder=replace(LEASE.holder, uid=os.getuid() + 1)))
    assert "another user" in detail_of(file)


def test_a_lease_that_others_could_have_written_is_not_used(file: LeaseFile) -> None:
    file.write(LEASE)
    os.chmod(file.path, 0o666)
    assert "others" in detail_of(file)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_lease_of_another_user_is_not_used(file: LeaseFile) -> None:
    file.write(LEASE)
    os.chown(file.path, 12345, 12345)
    assert "another user" in detail_of(file)


def test_a_lease_that_is_a_folder_is_broken(file: LeaseFile) -> None:
    os.makedirs(file.path)
    assert detail_of(file)


def test_a_broken_lease_is_moved_aside_and_none_is_overwritten(file: LeaseFile) -> None:
    for number in (1, 2):
        file.write(LEASE)
        assert file.set_aside() == f"{file.path}.broken-{number}"
    assert file.read() is None


def test_a_home_that_is_no_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    file = LeaseFile(tmp_path / "home" / "mute-lease.json")
    assert file.read() is None
    with pytest.raises(MuteError) as caught:
        file.write(LEASE)
    assert caught.value.code is ErrorCode.HOME_NOT_WRITABLE


def test_a_write_that_fails_leaves_the_old_lease_and_no_litter(file: LeaseFile) -> None:
    file.write(LEASE)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))  # as a full disk does, mid-file
    try:
        with pytest.raises(MuteError):
            file.write(replace(LEASE, session_id="another"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert file.read() == LEASE
    assert os.listdir(os.path.dirname(file.path)) == ["mute-lease.json"]


def test_a_system_without_owners_and_modes_keeps_a_lease_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("geteuid", "fchmod", "O_DIRECTORY"):  # as on Windows
        monkeypatch.delattr(os, name)
    store = LeaseFile(tmp_path / "home" / "lease.json")
    store.write(LEASE)
    Path(store.path).chmod(0o666)  # as it says of every file
    assert store.read() == LEASE
    store.delete()
    assert store.read() is None
