"""Whom one has not seen for a while, on the command line; and who gets a coffee."""

import os
import subprocess
import sys
from contextlib import suppress
from datetime import date, datetime, timedelta

import icalendar
import pytest
import vobject

from presence.core.clock import SystemClock
from presence.core.ports import Change, ChangeKind
from presence.paths import find_paths
from presence.store import open_log
from presence.store.known.cadences import CADENCE
from presence.store.known.people import DETAILS
from tests.cli.conftest import Terminal

DAY = timedelta(days=1)


def today() -> date:
    """Of the moment: a run may begin before midnight."""
    return SystemClock().now().date()


def due(terminal: Terminal) -> list[tuple[str, str]]:
    return [(each["name"], each["reach"]) for each in terminal.json("people", "due")]


def met(terminal: Terminal, who: str, days_ago: int, line: str = "19-21 dinner") -> None:
    day = today() - DAY * days_ago
    assert terminal.type("add", f"{day} {line} @{who}").code == 0


def test_without_a_wish_it_says_how_to_have_one(terminal: Terminal) -> None:
    assert "presence people cadence friend 3w" in terminal.type("people", "due").out
    assert "presence people cadence friend 3w" in terminal.type("people", "cadence").out


def test_it_says_who_for_how_long_and_where_it_was(terminal: Terminal) -> None:
    terminal.type("people", "add", "Ana", "--relation", "friend")
    terminal.type("people", "cadence", "friend", "3w", "--at-most", "8w")
    met(terminal, "Ana", 36)
    (session,) = terminal.sessions()
    terminal.type("edit", session.id, "--place", "Da Enzo")
    said = terminal.type("people", "due").out
    assert said == "Ana  not seen for 5 weeks  last time Dinner at Da Enzo\n"
    (record,) = terminal.json("people", "due")
    assert (record["days"], record["last_place"]) == (36, "Da Enzo")


def test_a_friend_seen_last_night_is_not_in_it(terminal: Terminal) -> None:
    terminal.type("people", "add", "Ana", "--every", "1w")
    met(terminal, "Ana", 30)
    assert due(terminal) == [("Ana", "soon")]
    met(terminal, "Ana", 1)
    assert due(terminal) == []
    assert "everybody lately" in terminal.type("people", "due").out


def test_whom_one_never_met_is_listed_and_a_group_is_seen_as_one_wants(terminal: Terminal) -> None:
    terminal.type("groups", "add", "Team", "--with", "Bo", "--with", "Kim")
    terminal.type("people", "cadence", "@Team", "2w")
    met(terminal, "Bo", 20)
    assert due(terminal) == [("Bo", "soon"), ("Kim", "never_met")]
    terminal.type("people", "add", "Kim", "--every", "9w")
    assert terminal.json("people", "due")[1]["cadence"]["days"] == 63
    terminal.type("people", "cadence", "@Team", "none")
    assert due(terminal) == [("Kim", "never_met")]


def test_where_nobody_is_yet_of_whom_one_wants_to_see_it_says_so(terminal: Terminal) -> None:
    assert "You have not said yet" in terminal.type("people", "due").out
    terminal.type("people", "cadence", "friend", "3w")
    said = terminal.type("people", "due").out
    assert said.startswith("You know nobody yet of those whom you want to see every so often.\n")
    assert "--relation friend" in said


def test_who_is_let_be_is_not_missed_whatever_is_wished_of_others(terminal: Terminal) -> None:
    terminal.type("groups", "add", "Team", "--with", "Ana")
    terminal.type("people", "cadence", "@Team", "2w")
    terminal.type("people", "cadence", "friend", "3w")
    terminal.type("people", "add", "Ana", "--relation", "friend", "--every", "1w")
    met(terminal, "Ana", 40)
    assert terminal.json("people", "edit", "ana", "--every", "none")["let_be"]
    assert due(terminal) == []
    assert "no wish how often to see them" in terminal.type("people", "show", "ana").out
    assert "Ana      none" in terminal.type("people", "cadence").out
    assert terminal.json("people", "cadence")[-1] == {
        "of": "person", "name": "Ana", "days": None, "at_most_days": None,
    }  # fmt: skip
    terminal.type("people", "edit", "ana", "--every", "usual")
    assert terminal.json("people", "due")[0]["cadence"]["days"] == 14
    terminal.type("people", "edit", "ana", "--every", "none")
    terminal.type("people", "edit", "ana", "--every", "4w")
    assert terminal.json("people", "due")[0]["cadence"]["days"] == 28


@pytest.mark.parametrize("every", ["none", "usual"])
def test_without_a_wish_of_their_own_there_is_no_outer_bound(
    terminal: Terminal, every: str
) -> None:
    terminal.type("people", "add", "Ana")
    words = ("people", "edit", "ana", "--every", every, "--at-most", "6w")
    assert terminal.refused(*words) == "2 bad_request"


def test_a_line_and_not_now_put_it_off_and_are_undone(terminal: Terminal) -> None:
    terminal.type("people", "add", "Ana", "--every", "2w")
    met(terminal, "Ana", 20)
    assert terminal.type("people", "wrote", "Ana").out == "Wrote to Ana: today.\n"
    assert due(terminal) == []
    terminal.type("undo")
    assert due(terminal) == [("Ana", "soon")]
    until = (today() + DAY * 7).isoformat()
    assert terminal.json("people", "not-now", "ana")["quiet_until"] == until
    assert due(terminal) == []
    later = (today() + DAY * 30).isoformat()
    done = terminal.json("people", "not-now", "ana", "--until", later)
    assert done["quiet_until"] == later


def test_whom_one_is_going_to_see_by_a_plan_is_not_due(terminal: Terminal) -> None:
    terminal.type("people", "add", "Ana", "--every", "2w")
    met(terminal, "Ana", 20)
    terminal.type("plans", "add", "weekdays 19:00 dinner 90m @Ana")
    assert due(terminal) == []


def test_an_archived_friend_is_left_in_peace(terminal: Terminal) -> None:
    terminal.type("people", "add", "Ana", "--every", "2w", "--archive")
    assert due(terminal) == []


def test_a_day_that_begins_at_four_is_one_until_then(terminal: Terminal) -> None:
    terminal.type("people", "add", "Ana", "--every", "1w")
    met(terminal, "Ana", 9)
    (terminal.home / "settings.toml").write_text('day_starts_at = "04:00"\n')
    (record,) = terminal.json("people", "due")
    now = SystemClock().now()
    assert record["days"] == 9 - (now.hour < 4)


def test_twenty_are_named_and_the_others_counted(terminal: Terminal) -> None:
    for number in range(22):
        terminal.type("people", "add", f"P{number:02}", "--every", "1w")
    assert terminal.type("people", "due").out.splitlines()[-1] == "and 2 more people"


def test_the_parsers_way_says_the_same(terminal: Terminal) -> None:
    terminal.type("people", "add", "Ana", "--every", "1w")
    quick = terminal.type("people", "due")
    assert terminal.type("people", "due", "--") == quick


@pytest.mark.parametrize("me", ["", 'me = ["me@example.org"]\n'])
def test_a_coffee_is_booked_on_a_free_evening(terminal: Terminal, me: str) -> None:
    terminal.type("people", "add", "Zoë", "--link", "mailto:zoe@example.org", "--every", "2w")
    terminal.type("people", "follow-up", "Zoë", "book")
    (terminal.home / "settings.toml").write_text(me)
    terminal.type("plans", "add", f"every day 18:00 walk 60m until {today() + DAY * 4}")
    file = terminal.home / "coffee.ics"
    done = terminal.json("people", "book", "zoe", "--out", str(file))
    assert done["starts_at"][:10] == (today() + DAY * 5).isoformat()
    (event,) = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert str(event["summary"]) == "Coffee with Zoë"
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=45)
    assert ("attendee" in event) == ("organizer" in event) == bool(me)
    assert due(terminal) == []
    assert terminal.json("people", "follow-ups")["follow_ups"] == []
    assert terminal.refused("people", "book", "zoe", "--out", str(file)) == "1 file_exists"
    terminal.type("undo")
    assert due(terminal) == [("Zoë", "never_met")]
    assert len(terminal.json("people", "follow-ups")["follow_ups"]) == 1


def test_a_day_a_time_a_kind_and_a_place_are_taken_as_they_are_said(terminal: Terminal) -> None:
    terminal.type("people", "add", "Zoë")
    file = terminal.home / "dinner.ics"
    day = date(today().year + 1, 3, 4).isoformat()
    terminal.type(
        *("people", "book", "zoe", "--on", day, "--at", "19:15", "--for", "2h"),
        *("--kind", "dinner", "--place", "Da Enzo", "--out", str(file)),
    )
    (event,) = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert f"{event.decoded('dtstart'):%Y-%m-%d %H:%M}" == f"{day} 19:15"
    assert str(event["location"]) == "Da Enzo"


def test_an_independent_library_reads_the_appointment_as_it_was_said(terminal: Terminal) -> None:
    name = "Zoë; “the tall”, of " + "Llanfairpwllgwyngyll" * 4
    terminal.type("people", "add", name, "--link", "mailto:zoe@example.org")
    (terminal.home / "settings.toml").write_text('me = ["me@example.org"]\n')
    file = terminal.home / "coffee.ics"
    done = terminal.json("people", "book", "zoe", "--place", "A; B, C\\d", "--out", str(file))
    event = vobject.readOne(file.read_text(encoding="utf-8")).vevent
    assert (event.summary.value, event.location.value) == (f"Coffee with {name}", "A; B, C\\d")
    assert event.dtstart.value == datetime.fromisoformat(done["starts_at"])
    assert event.dtend.value == datetime.fromisoformat(done["ends_at"])
    assert event.organizer.value == "mailto:me@example.org"
    assert event.attendee.value == "mailto:zoe@example.org"


def test_without_a_free_evening_it_asks_for_a_day(terminal: Terminal) -> None:
    terminal.type("people", "add", "Zoë")
    terminal.type("plans", "add", "every day 18:00 walk 60m")
    assert terminal.refused("people", "book", "zoe") == "1 no_free_evening"


@pytest.mark.parametrize(
    ("entity", "document"),
    [
        (DETAILS, '{"every":'),
        (DETAILS, '{"every":[0,null],"people":["ID"]}'),
        (DETAILS, '{"every":["x",null],"people":["ID"]}'),
        (DETAILS, '{"every":[7,null],"people":["ID"],"wrote_on":"soon"}'),
        (CADENCE, '{"days":0,"at_most":null}'),
        (CADENCE, "{"),
    ],
)
def test_what_none_of_ours_can_be_is_said_as_damage(
    terminal: Terminal, entity: str, document: str
) -> None:
    terminal.type("people", "add", "Ana")
    log = open_log(find_paths(str(terminal.home)))
    (person,) = log.person_ids(["Ana"])
    thing = person if entity == DETAILS else "relation-friend"
    because = Change(ChangeKind.PERSON_CHANGED, "", "", SystemClock().now())
    log.put_thing(entity, thing, document.replace("ID", person), because)
    log.close()
    assert terminal.refused("people", "due") == "1 log_is_damaged"


def test_it_loads_no_parser_and_nothing_that_writes(terminal: Terminal) -> None:
    terminal.type("people", "add", "Ana", "--every", "1w")
    ask = (
        "import sys; from presence.cli.main import main;"
        f" main(['--home', {str(terminal.home)!r}, 'people', 'due']);"
        " print(*sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    said, loaded = done.stdout.splitlines()
    assert said == "Ana  not met yet"
    not_wanted = {"argparse", "json", "typing", "re", "presence.store.sessions", "PySide6"}
    assert not_wanted.isdisjoint(loaded.split())


def test_a_terminal_gets_a_page_of_many_and_a_pipe_all(terminal: Terminal) -> None:
    names = " ".join(f"@Guest{number}" for number in range(60))
    terminal.json("add", f"yesterday 19-21 dinner {names}")
    assert terminal.type("people", "list").out.count("Guest") == 60
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "presence", "--home", str(terminal.home), "people", "list"]
    with subprocess.Popen(command, stdout=theirs, env={**os.environ, "COLUMNS": "120"}) as listing:
        os.close(theirs)
        seen = b""
        with suppress(OSError):  # at the end of a pty
            while data := os.read(ours, 1 << 16):
                seen += data
        os.close(ours)
    assert listing.returncode == 0
    assert seen.count(b"Guest") == 50
    assert b"and 10 more people" in seen
