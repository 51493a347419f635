"""Tokens go into a keyring, and nowhere else."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from presence import secrets
from presence.core.errors import ErrorCode, SecretError
from presence.secrets import Exit, Keyring
from tests.courtesy.fake_keyring import LOCKED, use_fake_keyring


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "keyring.json"
    use_fake_keyring(monkeypatch, file)
    return file


def test_a_secret_is_kept_replaced_and_forgotten(file: Path) -> None:
    keyring = Keyring("presence")
    assert keyring.get("slack token") is None
    keyring.put("slack token", "first")
    keyring.put("slack token", "second")
    assert keyring.get("slack token") == "second"
    assert Keyring("presence-home-2").get("slack token") is None
    keyring.delete("slack token")
    keyring.delete("slack token")
    assert json.loads(file.read_text()) == {}


def test_a_keyring_that_refuses_is_said_without_what_it_said(file: Path) -> None:
    file.write_text(LOCKED)
    keyring = Keyring("presence")
    calls: tuple[Callable[[], object], ...] = (
        lambda: keyring.get("a"),
        lambda: keyring.put("a", "b"),
        lambda: keyring.delete("a"),
    )
    for call in calls:
        with pytest.raises(SecretError) as raised:
            call()
        assert raised.value.code is ErrorCode.KEYRING_REFUSED
        assert "hunter2" not in repr(raised.value)


@pytest.mark.parametrize(
    "backend",
    [
        "keyring.backends.fail.Keyring",
        "keyring.backends.null.Keyring",
        "tests.courtesy.fake_keyring.PlainFile",
        "nowhere.Keyring",
    ],
)
def test_without_a_keyring_nothing_is_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch, backend: str
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    with pytest.raises(SecretError) as raised:
        Keyring("presence").put("slack token", "x")
    assert raised.value.code is ErrorCode.NO_KEYRING
    assert not file.exists()


def test_without_the_library_and_secret_tool_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SecretError) as raised:
        Keyring("presence")
    assert raised.value.code is ErrorCode.NO_KEYRING


def run(*words: str, stdin: str = "") -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "presence.secrets", *words],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_as_a_program_it_does_one_thing_and_says_how_it_ended(file: Path) -> None:
    assert run("presence", "get", "slack token") == (Exit.NO_SUCH_SECRET, "")
    assert run("presence", "put", "slack token", stdin="xoxp\n1") == (Exit.DONE, "")
    assert run("presence", "get", "slack token") == (Exit.DONE, "xoxp\n1")
    assert run("presence", "delete", "slack token") == (Exit.DONE, "")
    assert run("presence", "get", "slack token") == (Exit.NO_SUCH_SECRET, "")
    file.write_text(LOCKED)
    assert run("presence", "get", "slack token") == (Exit.REFUSED, "")


def test_as_a_program_it_needs_a_keyring_and_words_that_it_knows(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("x"))
    assert secrets.main(["presence", "put"]) == Exit.NOT_UNDERSTOOD
    assert secrets.main(["presence", "steal", "slack token"]) == Exit.NOT_UNDERSTOOD
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    assert secrets.main(["presence", "get", "slack token"]) == Exit.NO_KEYRING
    assert capsys.readouterr().out == ""
