"""Kinds in the settings file, for dotfiles: taken over into the log when they are new there."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from presence.core.clock import SystemClock
from presence.core.kind import BUILT_IN, Around, Kind, Nature, OverTime, Sphere
from presence.core.names.written import WrittenKind, as_written, read_kinds
from presence.core.ports import Change, ChangeKind
from tests.front.conftest import RunningApp

HEAD = "first_minute_done = true\n"
DINNER = next(kind for kind in BUILT_IN if kind.key == "dinner")


def write(home: Path, text: str) -> None:
    fresh = home / "fresh.toml"
    fresh.write_text(HEAD + text)
    fresh.replace(home / "settings.toml")


def kind(running: RunningApp, key: str) -> Kind:
    return running.log.kinds()[key]


def started(running: RunningApp, home: Path, text: str) -> None:
    write(home, text)
    running.open()
    running.follows_its_settings()


def test_every_field_is_taken_and_what_is_not_said_stays() -> None:
    table = {
        "name": " Long  dinner ",
        "nature": "desk",
        "sphere": "work",
        "default_minutes": 0,
        "over_time": "end_softly",
        "bound_minutes": 300,
        "bound_after_plan_minutes": 0,
        "watches_input": True,
        "nudges": True,
        "asks_about_sleep": False,
        "around": ["pause_players", "keep_screen_on"],
    }
    written, bad = read_kinds({"dinner": table})
    assert bad == ()
    kind = as_written(DINNER, written["dinner"])
    assert (kind.name, kind.nature, kind.sphere) == ("Long dinner", Nature.DESK, Sphere.WORK)
    assert (kind.default_length, kind.over_time) == (None, OverTime.END_SOFTLY)
    assert (kind.bound_after_start, kind.bound_after_plan) == (timedelta(hours=5), None)
    assert (kind.watches_input, kind.nudges, kind.asks_about_sleep) == (True, True, False)
    assert kind.around == {Around.PAUSE_PLAYERS, Around.KEEP_SCREEN_ON}
    assert as_written(DINNER, WrittenKind()) == DINNER
    assert not as_written(DINNER, WrittenKind(watches_input=False)).nudges


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ({"dinner": {"default_minutes": -1}}, "kinds.dinner.default_minutes"),
        ({"dinner": {"default_minutes": "90"}}, "kinds.dinner.default_minutes"),
        ({"dinner": {"bound_minutes": 0}}, "kinds.dinner.bound_minutes"),
        ({"dinner": {"nature": "sea"}}, "kinds.dinner.nature"),
        ({"dinner": {"around": ["sing"]}}, "kinds.dinner.around"),
        ({"dinner": {"around": "pause_players"}}, "kinds.dinner.around"),
        ({"dinner": 90}, "kinds.dinner"),
        ({"a b": {}}, "kinds.a b"),
        ("dinner", "kinds"),
    ],
)
def test_what_cannot_be_is_named(table: object, named: str) -> None:
    _written, bad = read_kinds(table)
    assert [each.name for each in bad] == [named]
    assert bad[0].allowed


def test_a_kind_is_taken_over_at_a_start_and_can_be_undone(
    running: RunningApp, tmp_path: Path
) -> None:
    started(running, tmp_path, "[kinds.dinner]\ndefault_minutes = 75\n")
    assert kind(running, "dinner").default_length == timedelta(minutes=75)
    last = running.log.last_change()
    assert last is not None
    assert last.what is ChangeKind.KIND_CHANGED


def test_a_kind_is_taken_over_while_the_app_runs_and_a_new_one_is_made(
    running: RunningApp, qtbot: QtBot, tmp_path: Path
) -> None:
    started(running, tmp_path, "")
    write(tmp_path, '[kinds.board-games]\nsphere = "private"\ndefault_minutes = 150\n')
    qtbot.waitUntil(lambda: "board-games" in running.log.kinds(), timeout=10_000)
    made = kind(running, "board-games")
    assert (made.name, made.default_length) == ("Board games", timedelta(minutes=150))


def test_what_is_changed_afterwards_stays_until_the_file_says_something_new(
    running: RunningApp, qtbot: QtBot, tmp_path: Path
) -> None:
    started(running, tmp_path, "[kinds.dinner]\ndefault_minutes = 75\n")
    because = Change(ChangeKind.KIND_CHANGED, "", "dinner", SystemClock().now())
    running.log.put_kind(as_written(DINNER, WrittenKind(default_minutes=100)), because)
    running.preferences.change("show_people", True)
    assert kind(running, "dinner").default_length == timedelta(minutes=100)
    write(tmp_path, "[kinds.dinner]\ndefault_minutes = 80\n")
    qtbot.waitUntil(
        lambda: kind(running, "dinner").default_length == timedelta(minutes=80), timeout=10_000
    )
    assert "dinner" not in (tmp_path / "kinds-taken").read_text(), "no names outside the log"


def test_a_built_in_kind_by_its_own_word_keeps_no_name_so_that_it_goes_with_the_language(
    running: RunningApp, tmp_path: Path
) -> None:
    started(running, tmp_path, '[kinds.dinner]\nname = "Dinner"\ndefault_minutes = 75\n')
    made = kind(running, "dinner")
    assert (made.name, made.default_length) == ("", timedelta(minutes=75))


def test_what_cannot_be_taken_over_is_told_once_and_the_rest_is(
    running: RunningApp, tmp_path: Path
) -> None:
    started(
        running,
        tmp_path,
        '[kinds.walk]\nname = "Dinner"\n\n[kinds.coffee]\ndefault_minutes = 30\n',
    )
    assert "Dinner" in running.window("Toast").accessibleName()
    assert kind(running, "walk").name == ""
    assert kind(running, "coffee").default_length == timedelta(minutes=30)


def test_a_value_that_cannot_be_is_named_with_its_line(running: RunningApp, tmp_path: Path) -> None:
    started(
        running,
        tmp_path,
        '[kinds.dinner]\nnature = "sea"\ndefault_minutes = 80\n',
    )
    problem = running.preferences.problem
    assert problem is not None
    assert problem.values["line"] == 3
    assert "kinds.dinner.nature" in str(problem.values["detail"])
    assert kind(running, "dinner").default_length == timedelta(minutes=80)
