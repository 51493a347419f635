"""An evening is free when nothing of a calendar is on it, whether it was proposed or not."""

from datetime import timedelta
from pathlib import Path

import icalendar
import pytest
import vobject
from PySide6.QtWidgets import QFileDialog

from presence.core.clock import SystemClock
from tests.front.conftest import RunningApp
from tests.journeys.calendar_file import Meeting, write


def test_an_event_that_is_not_proposed_takes_its_evening(
    running: RunningApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = SystemClock().now().replace(microsecond=0)
    review = Meeting("Review", now + timedelta(minutes=5))
    alone = Meeting("Tax return", now + timedelta(days=1), timedelta(days=2, hours=12), ())
    file, booked = running.home / "work.ics", tmp_path / "coffee.ics"
    write(file, review, alone)
    with (running.home / "settings.toml").open("a") as settings:
        settings.write(f'[calendars.work]\nsource = "file"\naddress = "{file}"\n')
    running.enter(72, 1, people=("Ana",))
    running.open()
    running.qtbot.waitUntil(lambda: bool(running.tray._extras.coming), timeout=30_000)
    assert running.app.screen is not None
    running.app.screen.show("person#Ana")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(booked), ""))
    running.press(running.window("PersonWindow"), "Book a coffee…")
    (event,) = icalendar.Calendar.from_ical(booked.read_bytes()).walk("VEVENT")
    assert event.decoded("dtstart") >= alone.ends
    read = vobject.readOne(booked.read_text())
    assert read.vevent.summary.value == "Coffee with Ana"
    assert read.vevent.dtstart.value == event.decoded("dtstart")
