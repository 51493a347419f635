"""The command channel itself: a real socket on the Qt loop, and whoever may knock."""

import socket
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from presence.cli.fast import Folders
from presence.core.ports import Change, ChangeKind
from presence.core.session import LONGEST_TEXT, Session
from presence.front.working import work
from presence.link.client import Answer, ask
from presence.link.commands import Commands
from presence.link.server import LONGEST_REQUEST, Server
from presence.paths import find_paths
from tests.core.conftest import Desk
from tests.fakes import EVENING

HOUR = timedelta(hours=1)


@pytest.fixture
def address(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[str]:
    """The address of a listening app."""
    path = str(tmp_path / "link")
    server = Server(path, Commands(desk.engine, 1))
    yield path
    server.close()


def asked(qtbot: QtBot, path: str, request: bytes, words: list[int] | None = None) -> Answer | None:
    """The answer of the app in this very process, asked from another thread."""
    answers: list[Answer | None] = []
    told = None if words is None else words.append
    thread = Thread(target=lambda: answers.append(ask(path, request, 10, told)))
    thread.start()
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000 if words is None else 60_000)
    thread.join()
    return answers[0]


def test_a_command_is_answered_with_its_code_and_its_text(qtbot: QtBot, address: str) -> None:
    answer = asked(qtbot, address, b'{"do":"status"}')
    assert answer is not None
    code, out, err = answer
    assert (code, err) == (0, b"")
    assert out.strip()


def test_what_is_no_request_is_told_so(qtbot: QtBot, address: str) -> None:
    nonsense_of_all_kinds = (
        b"hello",
        b"[1, 2]",
        b"\xff\xfe\x00",
        b'{"do": {"a": 1}}',
        b'{"do": "extend", "by_s": NaN}',
        b'{"do": "start", "note": "\\udcff"}',
        b'{"do": ' + b"[" * 50_000,
    )
    for nonsense in nonsense_of_all_kinds:
        answer = asked(qtbot, address, nonsense)
        assert answer is not None
        assert answer[0] == 2


def test_the_longest_word_that_a_shell_passes_on_is_answered(qtbot: QtBot, address: str) -> None:
    word = b"x" * 131_072
    answer = asked(qtbot, address, b'{"do":"start","json":true,"place":"' + word + b'"}')
    assert answer is not None
    assert answer[0] == 2
    assert len(answer[1] + answer[2]) < 1000  # no place can be so long, and it is not said again
    note = word[:LONGEST_TEXT]
    answer = asked(qtbot, address, b'{"do":"start","json":true,"note":"' + note + b'"}')
    assert answer is not None
    assert (answer[0], note in answer[1]) == (0, True)


def test_one_that_never_ends_its_line_is_hung_up_on_and_others_are_served(
    qtbot: QtBot, address: str
) -> None:
    endless = socket.socket(socket.AF_UNIX)
    endless.connect(address)
    endless.settimeout(5)
    sent = Thread(target=_send_all, args=(endless, b"x" * (LONGEST_REQUEST * 2)))
    sent.start()
    answer = asked(qtbot, address, b'{"do":"ping"}')
    assert answer == (0, b"1\n", b"")
    qtbot.waitUntil(lambda: not sent.is_alive(), timeout=10_000)
    endless.close()


def test_a_long_undo_says_how_far_it_is_and_is_waited_for(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "TOLD_MS", 0)  # however fast it is
    start = EVENING - timedelta(days=400)
    walks = [
        Session(f"s{n}", "walk", start + n * HOUR, "UTC", ended_at=start + n * HOUR, tags=("x",))
        for n in range(2500)
    ]
    desk.log.put(*walks, because=Change(ChangeKind.ADDED, "", "walk", EVENING))
    desk.log.rename_tag("x", "y", Change(ChangeKind.RENAMED, "", "x", EVENING))
    path, parent = str(tmp_path / "busy"), QObject()
    commands = Commands(desk.engine, 1)
    commands.work = work.Work(parent).run
    server = Server(path, commands)
    words: list[int] = []
    answer = asked(qtbot, path, b'{"do":"undo","progress":true}', words)
    server.close()
    assert answer is not None
    assert answer[0] == 0
    assert words
    assert words == sorted(words)
    assert dict(desk.log.tags()) == {"x": 2500}


def test_only_the_owner_may_knock(address: str) -> None:
    assert stat.S_IMODE(Path(address).stat().st_mode) == 0o600


def test_a_socket_left_by_a_crash_does_not_stop_the_next_start(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "left"
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(path))
    left.close()
    server = Server(str(path), Commands(desk.engine, 1))
    assert asked(qtbot, str(path), b'{"do":"ping"}') == (0, b"1\n", b"")
    server.close()
    assert not path.exists()


def test_who_knocks_while_one_app_becomes_another_is_answered(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    """Also who was let in and had said nothing yet."""
    path = str(tmp_path / "link")
    before = Server(path, Commands(desk.engine, 1))
    silent = socket.socket(socket.AF_UNIX)
    silent.settimeout(5)
    silent.connect(path)
    qtbot.waitUntil(lambda: bool(before._clients), timeout=10_000)
    door = before.hand_over()
    answers: list[Answer | None] = []
    waiting = Thread(target=lambda: answers.append(ask(path, b'{"do":"ping"}')))
    waiting.start()
    silent.sendall(b'{"do":"ping"}\n')
    after = Server(path, Commands(desk.engine, 2), door=door)
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    waiting.join()
    assert answers == [(0, b"2\n", b"")]
    heard = Thread(target=lambda: answers.append((0, silent.recv(64), b"")))
    heard.start()
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=10_000)
    heard.join()
    assert answers[1] == (0, b"0 2 0\n2\n", b"")
    silent.close()
    after.close()
    assert not Path(path).exists()


def test_a_door_that_is_none_or_of_another_place_is_not_used(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    elsewhere = Server(str(tmp_path / "elsewhere"), Commands(desk.engine, 1))
    no_socket = (tmp_path / "file").open("w")
    for number in (*elsewhere.hand_over(), no_socket.fileno(), 4711):
        path = str(tmp_path / "link")
        server = Server(path, Commands(desk.engine, 3), door=[number])
        assert asked(qtbot, path, b'{"do":"ping"}') == (0, b"3\n", b"")
        server.close()
    no_socket.close()


@pytest.mark.parametrize(("app_has_it", "command_has_it"), [(True, False), (False, True)])
def test_a_command_finds_the_app_with_and_without_a_runtime_folder(
    desk: Desk,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    app_has_it: bool,
    command_has_it: bool,
) -> None:
    def environment(has_it: bool) -> None:
        if has_it:
            monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
        else:
            monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)

    paths = find_paths(str(desk.home))
    environment(app_has_it)
    server = Server(paths.own_socket, Commands(desk.engine, 1), None, str(paths.link))
    environment(command_has_it)
    for path in (paths.socket, Folders(str(desk.home)).socket()):
        assert asked(qtbot, path, b'{"do":"ping"}') == (0, b"1\n", b"")
    server.close()
    assert not paths.link.exists()


def _send_all(connection: socket.socket, data: bytes) -> None:
    try:
        connection.sendall(data)
    except OSError:
        return
