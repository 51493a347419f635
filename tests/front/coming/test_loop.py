"""A calendar of five thousand events in the whole app: its loop goes on, and offers come soon."""

import time
from collections.abc import Iterator
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from presence.calendars.reading.protocol import Reading
from presence.calendars.reading.reader import read_now
from presence.calendars.shelf import Shelf
from presence.core.clock import SystemClock
from presence.core.coming.fetched import Fetched
from presence.paths import find_paths
from tests.front.coming.loop_probe import LoopProbe
from tests.front.conftest import RunningApp

EVENTS, BYTES = 5_000, 3_000_000
MOST_SECONDS = 60  # until all is read on a busy machine


@pytest.fixture
def running(tmp_path: Path, qtbot: QtBot) -> Iterator[RunningApp]:
    """An app whose person has a calendar of that size."""
    file = tmp_path / "work.ics"
    file.write_text(large_calendar())
    (tmp_path / "settings.toml").write_text(
        'first_minute_done = true\nme = ["kim@example.org"]\n'
        f'[calendars.work]\nsource = "file"\nname = "Work"\naddress = "{file}"\n'
    )
    app = RunningApp(tmp_path, qtbot)
    yield app
    app.close()


def large_calendar() -> str:
    """Three years of meetings, one of them in two hours; with the text that people write."""
    now = SystemClock().now().replace(microsecond=0)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//somebody//else//EN"]
    for number in range(EVENTS):
        begins = now + timedelta(hours=2 + 5 * (number - EVENTS // 2))
        lines += [
            "BEGIN:VEVENT",
            f"UID:meeting-{number}@example.org",
            f"DTSTART:{begins.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            "DURATION:PT45M",
            f"SUMMARY:Meeting {number}",
            "LOCATION:Room 1",
            "ATTENDEE;CN=Kim;PARTSTAT=ACCEPTED:mailto:kim@example.org",
            f"ATTENDEE;CN=Ana;PARTSTAT=ACCEPTED:mailto:ana{number % 40}@example.org",
            f"DESCRIPTION:{'What we want to talk about. ' * 13}",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def was_read_before(home: Path) -> None:
    """The copy of yesterday's Presence lies on the shelf."""
    now, span = SystemClock().now(), timedelta(days=60)
    text, paths = (home / "work.ics").read_bytes(), find_paths(str(home))
    reading = read_now("work", (text,), now - span, now + span, "Europe/Berlin")
    assert isinstance(reading, Reading)
    fetched = Fetched((text,), "")
    Shelf(paths.calendars).keep("work", fetched, reading, now - span, now + span, now)


def is_known(running: RunningApp) -> bool:
    return bool(running.tray._extras.coming)


def test_while_five_thousand_events_are_fetched_read_and_kept_the_loop_goes_on(
    running: RunningApp, tmp_path: Path, qtbot: QtBot
) -> None:
    assert (tmp_path / "work.ics").stat().st_size > BYTES
    running.open()
    qtbot.wait(800)  # the app's own start is another matter
    probe = LoopProbe(running.app)
    shelf = Shelf(find_paths(str(tmp_path)).calendars)
    qtbot.waitUntil(lambda: shelf.read_at("work") is not None, timeout=MOST_SECONDS * 1000)
    qtbot.waitUntil(lambda: is_known(running), timeout=10_000)
    qtbot.wait(500)
    probe.stop()
    own, wall = (round(span * 1000) for span in (probe.cpu, probe.wall))
    print(f"standstill: {own} ms of our own time, {wall} ms by the clock")
    assert probe.turns > 200


def test_after_a_start_the_next_proposals_are_known_from_the_copy(
    running: RunningApp, tmp_path: Path, qtbot: QtBot
) -> None:
    was_read_before(tmp_path)
    begun = time.perf_counter()
    running.open()
    qtbot.waitUntil(lambda: is_known(running), timeout=MOST_SECONDS * 1000)
    print(f"known after {time.perf_counter() - begun:.2f} s")
