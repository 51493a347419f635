"""``verify``, ``backup`` and ``restore`` in a terminal, and a log that cannot be used."""

import os
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile

from presence.paths import find_paths
from tests.cli.conftest import Done, Terminal
from tests.store.logs import meddle


@pytest.fixture
def file(terminal: Terminal) -> Path:
    """A backup of two evenings; a third one came after it."""
    for line in ("3 days ago 19-21 dinner @Ana", "2 days ago 19-20 walk @Tom"):
        assert terminal.type("add", line).code == 0
    path = Path(terminal.json("backup")["path"])
    assert terminal.type("add", "yesterday 12-13 coffee @Zoë").code == 0
    return path


def told(done: Done) -> str:
    """The one line of an error."""
    assert done.code == 1, done
    assert done.err.startswith("presence: ")
    assert done.err.count("\n") == 1
    return done.err


def test_a_backup_says_where_it_lies_and_what_it_holds(terminal: Terminal, file: Path) -> None:
    record = terminal.json("backup")
    assert (record["sessions"], record["people"], record["what"]) == (3, 3, "backup")
    assert record["changes"] == 3
    said = terminal.type("backup").out
    assert "presence-2" in said
    assert "3 sessions, 3 people" in said


def test_nothing_is_backed_up_where_no_log_is(terminal: Terminal) -> None:
    assert terminal.refused("backup") == "1 no_log_yet"
    assert not terminal.home.exists() or os.listdir(terminal.home) == []


def test_backups_are_listed_with_what_they_hold(terminal: Terminal, file: Path) -> None:
    listed = terminal.json("restore")["files"]
    assert [(each["what"], each["sessions"]) for each in listed] == [("backup", 2)]
    said = terminal.type("restore").out
    assert file.name in said
    assert "2 sessions, 2 people" in said


def test_tab_completion_knows_the_backups(terminal: Terminal, file: Path) -> None:
    assert terminal.type("complete", "backups").out == f"{file.name}\n"


def test_without_a_backup_the_list_says_how_to_make_one(terminal: Terminal) -> None:
    assert "presence backup" in terminal.type("restore").out


def test_the_difference_is_shown_first_and_without_a_yes_nothing_is_changed(
    terminal: Terminal, file: Path
) -> None:
    before = terminal.sessions()
    done = terminal.type("restore", file.name)
    assert "1 session would be gone:\n  Coffee · Zoë · yesterday 12:00–13:00\n" in done.out
    assert f"presence restore {file.name} --yes" in told(done)
    assert terminal.type("restore", file.name, "--json").json["error"]["code"] == "needs_a_yes"
    shown = terminal.json("restore", str(file), "--dry-run")
    assert len(shown["gone"]) == 1
    assert (shown["back"], shown["changed"], shown["restored"]) == ([], [], False)
    assert terminal.sessions() == before


def test_with_a_yes_it_is_put_back_and_says_where_the_other_one_is(
    terminal: Terminal, file: Path
) -> None:
    done = terminal.type("restore", file.name, "--yes")
    assert done.code == 0
    assert "Put back: the log holds 2 sessions." in done.out
    assert len(terminal.sessions()) == 2
    (aside,) = terminal.home.glob("presence-before-*.db")
    assert str(aside) in done.out
    assert terminal.json("restore", aside.name, "--yes")["sessions"] == 3
    assert len(terminal.sessions()) == 3
    assert terminal.json("verify")["ok"]
    assert not (terminal.home / "presence.lock").exists()


def test_while_the_app_runs_the_log_is_not_swapped_under_it(terminal: Terminal, file: Path) -> None:
    lock = QLockFile(str(find_paths(str(terminal.home)).instance_lock))
    assert lock.tryLock(0)
    assert terminal.refused("restore", file.name, "--yes") == "1 app_has_the_log"
    assert "presence quit" in terminal.type("restore", file.name, "--yes").err
    lock.unlock()
    assert len(terminal.sessions()) == 3


def test_a_file_that_is_not_there_or_none_named_is_said(terminal: Terminal, file: Path) -> None:
    assert terminal.refused("restore", "nowhere.db") == "1 no_such_file"
    assert terminal.refused("restore", "--yes") == "2 bad_request"
    assert terminal.refused("verify", "nowhere.db") == "1 no_such_file"


def test_a_backup_can_be_verified_too(terminal: Terminal, file: Path) -> None:
    assert terminal.json("verify", file.name)["sessions"] == 2
    meddle(file, "UPDATE people SET name = 'Eva'")
    done = terminal.type("verify", file.name)
    assert done.code == 1
    assert "a person is not as it was written: " in done.out
    assert "is damaged" in told(terminal.type("restore", file.name, "--yes"))


def test_what_is_saved_of_a_damaged_log_is_shown_and_can_be_put_back(
    terminal: Terminal, file: Path
) -> None:
    path = terminal.home / "presence.db"
    broken = b"\0" * 100 + path.read_bytes()[100:]
    path.write_bytes(broken)
    shown = terminal.type("restore", "--salvage")
    assert shown.code == 0
    assert "sessions: 3 of 3" in shown.out
    assert path.read_bytes() == broken
    (saved,) = terminal.home.glob("presence-salvaged-*.db")
    assert f"presence restore {saved.name}" in shown.out
    assert terminal.type("restore", saved.name, "--yes").code == 0
    assert len(terminal.sessions()) == 3
    assert any(each.read_bytes() == broken for each in terminal.home.glob("presence-before-*.db"))


def test_what_shows_only_when_it_is_read_is_met_with_the_backup_too(
    terminal: Terminal, file: Path
) -> None:
    path = terminal.home / "presence.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 8192) + whole[-4096:])
    for words in (["status"], ["log"], ["week"], ["add", "yesterday 9-10 walk"]):
        assert f"presence restore {file.name}" in told(terminal.type(*words)), words


def test_a_file_that_is_no_backup_is_told_from_the_log(terminal: Terminal, file: Path) -> None:
    foreign = terminal.home / "letter.txt"
    foreign.write_text("Dear Ana, " * 100)
    said = told(terminal.type("restore", str(foreign)))
    assert f"The file {foreign} is damaged" in said
    assert "no backup yet" not in said


def test_salvage_writes_a_file_and_so_is_no_dry_run(terminal: Terminal, file: Path) -> None:
    assert terminal.refused("restore", "--salvage", "--dry-run") == "2 conflicting_words"
    assert list(terminal.home.glob("presence-salvaged-*")) == []


def test_salvage_for_a_script_says_how_much(terminal: Terminal, file: Path) -> None:
    record = terminal.json("restore", "--salvage")
    assert record["sessions"] == {"saved": 3, "known": 3}
    assert terminal.json("restore", "--salvage", "--yes")["restored"]


def test_a_damaged_log_names_the_backup_that_would_come_back(
    terminal: Terminal, file: Path
) -> None:
    (terminal.home / "presence.db").write_bytes(b"not a database at all" * 50)
    said = told(terminal.type("log"))
    assert f"“presence restore {file.name}” brings back the backup of " in said
    assert "with 2 sessions." in said


def test_a_table_that_is_gone_is_a_damaged_log_to_every_command(
    terminal: Terminal, file: Path
) -> None:
    connection = sqlite3.connect(terminal.home / "presence.db")
    connection.execute("DROP TABLE kinds")
    connection.close()
    assert terminal.refused("log") == "1 log_is_damaged"
    verdict = terminal.type("verify", "--json")
    assert verdict.code == 1
    assert verdict.json["problems"]
