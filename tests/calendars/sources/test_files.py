"""Calendars on the disk: files, folders, and what else may lie at a path."""

import json
import os
import socket
import subprocess
import threading
import time
from pathlib import Path

import pytest

from presence.calendars.sources.files import COMMAND, FileSource
from presence.calendars.sources.ics import LONGEST
from presence.core.coming.fetched import Trouble
from tests.calendars.sources.conftest import END, START, Loop
from tests.calendars.sources.contract import SourceContract, titles
from tests.calendars.sources.far_side import calendar
from tests.desktops.lab import ROOT, SOMEBODY_ELSE

OLD = time.time() - 3600  # a file as young as a moment is read again, whatever its times say


def write(path: Path, text: bytes, at: float | None = None) -> None:
    path.write_bytes(text)
    os.utime(path, (at or OLD, at or OLD))


class OneFile:
    def __init__(self, folder: Path) -> None:
        self.path = folder / "Café und mehr\udcff.ics"  # a name that is no UTF-8
        self._titles = ["Review"]
        self.restore()
        self.source = FileSource(str(self.path))

    def add(self, title: str) -> None:
        self._titles.append(title)
        self.restore()

    def remove(self) -> None:
        self.path.unlink()

    def restore(self) -> None:
        write(self.path, calendar(*self._titles))


class OneFolder:
    def __init__(self, folder: Path) -> None:
        self.path = folder / "calendars"
        self._titles = ["Review"]
        self.restore()
        self.source = FileSource(str(self.path))

    def add(self, title: str) -> None:
        self._titles.append(title)
        self.restore()

    def remove(self) -> None:
        self.path.rename(self.path.with_name("elsewhere"))

    def restore(self) -> None:
        self.path.mkdir(exist_ok=True)
        for title in self._titles:
            write(self.path / f"{title}.ics", calendar(title))


class TestOneFile(SourceContract):
    @pytest.fixture
    def world(self, tmp_path: Path) -> OneFile:
        return OneFile(tmp_path)


class TestOneFolder(SourceContract):
    @pytest.fixture
    def world(self, tmp_path: Path) -> OneFolder:
        return OneFolder(tmp_path)


def trouble(loop: Loop, path: Path | str) -> Trouble:
    return loop.failure(FileSource(str(path))).trouble


def test_what_is_no_calendar_is_said(loop: Loop, tmp_path: Path) -> None:
    for name, text in {
        "empty": b"",
        "page": b"<!DOCTYPE html><html></html>",
        "rubbish": bytes(range(256)) * 40,
        "zeros": bytes(10_000),  # what a power cut leaves
    }.items():
        write(tmp_path / name, text)
        assert trouble(loop, tmp_path / name) is Trouble.NOT_A_CALENDAR


def test_what_is_no_file_is_never_opened(loop: Loop, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.ics"
    os.mkfifo(pipe)
    opened = threading.Event()

    def wait_for_reader() -> None:
        pipe.open("wb").close()  # goes on once somebody opens the other end
        opened.set()

    thread = threading.Thread(target=wait_for_reader, daemon=True)
    thread.start()
    assert trouble(loop, pipe) is Trouble.NOT_A_CALENDAR
    assert not opened.wait(0.1)
    pipe.open("rb").close()
    thread.join(5)
    (tmp_path / "zero.ics").symlink_to("/dev/zero")
    assert trouble(loop, tmp_path / "zero.ics") is Trouble.NOT_A_CALENDAR
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s.ics"))
        assert trouble(loop, tmp_path / "s.ics") is Trouble.NOT_A_CALENDAR


def test_devices_and_pipes_in_a_folder_cost_only_themselves(loop: Loop, tmp_path: Path) -> None:
    write(tmp_path / "good.ics", calendar("Review"))
    write(tmp_path / "Upper.ICS", calendar("Lunch"))
    write(tmp_path / ".hidden.ics", calendar("Hidden"))
    write(tmp_path / "notes.txt", calendar("Notes"))
    write(tmp_path / "page.ics", b"<html>")
    os.mkfifo(tmp_path / "pipe.ics")
    (tmp_path / "null.ics").symlink_to("/dev/null")
    (tmp_path / "zero.ics").symlink_to("/dev/zero")
    (tmp_path / "nowhere.ics").symlink_to("nowhere")
    (tmp_path / "self.ics").symlink_to("self.ics")
    (tmp_path / "below.ics").mkdir()
    write(tmp_path / "below.ics" / "deep.ics", calendar("Deep"))
    first = loop.brought(FileSource(str(tmp_path)))
    assert titles(first) == {"Review", "Lunch"}
    assert loop.brought(FileSource(str(tmp_path)), first.state).parts is None


def test_a_link_to_a_file_elsewhere_is_followed(loop: Loop, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    write(tmp_path / "real.ics", calendar("Review"))
    (tmp_path / "own" / "link.ics").symlink_to(tmp_path / "real.ics")
    source = FileSource(str(tmp_path / "own"))
    first = loop.brought(source)
    write(tmp_path / "real.ics", calendar("Review", "Dinner"))
    assert titles(loop.brought(source, first.state)) == {"Review", "Dinner"}


def test_an_empty_folder_is_an_empty_calendar(loop: Loop, tmp_path: Path) -> None:
    first = loop.brought(FileSource(str(tmp_path)))
    assert first.parts == ()
    assert loop.brought(FileSource(str(tmp_path)), first.state).parts is None


@pytest.mark.parametrize(
    "path", ["", "calendar.ics", "/nowhere/at/all.ics", "/a\0b", "/" + "x" * 5000]
)
def test_a_path_that_leads_nowhere_is_said(loop: Loop, path: str) -> None:
    assert trouble(loop, path) is Trouble.NOT_FOUND


def test_a_home_may_be_written_as_a_tilde(loop: Loop) -> None:
    file = Path("~/tilde.ics").expanduser()
    write(file, calendar("Review"))
    try:
        assert titles(loop.brought(FileSource("~/tilde.ics"))) == {"Review"}
    finally:
        file.unlink()


def test_a_file_over_the_limit_is_said(loop: Loop, tmp_path: Path) -> None:
    big = tmp_path / "big.ics"
    big.write_bytes(calendar("Review"))
    os.truncate(big, LONGEST + 1)
    assert trouble(loop, big) is Trouble.TOO_LARGE
    assert trouble(loop, tmp_path) is Trouble.TOO_LARGE


def test_a_file_that_is_written_in_this_moment_is_read_once_it_is_whole(
    loop: Loop, tmp_path: Path
) -> None:
    path, text = tmp_path / "torn.ics", calendar("Review", "Dinner")
    write(path, text[:-20], time.time())
    timer = threading.Timer(0.5, lambda: path.write_bytes(text))
    timer.start()
    assert titles(loop.brought(FileSource(str(path)))) == {"Review", "Dinner"}
    timer.join(5)


def test_a_file_that_stays_cut_off_is_said(loop: Loop, tmp_path: Path) -> None:
    write(tmp_path / "torn.ics", calendar("Review", "Dinner")[:-20])
    failure = loop.failure(FileSource(str(tmp_path / "torn.ics")))
    assert (failure.trouble, failure.detail) == (Trouble.NOT_A_CALENDAR, "cut off")


def test_one_that_is_cut_off_in_a_folder_goes_with_the_others(loop: Loop, tmp_path: Path) -> None:
    write(tmp_path / "torn.ics", calendar("Review")[:-20])
    write(tmp_path / "good.ics", calendar("Dinner"))
    first = loop.brought(FileSource(str(tmp_path)))
    assert titles(first) == {"Review", "Dinner"}
    assert loop.brought(FileSource(str(tmp_path)), first.state).parts is None


def test_a_change_within_the_same_moment_is_not_missed(loop: Loop, tmp_path: Path) -> None:
    """Same length, same file, same time: only a later look can tell."""
    path = tmp_path / "quick.ics"
    now = time.time()
    write(path, calendar("Review"), now)
    first = loop.brought(FileSource(str(path)))
    with path.open("r+b") as file:
        file.write(calendar("Dinner"))
    os.utime(path, (now, now))
    assert titles(loop.brought(FileSource(str(path)), first.state)) == {"Dinner"}


def test_utf_16_is_a_calendar_too(loop: Loop, tmp_path: Path) -> None:
    write(tmp_path / "outlook.ics", calendar("Review").decode().encode("utf-16"))
    assert loop.brought(FileSource(str(tmp_path / "outlook.ics"))).parts is not None


def test_a_file_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    """By the program itself: root, whom nothing stops, runs it as somebody else."""
    path = tmp_path / "locked.ics"
    write(path, calendar("Review"))
    path.chmod(0)
    for place in (path, tmp_path):
        asked = json.dumps({"path": str(place), "state": ""}) + "\n"
        command = (*(SOMEBODY_ELSE if os.geteuid() == 0 else ()), *COMMAND)
        done = subprocess.run(
            command, input=asked, capture_output=True, text=True, check=True, cwd=ROOT
        )
        assert json.loads(done.stdout)["trouble"] == Trouble.NOT_ALLOWED.value


@pytest.fixture
def full(tmp_path: Path) -> Path:
    for number in range(5000):
        write(tmp_path / f"{number}.ics", calendar(f"Event {number}"))
    return tmp_path


def test_a_folder_with_five_thousand_files_never_holds_up_the_loop(loop: Loop, full: Path) -> None:
    source = FileSource(str(full))
    first = loop.brought(source)
    assert len(titles(first)) == 5000
    began = time.process_time()
    again = loop.brought(source, first.state)
    assert again.parts is None
    assert time.process_time() - began < 0.2  # this process only waits


def test_who_gives_up_leaves_no_program_behind(loop: Loop, tmp_path: Path) -> None:
    write(tmp_path / "torn.ics", calendar("Review")[:-20], time.time())  # which is waited for
    source = FileSource(str(tmp_path / "torn.ics"))
    before = children()
    source.fetch("", START, END, lambda _result: None)
    loop.qtbot.waitUntil(lambda: children() != before)
    source.close()
    loop.qtbot.waitUntil(lambda: children() == before)


def children() -> set[str]:
    tasks = Path("/proc/self/task").glob("*/children")
    return {pid for task in tasks for pid in task.read_text().split()}


def test_a_disk_that_hangs_is_given_up(loop: Loop, tmp_path: Path) -> None:
    write(tmp_path / "torn.ics", calendar("Review")[:-20], time.time())  # which is waited for
    began = time.monotonic()
    failure = loop.failure(FileSource(str(tmp_path / "torn.ics"), seconds=0.3))
    assert (failure.trouble, failure.detail) == (Trouble.UNREACHABLE, "took too long")
    assert time.monotonic() - began < 15
