"""``presence courtesy``: who is told, and the tokens that are never shown."""

import io
import json
import os
import pty
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from presence.paths import find_paths
from tests.cli.conftest import Terminal
from tests.courtesy.fake_keyring import LOCKED, use_fake_keyring
from tests.courtesy.far_side import FakeMicrosoft, FakeSlack, FarSide, Reply, serving
from tests.desktops.lab import VENV
from tests.fakes import EVENING

TOKEN = "xoxp-s3cret"


@pytest.fixture(autouse=True)
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "keyring.json"
    use_fake_keyring(monkeypatch, file)
    for name in [each for each in os.environ if each.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    return file


@pytest.fixture
def side() -> Iterator[FarSide]:
    with serving(FarSide()) as side:
        yield side


def type_token(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def secrets_in(keyring: Path) -> dict[str, str]:
    held = json.loads(keyring.read_text()) if keyring.exists() else {}
    return {name.partition("/")[2]: secret for name, secret in held.items()}


def settings_of(terminal: Terminal) -> str:
    return (terminal.home / "settings.toml").read_text()


def test_at_first_everybody_is_off(terminal: Terminal) -> None:
    rows = terminal.json("courtesy")
    assert [row["name"] for row in rows] == [
        *("slack", "teams", "home_assistant", "ntfy", "http", "command")
    ]
    assert not any(row["on"] for row in rows)
    said = terminal.type("courtesy", "list").out
    assert said.count(" off ") == 6
    assert said.count("not yet run against the real service") == 4


def test_slack_is_added_with_its_token_in_the_keyring_alone(
    terminal: Terminal, keyring: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_token(monkeypatch, f"{TOKEN}\n")
    done = terminal.type(
        *("courtesy", "add", "slack", "kinds=meeting,din", "status_text=With people = away"),
        *("snooze=no", "--token-stdin"),
    )
    assert done.code == 0, done
    assert secrets_in(keyring) == {"slack token": TOKEN}
    settings = settings_of(terminal)
    assert 'kinds = ["meeting", "dinner"]' in settings
    assert 'status_text = "With people = away"' in settings
    assert "snooze = false" in settings
    for text in (settings, done.out, terminal.type("courtesy").out):
        assert TOKEN not in text
    slack = terminal.json("courtesy", "list", "slack")
    assert (slack["on"], slack["where"], slack["kinds"]) == (
        True,
        "slack.com",
        ["meeting", "dinner"],
    )


def test_a_token_that_is_there_stays_where_only_a_field_is_changed(
    terminal: Terminal, keyring: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_token(monkeypatch, TOKEN)
    terminal.type("courtesy", "add", "slack", "--token-stdin")
    type_token(monkeypatch, "")
    assert terminal.type("courtesy", "add", "slack", "with_details=yes").code == 0
    assert secrets_in(keyring) == {"slack token": TOKEN}
    assert "with people, place and note" in terminal.type("courtesy").out


def test_ntfy_keeps_its_topic_secret_and_may_have_a_token(
    terminal: Terminal, keyring: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_token(monkeypatch, "my-topic\ntk_1\n")
    assert terminal.type("courtesy", "add", "ntfy", "with_token=true", "--token-stdin").code == 0
    assert secrets_in(keyring) == {"ntfy topic": "my-topic", "ntfy token": "tk_1"}
    assert "my-topic" not in settings_of(terminal)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("courtesy", "dance"), "2 bad_request"),
        (("courtesy", "add"), "2 bad_request"),
        (("courtesy", "remove"), "2 bad_request"),
        (("courtesy", "add", "pager"), "2 bad_request"),
        (("courtesy", "list", "slack", "x=1"), "2 bad_request"),
        (("courtesy", "add", "slack", "colour=red"), "2 bad_request"),
        (("courtesy", "add", "slack", "snooze=perhaps"), "2 bad_request"),
        (("courtesy", "add", "slack", "on=false"), "2 bad_request"),
        (("courtesy", "add", "slack", "kinds=picnic"), "2 unknown_kind"),
        (("courtesy", "add", "home-assistant", "mode=loud"), "2 bad_request"),
        (("courtesy", "add", "home-assistant", "device=d"), "1 courtesy_needs"),
        (("courtesy", "add", "home-assistant", "url=http://ha.example.com", "device=d"),
         "1 courtesy_address"),
        (("courtesy", "add", "http", "url=http://kim:pw@localhost/"), "1 courtesy_address"),
        (("courtesy", "add", "http"), "1 courtesy_needs"),
        (("courtesy", "add", "command"), "1 courtesy_needs"),
        (("courtesy", "add", "slack"), "2 bad_request"),
        (("courtesy", "add", "teams", "client_id=a"), "2 bad_request"),
        (("courtesy", "test"), "1 courtesy_not_set_up"),
        (("courtesy", "test", "slack"), "1 courtesy_not_set_up"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_and_switches_nobody_on(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], error: str
) -> None:
    type_token(monkeypatch, "")
    assert terminal.refused(*words) == error
    assert not any(row["on"] for row in terminal.json("courtesy"))


def test_a_token_typed_as_a_word_is_not_repeated(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_token(monkeypatch, "")
    done = terminal.type("courtesy", "add", "slack", f"token={TOKEN}")
    assert done.code == 2
    assert TOKEN not in done.err


@pytest.mark.parametrize("typed", ["", "\n", "two words\n", "a\x1b[2Jb\n"])
def test_a_token_that_is_none_is_not_taken(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, keyring: Path, typed: str
) -> None:
    type_token(monkeypatch, typed)
    assert terminal.type("courtesy", "add", "slack", "--token-stdin").code == 2
    assert secrets_in(keyring) == {}


def test_without_a_keyring_nobody_is_switched_on(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, keyring: Path
) -> None:
    type_token(monkeypatch, TOKEN)
    keyring.write_text(LOCKED)
    words = ("courtesy", "add", "slack", "--token-stdin")
    assert terminal.refused(*words) == "1 keyring_refused"
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    use_fake_keyring(monkeypatch, keyring, "PlainFile")
    assert terminal.refused(*words) == "1 no_keyring"
    assert not (terminal.home / "settings.toml").exists()


def test_one_taken_out_is_gone_with_its_token(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, keyring: Path
) -> None:
    type_token(monkeypatch, TOKEN)
    terminal.type("courtesy", "add", "slack", "--token-stdin")
    assert terminal.type("courtesy", "remove", "Slack").code == 0
    assert secrets_in(keyring) == {}
    assert "slack" not in settings_of(terminal)
    assert terminal.json("courtesy", "remove", "slack") == {"removed": "slack"}


def test_what_was_never_set_up_is_taken_out_without_a_keyring(
    terminal: Terminal, keyring: Path
) -> None:
    keyring.write_text(LOCKED)
    assert terminal.type("courtesy", "remove", "slack").code == 0


def test_the_program_of_ones_own_takes_the_rest_of_the_line(terminal: Terminal) -> None:
    words = ("courtesy", "add", "command", "with_details=true", "--", "/bin/echo", "a=b", "-n")
    assert terminal.type("--json", *words).json["where"] == "/bin/echo"
    assert 'command = ["/bin/echo", "a=b", "-n"]' in settings_of(terminal)


def test_a_trial_tells_a_made_up_session_and_its_end(
    terminal: Terminal, side: FarSide, qapp: QCoreApplication
) -> None:
    assert terminal.type("courtesy", "add", "http", f"url={side.url}/hook").code == 0
    done = terminal.type("courtesy", "test", "http")
    assert (done.code, done.err) == (0, "")
    assert done.out == "Your web hook was told of a session, and that it is over.\n"
    assert [each.json["event"] for each in side.received] == ["started", "ended"]
    assert terminal.json("courtesy", "test") == [{"name": "http", "told": True}]
    assert terminal.sessions() == []
    assert not (terminal.home / "courtesies.json").exists()


def test_a_trial_of_slack_leaves_everything_as_it_was(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, qapp: QCoreApplication
) -> None:
    with serving(FakeSlack(EVENING.timestamp)) as slack:
        assert isinstance(slack, FakeSlack)
        type_token(monkeypatch, slack.token)
        terminal.type("courtesy", "add", "slack", f"url={slack.url}", "--token-stdin")
        assert terminal.type("courtesy", "test", "slack").code == 0
        assert ("POST", "/api/users.profile.set") in slack.calls
        assert (slack.status, slack.snooze) == (["", "", 0], 0)


def test_a_trial_that_fails_says_why_in_one_line(
    terminal: Terminal, side: FarSide, qapp: QCoreApplication
) -> None:
    terminal.type("courtesy", "add", "http", f"url={side.url}/s3cret")
    terminal.type("courtesy", "add", "command", "--", "/nowhere/hook")
    side.script = [Reply(401)] * 4
    assert terminal.refused("courtesy", "test", "http") == "1 courtesy_token_refused"
    side.script = [Reply(500)] * 2
    both = terminal.type("courtesy", "test")
    assert (both.code, both.err.count("\n")) == (1, 2)
    assert "s3cret" not in both.err
    side.script = []
    records = terminal.type("courtesy", "test", "--json")
    assert records.code == 1
    assert [row["told"] for row in records.json] == [True, False]
    assert records.json[1]["error"]["code"] == "courtesy_no_program"


def test_no_trial_while_a_session_runs(terminal: Terminal, side: FarSide) -> None:
    terminal.type("courtesy", "add", "http", f"url={side.url}")
    terminal.type("start", "dinner", "--no-spawn")
    assert terminal.refused("courtesy", "test", "http") == "1 already_running"
    assert side.received == []


def test_a_person_at_a_terminal_is_asked_for_the_token_and_does_not_see_it(
    terminal: Terminal, keyring: Path
) -> None:
    child, descriptor = pty.fork()
    if child == 0:
        words = ("presence", "--home", str(terminal.home), "courtesy", "add", "slack")
        os.execv(VENV / "presence", words)
    seen = b""
    while b"Slack user token:" not in seen:
        seen += os.read(descriptor, 1000)
    os.write(descriptor, TOKEN.encode() + b"\n")
    while b"is told from the next session on" not in seen:
        seen += os.read(descriptor, 1000)
    assert os.waitpid(child, 0)[1] == 0
    os.close(descriptor)
    assert TOKEN.encode() not in seen
    assert secrets_in(keyring) == {"slack token": TOKEN}


def test_teams_is_added_by_signing_in(
    terminal: Terminal, keyring: Path, monkeypatch: pytest.MonkeyPatch, qapp: QCoreApplication
) -> None:
    class Typed(io.StringIO):
        def isatty(self) -> bool:
            return True

    with serving(FakeMicrosoft()) as side:
        monkeypatch.setattr(sys, "stdin", Typed())
        words = ("client_id=app-1", f"url={side.url}", f"login_url={side.url}")
        done = terminal.type("courtesy", "add", "teams", *words)
        assert done.code == 0, done
        assert "https://microsoft.com/devicelogin" in done.out
        assert "ABCD-EFG" in done.out
        assert secrets_in(keyring) == {"teams refresh_token": "refresh-2"}
        assert terminal.type("courtesy", "test", "teams").code == 0
        assert secrets_in(keyring) == {"teams refresh_token": "refresh-4"}


def test_each_home_has_its_own_secrets(
    terminal: Terminal, keyring: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_token(monkeypatch, TOKEN)
    terminal.type("courtesy", "add", "slack", "--token-stdin")
    (name,) = json.loads(keyring.read_text())
    assert name == f"{find_paths(str(terminal.home)).keyring_service}/slack token"
    assert not name.startswith("presence/")
