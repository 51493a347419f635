"""``presence add``: what is sure is written, what is not is told with a way forward."""

import pytest

from presence.core.slip import SlipReason
from tests.cli.conftest import Terminal

YESTERDAY = "yesterday 19-21:30 dinner"


def test_a_whole_line_is_in_the_log(terminal: Terminal) -> None:
    done = terminal.type(
        "add",
        f'{YESTERDAY} @Ana @"Tom Müller" #family #"my tag" place:"Da Enzo"'
        " slipped 1 needed slipped 1 call phones mostly enjoyed 5 distracted 2",
    )
    assert done.code == 0, done
    (session,) = terminal.sessions()
    assert session.people == ("Ana", "Tom Müller")
    assert session.tags == ("family", "my tag")
    assert session.place == "Da Enzo"
    assert [slip.reason for slip in session.slips] == [SlipReason.NEEDED, SlipReason.CALL]
    assert (session.enjoyed, session.distracted) == (5, 2)


@pytest.mark.parametrize(
    "line",
    ["90m ago coffee @Ana 45m", "mon 12:30 +1h lunch", "2026-11-03 9-10 meeting"],
)
def test_the_lines_of_the_manual_are_understood(terminal: Terminal, line: str) -> None:
    assert terminal.type("add", line).code == 0


def test_a_trial_shows_what_was_understood_and_writes_nothing(terminal: Terminal) -> None:
    done = terminal.type("add", "--dry-run", f"{YESTERDAY} @Ana #family slipped 2")
    assert done.code == 0
    assert done.out == (
        "Dinner · Ana\n"
        "yesterday · 19:00–21:30 · 2 h 30 min\n"
        "#family · 2 looks at a screen\n"
        "Nothing was written.\n"
    )
    assert terminal.sessions() == []


def test_a_trial_for_a_script_has_every_piece_with_its_place(terminal: Terminal) -> None:
    line = "yesterday 7-9 dinner #family"
    told = terminal.json("add", "--dry-run", line)
    assert [(part["what"], line[part["start"] : part["end"]]) for part in told["parts"]] == [
        ("day", "yesterday"),
        ("range", "7-9"),
        ("kind", "dinner"),
        ("tag", "#family"),
    ]
    assert told["session"]["id"] is None
    assert told["session"]["tags"] == ["family"]
    assert told["clear"] is True
    assert [each["line"] for each in told["readings"]] == [
        "yesterday 19:00-21:00 dinner #family",
        "yesterday 07:00-09:00 dinner #family",
    ]
    assert terminal.sessions() == []


def test_what_is_clearly_likelier_is_written_and_the_other_is_named(terminal: Terminal) -> None:
    done = terminal.type("add", "yesterday 7-9 dinner")
    assert done.code == 0
    assert "19:00–21:00" in done.out
    assert "If you meant 07:00–09:00, write: yesterday 07:00-09:00 dinner" in done.out


@pytest.mark.parametrize(
    ("line", "first", "second"),
    [
        ("03/04/2020 19-20 dinner", "2020-04-03 19-20 dinner", "2020-03-04 19-20 dinner"),
        ("yesterday 7-8 meeting", "yesterday 07:00-08:00 meeting", "yesterday 19:00-20:00 meeting"),
    ],
)
def test_what_nobody_can_know_is_refused_with_every_reading(
    terminal: Terminal, line: str, first: str, second: str
) -> None:
    assert terminal.refused("add", line) == "2 ambiguous_entry"
    told = terminal.type("add", line).err
    assert f"“{first}”" in told
    assert f"“{second}”" in told
    assert terminal.sessions() == []
    assert terminal.type("add", second).code == 0


def test_a_name_that_two_people_begin_with_is_refused(terminal: Terminal) -> None:
    terminal.type("add", 'yesterday 9-10 meeting @"Ana Silva" @"Anna Blau"')
    assert terminal.refused("add", f"{YESTERDAY} an") == "2 ambiguous_entry"
    told = terminal.type("add", f"{YESTERDAY} an").err
    assert "Ana Silva, Anna Blau" in told
    assert terminal.type("add", f"{YESTERDAY} ana").code == 0


def test_a_start_takes_tags_too(terminal: Terminal) -> None:
    terminal.json("start", "dinner", "#family", "30m", "--no-spawn")
    (session,) = terminal.sessions()
    assert (session.tags, session.note) == (("family",), "")


def test_what_a_shell_takes_the_quotes_off_is_still_one_name(terminal: Terminal) -> None:
    words = ("yesterday", "19-21", "dinner", "@Tom Müller", "#long table", "place:Da Enzo")
    assert terminal.type("add", *words, "note:so long, 3 of us", "@Ana").code == 0
    assert terminal.type("start", "--no-spawn", "dinner", "@Tom Müller").code == 0
    running, added = terminal.sessions()
    assert (running.people, added.people) == (("Tom Müller",), ("Tom Müller", "Ana"))
    assert (added.tags, added.place) == (("long table",), "Da Enzo")
    assert added.note == "so long, 3 of us"


def test_a_line_in_pieces_is_read_as_one(terminal: Terminal) -> None:
    for words in (("yesterday 19-21", "dinner", "@Ana @Tom"), ("yesterday 9-10 walk @Ana",)):
        assert terminal.type("add", *words).code == 0
    assert [each.people for each in terminal.sessions()] == [("Ana", "Tom"), ("Ana",)]


def test_a_name_of_more_than_a_thousand_letters_is_refused(terminal: Terminal) -> None:
    assert terminal.refused("add", f"yesterday 19-21 dinner @{'a' * 1001}") == "2 text_too_long"
    assert terminal.refused("start", "--no-spawn", "--with", "a" * 1001) == "2 text_too_long"
    assert terminal.json("status")["state"] == "idle"
    terminal.json("add", f"yesterday 19-21 dinner @{'a' * 1000}")
    assert len(terminal.sessions()) == 1
