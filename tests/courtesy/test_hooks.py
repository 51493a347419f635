"""Hooks of one's own: an address, and a program."""

import json
import os
from pathlib import Path
from time import monotonic

import pytest

from presence.core.courtesy.chosen import CommandTarget, HttpTarget
from presence.core.courtesy.news import What, record
from presence.core.errors import CourtesyError, ErrorCode
from presence.courtesy.courtesy import Run, Steps
from presence.courtesy.targets.command_hook import CommandHook
from presence.courtesy.targets.http_hook import HttpHook
from tests.courtesy.conftest import PERSONAL, Loop, news
from tests.courtesy.far_side import FarSide, Reply


def test_an_address_gets_each_piece_of_news_as_json(side: FarSide, loop: Loop) -> None:
    hook = HttpHook(HttpTarget(url=f"{side.url}/hook?id=1"))
    for what in (What.STARTED, What.EXTENDED, What.SWITCHED):
        loop.run(hook.begin(news(what), {}), "http")
    loop.run(hook.end(news(What.ENDED, 30), {}), "http")
    assert side.calls == [("POST", "/hook?id=1")] * 4
    events = [each.json["event"] for each in side.received]
    assert events == ["started", "extended", "switched", "ended"]
    assert side.received[0].json == record(news(), with_details=False)
    assert side.received[3].json["ended_at"] == "2026-11-20T18:30:00+00:00"
    assert "Authorization" not in side.received[0].headers
    assert not any(word in side.everything for word in PERSONAL)


def test_an_address_gets_details_where_they_were_chosen(side: FarSide, loop: Loop) -> None:
    loop.run(HttpHook(HttpTarget(url=side.url, with_details=True)).begin(news(), {}), "http")
    assert side.received[0].json == record(news(), with_details=True)


def test_a_token_goes_into_the_header_or_to_its_place_in_the_address(
    side: FarSide, loop: Loop
) -> None:
    loop.run(HttpHook(HttpTarget(url=side.url), "s/cret").begin(news(), {}), "http")
    loop.run(HttpHook(HttpTarget(url=side.url + "/{token}"), "s/cret").begin(news(), {}), "http")
    assert side.received[0].token == "s/cret"
    assert side.received[1].path == "/s%2Fcret"
    assert "Authorization" not in side.received[1].headers


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(401), ErrorCode.COURTESY_TOKEN_REFUSED),
        (Reply(404), ErrorCode.COURTESY_ANSWERED),
        (Reply(500), ErrorCode.COURTESY_ANSWERED),
        (Reply(hangs=True), ErrorCode.COURTESY_TIMED_OUT),
    ],
)
def test_an_address_that_refuses_is_said_without_it(
    side: FarSide, loop: Loop, reply: Reply, code: ErrorCode
) -> None:
    side.script = [reply]
    with pytest.raises(CourtesyError) as raised:
        loop.run(HttpHook(HttpTarget(url=f"{side.url}/secret")).begin(news(), {}), "http")
    assert raised.value.code is code
    assert "secret" not in repr(raised.value)


def test_what_an_address_answers_is_not_read(side: FarSide, loop: Loop) -> None:
    side.script = [Reply(204, b""), Reply(200, b"\xff\xfe<garbage")]
    for _time in range(2):
        loop.run(HttpHook(HttpTarget(url=side.url)).begin(news(), {}), "http")


def script(folder: Path, text: str) -> str:
    file = folder / "hook"
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    return str(file)


def test_a_program_reads_the_session_without_a_shell(loop: Loop, tmp_path: Path) -> None:
    path = script(tmp_path, f'cat > {tmp_path}/in; printf %s "$1" > {tmp_path}/word')
    hook = CommandHook(CommandTarget(command=(path, "$(touch boom) `id`")))
    loop.run(hook.begin(news(), {}), "command")
    assert json.loads((tmp_path / "in").read_text()) == record(news(), with_details=False)
    assert (tmp_path / "word").read_text() == "$(touch boom) `id`"
    assert not any(word in (tmp_path / "in").read_text() for word in PERSONAL)
    loop.run(CommandHook(CommandTarget(command=(path,), with_details=True)).end(news(), {}))
    assert json.loads((tmp_path / "in").read_text())["people"] == ["Ana"]


def test_a_program_that_prints_nonsense_and_reads_nothing_is_fine(
    loop: Loop, tmp_path: Path
) -> None:
    noise = "head -c 5000000 /dev/urandom"
    path = script(tmp_path, f"{noise}; {noise} >&2; exit 0")
    loop.run(CommandHook(CommandTarget(command=(path,))).begin(news(), {}), "command")


@pytest.mark.parametrize(("text", "code"), [("exit 3", "3"), ("kill -9 $$", "-9")])
def test_a_program_that_fails_is_said_with_its_code(
    loop: Loop, tmp_path: Path, text: str, code: str
) -> None:
    with pytest.raises(CourtesyError) as raised:
        loop.run(CommandHook(CommandTarget(command=(script(tmp_path, text),))).begin(news(), {}))
    assert raised.value.code is ErrorCode.COURTESY_PROGRAM_FAILED
    assert raised.value.values["detail"] == code


def test_a_program_that_is_not_there_or_cannot_run_is_said(loop: Loop, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no program")
    for path in ("/nowhere/hook", str(tmp_path / "text"), str(tmp_path)):
        with pytest.raises(CourtesyError) as raised:
            loop.run(CommandHook(CommandTarget(command=(path,))).begin(news(), {}))
        assert raised.value.code is ErrorCode.COURTESY_NO_PROGRAM


def _gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


def test_a_program_that_hangs_is_ended_with_all_that_it_began(loop: Loop, tmp_path: Path) -> None:
    path = script(tmp_path, f"trap '' TERM; sleep 60 & echo $! > {tmp_path}/child; wait")

    def steps() -> Steps:
        yield Run((path,), seconds=0.5)

    began = monotonic()
    with pytest.raises(CourtesyError) as raised:
        loop.run(steps(), "command")
    assert raised.value.code is ErrorCode.COURTESY_TIMED_OUT
    assert monotonic() - began < 15
    child = int((tmp_path / "child").read_text())
    loop.qtbot.waitUntil(lambda: _gone(child), timeout=10_000)


def test_a_program_that_still_runs_at_the_end_goes_with_us(loop: Loop, tmp_path: Path) -> None:
    path = script(tmp_path, f"echo $$ > {tmp_path}/pid; sleep 60")
    file = tmp_path / "pid"
    answers: list[object] = []
    loop.means.programs.run("command", Run((path,)), answers.append)
    loop.qtbot.waitUntil(lambda: file.exists() and bool(file.read_text()), timeout=10_000)
    loop.means.programs.close()
    assert _gone(int(file.read_text()))
    assert answers == []
