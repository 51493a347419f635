"""Our own notices on real notification servers: seen, pressed, replaced, gone in time."""

import json
from pathlib import Path
from typing import Any

from tests.desktops.dunst import Dunst
from tests.desktops.lab import VENV
from tests.desktops.programs import Program, wait_until

PROGRAM = Path(__file__).with_name("notice_program.py")


def starts(dunst: Dunst, seconds: int, *texts: str) -> Program:
    return dunst.lab.spawn(VENV / "python", PROGRAM, str(seconds), *texts, name="notices")


def shown(dunst: Dunst) -> int:
    return int(dunst.lab.run("dunstctl", "count", "displayed").stdout)


def waiting(dunst: Dunst) -> int:
    return int(dunst.lab.run("dunstctl", "count", "waiting").stdout)


def history(dunst: Dunst) -> list[dict[str, Any]]:
    answer = json.loads(dunst.lab.run("dunstctl", "history").stdout)
    return [{key: each[key]["data"] for key in each} for each in answer["data"][0]]


def test_undo_on_a_notice_is_told_to_us(dunst: Dunst) -> None:
    program = starts(dunst, 10, "Dinner ended 21:30", "1 h 30 min")
    wait_until(lambda: shown(dunst) == 1, 5, "the notice")
    dunst.screen.settled()
    dunst.screen.shot("notice-undo")
    dunst.lab.run("dunstctl", "action", "0")
    wait_until(lambda: "chosen undo" in program.output, 5, "the button")
    wait_until(lambda: shown(dunst) == 0, 5, "the notice's end")


def test_the_next_notice_stands_in_the_place_of_the_last(dunst: Dunst) -> None:
    starts(dunst, 10, "first", "R&D <b>board</b>", "second", "R&D <b>board</b>")
    wait_until(lambda: shown(dunst) == 1, 5, "the first notice")
    dunst.screen.settled(1.0)
    assert shown(dunst) == 1
    dunst.lab.run("dunstctl", "close-all")
    wait_until(lambda: len(history(dunst)) > 0, 5, "the history")
    last = history(dunst)[0]
    assert last["summary"] == "second"
    assert "R&amp;D &lt;b&gt;board" in last["body"]


def test_a_notice_sent_while_it_is_quiet_does_not_come_afterwards(dunst: Dunst) -> None:
    dunst.mute_by_hand()
    starts(dunst, 1, "A test from Presence", "You do not see this.")
    wait_until(lambda: waiting(dunst) == 1, 5, "the notice in dunst's queue")
    wait_until(lambda: waiting(dunst) == 0, 6, "its going away unseen")
    dunst.unmute_by_hand()
    dunst.screen.settled()
    assert shown(dunst) == 0
