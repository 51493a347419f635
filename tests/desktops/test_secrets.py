"""Tokens in a real keyring: GNOME's, as most desktops have it."""

from collections.abc import Iterator

import pytest

from presence.secrets import Exit
from tests.desktops.lab import VENV, Lab

SECRETS = "org.freedesktop.secrets"
SERVICE = "org.freedesktop.Secret.Service"
TOKEN = "xoxp-1234567890"
# As in the package of a system, which holds no library for it.
BY_SECRET_TOOL = """
import sys
sys.modules["keyring"] = None
from presence.secrets import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def lab() -> Iterator[Lab]:
    with Lab("keyring") as lab:
        yield lab


def unlock(lab: Lab) -> None:
    """The person logs in: their password opens the keyring."""
    lab.run("gnome-keyring-daemon", "--unlock", "--components=secrets", stdin="pa55word")
    lab.wait_for_name(SECRETS)


def lock(lab: Lab) -> None:
    login = "[objectpath '/org/freedesktop/secrets/collection/login']"
    lab.call(SECRETS, "/org/freedesktop/secrets", f"{SERVICE}.Lock", login)


def secrets(lab: Lab, *words: str, stdin: str = "", bus: str = "") -> tuple[int, str]:
    """The exit code and the output, as the app gets them."""
    done = lab.run(
        VENV / "python",
        *("-P", "-m", "presence.secrets", *words),
        stdin=stdin,
        check=False,
        env={"DBUS_SESSION_BUS_ADDRESS": bus} if bus else None,
        seconds=30,
    )
    return done.returncode, done.stdout


def test_a_token_lies_in_the_keyring_and_nowhere_on_the_disk_in_plain(lab: Lab) -> None:
    unlock(lab)
    assert secrets(lab, "presence", "get", "slack token") == (Exit.NO_SUCH_SECRET, "")
    assert secrets(lab, "presence", "put", "slack token", stdin=TOKEN) == (Exit.DONE, "")
    assert secrets(lab, "presence", "get", "slack token") == (Exit.DONE, TOKEN)
    assert secrets(lab, "presence-5b1ad042", "get", "slack token") == (Exit.NO_SUCH_SECRET, "")
    kept = [each for each in lab.home.rglob("*") if each.is_file()]
    assert any(each.suffix == ".keyring" for each in kept)
    assert not any(TOKEN.encode() in each.read_bytes() for each in kept)
    assert secrets(lab, "presence", "delete", "slack token") == (Exit.DONE, "")
    assert secrets(lab, "presence", "get", "slack token") == (Exit.NO_SUCH_SECRET, "")


def test_secret_tool_finds_what_the_library_has_kept_and_the_other_way_round(lab: Lab) -> None:
    def by_tool(*words: str, stdin: str = "") -> tuple[int, str]:
        program = (VENV / "python", "-P", "-c", BY_SECRET_TOOL)
        done = lab.run(*program, *words, stdin=stdin, check=False, seconds=30)
        return done.returncode, done.stdout

    unlock(lab)
    secrets(lab, "presence", "put", "slack token", stdin=TOKEN)
    assert by_tool("presence", "get", "slack token") == (Exit.DONE, TOKEN)
    assert by_tool("presence", "put", "slack token", stdin="other") == (Exit.DONE, "")
    assert secrets(lab, "presence", "get", "slack token") == (Exit.DONE, "other")
    assert by_tool("presence", "delete", "slack token") == (Exit.DONE, "")
    assert by_tool("presence", "get", "slack token") == (Exit.NO_SUCH_SECRET, "")
    lock(lab)
    assert by_tool("presence", "put", "slack token", stdin=TOKEN) == (Exit.REFUSED, "")


def test_a_keyring_that_stays_locked_gives_and_takes_nothing(lab: Lab) -> None:
    unlock(lab)
    secrets(lab, "presence", "put", "slack token", stdin=TOKEN)
    lock(lab)
    assert secrets(lab, "presence", "get", "slack token") == (Exit.REFUSED, "")
    assert secrets(lab, "presence", "put", "slack token", stdin="other") == (Exit.REFUSED, "")


def test_without_a_keyring_there_is_an_error_and_no_file(lab: Lab) -> None:
    nowhere = f"unix:path={lab.folder}/nowhere"
    put = secrets(lab, "presence", "put", "slack token", stdin=TOKEN, bus=nowhere)
    assert put == (Exit.NO_KEYRING, "")
    kept = [each for each in lab.home.rglob("*") if each.is_file()]
    assert not any(TOKEN.encode() in each.read_bytes() for each in kept)
