"""The file of the remembered phones: whole or as before, its owner's alone, and read with care."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from presence.core.errors import ErrorCode, StoreError
from presence.core.table.reach import Network
from presence.core.table.remembered import MOST_OWN, Awaited, OwnPhone, Remembered
from presence.store.phones.awaited import AwaitedFile
from presence.store.phones.remembered import FILE, PhonesFile
from tests.fakes import EVENING

DIGEST = sha256(b"token").hexdigest()
PIXEL = OwnPhone("p1", "Pixel", DIGEST, EVENING)
OLD = OwnPhone("p2", "Old one", DIGEST)
HOME = Network("n1", "Home")
KNOWN = Remembered(12_346, "https://10.0.0.2:12346", "wlan0", (PIXEL, OLD), (HOME,))


def test_what_is_written_is_read_by_another_process_too(tmp_path: Path) -> None:
    file, other = PhonesFile(tmp_path / "phone"), PhonesFile(tmp_path / "phone")
    assert file.read() == other.read() == Remembered()
    assert not (tmp_path / "phone").exists()
    file.write(KNOWN)
    assert other.read() == KNOWN
    other.write(KNOWN.without_phone("p2"))
    assert file.read().phones == (PIXEL,)
    assert (tmp_path / "phone" / FILE).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "phone").stat().st_mode & 0o777 == 0o700
    assert b"token" in (tmp_path / "phone" / FILE).read_bytes()  # the word, and no token
    assert [path.name for path in (tmp_path / "phone").iterdir()] == [FILE]


def good() -> dict[str, object]:
    return {
        "version": 1,
        "port": 0,
        "address": "",
        "place": "",
        "phones": [{"id": "p", "name": "n", "token_sha256": DIGEST, "last_seen": None}],
        "networks": [],
    }


@pytest.mark.parametrize(
    "change",
    [
        {"port": 70_000},
        {"port": "12"},
        {"phones": 3},
        {"phones": [{"id": "p", "name": "n", "token_sha256": "ab", "last_seen": None}]},
        {"phones": [{"id": "p", "name": "n", "token_sha256": "z" * 64, "last_seen": None}]},
        {"phones": [{"id": 7, "name": "n", "token_sha256": DIGEST, "last_seen": None}]},
        {"phones": [{"id": "p", "name": "n", "token_sha256": DIGEST, "last_seen": 10**40}]},
        {"networks": [{}]},
        {"version": None, "phones": None},
    ],
)
def test_a_file_that_cannot_be_is_named_and_left_alone(
    tmp_path: Path, change: dict[str, object]
) -> None:
    (tmp_path / FILE).write_text(json.dumps(good() | change))
    with pytest.raises(StoreError) as raised:
        PhonesFile(tmp_path).read()
    assert raised.value.code is ErrorCode.PHONES_UNREADABLE
    assert json.loads((tmp_path / FILE).read_text()) == good() | change


@pytest.mark.parametrize("data", [b"", b"\xff", b"[" * 100_000, b"null", b'{"version": 1'])
def test_bytes_that_are_no_such_file_are_one_error(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FILE).write_bytes(data)
    with pytest.raises(StoreError):
        PhonesFile(tmp_path).read()


def test_a_file_of_a_later_version_is_not_understood_and_not_guessed_at(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(json.dumps(good() | {"version": 2}))
    with pytest.raises(StoreError) as raised:
        PhonesFile(tmp_path).read()
    assert raised.value.code is ErrorCode.FILE_IS_NEWER


def test_a_folder_that_cannot_be_written_leaves_all_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "phone").write_text("in the way")
    with pytest.raises(StoreError):
        PhonesFile(tmp_path / "phone").write(KNOWN)
    assert (tmp_path / "phone").read_text() == "in the way"


def test_a_phone_keeps_its_place_and_the_oldest_makes_room() -> None:
    seen = KNOWN.with_phone(replace(PIXEL, name="New name"))
    assert [phone.name for phone in seen.phones] == ["New name", "Old one"]
    assert seen.called("new NAME") == (seen.phones[0],)
    assert seen.called("p2") == (OLD,)
    assert seen.called("p") == seen.phones
    assert seen.called("") == ()
    for number in range(MOST_OWN):
        seen = seen.with_phone(replace(OLD, id=f"n{number}"))
    assert len(seen.phones) == MOST_OWN
    assert seen.phone("p1") is None


def test_a_network_is_mine_until_it_is_not() -> None:
    assert KNOWN.knows(HOME)
    assert not KNOWN.knows(None)
    assert not KNOWN.with_network(HOME, is_mine=False).knows(HOME)
    renamed = KNOWN.with_network(Network("n1", "Home 5G"), is_mine=True)
    assert [each.name for each in renamed.networks] == ["Home 5G"]


@pytest.mark.parametrize(
    "half", ["", "[]", "{}", '{"session": "s", "until_ms": "x", "phones": []}', '{"phones": 5}']
)
def test_who_is_awaited_is_read_as_it_was_written_or_not_at_all(tmp_path: Path, half: str) -> None:
    file = AwaitedFile(tmp_path)
    assert file.read() is None
    file.write(Awaited("s", EVENING, ("p1", "p2")))
    assert AwaitedFile(tmp_path).read() == Awaited("s", EVENING, ("p1", "p2"))
    (path,) = tmp_path.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text(half)
    assert file.read() is None
    file.clear()
    file.clear()
    assert list(tmp_path.iterdir()) == []
