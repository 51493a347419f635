"""The last good copy of a calendar on the disk."""

from datetime import timedelta
from pathlib import Path

import pytest

from presence.calendars.reading.protocol import Reading
from presence.calendars.shelf import Shelf
from presence.core.coming.event import CalendarEvent, Skipped
from presence.core.coming.fetched import Failure, Fetched, Trouble
from tests.calendars.reading.texts import END, GOOD, START, calendar, event, read

TEXT = calendar(event(*GOOD))
DOWN = Failure(Trouble.UNREACHABLE)


def kept(folder: Path) -> tuple[Shelf, CalendarEvent]:
    shelf = Shelf(folder / "calendars")
    (good,) = read(TEXT)[0]
    reading = Reading((good,), (Skipped("no start", "u", 3),))
    assert shelf.keep("work", Fetched((TEXT, TEXT), "tag"), reading, START, END, START)
    return shelf, good


def test_a_copy_is_there_after_a_start_without_a_worker(tmp_path: Path) -> None:
    _shelf, good = kept(tmp_path)
    again = Shelf(tmp_path / "calendars")
    assert again.events("work", START, END) == [good]
    assert again.events("work", END, END + timedelta(days=1)) == []
    assert again.parts("work") == (TEXT, TEXT)
    assert (again.state("work"), again.read_at("work")) == ("tag", START)
    assert again.copy("work").skipped == (Skipped("no start", "u", 3),)


def test_the_files_are_the_persons_own(tmp_path: Path) -> None:
    kept(tmp_path)
    folder = tmp_path / "calendars"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert len(list(folder.iterdir())) == 3


def test_a_failure_leaves_the_last_good_copy(tmp_path: Path) -> None:
    shelf, good = kept(tmp_path)
    shelf.note_failure("work", DOWN, END)
    again = Shelf(tmp_path / "calendars")
    assert again.failure("work") == DOWN
    assert again.read_at("work") == START
    assert again.events("work", START, END) == [good]
    again.note_read("work", "tag", END)
    assert shelf.failure("work") is None  # another process has written it
    assert shelf.read_at("work") == END


def test_a_failure_before_the_first_copy_is_kept(tmp_path: Path) -> None:
    Shelf(tmp_path).note_failure("work", DOWN, START)
    assert Shelf(tmp_path).failure("work") == DOWN
    assert Shelf(tmp_path).read_at("work") is None


def test_the_same_again_is_nothing_new(tmp_path: Path) -> None:
    shelf, good = kept(tmp_path)
    assert not shelf.keep("work", Fetched(None, "b"), Reading((good,)), START, END, END)
    assert shelf.keep("work", Fetched(None, "c"), Reading(), START, END, END)
    assert shelf.parts("work") == (TEXT, TEXT)


def test_nothing_is_left_of_one_that_is_forgotten(tmp_path: Path) -> None:
    shelf, _good = kept(tmp_path)
    shelf.forget("work")
    assert not list((tmp_path / "calendars").iterdir())
    assert shelf.events("work", START, END) == []


@pytest.mark.parametrize("ending", ["json", "events", "parts"])
@pytest.mark.parametrize("damage", [b"", b"{}", b"[" * 100_000, b"\xff\0", b"1 5\nabc"])
def test_a_torn_copy_is_none(tmp_path: Path, ending: str, damage: bytes) -> None:
    kept(tmp_path)
    (path,) = (tmp_path / "calendars").glob(f"*.{ending}")
    path.write_bytes(damage)
    shelf = Shelf(tmp_path / "calendars")
    if ending == "parts":
        assert shelf.parts("work") == ()
    else:
        assert shelf.events("work", START, END) == []
        assert shelf.state("work") == ""


def test_an_id_is_no_path(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "calendars")
    shelf.keep("../../x/\0", Fetched((TEXT,)), Reading(), START, END, START)
    assert [path.name for path in tmp_path.iterdir()] == ["calendars"]


def test_a_copy_is_kept_in_pieces_and_one_that_is_left_halfway_leaves_the_last_one(
    tmp_path: Path,
) -> None:
    shelf, good = kept(tmp_path)
    large = TEXT + b"x" * 3_000_000
    reading = Reading()
    steps = shelf.keep_in_pieces("work", Fetched((large,), "new"), reading, START, END, END)
    for _ in range(5):
        next(steps)
    steps.close()
    assert shelf.events("work", START, END) == [good]
    assert shelf.parts("work") == (TEXT, TEXT)
    assert len(list((tmp_path / "calendars").iterdir())) == 3
    steps = shelf.keep_in_pieces("work", Fetched((large,), "new"), reading, START, END, END)
    assert sum(1 for _ in steps) > 10
    (part,) = shelf.parts("work")
    assert bytes(part[:]) == large
    assert shelf.state("work") == "new"


@pytest.mark.parametrize("left", [0, 1, 5, 40])
def test_of_texts_that_are_cut_short_the_source_is_asked_anew(tmp_path: Path, left: int) -> None:
    """By a power cut: "nothing has changed" would leave a calendar that is empty."""
    shelf, _good = kept(tmp_path)
    (texts,) = (tmp_path / "calendars").glob("*.parts")
    texts.write_bytes(texts.read_bytes()[:left])
    assert shelf.state("work") == ""


def test_a_calendar_of_no_texts_is_whole(tmp_path: Path) -> None:
    shelf, _good = kept(tmp_path)
    shelf.keep("work", Fetched((), "none"), Reading(), START, END, END)
    assert shelf.state("work") == "none"
