"""After an event, on the command line: whom one met, what is to follow, what became of it."""

from datetime import date, timedelta

from presence.core.clock import SystemClock
from tests.cli.conftest import Terminal


def today() -> date:
    """Of the moment: a run may begin before midnight."""
    return SystemClock().now().date()


def follow_ups(terminal: Terminal) -> list[tuple[str, str]]:
    found = terminal.json("people", "follow-ups")["follow_ups"]
    return [(each["name"], each["deed"]) for each in found]


def test_an_evening_with_four_new_people_ends_in_two_done_and_one_coffee(
    terminal: Terminal,
) -> None:
    terminal.type("add", "yesterday 18-21 event")
    said = terminal.type(
        *("people", "met", "Ann", "Bo", "Kim", "Lee", "--then", "connect", "--in", "2d"),
        *("--about", "trains"),
    ).out
    assert said.splitlines()[0] == "Met at Event: Ann, Bo, Kim, Lee"
    (session,) = terminal.sessions()
    assert session.people == ("Ann", "Bo", "Kim", "Lee")
    page = terminal.json("people", "show", "ann")
    assert (page["met"], page["met_on"]) == ("in_person", str(today() - timedelta(days=1)))
    assert "trains" in page["note"]
    terminal.type("people", "follow-up", "Ann", "book")
    terminal.type("people", "done", "1", "2")
    file = str(terminal.home / "ann.ics")
    terminal.type("people", "book", "Ann", "--out", file)
    assert follow_ups(terminal) == [("Kim", "connect"), ("Lee", "connect")]
    (event,) = terminal.json("people", "events")
    became = {each["name"]: (each["new"], each["connected"]) for each in event["met"]}
    assert became == {
        "Ann": (True, True),
        "Bo": (True, True),
        "Kim": (True, False),
        "Lee": (True, False),
    }


def test_whom_one_met_is_one_change(terminal: Terminal) -> None:
    terminal.type("add", "yesterday 18-21 event")
    terminal.type("people", "met", "Ann", "Bo", "--then", "write")
    assert "noted whom you met, Ann, Bo" in terminal.type("undo").out
    assert terminal.json("people") == []
    assert follow_ups(terminal) == []
    assert terminal.sessions()[0].people == ()
    terminal.type("redo")
    assert len(follow_ups(terminal)) == 2


def test_a_nick_is_who_it_is_and_who_was_there_is_there_once(terminal: Terminal) -> None:
    terminal.type("people", "add", "Zoë Lang", "--nick", "Zo")
    terminal.type("add", "yesterday 18-21 event @Bo")
    terminal.type("people", "met", "zo", "bo", "bo")
    assert terminal.sessions()[0].people == ("Bo", "Zoë Lang")
    assert terminal.json("people", "show", "zo")["met"] is None  # known before


def test_the_session_is_the_last_event_or_the_one_that_is_named(terminal: Terminal) -> None:
    terminal.type("add", "yesterday 10-11 coffee")
    terminal.type("add", "yesterday 18-21 event")
    event, coffee = terminal.sessions()
    terminal.type("people", "met", "Ann", "--session", coffee.id[:8])
    terminal.type("people", "met", "Bo")
    by_id = {each.id: each.people for each in terminal.sessions()}
    assert by_id == {event.id: ("Bo",), coffee.id: ("Ann",)}


def test_without_an_event_they_are_noted_all_the_same(terminal: Terminal) -> None:
    assert terminal.type("people", "met", "Ann").out == "Met: Ann\n"
    assert terminal.json("people", "show", "Ann")["met_on"] == str(today())
    assert "No event" in terminal.type("people", "events").out


def test_an_event_with_nobody_noted_says_how_to(terminal: Terminal) -> None:
    terminal.type("add", "yesterday 18-21 event")
    assert "presence people met NAME --session" in terminal.type("people", "events").out


def test_what_became_of_it_counts_meetings_since(terminal: Terminal) -> None:
    terminal.type("add", f"{today() - timedelta(days=20)} 18-21 event @Ann")
    terminal.type("add", f"{today() - timedelta(days=10)} 18-19 coffee @Ann")
    said = terminal.type("people", "events").out
    assert "Ann  new  met once again" in said


def test_what_might_follow_is_named_until_it_is_meant(terminal: Terminal) -> None:
    terminal.type("people", "add", "Zoë", "--met", "online")
    terminal.type("people", "add", "Bo", "--met", "person")
    said = terminal.type("people", "follow-ups").out
    assert "meet Zoë, whom you know only online" in said
    assert "connect with Bo, whom you met in person" in said
    terminal.type("people", "follow-up", "Zoë", "book", "--in", "tomorrow")
    terminal.type("people", "edit", "Bo", "--link", "https://example.org/bo")
    assert terminal.json("people", "follow-ups")["suggestions"] == []


def test_done_ones_are_listed_where_all_are_asked_for(terminal: Terminal) -> None:
    terminal.type("people", "add", "Zoë")
    terminal.type("people", "follow-up", "Zoë", "write", "--about", "the map")
    assert "Done: write to Zoë · the map" in terminal.type("people", "done", "1").out
    assert "Nothing is to follow." in terminal.type("people", "follow-ups").out
    assert "done" in terminal.type("people", "follow-ups", "--all").out
    terminal.type("undo")
    assert follow_ups(terminal) == [("Zoë", "write")]


def test_forgetting_somebody_takes_all_that_is_known_away(terminal: Terminal) -> None:
    terminal.type("people", "add", "Zoë Lang", "--relation", "friend")
    terminal.type("people", "follow-up", "Zoë Lang", "write")
    assert terminal.type("forget", "--person", "Zoë Lang", "--yes").code == 0
    assert terminal.json("people") == []
    assert follow_ups(terminal) == []
    assert b"Lang" not in (terminal.home / "presence.db").read_bytes()
