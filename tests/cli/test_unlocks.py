"""The phone's own word on the command line: shown, accepted or not, counted then, and deleted."""

import json
from pathlib import Path

import pytest

from presence.core.slip import SlipReason, SlipSource
from presence.paths import find_paths
from presence.store.verify import verify
from tests.cli.conftest import Terminal

DAY = "2024-03-05"


def an_export(*times: str, name: str = "aw-watcher-android-unlock") -> str:
    """As ActivityWatch for Android writes it, by its source: newest first, without a length."""
    events = [
        {"id": number, "timestamp": f"{DAY}T{time}.000Z", "duration": 0.0, "data": {}}
        for number, time in enumerate(reversed(times))
    ]
    unlocks = {
        "id": name,
        "created": "2026-01-01T00:00:00.123456789Z",
        "type": "os.lockscreen.unlocks",
        "client": "aw-android",
        "hostname": "unknown",
        "events": events,
    }
    apps = {**unlocks, "id": "aw-watcher-android-test", "type": "currentwindow"}
    return json.dumps({"buckets": {"aw-watcher-android-test": apps, name: unlocks}})


@pytest.fixture
def phone(terminal: Terminal, tmp_path: Path) -> str:
    terminal.json("add", f"{DAY} 19-21:30 dinner @Ana")
    terminal.json("add", f"{DAY} 12-13 coffee @Tom")
    path = tmp_path / "phone.json"
    path.write_text(an_export("08:00:00", "12:30:00", "19:40:00", "20:05:00", "20:05:20"))
    return str(path)


def test_what_the_phone_says_counts_once_it_is_accepted(terminal: Terminal, phone: str) -> None:
    done = terminal.json("import", "activitywatch", phone, "--unlocks")
    assert done == {"read": 5, "unlocks": 3, "sessions": 2, "left_out": []}
    dinner, coffee = terminal.json("unlocks")
    assert [each[11:16] for each in dinner["unlocks"]] == ["19:40", "20:05"]
    assert "Your phone was unlocked 2 times during Dinner" in terminal.type("unlocks").out
    assert [each.slips for each in terminal.sessions()] == [(), ()]
    terminal.json("unlocks", "dismiss", coffee["session"])
    terminal.json("unlocks", "accept", dinner["session"][:8], "--reason", "call")
    assert terminal.json("unlocks") == []
    looks = [[(s.source, s.reason) for s in each.slips] for each in terminal.sessions()]
    assert looks == [[(SlipSource.PHONE, SlipReason.CALL)] * 2, []]
    again = terminal.json("import", "activitywatch", phone, "--unlocks")
    assert (again["unlocks"], terminal.json("unlocks")) == (0, [])
    terminal.type("undo")
    assert [len(each.slips) for each in terminal.sessions()] == [0, 0]
    assert len(terminal.json("unlocks")) == 1
    terminal.type("redo")
    assert terminal.json("unlocks", "delete") == {"sessions": 2}
    assert [each.slips for each in terminal.sessions()] == [(), ()]
    assert verify(find_paths(str(terminal.home)).database).is_ok
    terminal.type("undo")
    assert [len(each.slips) for each in terminal.sessions()] == [2, 0]


def test_all_of_it_is_accepted_and_imported_as_one_step_each(
    terminal: Terminal, phone: str, tmp_path: Path
) -> None:
    terminal.json("import", "activitywatch", phone, "--unlocks")
    terminal.json("unlocks", "accept")
    assert sum(len(each.slips) for each in terminal.sessions()) == 3
    out = str(tmp_path / "log.jsonl")
    terminal.json("export", "jsonl", out)
    other = Terminal(tmp_path / "other")
    assert other.json("import", "jsonl", out)["left_out"] == []
    assert other.json("import", "activitywatch", phone, "--unlocks")["unlocks"] == 0
    for _step in range(2):
        terminal.type("undo")
    assert terminal.json("unlocks") == []
    assert sum(len(each.slips) for each in terminal.sessions()) == 0
    assert terminal.json("unlocks", "delete") == {"sessions": 0}


def test_they_go_with_their_session(terminal: Terminal, phone: str) -> None:
    terminal.json("import", "activitywatch", phone, "--unlocks")
    terminal.json("delete", terminal.json("unlocks")[0]["session"])
    assert len(terminal.json("unlocks")) == 1
    terminal.type("undo")
    assert len(terminal.json("unlocks")) == 2


def test_what_cannot_be_is_said(terminal: Terminal, phone: str, tmp_path: Path) -> None:
    assert terminal.refused("import", "toggl", phone, "--unlocks") == "2 conflicting_words"
    assert terminal.refused("unlocks", "dismiss", "--reason", "call") == "2 conflicting_words"
    bad = tmp_path / "bad.json"
    bad.write_text(an_export("25:00:00", "19:40:00", name="aw-watcher-android-unlock2")[:-2])
    done = terminal.json("import", "activitywatch", str(bad), "--unlocks")
    assert done["unlocks"] == 1
    assert len(done["left_out"]) == 2  # the time, and where the file is cut short
    bad.write_text("[]")
    assert terminal.refused("import", "activitywatch", str(bad), "--unlocks") == "1 file_not_ours"


def test_what_lies_elsewhere_by_now_is_not_asked_of_that_session(
    terminal: Terminal, phone: str
) -> None:
    terminal.json("import", "activitywatch", phone, "--unlocks")
    dinner = terminal.json("unlocks")[0]["session"]
    terminal.json("edit", dinner, "--to", "20:00")
    assert [each[11:16] for each in terminal.json("unlocks")[0]["unlocks"]] == ["19:40"]
    terminal.json("unlocks", "accept", dinner)
    assert [len(each.slips) for each in terminal.sessions()] == [1, 0]
    terminal.json("edit", dinner, "--to", "21:30")  # and it may still be edited
    assert [each[11:16] for each in terminal.json("unlocks")[0]["unlocks"]] == ["20:05"]


def test_what_counts_is_deleted_wherever_its_session_was_split(
    terminal: Terminal, phone: str
) -> None:
    terminal.json("import", "activitywatch", phone, "--unlocks")
    dinner = terminal.json("unlocks")[0]["session"]
    terminal.json("unlocks", "accept")
    terminal.json("split", dinner, "20:00")
    assert [len(each.slips) for each in terminal.sessions()] == [1, 1, 1]
    terminal.json("unlocks", "delete")
    assert [each.slips for each in terminal.sessions()] == [(), (), ()]


def test_one_at_the_very_start_of_a_session_lies_in_it(terminal: Terminal, tmp_path: Path) -> None:
    terminal.json("add", f"{DAY} 19-21:30 dinner @Ana")
    path = tmp_path / "phone.json"
    path.write_text(an_export("19:00:00"))
    assert terminal.json("import", "activitywatch", str(path), "--unlocks")["unlocks"] == 1


def test_what_was_answered_is_kept_where_sessions_are_joined(
    terminal: Terminal, tmp_path: Path
) -> None:
    ids = [
        terminal.json("add", f"{DAY} {span} dinner @Ana")["id"]
        for span in ("19-20", "20-21", "21-22", "22-23")
    ]
    path = tmp_path / "phone.json"
    path.write_text(an_export("19:40:00", "20:40:00", "21:40:00", "22:40:00"))
    terminal.json("import", "activitywatch", str(path), "--unlocks")
    terminal.json("unlocks", "dismiss", *ids[:2])
    terminal.json("unlocks", "accept", ids[2])
    terminal.json("merge", *ids)
    assert [each[11:16] for each in terminal.json("unlocks")[0]["unlocks"]] == ["22:40"]
    again = terminal.json("import", "activitywatch", str(path), "--unlocks")
    assert (again["unlocks"], len(terminal.sessions()[0].slips)) == (0, 1)
    assert terminal.json("unlocks", "delete") == {"sessions": 1}
    assert [each.slips for each in terminal.sessions()] == [()]
    terminal.type("undo")
    terminal.type("undo")
    assert len(terminal.sessions()) == 4
    assert [each["session"] for each in terminal.json("unlocks")] == ids[3:]
    assert verify(find_paths(str(terminal.home)).database).is_ok
