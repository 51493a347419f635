"""Exporting and importing on the command line."""

import csv
import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from presence.cli.context import Context
from presence.cli.exchange.stopped import say_stopped
from presence.paths import find_paths
from presence.store import open_log
from presence.store.importing.importer import Wish
from presence.store.importing.knocking import knock
from presence.store.importing.tally import NAMED_AT_MOST
from tests.cli.conftest import FakeApp, Terminal
from tests.exchange.homes import an_import
from tests.store.test_importing import many

DINNER = "yesterday 19-21:30 dinner @Ana @Tom #family"


@pytest.fixture
def other(tmp_path: Path, terminal: Terminal) -> Terminal:
    """Somebody at another computer; here there is something in the log."""
    terminal.json("add", DINNER)
    terminal.json("add", "yesterday 12:30-13 meeting @王思远")
    return Terminal(tmp_path / "other")


@pytest.mark.parametrize("wanted", ["jsonl", "csv"])
def test_what_is_exported_here_is_there_after_an_import(
    terminal: Terminal, other: Terminal, tmp_path: Path, wanted: str
) -> None:
    path = str(tmp_path / f"log.{wanted}")
    written = terminal.json("export", wanted, path)
    assert written == {"format": wanted, "path": path, "sessions": 2}
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    done = other.json("import", wanted, path)
    assert (done["read"], done["added"], done["unchanged"], done["left_out"]) == (2, 2, 0, [])
    assert other.sessions() == terminal.sessions()
    done = other.json("import", wanted, path)
    assert (done["read"], done["added"], done["unchanged"], done["left_out"]) == (2, 0, 2, [])
    assert other.json("week") == terminal.json("week")
    assert other.type("undo").code == 0
    assert other.sessions() == []
    assert other.type("redo").code == 0
    assert other.sessions() == terminal.sessions()


@pytest.mark.parametrize("wanted", ["jsonl", "csv"])
def test_what_goes_on_at_another_computer_starts_nothing_here(
    terminal: Terminal, other: Terminal, tmp_path: Path, wanted: str
) -> None:
    terminal.type("start", "dinner", "--ago", "3h", "--for", "4h", "--no-spawn")
    path = str(tmp_path / f"log.{wanted}")
    terminal.json("export", wanted, path)
    done = other.json("import", wanted, path)
    assert (done["added"], done["without_end"], done["left_out"]) == (3, 1, [])
    status = other.json("status")
    assert status["state"] == "idle"
    (waiting,) = status["unconfirmed"]
    assert waiting["duration_s"] // 60 in (180, 181)
    again = other.json("import", wanted, path)
    assert (again["added"], again["unchanged"], again["left_out"]) == (0, 3, [])
    here = terminal.json("import", wanted, path)
    assert (here["unchanged"], here["without_end"], here["left_out"]) == (3, 0, [])
    assert terminal.json("status")["state"] == "running"


def test_without_an_end_is_said_in_a_line(other: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("id,started_at,ended_at\nmine,2026-03-02T19:00Z,\n", encoding="utf-8")
    assert "had no end: it is taken to be over" in other.type("import", "csv", str(path)).out


def test_a_file_that_is_there_is_left_as_it_is(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("mine", encoding="utf-8")
    assert terminal.refused("export", "csv", str(path)) == "1 file_exists"
    assert path.read_text(encoding="utf-8") == "mine"
    assert terminal.type("export", "csv", "--force", str(path)).code == 0
    assert path.read_text(encoding="utf-8").startswith("id,kind,started_at")
    assert os.listdir(tmp_path / "home") != []
    assert [each.name for each in tmp_path.iterdir() if "part" in each.name] == []


def test_where_no_file_can_be_none_is_begun(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal.refused("export", "csv", str(tmp_path / "no" / "x")) == "1 file_not_writable"
    assert terminal.refused("export", "csv", str(tmp_path)) == "1 not_a_file"
    assert terminal.refused("export", "csv", "--force", "/dev/null") == "1 not_a_file"
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_a_dash_stands_for_the_terminal(terminal: Terminal, other: Terminal) -> None:
    lines = terminal.type("export", "jsonl", "-").out.splitlines()
    kinds = [json.loads(line).get("type") for line in lines]
    assert kinds == [None, "person", "person", "person", "session", "session", "end"]


def test_some_of_the_sessions(terminal: Terminal, other: Terminal, tmp_path: Path) -> None:
    for filters, count in (
        (["--with", "ana"], 1),
        (["--tag", "family"], 1),
        (["--kind", "meeting"], 1),
        (["--from", "yesterday", "--to", "yesterday"], 2),
        (["--to", "2020-01-01"], 0),
    ):
        path = tmp_path / "some.jsonl"
        assert terminal.json("export", "jsonl", "--force", *filters, str(path))["sessions"] == count
    assert "王" not in terminal.type("export", "jsonl", "-", "--with", "ana").out
    assert terminal.refused("export", "csv", "-", "--with", "Nobody") == "2 bad_filter"
    edges = ["--from", "2026-01-02", "--to", "2026-01-01"]
    assert terminal.refused("export", "csv", "-", *edges) == "2 bad_filter"


def test_each_line_that_is_left_out_is_named(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(
        b"started_at,ended_at,note\n"
        b"2026-11-20 19:00,2026-11-20 18:00,\n"
        b"2026-11-20 19:00,\x1b[31mlater,\n"
        b"2026-11-20 19:00,2026-11-20 20:00,fine\n"
    )
    told = terminal.type("import", "csv", str(path), "--dry-run")
    assert told.code == 0
    assert told.out.splitlines() == [
        "Would add 1 session.",
        "2 lines were left out:",
        "  line 2: it ends before it starts",
        "  line 3: ended_at cannot be “[31mlater”",
    ]
    assert terminal.sessions() == []
    done = terminal.json("import", "csv", str(path))
    assert done["read"] == 3
    assert done["added"] == 1
    assert [each["line"] for each in done["left_out"]] == [2, 3]
    assert done["left_out"][0]["reason"] == "it ends before it starts"
    assert [each["code"] for each in done["left_out"]] == ["end_before_start", "bad_value"]


def test_what_cannot_be_read_is_refused_in_one_line(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    assert terminal.refused("import", "csv", str(path)) == "1 file_not_readable"
    assert terminal.refused("import", "csv", str(tmp_path)) == "1 file_not_readable"
    path.write_text('{"schema":"presence-log/2.0"}\n', encoding="utf-8")
    assert terminal.refused("import", "jsonl", str(path)) == "1 file_is_newer"
    assert terminal.refused("import", "csv", str(path)) == "1 file_is_another"
    assert terminal.refused("import", "moon", str(path)) == "2 unknown_format"
    assert terminal.refused("import", str(path)) == "2 bad_request"
    assert terminal.sessions() == []


def test_a_running_app_is_told(app: FakeApp, terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("started_at,duration_s\n2026-11-20 19:00,60\n", encoding="utf-8")
    assert terminal.type("import", "csv", str(path), "--dry-run").code == 0
    assert app.asked == []
    assert terminal.type("import", "csv", str(path)).code == 0
    assert app.asked == [{"do": "importing"}, {"do": "changed"}]


def test_ctrl_c_says_that_nothing_of_it_is_in_the_log(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    rows = "".join(f"2026-11-20 19:00,{length}\n" for length in range(80_000))
    path.write_text(f"started_at,duration_s\n{rows}", encoding="utf-8")
    terminal.type("add", DINNER)
    before = terminal.sessions()
    words = [sys.executable, "-m", "presence", "--home", str(terminal.home), "import", "csv"]
    # What runs in the background of a shell ignores Ctrl-C, and so would what it starts.
    ours = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen([*words, str(path)], stderr=subprocess.PIPE, text=True) as command:
        signal.signal(signal.SIGINT, ours)
        while not (terminal.home / "import.db").exists():
            time.sleep(0.01)
        time.sleep(0.3)
        command.send_signal(signal.SIGINT)
        assert command.stderr is not None
        told = command.stderr.read()
        assert command.wait(30) == 130
    assert told == "presence: The import was stopped; nothing of it is in the log.\n"
    assert terminal.sessions() == before
    assert not (terminal.home / "import.db").exists()


def test_after_a_late_ctrl_c_the_rest_is_taken_out_while_nobody_waits(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.type("add", DINNER)
    log = open_log(find_paths(str(terminal.home)))
    steps = log.importer().steps(many(500), Wish(an_import()))
    while not all(next(steps)):  # until some of the sessions are written
        pass
    knock(log._connection)  # and in the log, for somebody was let in
    steps.close()
    assert log.has_unfinished_work
    context = Context(str(terminal.home), as_json=False)
    context.log = open_log(context.paths, settles=False)  # as of who was at it until now
    say_stopped(context)
    assert "is being taken out" in capsys.readouterr().err
    until = time.monotonic() + 30
    while len(log.newest(-1)) > 1:
        assert time.monotonic() < until
        time.sleep(0.02)
    log.close()


def test_what_is_left_out_is_written_into_a_file(terminal: Terminal, tmp_path: Path) -> None:
    path, rejects = tmp_path / "log.csv", tmp_path / "left out.csv"
    path.write_text("started_at,duration_s\n2026-11-20 19:00,60\n=cmd,60\n2026-11-20 19:00,-5\n")
    words = ("import", "csv", str(path), "--rejects", str(rejects))
    assert terminal.type(*words, "--dry-run").out.endswith(f"2 lines written to {rejects}.\n")
    rows = list(csv.DictReader(rejects.read_text().splitlines()))
    assert [(row["line"], row["content"]) for row in rows] == [
        ("3", "'=cmd,60"),
        ("4", "2026-11-20 19:00,-5"),
    ]
    assert rows[0]["reason"] == "started_at cannot be “=cmd”"
    assert terminal.refused(*words) == "1 file_exists"
    assert terminal.sessions() == []
    assert terminal.json(*words, "--force")["added"] == 1
    assert terminal.refused("import", "csv", "-", "--rejects", str(rejects)) == (
        "2 conflicting_words"
    )


def test_where_left_out_lines_cannot_be_written_nothing_is_imported(
    terminal: Terminal, tmp_path: Path
) -> None:
    path, nowhere = tmp_path / "log.csv", tmp_path / "no folder" / "left out.csv"
    path.write_text("started_at,duration_s\n2026-11-20 19:00,60\n2026-11-20 19:00,-5\n")
    words = ("import", "csv", str(path), "--force", "--rejects")
    assert terminal.refused(*words, str(nowhere)) == "1 file_not_writable"
    assert terminal.refused(*words, str(tmp_path)) == "1 not_a_file"
    assert terminal.refused(*words, "-") == "2 conflicting_words"
    assert terminal.refused(*words, "") == "2 conflicting_words"
    assert [each.name for each in tmp_path.glob("*.csv*")] == ["log.csv"]
    assert terminal.sessions() == []


def test_left_out_lines_never_take_the_place_of_the_file_they_are_of(
    terminal: Terminal, tmp_path: Path
) -> None:
    path, link = tmp_path / "log.csv", tmp_path / "link.csv"
    path.write_text("started_at,duration_s\n2026-11-20 19:00,-5\n")
    link.symlink_to(path)
    before = path.read_bytes()
    for read, chosen in ((path, path), (link, path), (path, link)):
        words = ("import", "csv", str(read), "--force", "--rejects", str(chosen))
        assert terminal.refused(*words) == "1 file_is_read"
    assert path.read_bytes() == before
    assert link.is_symlink()


def test_of_a_pipe_no_left_out_line_can_be_quoted(terminal: Terminal, tmp_path: Path) -> None:
    pipe, rejects = tmp_path / "pipe", tmp_path / "left out.csv"
    os.mkfifo(pipe)
    words = ("import", "csv", str(pipe), "--rejects", str(rejects))
    assert terminal.refused(*words) == "2 conflicting_words"
    assert not rejects.exists()


def test_more_left_out_lines_than_are_named_are_counted_in_the_file_too(
    terminal: Terminal, tmp_path: Path
) -> None:
    path, rejects = tmp_path / "log.csv", tmp_path / "left out.csv"
    bad = "2026-11-20 19:00,-5\n" * (NAMED_AT_MOST + 2)
    path.write_text(f"started_at,duration_s\n{bad}")
    said = "2 more were left out, and are not named."
    out = terminal.type("import", "csv", str(path), "--rejects", str(rejects)).out
    assert said in out
    assert "10\N{NARROW NO-BREAK SPACE}000 lines written to " in out
    rows = list(csv.DictReader(rejects.read_text().splitlines()))
    assert (len(rows), rows[-1]["reason"]) == (NAMED_AT_MOST + 1, said)


def test_of_broken_json_it_is_said_that_the_rest_was_not_read(
    terminal: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "timewarrior.json"
    hours = [f'{{"start":"20260101T{n}0000Z","end":"20260101T{n}3000Z"}}' for n in (10, 11, 12)]
    file.write_text(f"[{hours[0]}\n{hours[1]},\n{hours[2]}]")
    out = terminal.type("import", "timewarrior", str(file)).out
    assert "Added 1 session.\nThe file could be read only in part.\n" in out
    assert "line 2: nothing was read from here on: it is no JSON" in out
    assert "left out" not in out
