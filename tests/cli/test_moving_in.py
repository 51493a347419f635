"""Other programs' files on the command line: folders, wrong formats, what is left out and where."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from presence.exchange.formats import Way, formats
from presence.exchange.opening import refuse_empty
from presence.exchange.trackers.toggl import COLUMNS
from presence.words.dates import grouped
from tests.cli.conftest import Terminal

SAMPLES = Path(__file__).parent.parent / "exchange" / "samples"


def test_a_folder_of_timewarrior_moves_in_as_a_whole(terminal: Terminal) -> None:
    done = terminal.json("import", "timewarrior", str(SAMPLES / "timewarrior"))
    assert (done["read"], done["added"]) == (5, 4)
    assert done["left_out"] == [
        {
            "line": 4,
            "code": "still_running",
            "reason": "it has no end: it was in progress when the file was written",
            "file": "2026-11.data",
        }
    ]
    again = terminal.type("import", "timewarrior", str(SAMPLES / "timewarrior"))
    assert "Nothing new was added." in again.out
    assert "  2026-11.data, line 4: it has no end" in again.out
    assert terminal.type("undo").code == 0
    assert terminal.sessions() == []


def test_the_wrong_format_is_told_from_the_right_one(terminal: Terminal) -> None:
    told = terminal.type("import", "forest", str(SAMPLES / "clockify.csv"))
    assert told.code == 1
    assert "it looks like one of Clockify; nothing was changed" in told.err
    assert "clockify" in told.err.splitlines()[-1]
    assert terminal.refused("import", "with-whom", "x.csv") == "2 unknown_format"
    assert terminal.refused("export", "forest", "x.csv") == "2 unknown_format"


@pytest.mark.parametrize("wanted", ["csv", "klog", "linkedin", "vcard"])
def test_a_file_of_utf_16_is_named_where_it_is_said(
    terminal: Terminal, tmp_path: Path, wanted: str
) -> None:
    file = tmp_path / "contacts"
    file.write_text("First Name,Last Name\n", encoding="utf-16")
    assert f"{file} is UTF-16" in terminal.type("import", wanted, str(file)).err


@pytest.mark.parametrize("held", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_said_to_be_empty(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: bytes
) -> None:
    file = tmp_path / "contacts"
    file.write_bytes(held)
    for wanted in formats(Way.IN):
        assert terminal.refused("import", wanted.value, str(file)) == "1 file_is_empty"
    with file.open() as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        assert terminal.refused("import", "vcard", "-") == "1 file_is_empty"


def test_white_space_that_a_pipe_begins_with_is_not_taken_for_all_of_it() -> None:
    out, into = os.pipe()
    with open(out, "rb") as stream:
        os.write(into, b"\n")
        refuse_empty(stream, "-")
        os.write(into, b"BEGIN:VCARD\n")
        os.close(into)
        assert stream.read() == b"\nBEGIN:VCARD\n"


@pytest.mark.parametrize("wanted", ["vcard", "klog"])
def test_a_text_without_any_card_or_day_is_no_file_of_that_format(
    terminal: Terminal, tmp_path: Path, wanted: str
) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear Ana,\nhow are you?\n")
    assert terminal.refused("import", wanted, str(file)) == "1 file_not_ours"


@pytest.mark.parametrize("name", ["toggl.csv", "activitywatch.json", "calendar.ics"])
def test_every_row_that_is_left_out_says_why(terminal: Terminal, name: str) -> None:
    wanted = name.split(".")[0].replace("calendar", "ics")
    done = terminal.json("import", wanted, str(SAMPLES / name), "--dry-run")
    assert done["left_out"]
    assert all(each["reason"] and "{" not in each["reason"] for each in done["left_out"])
    assert terminal.sessions() == []


def test_a_value_that_cannot_be_is_said_with_line_column_and_reason(
    terminal: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "Connections.csv"
    file.write_text("First Name,Last Name,Connected On\nAna,Silva,31 Feb 2024\n,,1 Mar 2024\n")
    assert terminal.type("import", "linkedin", str(file)).out == (
        "Added 1 person.\n"
        "1 line was left out:\n"
        "1 value was left out:\n"
        "  line 2: Connected On cannot be “31 Feb 2024”; all else of it goes in\n"
        "  line 3: it names nobody\n"
    )


def test_a_value_of_a_card_that_is_cut_or_one_of_too_many_is_said(
    terminal: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "ana.vcf"
    links = "".join(f"URL:https://x.example/{number}\n" for number in range(21))
    file.write_text(f"BEGIN:VCARD\nFN:Ana\n{links}NOTE:{'n' * 100_001}\nEND:VCARD\n")
    assert terminal.type("import", "vcard", str(file)).out == (
        "Added 1 person.\n"
        "2 values were left out:\n"
        "  line 3: URL is said too often: the first 20 go in\n"
        f"  line 24: NOTE is too long: its first {grouped(100_000)} letters go in\n"
    )


def test_a_calendar_comes_by_a_pipe_of_its_own_reader(terminal: Terminal) -> None:
    done = terminal.json("import", "ics", str(SAMPLES / "calendar.ics"))
    assert done["added"] == 4  # nobody has said yet who “me” is, and has turned one down
    assert {each.kind for each in terminal.sessions()} == {"dinner", "meeting"}


def test_what_is_in_progress_is_said_not_to_be_in_the_file(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal.type("add", "yesterday 19-20 dinner @Ana")
    terminal.type("start", "coffee", "--no-spawn")
    told = terminal.type("export", "toggl", str(tmp_path / "toggl.csv"))
    assert "1 session written" in told.out
    assert "What is in progress is not in it" in told.out


def test_every_format_has_a_title_and_ends(terminal: Terminal) -> None:
    for each in (*formats(Way.IN), *formats(Way.OUT)):
        assert each.title()
        assert all(end.startswith(".") for end in each.ends)
    names = terminal.type("complete", "imports").out.split()
    assert names == [each.value for each in formats(Way.IN)]


def test_three_years_of_toggl_become_a_review(terminal: Terminal, tmp_path: Path) -> None:
    rows = [",".join(COLUMNS)]
    day = date(2023, 10, 2)
    while day < date(2026, 10, 2):
        if day.weekday() < 5:
            rows.append(f"Jo,,Acme,Website,,build,No,{day},09:00:00,{day},11:00:00,02:00:00,")
        if day.weekday() == 4:
            rows.append(
                f'Jo,,,Dinner,,Da Enzo,No,{day},19:00:00,{day},21:30:00,02:30:00,"with=Ana, family"'
            )
        day += timedelta(days=1)
    path = tmp_path / "toggl.csv"
    path.write_text("\r\n".join(rows) + "\r\n", encoding="utf-8-sig")
    done = terminal.json("import", "toggl", str(path))
    assert (done["read"], done["added"], done["left_out"]) == (len(rows) - 1, len(rows) - 1, [])
    year = terminal.json("year", "2025")
    fridays, weekdays = 52, 261
    assert {each["name"]: each["total_s"] for each in year["people"]} == {"Ana": fridays * 9000}
    assert year["total_s"] == fridays * 9000 + weekdays * 7200
    again = terminal.json("import", "toggl", str(path))
    assert (again["added"], again["unchanged"]) == (0, len(rows) - 1)
    assert terminal.type("undo").code == 0
    assert terminal.sessions() == []
