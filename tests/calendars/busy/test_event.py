"""The busy event: its end, its text, the file it is in, and what is kept of it."""

import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from presence.calendars.busy.event import OURS, BusyEvent, busy_event, text_of
from presence.calendars.busy.file import Exit, write_busy_file
from presence.calendars.busy.held import BusyHeld, HeldBusy
from presence.calendars.reading.reader import read_now
from presence.core.session import Session

NOW = datetime(2026, 11, 28, 19, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DINNER = Session("abc", "dinner", NOW, "Europe/Berlin", planned_end_at=NOW + HOUR)
EVENT = BusyEvent("presence-abc", "Dinner", NOW, NOW + HOUR)


def test_it_ends_when_the_session_is_planned_to() -> None:
    assert busy_event(DINNER, "Dinner", "", NOW) == EVENT


def test_it_ends_when_the_session_really_did() -> None:
    ended = DINNER.__class__("abc", "dinner", NOW, "Europe/Berlin", NOW + HOUR, NOW + HOUR / 2)
    assert busy_event(ended, "Dinner", "", NOW + HOUR).ends_at == NOW + HOUR / 2


def test_what_is_over_is_shown_a_while_ahead_and_not_moved_at_every_look() -> None:
    late = NOW + HOUR * 2
    shown = busy_event(DINNER, "Dinner", "", late).ends_at
    assert shown == late + timedelta(minutes=30)
    again = busy_event(DINNER, "Dinner", "", late + timedelta(minutes=10), shown)
    assert again.ends_at == shown
    later = busy_event(DINNER, "Dinner", "", late + timedelta(minutes=28), shown)
    assert later.ends_at > shown


def test_others_read_it_as_it_was_meant() -> None:
    title = "Dinner, with “Ana”; " + "ü" * 80 + "\\n\r\nEND:VEVENT"
    event = BusyEvent("presence-abc", title, NOW, NOW + HOUR, "Da Enzo, Roma")
    text = text_of(event, NOW)
    assert max(len(line) for line in text.split(b"\r\n")) <= 75
    reading = read_now("x", (text,), NOW - HOUR, NOW + HOUR * 2, "UTC")
    (read,) = reading.events  # type: ignore[union-attr]  # no Failure
    assert (read.uid, read.starts_at, read.ends_at) == ("presence-abc", NOW, NOW + HOUR)
    assert read.place == "Da Enzo, Roma"
    assert read.title.startswith("Dinner, with “Ana”; üü")


def test_a_new_file_is_for_its_owner_alone_and_another_one_keeps_its_rights(
    tmp_path: Path,
) -> None:
    file = tmp_path / "busy.ics"
    assert write_busy_file(str(file), text_of(EVENT, NOW)) is Exit.DONE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.chmod(0o644)
    assert write_busy_file(str(file), text_of(None, NOW)) is Exit.DONE
    assert stat.S_IMODE(file.stat().st_mode) == 0o644
    assert b"VEVENT" not in file.read_bytes()
    assert [*tmp_path.iterdir()] == [file]


def test_a_file_of_somebody_elses_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "team.ics"
    file.write_text("BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\nEND:VCALENDAR\r\n")
    before = file.read_bytes()
    assert write_busy_file(str(file), text_of(EVENT, NOW)) is Exit.NOT_OURS
    assert write_busy_file(str(tmp_path), text_of(EVENT, NOW)) is Exit.NOT_OURS
    assert file.read_bytes() == before


def test_a_folder_that_is_missing_is_no_crash(tmp_path: Path) -> None:
    file = tmp_path / "none" / "busy.ics"
    assert write_busy_file(str(file), text_of(EVENT, NOW)) is Exit.NOT_WRITTEN


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "there.ics").write_text(OURS)
    link = tmp_path / "busy.ics"
    os.symlink("there.ics", link)
    write_busy_file(str(link), text_of(EVENT, NOW))
    assert link.is_symlink()
    assert b"VEVENT" in (tmp_path / "there.ics").read_bytes()


def test_what_is_shown_is_known_after_a_crash_and_the_file_goes_with_it(tmp_path: Path) -> None:
    path = tmp_path / "busy.json"
    held = HeldBusy("abc", "work", EVENT, '"1"', is_there=True)
    BusyHeld(path).put("calendar", held)
    again = BusyHeld(path)
    assert again.get("calendar") == held
    again.put("calendar", None)
    assert not path.exists()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"file": 1}', '{"file": {"session": "x"}}'])
def test_rubbish_is_nothing_shown(tmp_path: Path, text: str) -> None:
    path = tmp_path / "busy.json"
    path.write_text(text)
    assert BusyHeld(path).get("file") is None
