"""What is hostile or broken costs itself; a worker that is killed is gone, and the rest is read."""

import os
import random
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QElapsedTimer, QProcess, QTimer
from pytestqt.qtbot import QtBot

from presence.calendars.reading.protocol import Reading
from presence.calendars.reading.qt_reader import Reader
from presence.calendars.reading.reader import read_now
from presence.core.coming.fetched import Failure, Trouble
from tests.calendars.reading.texts import END, GOOD, START, calendar, event, read

BAD = {
    "no start": ("UID:bad", "SUMMARY:x"),
    "bad start": ("UID:bad", "DTSTART:20261"),
    "bad length": ("UID:bad", "DTSTART:20261201T100000Z", "DURATION:soon"),
    "bad rule": ("UID:bad", "DTSTART:20261201T100000Z", "RRULE:FREQ=SOMETIMES"),
    "every second": ("UID:bad", "DTSTART:20000101T000000Z", "RRULE:FREQ=SECONDLY"),
    "every minute": ("UID:bad", "DTSTART:20000101T000000Z", "RRULE:FREQ=MINUTELY"),
    "every hour": ("UID:bad", "DTSTART:20000101T000000Z", "RRULE:FREQ=HOURLY"),
    "seconds, for ever": (
        "UID:bad",
        "DTSTART:20000101T000000Z",
        "RRULE:FREQ=SECONDLY;COUNT=1000000000",
    ),
    "100,000 exceptions": (
        "UID:bad",
        "DTSTART:20261201T100000Z",
        "RRULE:FREQ=DAILY",
        "EXDATE:" + ",".join(["20261201T100000Z"] * 100_000),
    ),
}
ODD = {
    "a whole day as RDATE": ("DTSTART:20261201T100000Z", "RDATE;VALUE=DATE:20261205"),
    "deep nesting": ("DTSTART:20261201T100000Z", *["BEGIN:X"] * 20_000, *["END:X"] * 20_000),
    "10 MB": ("DTSTART:20261201T100000Z", "DESCRIPTION:" + "x" * 10_000_000),
    "no property": ("DTSTART:20261201T100000Z", "what is this", ":", ";;;"),
    "a NUL": ("DTSTART:20261201T100000Z", "SUMMARY:a\0b"),
    "never": ("DTSTART:20261201T100000Z", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
    "many": ("DTSTART:20261201T100000Z", "RRULE:FREQ=DAILY;COUNT=1000000000"),
}
ENDLESS = ("UID:evil", "DTSTART:19700101T100000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")


@pytest.mark.parametrize("lines", BAD.values(), ids=BAD)
def test_a_bad_event_costs_only_itself(lines: tuple[str, ...]) -> None:
    events, skipped = read(calendar(event(*lines), event(*GOOD)))
    assert [each.uid for each in events] == ["good"]
    assert [(each.uid, each.line) for each in skipped] == [("bad", 3)]
    assert skipped[0].why


@pytest.mark.parametrize("lines", ODD.values(), ids=ODD)
def test_an_odd_event_does_no_harm(lines: tuple[str, ...]) -> None:
    events, _skipped = read(calendar(event("UID:odd", *lines), event(*GOOD)))
    assert "good" in {each.uid for each in events}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_any_encoding_and_any_end_of_line_is_read(encoding: str, newline: str) -> None:
    lines = ("UID:u", "DTSTART:20261201T100000Z", "SUMMARY:Käse für Zoë")
    text = calendar(event(*lines)).decode().replace("\r\n", newline).encode(encoding)
    events, _skipped = read(text)
    assert [each.title for each in events] == ["Käse für Zoë"]


def test_a_fold_within_a_letter_is_undone() -> None:
    text = calendar(event("UID:u", "DTSTART:20261201T100000Z", "SUMMARY:Zoë"))
    split = text.replace("ë".encode(), b"\xc3\r\n \xab")
    assert [each.title for each in read(split)[0]] == ["Zoë"]


def test_an_event_without_a_uid_has_the_same_key_at_every_export() -> None:
    keys = {
        read(calendar(event("DTSTART:20261201T100000Z", "SUMMARY:x", stamp)))[0][0].key
        for stamp in ("DTSTAMP:20260101T000000Z", "DTSTAMP:20260202T000000Z")
    }
    assert len(keys) == 1


def test_what_is_no_calendar_is_said_to_be_none() -> None:
    for text in (b"<html>Sign in</html>", b"", b"\0" * 1000):
        result = read_now("c", [text], START, END, "UTC")
        assert isinstance(result, Failure)
        assert result.trouble is Trouble.NOT_A_CALENDAR
    assert read_now("c", [], START, END, "UTC") == Reading()


def test_what_is_too_large_is_not_looked_at() -> None:
    result = read_now("c", [bytes(200_000_000)], START, END, "UTC")
    assert result == Failure(Trouble.TOO_LARGE)


def test_a_rule_that_never_ends_is_ended(qtbot: QtBot) -> None:
    result = read_now("c", [calendar(event(*ENDLESS), event(*GOOD))], START, END, "UTC")
    assert isinstance(result, Reading)
    assert [each.uid for each in result.events] == ["good"]
    assert [each.why for each in result.skipped] == ["takes too long"]


def test_a_killed_worker_is_gone_and_the_good_events_are_there(qtbot: QtBot) -> None:
    reader = Reader()
    results: list[Reading | Failure] = []
    text = calendar(event(*ENDLESS), event(*GOOD))
    reader.read("c", [text], START, END, "UTC", results.append)
    qtbot.waitUntil(lambda: _is_at(reader) is not None, timeout=60_000)  # the endless one
    first = _pid(reader)
    os.kill(first, 9)
    qtbot.waitUntil(lambda: bool(results), timeout=60_000)
    (result,) = results
    assert isinstance(result, Reading)
    assert [each.uid for each in result.events] == ["good"]
    assert [each.uid for each in result.skipped] == ["evil"]
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
    reader.close()


def _is_at(reader: Reader) -> int | None:
    return None if reader._present is None else reader._present._intake._said.at


def _pid(reader: Reader) -> int:
    process = reader.findChild(QProcess)
    return 0 if process is None else int(process.processId())


def test_the_loop_goes_on_while_5000_events_are_read(qtbot: QtBot) -> None:
    reader, results, waits = Reader(), list[Reading | Failure](), list[int]()
    text = five_thousand()
    probe, clock = QTimer(), QElapsedTimer()
    probe.timeout.connect(lambda: waits.append(clock.restart()))
    clock.start()
    probe.start(1)
    reader.read("c", [text], START, END, "UTC", results.append)
    qtbot.waitUntil(lambda: bool(results), timeout=60_000)
    probe.stop()
    assert isinstance(results[0], Reading)
    assert len(results[0].events) > 500
    assert len(waits) > 100  # how long the longest was: tests/bench
    reader.close()


def five_thousand() -> bytes:
    first = datetime(2026, 1, 1, 9)
    return calendar(
        *(
            event(
                f"UID:{number}",
                f"DTSTART;TZID=Europe/Berlin:{first + timedelta(hours=2 * number):%Y%m%dT%H%M%S}",
                "DURATION:PT1H",
                "SUMMARY:Meeting",
                "DESCRIPTION:" + "words " * 60,
            )
            for number in range(5000)
        )
    )


def _flip(text: bytearray, chance: random.Random) -> None:
    text[chance.randrange(len(text))] = chance.randrange(256)


def _cut(text: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(text))
    del text[at : at + chance.randrange(40)]


def _double(text: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(text))
    text[at:at] = text[at : at + chance.randrange(60)]


WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (_flip, _cut, _double)


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_event_takes_no_good_one_with_it(seed: int) -> None:
    chance = random.Random(seed)
    victim = bytearray(
        b"UID:v\r\nDTSTART;TZID=Europe/Berlin:20261103T090000\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\nEXDATE;TZID=Europe/Berlin:20261110T090000\r\nDURATION:PT1H\r\nSUMMARY:x"
    )
    for _ in range(chance.randrange(1, 6)):
        chance.choice(WAYS)(victim, chance)
    text = calendar(event("UID:here"), event(*GOOD)).replace(b"UID:here", bytes(victim))
    assert "good" in {each.uid for each in read(text)[0]}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), max_size=8))
def test_whatever_stands_in_an_event_the_good_one_is_read(lines: list[str]) -> None:
    text = calendar(event("UID:v", "DTSTART:20261202T100000Z", *lines), event(*GOOD))
    assert "good" in {each.uid for each in read(text)[0]}


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_bring_it_down(text: bytes) -> None:
    read(text, b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + text)
