"""What else goes quiet, chosen for each kind on the command line."""

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
    assert [row.endswith("  players paused, screen locked") for row in rows] == [
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
