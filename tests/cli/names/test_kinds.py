"""What a kind is like and what else goes quiet, chosen on the command line."""

import pytest

from presence.core.kind import Around
from presence.paths import find_paths
from presence.store import open_log
from tests.cli.conftest import Terminal


def around(terminal: Terminal, key: str) -> frozenset[Around]:
    """What the log on disk says of a kind."""
    log = open_log(find_paths(str(terminal.home)))
    try:
        return log.kinds()[key].around
    finally:
        log.close()


def test_nothing_else_goes_quiet_unless_it_is_wished(terminal: Terminal) -> None:
    assert all(kind["around"] == [] for kind in terminal.json("kinds"))
    assert terminal.json("kinds", "add", "chess")["around"] == []


def test_wishes_are_chosen_shown_and_taken_away(terminal: Terminal) -> None:
    said = terminal.json("kinds", "edit", "dinner", "--around", "lock-screen,pause-players")
    assert said["around"] == ["pause_players", "lock_screen"]
    assert around(terminal, "dinner") == {Around.PAUSE_PLAYERS, Around.LOCK_SCREEN}
    rows = terminal.type("kinds").out.splitlines()
    assert [row.endswith(" · players paused, screen locked") for row in rows] == [
        row.startswith("dinner") for row in rows
    ]
    edited = terminal.json("kinds", "edit", "dinner", "--length", "2h")
    assert edited["around"] == ["pause_players", "lock_screen"]
    assert terminal.json("kinds", "edit", "dinner", "--around", "none")["around"] == []
    assert around(terminal, "dinner") == frozenset()


@pytest.mark.parametrize("words", ["", " ", ",", "NONE"])
def test_no_word_takes_all_away(terminal: Terminal, words: str) -> None:
    terminal.json("kinds", "add", "chess", "--around", "mute_sound Keep-Screen-On")
    assert around(terminal, "chess") == {Around.MUTE_SOUND, Around.KEEP_SCREEN_ON}
    assert terminal.json("kinds", "edit", "chess", "--around", words)["around"] == []


def test_a_wish_may_be_begun_like_any_other_word(terminal: Terminal) -> None:
    said = terminal.json("kinds", "edit", "dinner", "--around", "mute,keep")
    assert said["around"] == ["mute_sound", "keep_screen_on"]


@pytest.mark.parametrize("words", ["silence", "mute-sound,none", "mute-sound;lock-screen"])
def test_an_unknown_wish_is_refused_and_changes_nothing(terminal: Terminal, words: str) -> None:
    terminal.json("kinds", "edit", "dinner", "--around", "mute-sound")
    assert terminal.refused("kinds", "edit", "dinner", "--around", words) == "2 bad_request"
    assert around(terminal, "dinner") == {Around.MUTE_SOUND}


def test_what_is_watched_asked_and_done_over_time_is_chosen_for_each_kind(
    terminal: Terminal,
) -> None:
    edited = terminal.json(
        "kinds", "edit", "meeting", "--watch", "on", "--nudge", "on", "--sleep", "count",
        "--over-time", "end", "--bound", "3h", "--bound-after-plan", "10m",
    )  # fmt: skip
    assert (edited["watches_input"], edited["nudges"]) == (True, True)
    assert (edited["asks_about_sleep"], edited["over_time"]) == (False, "end_softly")
    assert (edited["bound_after_start_s"], edited["bound_after_plan_s"]) == (10800, 600)
    (row,) = terminal.type("kinds", "edit", "meeting", "--length", "30m").out.splitlines()
    for words in ("ends by itself", "closed 10 min over", "looks count, with a nudge"):
        assert words in row
    assert "asks after sleep" not in row
    edited = terminal.json("kinds", "edit", "meeting", "--bound-after-plan", "none")
    assert edited["bound_after_plan_s"] is None


def test_where_no_look_counts_there_is_no_nudge(terminal: Terminal) -> None:
    assert terminal.refused("kinds", "edit", "walk", "--nudge", "on") == "1 nothing_to_nudge"
    assert "--watch on" in terminal.type("kinds", "edit", "walk", "--nudge", "on").err
    both = ("--watch", "off", "--nudge", "on")
    assert terminal.refused("kinds", "edit", "dinner", *both) == "2 conflicting_words"
    edited = terminal.json("kinds", "edit", "dinner", "--watch", "off")
    assert (edited["watches_input"], edited["nudges"]) == (False, False)


def test_a_nature_that_is_so_already_changes_nothing_that_was_chosen(terminal: Terminal) -> None:
    terminal.json("kinds", "edit", "dinner", "--over-time", "end", "--sleep", "ask")
    edited = terminal.json("kinds", "edit", "dinner", "--nature", "away")
    assert (edited["over_time"], edited["asks_about_sleep"]) == ("end_softly", True)
    edited = terminal.json("kinds", "edit", "dinner", "--nature", "desk", "--watch", "on")
    assert (edited["over_time"], edited["bound_after_plan_s"]) == ("stay_quiet", 1800)
    assert (edited["watches_input"], edited["nudges"]) == (True, False)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("--watch", "maybe"), "2 bad_request"),
        (("--sleep", "on"), "2 bad_request"),
        (("--over-time", "stop"), "2 bad_request"),
        (("--bound-after-plan", "-5m"), "2 bad_length"),
        (("--bound-after-plan", "30h"), "1 too_long"),
        (("--bound-after-plan", "soon"), "2 bad_length"),
    ],
)
def test_a_choice_that_there_is_not_changes_nothing(
    terminal: Terminal, words: tuple[str, ...], refusal: str
) -> None:
    before = terminal.json("kinds")
    assert terminal.refused("kinds", "edit", "dinner", *words) == refusal
    assert terminal.json("kinds") == before
