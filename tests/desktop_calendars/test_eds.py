"""A calendar of a real Evolution Data Server, read by the reader that reads all others."""

import os
import signal
from datetime import UTC, datetime

from pytestqt.qtbot import QtBot

from presence.calendars.reading.reader import read_now
from presence.core.coming.fetched import Failure, Fetched, Trouble
from presence.desktop.calendars.eds import EdsSource
from presence.desktop.dbus import BUS, SessionBus
from presence.desktop.dbus_qt import QtBus
from tests.desktop_calendars.conftest import PERSONAL, ROOT, CalendarProgram
from tests.desktops.lab import Lab

START, END = datetime(2026, 11, 30, tzinfo=UTC), datetime(2026, 12, 7, tzinfo=UTC)
BERLIN = "TZID=/freeassociation.sourceforge.net/Europe/Berlin"
LUNCH = """UID:lunch
SUMMARY:Lunch with Ana
LOCATION:Café Wien
DTSTART;TZID=Europe/Berlin:20261201T120000
DTEND;TZID=Europe/Berlin:20261201T130000"""
WEEKLY = f"""UID:weekly
SUMMARY:Team
DTSTART;{BERLIN}:20261103T100000
DTEND;{BERLIN}:20261103T110000
RRULE:FREQ=WEEKLY"""
ZONE = """BEGIN:VTIMEZONE
TZID:Our office
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0500
TZOFFSETTO:+0500
END:STANDARD
END:VTIMEZONE
"""


def fetch(source: EdsSource, qtbot: QtBot, state: str = "") -> Fetched | Failure:
    results: list[Fetched | Failure] = []
    source.fetch(state, START, END, results.append)
    qtbot.waitUntil(lambda: bool(results), timeout=30_000)
    qtbot.wait(50)
    assert len(results) == 1
    return results[0]


def read(fetched: Fetched | Failure) -> list[tuple[str, datetime]]:
    """Titles and starts, as the reader's worker finds them."""
    assert isinstance(fetched, Fetched)
    assert fetched.parts is not None
    reading = read_now("held", fetched.parts, START, END, "Europe/Berlin")
    assert not isinstance(reading, Failure)
    assert not reading.skipped
    return sorted((event.title, event.starts_at) for event in reading.events)


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 12, day, hour, tzinfo=UTC)


def test_events_of_the_span_come_with_their_series(
    program: CalendarProgram, ours: QtBus, qtbot: QtBot
) -> None:
    program.add(LUNCH, WEEKLY, LUNCH.replace("lunch", "later").replace("20261201", "20270301"))
    source = EdsSource(ours, PERSONAL)
    assert read(fetch(source, qtbot)) == [("Lunch with Ana", at(1, 11)), ("Team", at(1, 9))]
    assert source.own_address == "", "a local calendar is nobody's account"


def test_a_date_that_was_moved_out_of_the_span_is_not_found_where_it_was(
    program: CalendarProgram, ours: QtBus, qtbot: QtBot
) -> None:
    program.add(WEEKLY)
    program.change(
        f"UID:weekly\nSUMMARY:Team\nRECURRENCE-ID;{BERLIN}:20261201T100000\n"
        f"DTSTART;{BERLIN}:20261215T100000\nDTEND;{BERLIN}:20261215T110000"
    )
    source = EdsSource(ours, PERSONAL)
    assert read(fetch(source, qtbot)) == []
    program.change(
        f"UID:weekly\nSUMMARY:Team\nRECURRENCE-ID;{BERLIN}:20261222T100000\n"
        f"DTSTART;{BERLIN}:20261203T100000\nDTEND;{BERLIN}:20261203T110000"
    )
    assert read(fetch(source, qtbot)) == [("Team", at(3, 9))], "one was moved into it"


def test_a_zone_that_only_the_server_knows_comes_along(
    program: CalendarProgram, ours: QtBus, qtbot: QtBot
) -> None:
    program.add_zone(ZONE)
    program.add(LUNCH.replace("Europe/Berlin", "Our office"))
    assert read(fetch(EdsSource(ours, PERSONAL), qtbot)) == [("Lunch with Ana", at(1, 7))]


def test_what_has_not_changed_is_not_brought_again(
    program: CalendarProgram, ours: QtBus, qtbot: QtBot
) -> None:
    program.add(LUNCH, WEEKLY)
    source = EdsSource(ours, PERSONAL)
    first = fetch(source, qtbot)
    assert isinstance(first, Fetched)
    assert fetch(source, qtbot, first.state) == Fetched(None, first.state)
    program.remove("lunch")
    assert read(fetch(source, qtbot, first.state)) == [("Team", at(1, 9))]


def test_an_empty_calendar_is_a_calendar(ours: QtBus, qtbot: QtBot) -> None:
    assert read(fetch(EdsSource(ours, PERSONAL), qtbot)) == []


def test_a_calendar_that_is_gone_says_so(ours: QtBus, qtbot: QtBot) -> None:
    failure = fetch(EdsSource(ours, "taken-away"), qtbot)
    assert isinstance(failure, Failure)
    assert failure.trouble is Trouble.GONE_SOURCE


def test_who_gives_up_is_told_nothing_and_leaves_nothing_open(
    program: CalendarProgram, ours: QtBus, qtbot: QtBot
) -> None:
    results: list[Fetched | Failure] = []
    source = EdsSource(ours, PERSONAL)
    for wait in (0, 1, 3, 10, 30):
        source.fetch("", START, END, results.append)
        qtbot.wait(wait)
        source.close()
    results.clear()
    qtbot.wait(300)
    assert not results
    assert read(fetch(source, qtbot)) == []


def test_a_server_that_dies_is_one_failure_and_the_next_question_starts_it_anew(
    lab: Lab, program: CalendarProgram, ours: QtBus, qtbot: QtBot
) -> None:
    program.add(LUNCH)
    source = EdsSource(ours, PERSONAL)
    assert len(read(fetch(source, qtbot))) == 1
    bus = SessionBus(lab.env["DBUS_SESSION_BUS_ADDRESS"])
    (number,) = bus.call(BUS, "GetConnectionUnixProcessID", "s", (f"{ROOT}.Calendar8",))
    os.kill(number, signal.SIGKILL)
    qtbot.waitUntil(lambda: bus.owner_of(f"{ROOT}.Calendar8") is None, timeout=10_000)
    assert read(fetch(source, qtbot)) == [("Lunch with Ana", at(1, 11))]


def test_without_the_server_nothing_is_started(
    lab: Lab, ours: QtBus, qtbot: QtBot, session: str
) -> None:
    for file in (lab.folder / "services").glob(f"{ROOT}.*.service"):
        file.unlink()
    SessionBus(session).call(BUS, "ReloadConfig")
    assert fetch(EdsSource(ours, PERSONAL), qtbot) == Failure(Trouble.NO_DESKTOP)
    assert SessionBus(session).owner_of(f"{ROOT}.Sources5") is None


def test_without_a_bus_it_says_so(qtbot: QtBot, qapp: object) -> None:
    nowhere = QtBus(address="unix:path=/nowhere")
    failure = fetch(EdsSource(nowhere, PERSONAL), qtbot)
    assert isinstance(failure, Failure)
    assert failure.trouble is Trouble.NO_DESKTOP
