"""What the app answers to the command line."""

import json
from dataclasses import replace
from typing import Any

import pytest

from presence.core.lease import MuteDetail
from presence.core.ports import Change, ChangeKind
from presence.link.commands import Commands, Reply
from tests.core.conftest import Desk


class FakeScreen:
    """A screen that remembers what it was asked to show."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def show(self, window: str) -> None:
        self.shown.append(window)

    def ask(self, text: str) -> None:
        self.shown.append(f"ask {text}")

    def quit(self) -> None:
        self.shown.append("quit")


class Line:
    """A command line that talks to one app."""

    def __init__(self, desk: Desk) -> None:
        self.screen = FakeScreen()
        self.commands = Commands(desk.engine, 4711, self.screen)

    def say(self, do: str, **words: object) -> Reply:
        replies: list[Reply] = []
        self.commands.run({"do": do, **words}, replies.append)
        (reply,) = replies
        return reply

    def json(self, do: str, **words: object) -> Any:
        return json.loads(self.say(do, json=True, **words).out)


@pytest.fixture
def line(desk: Desk) -> Line:
    return Line(desk)


def test_status_holds_what_the_contract_says(line: Line) -> None:
    line.say("start", kind="dinner", people=["Ana"], length_s=5400, place="Da Enzo")
    status = line.json("status")
    assert status["state"] == "running"
    assert status["pid"] == 4711
    assert status["remaining_s"] == 5400
    assert status["unconfirmed"] == []
    assert set(status["mute"]) == {"state", "mechanism", "was", "detail", "note", "waited"}
    session = status["session"]
    assert session["people"] == ["Ana"]
    assert session["started_at"] == "2026-11-20T19:00:00+01:00"
    assert session["planned_end_at"] == "2026-11-20T20:30:00+01:00"
    assert (session["zone"], session["place"], session["origin"]) == (
        "Europe/Berlin",
        "Da Enzo",
        "started",
    )


def test_a_kind_may_be_cut_short_but_not_guessed(line: Line) -> None:
    assert line.json("start", kind="din")["session"]["kind"] == "dinner"
    reply = line.say("start", kind="dinnr", switch=True)
    assert reply.code == 2
    assert "dinner" in reply.err.lower()


def test_a_second_start_names_the_running_one_and_exits_with_one(line: Line) -> None:
    line.say("start", kind="dinner")
    reply = line.say("start", kind="coffee")
    assert reply.code == 1
    assert "Dinner" in reply.err
    error = line.json("start", kind="coffee")["error"]
    assert error["code"] == "already_running"
    assert error["hint"]


def test_a_name_without_letters_is_nobody(line: Line) -> None:
    line.say("start", kind="dinner", people=["", "  ", " Ana  Maria "], tags=["my  tag", 5, ""])
    assert line.json("status")["session"]["people"] == ["Ana Maria"]
    assert line.json("status")["session"]["tags"] == ["my tag", "5"]


def test_a_second_start_names_a_kind_of_ones_own_as_windows_do(desk: Desk, line: Line) -> None:
    now = desk.clock.now()
    games = replace(desk.log.kinds()["walk"], key="games", name="Board games")
    desk.log.put_kind(games, Change(ChangeKind.KIND_CHANGED, "", games.key, now))
    line.say("start", kind="games")
    assert "Board games" in line.say("start", kind="coffee").err


def test_start_without_words_starts_what_a_click_would(line: Line) -> None:
    assert line.json("start")["session"]["kind"] == "meeting"


def test_an_answer_waits_until_the_desktop_has_settled(desk: Desk, line: Line) -> None:
    desk.muter.hangs = True
    replies: list[Reply] = []
    line.commands.run({"do": "start", "kind": "dinner", "json": True}, replies.append)
    assert replies == []
    desk.muter.answer()
    (reply,) = replies
    assert json.loads(reply.out)["mute"]["detail"] == MuteDetail.CHECKED.value


def test_a_change_of_the_log_is_taken_over_before_it_is_answered(desk: Desk, line: Line) -> None:
    line.say("start", kind="dinner")
    session = desk.log.open_session()
    assert session is not None
    ended = replace(session, ended_at=desk.clock.now())
    desk.log.put(ended, because=Change(ChangeKind.EDITED, ended.id, ended.kind, desk.clock.now()))
    desk.muter.hangs = True
    replies: list[Reply] = []
    line.commands.run({"do": "changed"}, replies.append)
    assert replies == []
    desk.muter.answer()
    assert replies == [Reply(0)]
    assert not desk.is_quiet()


def test_status_quiet_says_it_with_the_exit_code_alone(line: Line) -> None:
    assert line.say("status", quiet=True) == Reply(1)
    line.say("start", kind="dinner")
    assert line.say("status", quiet=True) == Reply(0)


def test_stop_at_a_time_and_undo_go_through_the_engine(desk: Desk, line: Line) -> None:
    line.say("start", kind="dinner")
    desk.clock.advance(minutes=50)
    stopped = line.json("stop", at="2026-11-20T19:45:00+01:00")
    assert stopped["state"] == "idle"
    assert line.say("undo").code == 0
    assert line.json("status")["state"] == "running"


def test_what_goes_on_anyway_may_be_said_to_go_on(desk: Desk, line: Line) -> None:
    line.say("start", kind="dinner", length_s=3600)
    before = desk.log.open_session()
    assert line.say("stop", still_going=True).out.startswith("Dinner goes on · until 20:00")
    assert desk.log.open_session() == before


def test_over_time_an_away_session_may_be_ended_as_planned_or_go_on(desk: Desk, line: Line) -> None:
    line.say("start", kind="dinner", length_s=3600)
    desk.clock.advance(minutes=75)
    text = line.say("status").out
    assert "15 min over" in text
    assert "“presence stop --at 20:00” if it ended as planned" in text
    assert [item["ended_at"] for item in line.json("status")["unconfirmed"]] == [
        "2026-11-20T20:00:00+01:00"
    ]
    assert line.say("stop", still_going=True).out.startswith("Dinner goes on · open")
    assert line.json("status")["unconfirmed"] == []


def test_over_time_only_an_away_session_makes_room_for_the_next(desk: Desk, line: Line) -> None:
    line.say("start", kind="meeting", length_s=3600)
    desk.clock.advance(minutes=75)
    assert line.json("status")["unconfirmed"] == []
    assert line.say("start", kind="coffee").code == 1
    line.say("stop")
    line.say("start", kind="dinner", length_s=3600)
    desk.clock.advance(minutes=75)
    assert line.say("start", kind="coffee").code == 0
    (waiting,) = line.json("status")["unconfirmed"]
    assert (waiting["kind"], waiting["duration_s"]) == ("dinner", 3600)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"do": "fly"}, 2),
        ({"do": "stop"}, 1),
        ({"do": "extend", "by_s": "soon"}, 2),
        ({"do": "start", "kind": "dinner", "length_s": -5}, 1),
        ({"do": "start", "kind": "dinner", "length_s": 1e300}, 2),
        ({"do": "start", "kind": "dinner", "until": "soon"}, 2),
        ({"do": "start", "kind": "dinner", "until": "2026-11-20T19:00:00"}, 2),
        ({"do": "slip", "reason": "because"}, 2),
        ({"do": "slip"}, 1),
        ({}, 2),
    ],
)
def test_bad_words_get_one_line_and_the_right_exit_code(
    desk: Desk, line: Line, words: dict[str, object], code: int
) -> None:
    replies: list[Reply] = []
    line.commands.run(words, replies.append)
    (reply,) = replies
    assert reply.code == code
    assert reply.err.count("\n") == 1
    assert reply.err.startswith("presence: ")
    assert desk.log.open_session() is None


def test_watching_hears_of_every_change_until_it_goes(desk: Desk, line: Line) -> None:
    heard: list[str] = []

    def tell(text: str) -> bool:
        heard.append(json.loads(text)["state"])
        return len(heard) < 3

    line.commands.watch(tell)
    line.say("start", kind="dinner")
    line.say("stop")
    line.say("start", kind="dinner")
    assert heard[0] == "idle"
    assert heard[1] == "running"
    assert len(heard) == 3


def test_windows_are_for_an_app_with_a_screen(desk: Desk, line: Line) -> None:
    line.say("show", window="week")
    line.say("ask", text="din ana")
    line.say("quit")
    assert line.screen.shown == ["week", "ask din ana", "quit"]
    replies: list[Reply] = []
    Commands(desk.engine, None).run({"do": "quit"}, replies.append)
    assert replies[0].code == 1


def test_letting_go_of_the_mute_leaves_the_session_running(desk: Desk, line: Line) -> None:
    line.say("start", kind="dinner")
    assert line.say("mute", action="release").code == 0
    assert not desk.is_quiet()
    assert line.json("status")["state"] == "running"


def test_a_mute_that_was_let_go_stays_so_until_the_next_session(desk: Desk, line: Line) -> None:
    line.say("start", kind="dinner", length_s=3600)
    line.say("mute", action="release")
    line.say("extend", by_s=900)
    assert not desk.is_quiet()
    assert line.json("mute")["detail"] == "released"
    line.say("stop")
    line.say("start", kind="coffee", length_s=3600)
    assert desk.is_quiet()
    assert line.json("mute")["detail"] == "checked"
