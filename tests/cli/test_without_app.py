"""Commands where no app runs: they work on the log itself."""

import json
import os
import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from build_hook import compile_catalogues
from PySide6.QtCore import QCoreApplication
from translations import CATALOGUES

from presence.cli import fast
from presence.cli.context import Context
from presence.cli.steer import do_here
from presence.core.lease import Held, Holder, Lease, Recipe, Step
from presence.core.ports import Change, ChangeKind
from presence.core.session import Session
from presence.paths import find_paths
from presence.store import new_id, open_log
from presence.store.lease_file import LeaseFile
from presence.texts import use_language
from tests.cli.conftest import Terminal


@pytest.mark.parametrize("nobody", ["", " ", "@", ",", "\u200b"])
def test_an_empty_name_starts_nothing(terminal: Terminal, nobody: str) -> None:
    assert terminal.refused("start", "walk", "--with", nobody, "--no-spawn") == "2 no_name"
    assert terminal.sessions() == []


def test_a_session_is_started_and_ended_without_an_app(terminal: Terminal) -> None:
    started = terminal.json("start", "din", "--with", "Ana, Tom", "--for", "45m", "--no-spawn")
    assert started["session"]["kind"] == "dinner"
    assert started["session"]["people"] == ["Ana", "Tom"]
    assert started["remaining_s"] in (2699, 2700)
    assert (started["mute"]["detail"], started["pid"]) == ("no_app", None)
    assert terminal.type("status", "-q").code == 0
    assert terminal.json("stop")["state"] == "idle"
    assert terminal.type("status", "-q").code == 1


def test_a_whole_line_starts_as_well(terminal: Terminal) -> None:
    terminal.type("start", "10m", "ago", "coffee", "@Zoë", "45m", "place:Bar", "--no-spawn")
    (session,) = terminal.sessions()
    assert (session.kind, session.people, session.place) == ("coffee", ("Zoë",), "Bar")
    assert session.planned_end_at == session.started_at + timedelta(minutes=45)


def test_one_that_is_over_when_it_is_entered_is_to_be_confirmed(terminal: Terminal) -> None:
    terminal.type("start", "dinner", "--ago", "3h", "--for", "90m", "--no-spawn")
    (session,) = terminal.sessions()
    assert session.ended_at == session.started_at + timedelta(minutes=90)
    assert [item["id"] for item in terminal.json("status")["unconfirmed"]] == [session.id]
    assert "1 to confirm" in terminal.type("status").out
    assert terminal.type("stop", "--at", "2h ago").code == 0
    assert terminal.sessions()[0].confirmed


def test_extending_and_slipping_are_taken_back(terminal: Terminal) -> None:
    terminal.type("start", "walk", "--for", "1h", "--no-spawn")
    assert terminal.json("extend", "15m")["remaining_s"] > 4490
    assert terminal.json("extend", "-30m")["remaining_s"] <= 2700
    assert (
        terminal.json("slip", "--reason", "emerg")["session"]["slips"][0]["reason"] == "emergency"
    )
    assert terminal.json("slip", "--undo")["session"]["slips"] == []
    assert terminal.type("cancel").code == 0
    assert terminal.sessions() == []
    assert terminal.type("undo").code == 0
    assert len(terminal.sessions()) == 1
    assert terminal.type("redo").code == 0
    assert terminal.sessions() == []


def test_the_log_is_written_afterwards(terminal: Terminal) -> None:
    added = terminal.json("add", "yesterday 19-21:30 dinner @Ana @Tom #family slipped 1")
    assert (added["kind"], added["people"], added["duration_s"]) == ("dinner", ["Ana", "Tom"], 9000)
    assert (added["origin"], added["tags"], len(added["slips"])) == ("added", ["family"], 1)
    short = added["id"][:8]
    edited = terminal.json("edit", short, "--to", "22:00", "--with", "Mia", "--place", "Da Enzo")
    assert (edited["duration_s"], edited["people"], edited["place"]) == (10800, ["Mia"], "Da Enzo")
    assert terminal.json("edit", short, "--alone", "--phones", "mostly")["people"] == []
    assert terminal.json("delete", short) == {"deleted": [added["id"]]}
    assert terminal.json("log") == []
    terminal.type("undo")
    assert [item["id"] for item in terminal.json("log")] == [added["id"]]


@pytest.fixture
def dinner(terminal: Terminal) -> str:
    """The id of a dinner of yesterday, 19:00 to 21:30, with looks at 19:50 and 20:40."""
    added: str = terminal.json("add", "yesterday 19-21:30 dinner @Ana slipped 2")["id"]
    return added[:8]


def test_a_look_is_added_afterwards_explained_and_taken_back(
    terminal: Terminal, dinner: str
) -> None:
    def looks(*words: str) -> list[tuple[str, int, str | None]]:
        slips = terminal.json("edit", dinner, *words)["slips"]
        return [(slip["at"][11:16], slip["length_s"], slip["reason"]) for slip in slips]

    assert looks("--look", "21:10 3m call", "--look", "20:00") == [
        ("19:50", 60, None),
        ("20:00", 60, None),
        ("20:40", 60, None),
        ("21:10", 180, "call"),
    ]
    assert looks("--reason", "1=habit", "--reason", "4=none", "--take-back", "3") == [
        ("19:50", 60, "habit"),
        ("20:00", 60, None),
        ("21:10", 180, None),
    ]
    terminal.type("undo")
    assert len(terminal.sessions()[0].slips) == 4
    assert looks("--take-back", "2", "--take-back", "3", "--take-back", "4") == [
        ("19:50", 60, None)
    ]
    assert looks("--reason", "emerg") == [("19:50", 60, "emergency")]


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("--look", "never"), "2 bad_look"),
        (("--look", "3m"), "2 bad_look"),
        (("--look", ""), "2 bad_look"),
        (("--look", "20:00 -3m"), "2 bad_look"),
        (("--look", "20:00 3m boredom"), "2 unknown_reason"),
        (("--look", "18:00"), "1 look_outside"),
        (("--look", "21:31"), "1 look_outside"),
        (("--reason", "call"), "1 no_such_look"),
        (("--reason", "3=call"), "1 no_such_look"),
        (("--reason", "1=boredom"), "2 unknown_reason"),
        (("--reason", "1="), "2 unknown_reason"),
        (("--take-back", "0"), "1 no_such_look"),
        (("--take-back", "99999999999999999999"), "1 no_such_look"),
        (("--take-back", "\u0663"), "1 no_such_look"),
        (("--enjoyed", "6"), "2 bad_score"),
        (("--distracted", "much"), "2 bad_score"),
        (("--phones", "maybe"), "2 bad_request"),
    ],
)
def test_what_cannot_be_said_of_a_session_changes_nothing(
    terminal: Terminal, dinner: str, words: tuple[str, ...], refusal: str
) -> None:
    before = terminal.sessions()
    assert terminal.refused("edit", dinner, *words) == refusal
    assert terminal.sessions() == before


def test_how_it_was_is_said_afterwards_and_taken_out_again(terminal: Terminal, dinner: str) -> None:
    said = ("--enjoyed", "5", "--distracted", "2", "--word", " long   talks", "--phones", "mostly")
    edited = terminal.json("edit", dinner, *said)
    assert (edited["enjoyed"], edited["distracted"], edited["word"]) == (5, 2, "long talks")
    assert (edited["said"], edited["kept_share"], edited["kept_basis"]) == ("mostly", 0.75, "said")
    out = ("--enjoyed", "none", "--distracted", "NONE", "--word", "", "--phones", "none")
    edited = terminal.json("edit", dinner, *out)
    assert (edited["enjoyed"], edited["distracted"], edited["word"]) == (None, None, "")
    assert edited["said"] is None


def test_a_look_outside_of_changed_times_goes_and_a_long_one_is_cut(
    terminal: Terminal, dinner: str
) -> None:
    terminal.json("edit", dinner, "--look", "20:10 30m")
    edited = terminal.json("edit", dinner, "--from", "20:00", "--to", "20:20")
    assert [(slip["at"][11:16], slip["length_s"]) for slip in edited["slips"]] == [("20:10", 600)]


def test_the_log_shows_each_look_and_on_what_kept_rests(terminal: Terminal, dinner: str) -> None:
    terminal.json("edit", dinner, "--reason", "2=call", "--phones", "yes", "--enjoyed", "4")
    terminal.json("add", "yesterday 9-10 meeting @Tom")
    lines = terminal.type("log", dinner).out.splitlines()
    assert lines[0].startswith(dinner)
    assert "99 % kept (you said so)" in lines[0]
    assert lines[1:] == [
        "    You said that the phones stayed down. You noted 2 looks.",
        "    1  19:50  1 min  you said so",
        "    2  20:40  1 min  you said so  a call: takes nothing away",
        "    enjoyed 4 of 5",
    ]
    whole = terminal.type("log", "--long").out
    assert "kept: not known" in whole
    assert "it is left out of every percentage" in whole
    assert [item["id"][:8] for item in terminal.json("log", dinner, "--with", "ana")] == [dinner]
    assert terminal.json("log", dinner, "--kind", "walk") == []
    assert terminal.refused("log", "ffffffff") == "1 no_such_session"
    assert terminal.refused("log", dinner, "--from", "today") == "2 conflicting_words"


def test_the_week_says_on_what_kept_rests_and_what_is_left_out(
    terminal: Terminal, dinner: str
) -> None:
    terminal.json("add", "yesterday 9-10 meeting @Tom")
    text = terminal.type("week", "yesterday").out
    assert "99 % of the time went by without a look at a screen (1 of 2 sessions)" in text
    assert "What it rests on: you said so: 1 · not known: 1\n" in text
    assert "1 session of which nothing is known is left out." in text
    record = terminal.json("week", "yesterday")
    assert record["kept_basis"] == {"said": 1, "not_known": 1}
    assert 0.98 < record["kept_share"] < 1


def test_what_waits_is_named_with_the_way_to_answer_it(terminal: Terminal) -> None:
    terminal.type("start", "dinner", "--ago", "3h", "--for", "90m", "--no-spawn")
    terminal.type("start", "walk", "--ago", "6h", "--for", "1h", "--no-spawn")
    dinner, walk = (session.id[:8] for session in terminal.sessions())
    said = terminal.type("status").out.splitlines()
    assert said[:2] == ["Nothing is running.", "2 to confirm:"]
    assert said[2].endswith(dinner)
    assert said[3].endswith(walk)
    assert said[4].startswith("“presence stop” if Dinner ended then")
    assert "edit ID --confirm" in said[5]
    terminal.type("start", "coffee", "--no-spawn")
    (how,) = terminal.type("status").out.splitlines()[5:]
    assert how.startswith("“presence edit ID --confirm”")
    assert terminal.type("edit", walk, "--confirm").code == 0
    terminal.type("stop")
    assert terminal.type("stop").out.startswith("Ended Dinner")
    assert terminal.json("status")["unconfirmed"] == []


def test_a_time_answers_for_the_day_on_which_it_began(terminal: Terminal) -> None:
    began = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(days=3)
    forgotten(terminal, "dinner", began, timedelta(minutes=90))
    ended = began + timedelta(minutes=100)
    assert terminal.type("stop", "--at", ended.strftime("%H:%M")).code == 0
    (session,) = terminal.sessions()
    assert (session.ended_at, session.confirmed) == (ended, True)


def test_what_was_left_open_ends_as_planned_and_blocks_no_start(terminal: Terminal) -> None:
    began = datetime.now(UTC) - timedelta(hours=3)
    forgotten(terminal, "dinner", began, timedelta(minutes=90))
    assert terminal.type("status", "-q").code == 1
    status = terminal.json("status")
    assert (status["state"], status["pid"], len(status["unconfirmed"])) == ("idle", None, 1)
    assert status["unconfirmed"][0]["duration_s"] == 5400
    assert terminal.type("start", "coffee", "--no-spawn").code == 0
    assert [session.confirmed for session in terminal.sessions()] == [True, False]


def test_what_is_going_on_anyway_may_be_said_to_go_on(terminal: Terminal) -> None:
    terminal.type("start", "dinner", "--no-spawn")
    before = terminal.sessions()
    context = Context(str(terminal.home), as_json=False)
    said = do_here(context, {"do": "stop", "still_going": True})
    context.close()
    assert said[0] == 0
    assert said[1].startswith(b"Dinner goes on")
    assert terminal.sessions() == before


def forgotten(terminal: Terminal, kind: str, began: datetime, length: timedelta) -> None:
    """A session that an app left open when the power went."""
    log = open_log(find_paths(str(terminal.home)))
    session = Session(new_id(), kind, began, "UTC", planned_end_at=began + length)
    log.put(session, because=Change(ChangeKind.STARTED, session.id, kind, began))
    log.close()


def test_the_log_is_filtered(terminal: Terminal) -> None:
    terminal.type("add", "yesterday 9-10 meeting @Tom")
    terminal.type("add", '2 days ago 19-20 dinner @"Ana Silva" place:"Da Enzo"')
    terminal.type("add", "3 days ago 19-20 walk @Ana #river")

    def kinds(*filters: str) -> list[str]:
        return [item["kind"] for item in terminal.json("log", *filters)]

    assert kinds() == ["meeting", "dinner", "walk"]
    assert kinds("--limit", "1") == ["meeting"]
    assert kinds("--with", "ana") == ["dinner", "walk"]
    assert kinds("--with", "silva") == ["dinner"]
    assert kinds("--kind", "walk") == ["walk"]
    assert kinds("--text", "enzo") == ["dinner"]
    assert kinds("--text", "RIVER") == ["walk"]
    assert kinds("--from", "yesterday") == ["meeting"]
    assert kinds("--unconfirmed") == []
    assert "Ana Silva · Da Enzo" in terminal.type("log").out


def test_a_filter_may_end_with_a_day(terminal: Terminal) -> None:
    terminal.type("add", "2 days ago 23-23:30 walk")
    day = (datetime.now(UTC) - timedelta(days=2)).date().isoformat()
    assert len(terminal.json("log", "--from", day, "--to", day)) == 1


def test_the_week_has_the_same_facts_in_both_forms(terminal: Terminal) -> None:
    terminal.type("add", "2026-03-04 9-11:30 dinner @Ana slipped 0")
    record = terminal.json("week", "2026-03-06")
    assert (record["from"], record["total_s"]) == ("2026-03-02", 9000)
    assert record["people"] == [{"name": "Ana", "total_s": 9000}]
    text = terminal.type("week", "2026-03-06").out
    for fact in (
        "2.5 h with people",
        "100 % of the time",
        "Wed  4 Mar",
        "Ana  █",
        record["sessions"][0]["id"][:8],
    ):
        assert fact in text
    assert terminal.json("week", "last")["sessions"] == []


def test_people_are_listed_with_the_hours_of_a_year(terminal: Terminal) -> None:
    terminal.type("add", "yesterday 19-21 dinner @Ana")
    terminal.type("add", "2020-05-01 19-21 dinner @Tom")
    people = {item["name"]: item for item in terminal.json("people")}
    assert people["Ana"]["total_s"] == 7200
    assert people["Tom"]["total_s"] == 0
    assert people["Tom"]["last_seen_at"].startswith("2020-05-01")


def test_kinds_are_added_changed_and_removed(terminal: Terminal) -> None:
    added = terminal.json(
        "kinds", "add", "chess", "--name", "Chess club", "--length", "2h", "--nature", "desk"
    )
    assert (added["name"], added["default_length_s"], added["nature"]) == (
        "Chess club",
        7200,
        "desk",
    )
    terminal.type("start", "chess", "--no-spawn")
    assert terminal.sessions()[0].kind == "chess"
    assert terminal.json("kinds", "edit", "dinner", "--length", "open")["default_length_s"] is None
    assert terminal.refused("kinds", "remove", "chess") == "1 kind_in_use"
    terminal.type("cancel")
    assert terminal.json("kinds", "remove", "chess") == {"removed": "chess"}
    assert "chess" not in [kind["key"] for kind in terminal.json("kinds")]


def test_completion_lists_words_and_makes_no_log(terminal: Terminal) -> None:
    assert "start" in terminal.type("complete", "commands").out.splitlines()
    assert "dinner" in terminal.type("complete", "kinds").out.splitlines()
    assert terminal.type("complete", "people").out == ""
    assert not (terminal.home / "presence.db").exists()
    terminal.type("add", "yesterday 19-21 dinner @Ana")
    assert terminal.type("complete", "people").out == "Ana\n"


def test_names_from_outside_cannot_steer_the_terminal(terminal: Terminal) -> None:
    terminal.type("add", 'yesterday 19-21 dinner @"Ev\x1b[31mil" note:"two\u2028lines"')
    for command in ("log", "week", "people"):
        assert "\x1b" not in terminal.type(command).out
        assert "\u2028" not in terminal.type(command).out


BAD = [
    (("strat",), "2 bad_request"),
    (("start", "", "--no-spawn"), "2 unknown_kind"),
    (("start", "dinnr", "--no-spawn"), "2 unknown_kind"),
    (("start", "xyz", "90m", "--no-spawn"), "2 unknown_kind"),
    (("start", "dinner", "nonsense", "--no-spawn"), "2 bad_entry"),
    (("start", "dinner", "--for", "-5m", "--no-spawn"), "2 bad_length"),
    (("start", "dinner", "--for", "0", "--no-spawn"), "2 bad_length"),
    (("start", "dinner", "--for", "ages", "--no-spawn"), "2 bad_length"),
    (("start", "dinner", "--for", "900h", "--no-spawn"), "1 too_long"),
    (("start", "dinner", "--ago", "-3h", "--no-spawn"), "2 bad_length"),
    (("start", "dinner", "--ago", "99h", "--no-spawn"), "1 too_long"),
    (("start", "dinner", "--until", "25:00", "--no-spawn"), "2 bad_time"),
    (("start", "dinner", "--until", "yesterday 9:00", "--no-spawn"), "1 end_before_start"),
    (("start", "dinner", "--for", "1h", "--open", "--no-spawn"), "2 conflicting_words"),
    (("start", "--no-spawn", "--foreground"), "2 conflicting_words"),
    (("start", "--what"), "2 bad_request"),
    (("start", "--for"), "2 bad_request"),
    (("stop",), "1 nothing_running"),
    (("stop", "--at", "never"), "2 bad_time"),
    (("stop", "--at", "9:00", "--still-going"), "2 conflicting_words"),
    (("extend", "15m"), "1 nothing_running"),
    (("extend", "0m"), "2 bad_length"),
    (("extend",), "2 bad_request"),
    (("cancel",), "1 nothing_running"),
    (("slip",), "1 nothing_running"),
    (("slip", "--reason", "boredom"), "2 unknown_reason"),
    (("undo",), "1 nothing_to_undo"),
    (("redo",), "1 nothing_to_redo"),
    (("add", "dinner"), "2 bad_entry"),
    (("add", "yesterday 19-21 dinnr"), "2 unknown_kind"),
    (("add", "yesterday 21-19 dinner"), "1 end_before_start"),
    (("add", "today 00:00 dinner 30h"), "1 in_the_future"),
    (("edit", "nope", "--note", "x"), "1 no_such_session"),
    (("delete", "0"), "1 no_such_session"),
    (("log", "--limit", "0"), "2 bad_filter"),
    (("log", "--from", "someday"), "2 bad_time"),
    (("log", "--from", "today", "--to", "2020-01-01"), "2 bad_filter"),
    (("log", "--kind", "dinnr"), "2 unknown_kind"),
    (("week", "someday"), "2 bad_time"),
    (("week", "-99999"), "2 bad_time"),
    (("kinds", "add", "dinner"), "1 kind_exists"),
    (("kinds", "add", "a b"), "2 bad_request"),
    (("kinds", "add", "new", "--length", "-5m"), "2 bad_length"),
    (("kinds", "add"), "2 bad_request"),
    (("kinds", "remove", "meeting"), "1 kind_in_use"),
    (("kinds", "jump"), "2 bad_request"),
    (("mute", "release"), "1 no_lease"),
    (("quit",), "1 no_app"),
    (("start", "dinner", "--note", "\udcff"), "2 bad_request"),
    (("add", "yesterday 19-21 dinner \udcff"), "2 bad_request"),
]


@pytest.mark.parametrize(
    ("words", "refusal"), BAD, ids=[ascii(" ".join(words)) for words, _ in BAD]
)
def test_bad_input_is_told_in_one_line(
    terminal: Terminal, words: tuple[str, ...], refusal: str
) -> None:
    assert terminal.refused(*words) == refusal
    assert terminal.sessions() == []


def test_a_second_start_names_the_first_and_changes_nothing(terminal: Terminal) -> None:
    terminal.type("start", "dinner", "--no-spawn")
    assert terminal.refused("start", "coffee", "--no-spawn") == "1 already_running"
    assert "Dinner" in terminal.type("start", "coffee", "--no-spawn").err
    assert terminal.json("start", "coffee", "--switch", "--no-spawn")["session"]["kind"] == "coffee"
    assert [session.kind for session in terminal.sessions()] == ["coffee", "dinner"]


def test_an_edit_cannot_make_what_cannot_be(terminal: Terminal) -> None:
    added = terminal.json("add", "yesterday 19-21 dinner")["id"]
    assert terminal.refused("edit", added, "--to", "18:00") == "1 end_before_start"
    assert terminal.refused("edit", added, "--for", "900h") == "1 in_the_future"
    assert terminal.refused("edit", added, "--to", "20:00", "--for", "1h") == "2 conflicting_words"
    assert terminal.refused("edit", added) == "2 bad_request"


def test_a_near_miss_is_suggested(terminal: Terminal) -> None:
    assert "presence start" in terminal.type("strat").err
    assert "Dinner" in terminal.type("start", "dinnr", "--no-spawn").err


def test_a_home_that_cannot_be_written_is_said() -> None:
    nobody_writes_here = Terminal(Path("/sys/presence"))  # nor does root, as whom CI runs
    refused = nobody_writes_here.refused("start", "dinner", "--no-spawn")
    assert refused == "1 home_not_writable"


def test_a_home_that_is_a_file_is_said(terminal: Terminal) -> None:
    terminal.home.write_text("no folder")
    assert terminal.type("start", "dinner", "--no-spawn").code == 1


def test_a_newer_or_foreign_log_is_left_as_it_is(terminal: Terminal) -> None:
    terminal.type("add", "yesterday 19-21 dinner")
    path = terminal.home / "presence.db"
    for pragma, refusal in (("user_version = 99", "newer"), ("application_id = 7", "foreign")):
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA {pragma}")
        connection.close()
        before = path.read_bytes()
        assert refusal in terminal.refused("log")
        assert refusal in terminal.refused("add", "yesterday 9-10 walk")
        assert path.read_bytes() == before


def test_a_damaged_log_is_said_and_kept(terminal: Terminal) -> None:
    terminal.home.mkdir()
    path = terminal.home / "presence.db"
    path.write_bytes(b"not a database at all" * 50)
    assert terminal.refused("log") == "1 log_is_damaged"
    assert terminal.refused("status") == "1 log_is_damaged"
    assert path.read_bytes() == b"not a database at all" * 50


def test_a_broken_settings_file_is_said_once_and_kept(terminal: Terminal) -> None:
    terminal.home.mkdir()
    (terminal.home / "settings.toml").write_text('theme = "dark"\nlanguage = \n')
    told = terminal.type("week")
    assert told.code == 0
    assert "line 2" in told.err
    assert terminal.type("week").err == ""
    assert len(list(terminal.home.glob("settings-broken-*.toml"))) == 1


@pytest.fixture
def said_in_settings(terminal: Terminal) -> Iterator[None]:
    compile_catalogues(CATALOGUES)
    terminal.home.mkdir()
    (terminal.home / "settings.toml").write_text('language = "de"\n')
    yield
    use_language()


def test_the_language_of_the_settings_is_heeded_by_every_command(
    terminal: Terminal, said_in_settings: None
) -> None:
    overview = terminal.type("--help").out
    assert "eine Sitzung beginnen" in overview
    assert all(len(line) <= 80 for line in overview.splitlines())
    use_language()
    extend = terminal.type("extend", "--help").out
    assert extend.startswith("Aufruf: presence extend")
    assert "\nAngaben:\n" in extend
    assert "\nOptionen:\n" in extend
    use_language()
    assert terminal.type("extend", "quark").err.startswith("presence: „quark“ ist keine Dauer.")
    use_language()
    done = terminal.type("start", "--no-spawn", "essen mit Ana 90 min")
    assert done.out.startswith("Begonnen: Abendessen · Ana · bis ")


def test_help_and_version_are_there(terminal: Terminal) -> None:
    overview = terminal.type("--help")
    assert overview.code == 0
    for line in overview.out.splitlines():
        assert len(line) <= 80
    for command in ("start", "log", "week", "kinds", "mute", "doctor"):
        assert f"\n  {command}" in overview.out
        assert terminal.type(command, "--help").code == 0
    assert terminal.type("--version").out.startswith("presence ")


def test_doctor_tells_nothing_of_the_person(terminal: Terminal, qapp: QCoreApplication) -> None:
    """With ``qapp``: the command would leave an application behind that has no windows."""
    terminal.type("add", 'yesterday 19-21 dinner @Ana place:"Da Enzo"')
    page = terminal.type("doctor").out
    assert re.search(r"not yet run on a real one: .*Windows", page)
    assert "Ana" not in page
    assert str(terminal.home) not in page
    assert str(terminal.home) in terminal.type("doctor", "--paths").out
    assert terminal.json("doctor")["app"] == "not running"
    assert {way["mechanism"] for way in terminal.json("mute", "doctor")} >= {"dunst", "gnome"}


def resting(terminal: Terminal, request: bytes) -> tuple[int, bytes, bytes] | None:
    return fast.resting_answer(request, fast.Folders(str(terminal.home)))


def test_the_short_way_to_an_idle_status_says_the_same(terminal: Terminal) -> None:
    assert resting(terminal, b'{"do":"status"}') is None  # no log yet
    terminal.type("add", "yesterday 19-21 dinner")
    answer = resting(terminal, b'{"do":"status","json":true}')
    assert answer is not None
    assert json.loads(answer[1]) == terminal.json("status")
    assert resting(terminal, b'{"do":"status"}') == (0, terminal.type("status").out.encode(), b"")
    assert resting(terminal, b'{"do":"status","quiet":true}') == (1, b"", b"")


def test_the_short_way_is_not_taken_where_there_is_more_to_tell(terminal: Terminal) -> None:
    terminal.type("start", "dinner", "--no-spawn")
    assert resting(terminal, b'{"do":"status"}') is None
    terminal.type("stop")
    assert resting(terminal, b'{"do":"toggle"}') is None
    for name in ("settings.toml", "mute-lease.json"):
        (terminal.home / name).write_text('language = "de"')
        assert resting(terminal, b'{"do":"status"}') is None
        (terminal.home / name).unlink()
    assert resting(terminal, b'{"do":"status"}') is not None


def test_the_fast_path_looks_where_the_app_listens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for home in ("", str(tmp_path), "relative"):
        assert fast.Folders(home).socket() == find_paths(home or None).socket
        assert fast.Folders(home).config == str(find_paths(home or None).config)
    monkeypatch.setenv("XDG_DATA_HOME", "not/absolute")
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert fast.Folders("").socket() == find_paths(None).socket


def test_what_a_dead_app_left_muted_is_put_back_by_any_command(
    terminal: Terminal, tmp_path: Path
) -> None:
    switch = tmp_path / "do-not-disturb"
    for words in (("log",), ("status",), ("add", "yesterday 19-21 dinner"), ("week",)):
        switch.write_text("on")
        recipe = Recipe(
            ask=Step(command=("cat", str(switch))),
            ours=b"on",
            restore=Step(command=("sh", "-c", f"printf off > {switch}")),
        )
        lease = Lease(
            session_id="a",
            holder=Holder(pid=2**22 - 1, started=1, boot_id="another run", uid=os.getuid()),
            taken_at=datetime.now(UTC),
            until=datetime.now(UTC),
            held=(Held(name="gnome", was="off", recipe=recipe, by_hand=""),),
        )
        terminal.home.mkdir(mode=0o700, exist_ok=True)
        LeaseFile(terminal.home / "mute-lease.json").write(lease)
        done = terminal.type(*words)
        assert done.code == 0
        assert done.err == (
            "presence: put your notifications back, which an earlier run had left off.\n"
        )
        assert switch.read_text() == "off"
        assert terminal.type(*words).err == ""


def test_a_desktop_that_cannot_be_asked_is_in_the_table_and_nothing_else_is_said(
    terminal: Terminal,
) -> None:
    said = terminal.type("mute", "doctor")
    assert said.code == 0
    assert "not quiet: this desktop cannot be reached (no session bus)" in said.out
    assert "mute_command" in said.out
    assert said.err == ""
    (first, *_rest) = terminal.json("mute", "doctor")
    assert set(first) == {
        "mechanism",
        "found",
        "can_read",
        "can_mute",
        "released_on_crash",
        "was_run",
        "tried",
        "detail",
        "note",
        "held_back",
    }


def test_nothing_has_to_be_set_up_but_on_macos(terminal: Terminal) -> None:
    assert terminal.type("mute", "setup").out == "Nothing has to be set up on this desktop.\n"
