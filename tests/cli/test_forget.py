"""``forget`` in a terminal: what goes is shown first, and nothing goes without a yes."""

from datetime import UTC, datetime, timedelta

import pytest

from presence.paths import find_paths
from tests.cli.conftest import Terminal


@pytest.fixture(autouse=True)
def log(terminal: Terminal) -> None:
    for line in (
        '3 days ago 19-21 dinner @Ana @Tom note:"Tom sang"',
        "yesterday 12-13 coffee @Tom",
    ):
        assert terminal.type("add", line).code == 0
    terminal.json("backup")


def people(terminal: Terminal) -> list[list[str]]:
    return [session["people"] for session in terminal.json("log")]


def test_what_would_go_is_shown_and_without_a_yes_nothing_goes(terminal: Terminal) -> None:
    done = terminal.type("forget", "--person", "tom")
    assert "2 sessions stay, without the name." in done.out
    assert "1 copy of the log is written anew." in done.out
    assert "cannot be undone" in done.out
    assert done.code == 1
    assert 'presence forget --person "tom" --yes' in done.err
    assert people(terminal) == [["Tom"], ["Ana", "Tom"]]


def test_with_a_yes_the_name_goes_and_the_hours_stay(terminal: Terminal) -> None:
    assert terminal.type("forget", "--person", "tom", "--yes").code == 0
    assert people(terminal) == [[], ["Ana"]]
    assert [session["note"] for session in terminal.json("log")] == ["", ""]
    assert terminal.json("verify")["ok"]
    assert terminal.refused("undo") == "1 nothing_to_undo"


def test_a_dry_run_for_a_script_says_what_would_go(terminal: Terminal) -> None:
    record = terminal.json("forget", "--person", "@Tom", "--with-sessions", "--dry-run")
    assert (record["forgotten"], record["sessions_gone"]) == (False, 2)
    assert len(record["rewritten"]) == 1
    assert len(people(terminal)) == 2


def test_somebody_who_is_there_just_now_stays_until_it_is_over(terminal: Terminal) -> None:
    terminal.type("start", "dinner", "--with", "Tom", "--no-spawn")
    words = ("forget", "--person", "tom", "--with-sessions", "--yes")
    assert terminal.refused(*words) == "1 already_running"
    assert terminal.type("forget", "--person", "tom", "--yes").code == 0
    assert terminal.json("status")["session"]["people"] == []
    assert terminal.type(*words).code == 1


def test_the_time_before_a_day_goes(terminal: Terminal) -> None:
    record = terminal.json("forget", "--before", "yesterday", "--yes")
    assert (record["forgotten"], record["sessions_gone"], record["people"]) == (True, 1, 1)
    assert people(terminal) == [["Tom"]]


def test_everything_goes_and_a_new_log_can_begin(terminal: Terminal) -> None:
    assert terminal.type("forget", "--everything", "--yes").code == 0
    assert terminal.json("log") == []
    assert terminal.json("restore")["files"] == []
    assert terminal.type("add", "yesterday 9-10 meeting").code == 0


def test_remembered_phones_go_with_everything_alone(terminal: Terminal) -> None:
    folder = find_paths(str(terminal.home)).phone
    folder.mkdir(parents=True)
    for name in ("phones.json", "certificate.pem"):
        (folder / name).write_text("{}")
    assert terminal.type("forget", "--person", "Tom", "--yes").code == 0
    assert len(list(folder.iterdir())) == 2
    said = terminal.type("forget", "--everything", "--yes").out
    assert "Your phones are remembered no more" in said
    assert list(folder.iterdir()) == []
    assert "Your phones" not in terminal.type("forget", "--everything", "--yes").out


def test_words_that_say_too_little_or_too_much_are_refused(terminal: Terminal) -> None:
    assert terminal.refused("forget") == "2 bad_request"
    assert terminal.refused("forget", "--everything", "--before", "fri") == "2 conflicting_words"
    assert terminal.refused("forget", "--everything", "--with-sessions") == "2 conflicting_words"
    assert terminal.refused("forget", "--person", "Nobody") == "1 no_such_person"
    next_month = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    assert terminal.refused("forget", "--before", next_month, "--yes") == "1 in_the_future"
    assert len(people(terminal)) == 2
