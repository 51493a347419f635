"""Programs whose times are lines and tables, each by a file of theirs, or as it is known."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import Arrival, LeftOut, Why
from presence.core.slip import SlipSource
from presence.exchange.formats import Format, read
from presence.exchange.opening import opened
from tests.exchange.homes import UNTOLD
from tests.exchange.trackers.contract import (
    SAMPLES,
    TrackerContract,
    found_in,
    utc,
    visits_in,
)


class TestToggl(TrackerContract):
    wanted = Format.TOGGL
    sample = "toggl.csv"
    count = 4
    left_out = (
        (4, "no_length", ""),
        (7, "no_such_time", "start"),
        (8, "end_before_start", ""),
        (9, "still_running", ""),
        (10, "missing", "start date"),
        (11, "out_of_time", "start"),
    )

    def test_projects_and_tags_become_kind_tags_and_people(self, data: bytes) -> None:
        dinner, work, *_night = visits_in(data, self.wanted)
        assert (dinner.kind, dinner.people, dinner.tags) == ("dinner", ("Ana",), ("family",))
        assert dinner.note == 'At "Da Enzo", back\\slash'
        assert (dinner.started_at, dinner.ended_at) == (utc(5, 18), utc(5, 20))
        assert (work.kind, work.tags) == ("meeting", ("Design", "Website", "Acme"))

    def test_in_the_night_that_is_an_hour_longer_the_length_says_which_hour(
        self, data: bytes
    ) -> None:
        first, second = visits_in(data, self.wanted)[2:]
        assert first.started_at == utc(25, 0, 30, month=10)
        assert first.ended_at == utc(25, 1, 15, month=10)
        assert second.started_at == utc(25, 1, 10, month=10)
        assert second.ended_at == utc(25, 2, 10, month=10)

    def test_a_column_that_is_missing_is_named(self) -> None:
        with pytest.raises(Refused) as refused:
            found_in(b"Description,Start date,Tags\n", self.wanted)
        assert refused.value.code is ErrorCode.COLUMNS_MISSING
        assert refused.value.values["columns"] == "start_time, duration"


class TestTimewarriorLines(TrackerContract):
    wanted = Format.TIMEWARRIOR
    sample = "timewarrior/data/2026-11.data"
    count = 3
    left_out = ((4, "still_running", ""),)

    def test_tags_in_quotes_and_notes_are_read(self, data: bytes) -> None:
        first, noted, last = visits_in(data, self.wanted)
        assert first.tags == ("x", "comma, tag", "it's")
        assert first.people == ("Tom Lee",)
        assert noted.note == "only a note"
        assert last.tags == ("Straße", "back\\slash")

    def test_the_folder_gives_what_its_files_give_and_names_them(self) -> None:
        path = str(SAMPLES / "timewarrior")
        with opened(path, self.wanted) as stream:
            found = list(read(stream, path, self.wanted, UNTOLD))
        assert len(found) == 5
        assert found[-1] == LeftOut(4, Why.STILL_RUNNING, file="2026-11.data")

    def test_a_folder_of_something_else_is_refused(self, tmp_path: Path) -> None:
        with opened(str(tmp_path), self.wanted) as stream, pytest.raises(Refused) as refused:
            read(stream, str(tmp_path), self.wanted, UNTOLD)
        assert refused.value.code is ErrorCode.FILE_NOT_OURS


def test_a_byte_that_is_not_utf_8_in_json_costs_its_own_row_alone() -> None:
    row = b'{"start": "20260103T%02d0000Z", "end": "20260103T%02d3000Z", "tags": ["caf%s"]}'
    rows = [row % (hour, hour, b"\xe9" if hour == 12 else b"e") for hour in range(8, 20)]
    found = found_in(b"[\n" + b",\n".join(rows) + b"\n]", Format.TIMEWARRIOR)
    assert len([each for each in found if isinstance(each, Arrival)]) == 11
    (left_out,) = [each for each in found if isinstance(each, LeftOut)]
    assert (left_out.line, left_out.field, left_out.value) == (6, "tags", "caf?")


class TestClockify(TrackerContract):
    wanted = Format.CLOCKIFY
    sample = "clockify.csv"
    count = 3
    left_out = (
        (5, "bad_value", "start date"),
        (6, "bad_value", "start time"),
        (7, "still_running", ""),
    )

    def test_american_days_and_mixed_times_are_read(self, data: bytes) -> None:
        dinner, noon, night = visits_in(data, self.wanted)
        assert (dinner.started_at, dinner.ended_at) == (utc(5, 18), utc(5, 20))
        assert noon.started_at == datetime(2026, 11, 6, 10, 23, 1, tzinfo=UTC)
        assert noon.tags == ("Website", "Acme")
        assert (night.started_at, night.ended_at) == (utc(12, 23, 30), utc(13, 0))

    def test_the_day_comes_first_where_one_day_of_the_file_says_so(self) -> None:
        head = b"Project,Start Date,Start Time,End Date,End Time,Duration (h)\n"
        row = b"x,05/11/2026,19:00:00,05/11/2026,20:00:00,01:00:00\n"
        told = b"x,20/11/2026,19:00:00,20/11/2026,20:00:00,01:00:00\n"
        assert visits_in(head + row, self.wanted)[0].started_at.month == 5
        assert visits_in(head + row + told, self.wanted)[0].started_at == utc(5, 18)


class TestKlog(TrackerContract):
    wanted = Format.KLOG
    sample = "klog.klg"
    count = 4
    left_out = (
        (5, "missing", "start"),
        (7, "end_before_start", ""),
        (11, "still_running", ""),
        (12, "bad_value", "start"),
        (14, "bad_value", "date"),
        (15, "missing", "date"),
    )

    def test_summaries_and_arrows_are_read(self, data: bytes) -> None:
        plans, dinner, asleep, walk = visits_in(data, self.wanted)
        assert (plans.note, plans.people) == ("about plans and more", ("Ana",))
        assert plans.tags == ("family",)
        assert (dinner.kind, dinner.people) == ("dinner", ("Tom Lee",))
        assert (dinner.started_at, dinner.ended_at) == (utc(5, 18), utc(6, 0))
        assert (asleep.started_at, asleep.ended_at) == (utc(5, 22), utc(6, 5))
        assert walk.started_at == utc(7, 12)


class TestGtimelog(TrackerContract):
    wanted = Format.GTIMELOG
    sample = "gtimelog.txt"
    count = 4
    left_out = (
        (2, "day_began", ""),
        (6, "not_counted", "title"),
        (9, "day_began", ""),
        (11, "day_began", ""),
        (12, "no_length", ""),
        (13, "end_before_start", ""),
        (14, "bad_value", "time"),
    )

    def test_it_began_when_the_one_before_ended(self, data: bytes) -> None:
        plan, _letters, lunch, dinner = visits_in(data, self.wanted)
        assert (plan.started_at, plan.ended_at) == (utc(5, 7, 55), utc(5, 9))
        assert (plan.people, plan.tags) == (("Ana",), ("Besprechung", "work"))
        assert lunch.note == "lunch"
        assert (dinner.kind, dinner.ended_at) == ("dinner", utc(6, 23, 30))

    def test_the_first_day_of_all_time_costs_itself_and_no_other(self, data: bytes) -> None:
        first = b"0001-01-01 00:00: arrived\n0001-01-01 01:00: a walk\n"
        left_out = [
            each for each in found_in(first + data, self.wanted) if isinstance(each, LeftOut)
        ]
        assert [each.why for each in left_out[:2]] == [Why.DAY_BEGAN, Why.OUT_OF_TIME]
        assert len(visits_in(first + data, self.wanted)) == self.count


class TestForest(TrackerContract):
    wanted = Format.FOREST
    sample = "forest.csv"
    count = 2
    left_out = (
        (4, "no_length", ""),
        (5, "bad_value", "is success"),
        (6, "bad_value", "start time"),
    )

    def test_a_tree_that_died_is_a_look_at_the_phone(self, data: bytes) -> None:
        dinner, alone = visits_in(data, self.wanted)
        assert (dinner.kind, dinner.note, dinner.slips) == ("dinner", "with Ana, at Enzo", ())
        assert (alone.kind, alone.tags) == ("alone", ())
        assert [slip.source for slip in alone.slips] == [SlipSource.PHONE]
