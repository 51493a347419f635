"""CSV of our own and of others: columns by name, bad rows named, nothing that runs."""

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest

from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import Why
from presence.core.session import Origin
from presence.exchange.formats import Format
from presence.exchange.lines import LONGEST
from tests.exchange.homes import a_full_home, a_home, exported, imported, reasons
from tests.store.logs import sessions_of

HEAD = "started_at,ended_at,kind,people,note"
ROW = "2026-11-20 19:00,2026-11-20 20:30,Abendessen,Ana; Tom,good"


def test_times_and_a_length_are_enough(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    data = "started_at;duration\n2026-11-20T19:00;1:30:00\n2026-11-21T19:00+00:00;90\n"
    done = imported(home, data.encode(), Format.CSV)
    assert done.left_out == ()
    second, first = sessions_of(home)
    assert first.started_at.isoformat() == "2026-11-20T18:00:00+00:00"
    assert first.duration(first.started_at) == timedelta(minutes=90)
    assert (first.kind, first.zone, first.origin) == ("meeting", "Europe/Berlin", Origin.ADDED)
    assert second.duration(second.started_at) == timedelta(seconds=90)
    assert imported(home, data.encode(), Format.CSV).sessions.unchanged == 2


@pytest.mark.parametrize("first", ["", "sep=;\r\n", '"sep=;"\n'])
def test_what_excel_writes_in_germany_is_read(tmp_path: Path, first: str) -> None:
    home = a_home(tmp_path)
    data = f"\ufeff{first}Kind;Started at;Ended at;duration;note\r\n"
    data += 'dinner;20.11.2026 19:00;20.11.2026 20:30:15;;"a; b, c"\r\n'
    data += "dinner;1.2.2026, 9:05;;90,5;\r\n"
    assert imported(home, data.encode(), Format.CSV).left_out == ()
    dinner, early = sessions_of(home)
    assert dinner.started_at.isoformat() == "2026-11-20T18:00:00+00:00"
    assert dinner.duration(dinner.started_at) == timedelta(minutes=90, seconds=15)
    assert dinner.note == "a; b, c"
    assert early.started_at.isoformat() == "2026-02-01T08:05:00+00:00"
    assert early.duration(early.started_at) == timedelta(seconds=90.5)


@pytest.mark.parametrize(
    "told", ["31.2.2026 19:00", "20.11.26 19:00", "20.11.2026", "٢٠.١١.2026 9:00"]
)
def test_a_day_that_there_is_not_is_named_as_it_was_written(tmp_path: Path, told: str) -> None:
    data = f"started_at;duration\n{told};90\n".encode()
    done = imported(a_home(tmp_path), data, Format.CSV)
    assert [(each.why, each.value) for each in done.left_out] == [(Why.BAD_VALUE, told)]


def test_a_time_that_no_clock_showed_is_named(tmp_path: Path) -> None:
    rows = "2026-03-29 02:30,60\n2026-03-29 03:30,60\n2026-10-25 02:30,60\n"
    data = f"started_at,duration_s\n{rows}".encode()
    (left_out,) = imported(a_home(tmp_path), data, Format.CSV).left_out
    assert (left_out.line, left_out.why, left_out.field) == (2, Why.NO_SUCH_TIME, "started_at")
    assert left_out.value == "2026-03-29 02:30:00"


def test_a_separator_and_nothing_more_is_no_file_of_times(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        imported(a_home(tmp_path), b"sep=;\n", Format.CSV)
    assert refused.value.code is ErrorCode.NO_TIMES_IN_FILE


def test_a_file_of_another_program_names_kinds_and_people_as_people_do(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    data = f"\ufeffNote, Kind ,Ended at,Started at,People,Moon\r\ngood,Abendessen,{ROW[17:33]},"
    data += f"{ROW[:16]},Ana; Tom,full\r\n"
    assert imported(home, data.encode(), Format.CSV).left_out == ()
    (session,) = sessions_of(home)
    assert (session.kind, session.people, session.note) == ("dinner", ("Ana", "Tom"), "good")


def test_the_order_of_columns_is_free(tmp_path: Path) -> None:
    full, home = a_full_home(tmp_path), a_home(tmp_path)
    rows = list(csv.reader(io.StringIO(exported(full, Format.CSV).decode(), newline="")))
    text = io.StringIO(newline="")
    csv.writer(text).writerows([row[::-1] for row in rows])
    imported(home, text.getvalue().encode(), Format.CSV)
    assert sessions_of(home) == sessions_of(full)


BAD = {
    "2026-11-20 19:00,2026-11-20 18:00,,,": "end_before_start",
    "2026-11-20 19:00,,,,": "missing",
    ",2026-11-20 18:00,,,": "missing",
    "soon,2026-11-20 18:00,,,": "bad_value",
    "2026-11-20 19:00,2026-11-29 19:00,,,": "too_long",
    "2999-11-20 19:00,2999-11-20 20:00,,,": "out_of_time",
    "2027-12-20 19:00,2027-12-20 20:00,,,": "out_of_time",
    "2026-11-20 19:00,2026-11-20 20:00,,,,more": "too_many_cells",
    "2026-11-20 19:00,2026-11-20 20:00,,,\x00": "nul",
    "2026-11-20 19:00,2026-11-20 20:00,,,x" + "x" * LONGEST: "line_too_long",
    '2026-11-20 19:00,2026-11-20 20:00,,,"never closed': "open_quote",
}


@pytest.mark.parametrize("row", BAD, ids=lambda row: row[:40].replace("\0", "NUL"))
def test_a_row_that_cannot_go_in_is_named_and_the_others_go_in(tmp_path: Path, row: str) -> None:
    home = a_home(tmp_path)
    data = f"{HEAD}\n{row}\n{ROW}\n".encode()
    assert reasons(imported(home, data, Format.CSV)) == [(2, BAD[row])]
    assert len(sessions_of(home)) == 1


def test_a_row_in_another_encoding_is_named(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    bad = ROW.replace("good", '"sch\xf6n\nund gut"').encode("latin-1")
    data = b"\n".join((HEAD.encode(), bad, ROW.encode(), b""))
    assert reasons(imported(home, data, Format.CSV)) == [(2, "not_utf8")]
    assert len(sessions_of(home)) == 1


def test_a_last_row_that_is_cut_short_is_not_taken_for_a_whole_one(tmp_path: Path) -> None:
    full = a_full_home(tmp_path)
    data = exported(full, Format.CSV)
    last = len(data.rstrip().rsplit(b"\n", 1)[1])
    for cut in range(3, last, 9):
        home = a_home(tmp_path, f"cut {cut}")
        done = imported(home, data[:-cut], Format.CSV)
        assert len(done.left_out) == 1, cut
        assert sessions_of(home) == sessions_of(full)[1:]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"kind,people\ndinner,Ana\n", "no_times_in_file"),
        (b"started_at,people\n", "no_times_in_file"),
        (b"", "file_not_ours"),
        (b"\xff\xfes\0t\0", "file_not_utf8"),
        (b"x" * (LONGEST + 5), "file_not_ours"),
        (b'"started_at,ended_at\n', "no_times_in_file"),
    ],
)
def test_a_file_without_times_is_refused_as_a_whole(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        imported(a_home(tmp_path), data, Format.CSV)
    assert refused.value.code.value == code
