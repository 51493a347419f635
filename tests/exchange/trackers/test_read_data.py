"""Programs whose times are JSON, XML, a database or a calendar, each by a file of theirs."""

import io
import json
import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from presence.core.coming.event import CalendarEvent, Skipped
from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import LeftOut, Why
from presence.exchange.formats import Format, read
from presence.exchange.ics.reading import MOST
from presence.exchange.opening import opened
from presence.words.exchange.imported import left_out_line
from tests.exchange.homes import UNTOLD
from tests.exchange.trackers.contract import (
    SAMPLES,
    TrackerContract,
    found_in,
    sample,
    utc,
    visits_in,
)


class TestTimewarriorExport(TrackerContract):
    wanted = Format.TIMEWARRIOR
    sample = "timewarrior.json"
    count = 4
    left_out = ((6, "still_running", ""),)

    def test_it_gives_the_same_sessions_as_the_data_files(self, data: bytes) -> None:
        files = sorted((SAMPLES / "timewarrior" / "data").iterdir())
        lines = b"".join(file.read_bytes() for file in files)
        assert visits_in(data, self.wanted) == visits_in(lines, self.wanted)
        assert visits_in(data, self.wanted)[0].note == 'at "Da Enzo" with #hash'


class TestActivityWatch(TrackerContract):
    wanted = Format.ACTIVITYWATCH
    sample = "activitywatch.json"
    count = 2
    left_out = (
        (1, "not_with_people", ""),
        (1, "not_with_people", ""),
        (1, "not_with_people", ""),
        (1, "phone_unlocked", ""),
        (3, "no_length", ""),
        (4, "still_running", ""),
        (1, "not_known_here", ""),
    )

    def test_a_stopwatch_is_a_session(self, data: bytes) -> None:
        dinner, talk = visits_in(data, self.wanted)
        assert (dinner.kind, dinner.people, dinner.tags) == ("dinner", ("Ana",), ("family",))
        assert talk.note == "a talk in the yard"

    def test_what_is_left_out_is_counted_and_its_bucket_named(self, data: bytes) -> None:
        left_out = [each for each in found_in(data, self.wanted) if isinstance(each, LeftOut)]
        assert [(each.file, each.value) for each in left_out] == [
            ("aw-watcher-window_desk", "3"),
            ("aw-watcher-afk_desk", "1"),
            ("aw-watcher-android_phone", "1"),
            ("aw-watcher-android-unlock", "2"),
            ("aw-stopwatch", ""),
            ("aw-stopwatch", ""),
            ("moods", "1"),
        ]
        assert "(3 entries)" in left_out_line(left_out[0])
        assert "(1 entry)" in left_out_line(left_out[1])

    def test_buckets_may_be_a_list_as_the_schema_says(self, data: bytes) -> None:
        buckets = json.loads(data)["buckets"]
        as_list = json.dumps({"buckets": list(buckets.values())}).encode()
        assert found_in(as_list, self.wanted) == found_in(data, self.wanted)


class TestCalendar(TrackerContract):
    wanted = Format.ICS
    sample = "calendar.ics"
    count = 3
    rounds = 6  # each starts a process
    left_out = (
        (60, "not_read", "event"),
        (24, "all_day", ""),
        (29, "cancelled", ""),
        (36, "free", ""),
        (43, "turned_down", ""),
        (56, "no_length", ""),
        (50, "not_yet", ""),
    )

    def test_who_was_invited_and_did_not_decline_was_there(self, data: bytes) -> None:
        dinner, first, second = visits_in(data, self.wanted)
        assert (dinner.kind, dinner.people, dinner.place) == ("dinner", ("Ana Lang",), "Da Enzo")
        assert dinner.tags == ("family", "private")
        assert [each.started_at for each in (first, second)] == [
            utc(13, 8, month=10),
            utc(27, 9, month=10),
        ]

    def test_it_is_read_some_years_at_a_time_from_its_first_event_on(self) -> None:
        asked: list[tuple[int, int]] = []

        def reader(
            _text: bytes, _path: str, start: datetime, end: datetime, _zone: str
        ) -> tuple[Sequence[CalendarEvent], Sequence[Skipped]]:
            asked.append((start.year, end.year))
            return (), ()

        zone = b"BEGIN:VTIMEZONE\nBEGIN:STANDARD\nDTSTART:16010101T000000\nEND:STANDARD\n"
        event = b"BEGIN:VEVENT\nUID:a\n b\nDTSTART:20190105T100000Z\nEND:VEVENT\n"
        data = b"BEGIN:VCALENDAR\n" + zone + b"END:VTIMEZONE\n" + event + b"END:VCALENDAR\n"
        untold = replace(UNTOLD, calendar=reader)
        found = list(read(io.BytesIO(data), "file", self.wanted, untold))
        assert asked == [(2019, 2024), (2024, UNTOLD.now.year)]
        assert found == [LeftOut(8, Why.NOT_YET)]

    def test_an_event_in_a_zone_that_nobody_knows_is_left_out_with_its_name(self) -> None:
        def event(uid: str, zone: str) -> str:
            times = f"DTSTART;TZID={zone}:20261103T120000\nDTEND;TZID={zone}:20261103T130000\n"
            return f"BEGIN:VEVENT\nUID:{uid}\nSUMMARY:x\n{times}END:VEVENT\n"

        own = "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        own += "TZOFFSETFROM:+0300\nTZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE\n"
        known = ("Europe/Berlin", "W. Europe Standard Time", "/x.org/1/Europe/Berlin", "Ours")
        events = "".join(event(zone, zone) for zone in known)
        text = f"BEGIN:VCALENDAR\n{own}{event('mars', 'Mars/Olympus')}{events}END:VCALENDAR\n"
        found = found_in(text.encode(), self.wanted)
        assert len(visits_in(text.encode(), self.wanted)) == len(known)
        left_out = [each for each in found if isinstance(each, LeftOut)]
        assert left_out == [LeftOut(11, Why.NOT_READ, "event", "unknown zone Mars/Olympus")]

    def test_one_that_is_larger_than_its_reader_takes_is_refused(self) -> None:
        with pytest.raises(Refused) as refused:
            found_in(b"BEGIN:VCALENDAR\n" + b"x" * MOST, self.wanted)
        assert refused.value.code is ErrorCode.FILE_TOO_LARGE


class TestWatson(TrackerContract):
    wanted = Format.WATSON
    sample = "watson-frames"
    count = 2
    left_out = ()

    def test_a_frame_that_was_changed_is_the_same_session(self, data: bytes) -> None:
        first, _second = visits_in(data, self.wanted)
        changed, _second = visits_in(data.replace(b"with=Ana", b"with=Tom"), self.wanted)
        assert (changed.id, changed.people) == (first.id, ("Tom",))

    def test_a_frame_that_is_none_is_left_out(self) -> None:
        data = b'[[1793901600, 1793908800, "x", "a1", []], [], 5, ["a", 1, "x", "b", []],\n'
        data += b'[1, null, "x", "c", []], [1793901600, 1e400, "x", "d", []]]'
        assert [(each.line, each.why.value) for each in found_in(data, self.wanted)[1:]] == [  # type: ignore[union-attr]  # all of them left out
            (1, "bad_value"),
            (1, "bad_value"),
            (1, "bad_value"),
            (2, "still_running"),
            (2, "bad_value"),
        ]


class TestHamsterDatabase(TrackerContract):
    wanted = Format.HAMSTER
    sample = "hamster.db"
    count = 3
    left_out = ((4, "still_running", ""),)
    is_text = False

    def test_a_fact_has_its_tags(self, data: bytes) -> None:
        dinner, *_others = visits_in(data, self.wanted)
        assert (dinner.kind, dinner.people) == ("dinner", ("Ana",))
        assert dinner.tags == ("Family", "home")
        assert dinner.note == "at Da Enzo"

    def test_the_file_is_not_touched(self, tmp_path: Path, data: bytes) -> None:
        path = tmp_path / "hamster.db"
        shutil.copy(SAMPLES / "hamster.db", path)
        path.chmod(0o400)
        with opened(str(path), self.wanted) as stream:
            assert len(list(read(stream, str(path), self.wanted, UNTOLD))) == 4
        assert [each.name for each in tmp_path.iterdir()] == ["hamster.db"]
        assert path.read_bytes() == data

    def test_a_view_in_the_place_of_a_table_is_not_run(self, tmp_path: Path) -> None:
        path = tmp_path / "evil.db"
        connection = sqlite3.connect(path)
        connection.executescript(
            "CREATE VIEW facts AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
            " SELECT i AS id, 1 AS activity_id, '' AS start_time, '' AS end_time,"
            " '' AS description FROM n;"
            "CREATE TABLE activities(id, name, category_id); CREATE TABLE categories(id, name);"
            "CREATE TABLE tags(id, name); CREATE TABLE fact_tags(fact_id, tag_id);"
        )
        connection.close()
        with pytest.raises(Refused) as refused:
            found_in(path.read_bytes(), self.wanted)
        assert refused.value.code is ErrorCode.FILE_NOT_OURS


class TestHamsterReport(TrackerContract):
    wanted = Format.HAMSTER
    sample = "hamster.xml"
    count = 3
    left_out = ()

    def test_it_gives_the_same_sessions_as_the_database(self, data: bytes) -> None:
        stored = {each.id: each for each in visits_in(sample("hamster.db"), self.wanted)}
        assert {each.id for each in visits_in(data, self.wanted)} == set(stored)

    def test_entities_that_grow_are_not_even_declared(self) -> None:
        bomb = b'<!DOCTYPE activities [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        with pytest.raises(Refused) as refused:
            found_in(bomb + b"<activities>&b;</activities>", self.wanted)
        assert refused.value.code is ErrorCode.FILE_NOT_OURS
