"""``presence week`` beside an app: the app answers, byte for byte what the command would print."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from pytestqt.qtbot import QtBot

from presence.cli.fast import quick_request
from presence.core.ports import Change, ChangeKind
from presence.link.client import Answer, ask
from presence.store import new_id
from presence.store.importing.taking_out import mark
from tests.front.conftest import RunningApp

ALONE = "import sys; from presence.cli.main import main; sys.exit(main(sys.argv[1:]))"
FAST = "import sys; from presence.cli.fast import main; sys.exit(main())"
WEEKS = (
    ("week",),
    ("week", "--json"),
    ("week", "last"),
    ("--json", "week", "-1"),
)


def asked(running: RunningApp, qtbot: QtBot, request: bytes) -> Answer:
    """What the app answers to a command of another process."""
    answers: list[Answer | None] = []
    path = running.app.paths.socket
    thread = Thread(target=lambda: answers.append(ask(path, request)))
    thread.start()
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    thread.join()
    (answer,) = answers
    assert answer is not None
    return answer


def printed(running: RunningApp, qtbot: QtBot, program: str, *words: str, **more: str) -> bytes:
    """What a command of its own process prints, while the app goes on."""
    command = [sys.executable, "-c", program, "--home", str(running.home), *words]
    done: list[subprocess.CompletedProcess[bytes]] = []
    environ = {**os.environ, **more}
    thread = Thread(
        target=lambda: done.append(
            subprocess.run(command, capture_output=True, check=False, env=environ)
        )
    )
    thread.start()
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    thread.join()
    assert (done[0].returncode, done[0].stderr) == (0, b"")
    return done[0].stdout


def request_of(*words: str) -> bytes:
    found = quick_request(list(words))
    assert found is not None
    return found[0]


@pytest.fixture
def with_sessions(running: RunningApp) -> RunningApp:
    for hours_ago, people in ((3, ("Ana",)), (9, ("Tom", "Zoë")), (30, ()), (170, ("王",))):
        running.enter(hours_ago, 1.5, people=people, note="n" * 90)
    return running


@pytest.mark.parametrize("words", WEEKS)
def test_the_app_prints_what_the_command_prints_alone(
    with_sessions: RunningApp, qtbot: QtBot, words: tuple[str, ...]
) -> None:
    with_sessions.open()
    alone = printed(with_sessions, qtbot, ALONE, *words)
    assert asked(with_sessions, qtbot, request_of(*words)) == (0, alone, b"")
    assert printed(with_sessions, qtbot, FAST, *words) == alone


def test_an_empty_week_and_settings_of_ones_own_are_told_alike(
    running: RunningApp, qtbot: QtBot, tmp_path: Path
) -> None:
    running.open()
    alone = printed(running, qtbot, ALONE, "week")
    assert asked(running, qtbot, request_of("week")) == (0, alone, b"")
    with (tmp_path / "settings.toml").open("a") as file:
        file.write('week_starts = "sunday"\nday_starts_at = "05:00"\n')
    alone = printed(running, qtbot, ALONE, "week", "last")
    assert asked(running, qtbot, request_of("week", "last")) == (0, alone, b"")


def test_a_terminal_gets_lines_that_end_at_its_edge(
    with_sessions: RunningApp, qtbot: QtBot
) -> None:
    with_sessions.open()
    # The present week may have begun just now.
    request = request_of("week", "last").replace(b'"columns":0', b'"columns":40')
    code, out, _err = asked(with_sessions, qtbot, request)
    assert code == 0
    assert max(map(len, out.decode().splitlines())) == 40


@pytest.mark.parametrize("variable", ["LANGUAGE", "TZ", "LC_TIME"])
def test_another_language_or_zone_is_the_commands_own(
    with_sessions: RunningApp, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    with_sessions.open()
    value = "Asia/Tokyo" if variable == "TZ" else "de_DE.UTF-8"
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv(variable, value)
        request = request_of("week")
    assert asked(with_sessions, qtbot, request)[0] != 0
    alone = printed(with_sessions, qtbot, ALONE, "week", **{variable: value})
    assert printed(with_sessions, qtbot, FAST, "week", **{variable: value}) == alone


def test_what_an_import_left_that_was_cut_short_is_taken_out_by_the_command(
    with_sessions: RunningApp, qtbot: QtBot
) -> None:
    with_sessions.open()
    log = with_sessions.log
    before = printed(with_sessions, qtbot, ALONE, "week")
    session = log.newest(1)[0]
    because = Change(ChangeKind.IMPORTED, "import", "file", session.started_at)
    log.put(replace(session, id=new_id()), because=because)
    mark(log._connection, "import")  # as a process leaves it that is killed
    assert printed(with_sessions, qtbot, FAST, "week") == before
    assert not log.has_unfinished_work


@pytest.mark.parametrize(
    "request_made",
    [
        b'{"do":"week"}',
        b'{"do":"week","back":true,"columns":0,"from":""}',
        b'{"do":"week","back":-9e99,"columns":"80","from":null}',
        b'{"do":"week","back":[],"columns":-1,"from":{}}',
    ],
)
def test_a_request_that_nobody_would_make_is_refused(
    running: RunningApp, qtbot: QtBot, request_made: bytes
) -> None:
    running.open()
    assert asked(running, qtbot, request_made)[0] != 0


@pytest.mark.parametrize("text", ["week_starts = 9\n", 'language = "de"\n', "= nothing\n"])
def test_settings_that_the_app_does_not_go_by_are_read_by_the_command(
    running: RunningApp, qtbot: QtBot, tmp_path: Path, text: str
) -> None:
    running.open()
    with (tmp_path / "settings.toml").open("a") as file:
        file.write(text)
    answer = asked(running, qtbot, request_of("week"))
    # A language may have been taken over by the app in the meantime.
    assert answer[0] != 0 or running.preferences.now.language == "de"


@pytest.mark.parametrize(
    "words", [["week", "2026-11-02"], ["week", "last", "-1"], ["last", "week"], ["week", "--hours"]]
)
def test_every_other_week_needs_the_parser(words: list[str]) -> None:
    assert quick_request(words) is None
