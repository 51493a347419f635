"""Commands where an app runs: it is asked, and says what is printed."""

import io
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from presence.cli import fast
from presence.link import client
from presence.paths import find_paths
from tests.cli.conftest import FakeApp, Terminal


def test_the_app_gets_resolved_times_and_its_words_are_printed(
    terminal: Terminal, app: FakeApp
) -> None:
    app.answer = (0, "Started Dinner · until 21:30\n", "")
    done = terminal.type(
        "start", "din", "--with", "Ana", "--with", "@Tom, Zoë", "--for", "1h30", "--ago", "10m",
        "--place", "Da Enzo", "--note", "-", "--switch",
    )  # fmt: skip
    assert (done.code, done.out) == (0, "Started Dinner · until 21:30\n")
    assert app.asked == [
        {
            "do": "start",
            "switch": True,
            "kind": "din",
            "people": ["Ana", "Tom", "Zoë"],
            "length_s": 5400.0,
            "ago_s": 600.0,
            "place": "Da Enzo",
            "note": "-",
        }
    ]


def test_an_end_is_sent_as_an_instant(terminal: Terminal, app: FakeApp) -> None:
    terminal.type("start", "dinner", "--until", "23:59")
    terminal.type("stop", "--at", "10m ago")
    until, at = (
        datetime.fromisoformat(request[key])
        for request, key in zip(app.asked, ("until", "at"), strict=True)
    )
    assert until.tzinfo is not None
    assert abs(datetime.now(until.tzinfo) - timedelta(minutes=10) - at) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("words", "request_made"),
    [
        (("stop",), {"do": "stop"}),
        (("stop", "--still-going"), {"do": "stop", "still_going": True}),
        (("toggle",), {"do": "toggle"}),
        (("extend", "15m"), {"do": "extend", "by_s": 900.0}),
        (("extend", "-15", "min"), {"do": "extend", "by_s": -900.0}),
        (("cancel",), {"do": "cancel"}),
        (("slip", "--reason", "hab"), {"do": "slip", "reason": "habit"}),
        (("slip", "--undo"), {"do": "slip", "undo": True}),
        (("status",), {"do": "status"}),
        (("undo",), {"do": "undo", "progress": True}),
        (("redo",), {"do": "redo", "progress": True}),
        (("mute", "release"), {"do": "mute", "action": "release"}),
        (("quit",), {"do": "quit"}),
        (("start", "--ask", "din", "ana"), {"do": "ask", "text": "din ana"}),
        ((), {"do": "show", "window": "session"}),
    ],
)
def test_each_command_is_one_request(
    terminal: Terminal, app: FakeApp, words: tuple[str, ...], request_made: dict[str, object]
) -> None:
    assert terminal.type(*words).code == 0
    assert terminal.type(*words, "--json").code == 0
    assert app.asked == [request_made, {**request_made, "json": True}]


def test_a_refusal_of_the_app_is_passed_on(terminal: Terminal, app: FakeApp) -> None:
    app.answer = (1, "", "presence: Nothing is running.\n")
    done = terminal.type("stop")
    assert (done.code, done.err) == (1, "presence: Nothing is running.\n")


def test_a_change_of_the_log_is_told_to_the_app(terminal: Terminal, app: FakeApp) -> None:
    added = terminal.json("add", "yesterday 19-21 dinner")["id"]
    terminal.type("edit", added, "--note", "x")
    terminal.type("kinds", "add", "chess")
    terminal.type("delete", added)
    assert [request["do"] for request in app.asked] == ["changed"] * 4


def test_an_app_that_hangs_up_is_not_asked_twice(terminal: Terminal, app: FakeApp) -> None:
    app.is_silent = True
    done = terminal.type("toggle")
    assert (done.code, len(app.asked)) == (1, 1)
    assert "did not answer" in done.err
    assert terminal.sessions() == []


def test_a_dead_socket_is_no_app(terminal: Terminal) -> None:
    terminal.home.mkdir()
    path = find_paths(str(terminal.home)).socket
    FakeApp(path).close()
    assert client.ask(path, b"{}") is None
    assert terminal.type("status").code == 0


@pytest.mark.parametrize(
    ("words", "request_made"),
    [
        (["status"], b'{"do":"status"}'),
        (["status", "--json"], b'{"do":"status","json":true}'),
        (["-q", "status"], b'{"do":"status","quiet":true}'),
        (["toggle"], b'{"do":"toggle"}'),
        (["slip"], b'{"do":"slip"}'),
        (["stop"], b'{"do":"stop"}'),
    ],
)
def test_the_quick_commands_need_no_parser(words: list[str], request_made: bytes) -> None:
    assert fast.quick_request(words) == (request_made, "")
    assert fast.quick_request(["--home", "/h", *words]) == (request_made, "/h")
    assert fast.quick_request([*words, "--home=/h"]) == (request_made, "/h")


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["start"],
        ["stop", "--at", "9"],
        ["status", "--watch"],
        ["stop", "-q"],
        ["--home"],
        ["log"],
    ],
)
def test_everything_else_is_left_to_the_parser(words: list[str]) -> None:
    assert fast.quick_request(words) is None


def test_ctrl_c_before_the_command_is_loaded_says_nothing_of_python(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "class Stopped:\n"
        "    def find_spec(self, name, *_more):\n"
        "        if name == 'presence.cli.main':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stopped())\n"
        "from presence.cli import fast\n"
        "sys.exit(fast.main())"
    )
    words = [sys.executable, "-c", program, "--home", str(tmp_path), "people"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_the_fast_path_prints_what_the_app_says(
    terminal: Terminal,
    app: FakeApp,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app.answer = (1, "ö" * 100_000 + "\n", "presence: no\n")
    monkeypatch.setattr(sys, "argv", ["presence", "--home", str(terminal.home), "toggle"])
    assert fast.main() == 1
    assert capfd.readouterr() == ("ö" * 100_000 + "\n", "presence: no\n")
    assert app.asked == [{"do": "toggle"}]


def test_the_fast_path_says_what_is_wrong_too_in_the_letters_that_the_terminal_has(
    terminal: Terminal,
    app: FakeApp,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app.answer = (1, "Abendessen läuft\n", "presence: Gerade läuft nichts – „start“.\n")
    monkeypatch.setattr(sys, "argv", ["presence", "--home", str(terminal.home), "toggle"])
    for stream in ("stdout", "stderr"):
        monkeypatch.setattr(sys, stream, io.TextIOWrapper(io.BytesIO(), "ascii"))
    assert fast.main() == 1
    shown = ("Abendessen laeuft\n", 'presence: Gerade laeuft nichts - "start".\n')
    assert capfd.readouterr() == shown
