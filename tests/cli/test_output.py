"""Where the answer of a command goes: what cannot be written there is said, in one line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from presence.cli.letters import in_its_letters
from tests.desktops.lab import ROOT

ENGLISH = "PRESENCE_LANGUAGE=en LC_ALL=C.UTF-8"
COMMANDS = (
    ("status",),
    ("week",),
    ("week", "--json"),
    ("log",),
    ("people",),
    ("--help",),
    ("week", "--help"),
    ("kinds",),
)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("way", ["", "PYTHONUNBUFFERED=1"])
def test_a_full_disk_is_told_in_one_line(tmp_path: Path, words: tuple[str, ...], way: str) -> None:
    done = presence(tmp_path, f"env -u PYTHONUNBUFFERED {ENGLISH} {way} $0 > /dev/full", words)
    assert done.returncode == 1
    assert done.stderr == "presence: /dev/stdout cannot be written: No space left on device.\n"


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_who_closed_the_output_wants_to_hear_nothing(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = presence(tmp_path, "$0 >&- 2>&-", words)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_terminal_of_few_letters_is_told_all_the_same(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    presence(tmp_path, "$0", ("add", '"yesterday 19-21 dinner @Zoë"'))
    done = presence(tmp_path, "env PYTHONIOENCODING=ascii $0", words)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Traceback" not in done.stdout


LETTERS = "\u2068“4\u202f890 h” – läuft · Zoë …\u2069 █▌ → 王"


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("latin-1", '"4 890 h" - läuft · Zoë ... ## -> ?'),
        ("ascii", '"4 890 h" - laeuft - Zoe ... ## -> ?'),
    ],
)
def test_a_letter_that_a_terminal_has_not_is_shown_as_another(encoding: str, shown: str) -> None:
    assert in_its_letters(LETTERS.encode(), encoding) == shown.encode(encoding)


@pytest.mark.parametrize("words", [("status",), ("week",), ("log",)], ids=" ".join)
def test_a_terminal_of_few_letters_has_no_other_ones(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    presence(tmp_path, "$0", ("add", '"yesterday 19-21 dinner @Zoë"'))
    way = "env PYTHONIOENCODING=ascii PRESENCE_LANGUAGE=de $0"
    assert presence(tmp_path, way, words).stdout.isascii()


def test_what_is_for_scripts_is_utf_8_whatever_the_terminal_is(tmp_path: Path) -> None:
    presence(tmp_path, "$0", ("add", '"yesterday 19-21 dinner @Zoë"'))
    done = presence(tmp_path, "env PYTHONIOENCODING=latin-1 $0", ("log", "--json"))
    assert [session["people"] for session in json.loads(done.stdout)] == [["Zoë"]]


def presence(home: Path, line: str, words: tuple[str, ...]) -> "subprocess.CompletedProcess[str]":
    """A command typed into a shell; ``$0`` in the line is the command."""
    command = f"{sys.executable} -m presence --home {home} {' '.join(words)}"
    return subprocess.run(
        ["sh", "-c", line.replace("$0", command)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
