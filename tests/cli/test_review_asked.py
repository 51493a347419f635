"""A review that is asked for plainly is read as the parser reads it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from presence.cli.parser import parse
from presence.cli.review.asked import plainly_asked

PLAIN = (
    "week",
    "month",
    "year",
    "week last",
    "week 3 November",
    "year 2025",
    "month 2025-03",
    "week --from 2025-01-01 --to 2025-02-01",
    "week --to 2025-02-01 --from 2025-01-01",
    "month --to yesterday",
    "week monday --from 2025-01-01",
    "week --hours",
    "month --hours --from 2020-01-01",
    "week --from 2020-01-01 --to 2025-01-01 --hours",
)
FOR_THE_PARSER = (
    "",
    "log",
    "week -1",
    "week --from -1",
    "week --from",
    "week --from 2025 --from 2026",
    "week --compare last",
    "week --hour",
    "week --html a.html",
    "week --from=2025",
    "week --fro 2025",
    "week -- last",
    "week --help",
)


@pytest.mark.parametrize("said", PLAIN)
def test_plain_words_mean_what_the_parser_makes_of_them(said: str) -> None:
    asked = plainly_asked(said.split())
    _command, arguments = parse(said.split())
    assert asked is not None
    assert vars(asked) == vars(arguments)


@pytest.mark.parametrize("said", FOR_THE_PARSER)
def test_all_else_is_left_to_the_parser(said: str) -> None:
    assert plainly_asked(said.split()) is None


@pytest.mark.parametrize(
    ("said", "code", "key"), [("week", 0, "total_s"), ("week quark", 2, "error")]
)
def test_a_command_that_leaves_in_haste_has_said_all(
    said: str, code: int, key: str, tmp_path: Path
) -> None:
    env = {**os.environ, "PRESENCE_HOME": str(tmp_path / "home")}
    env.pop("PYTHONUNBUFFERED", None)
    words = [sys.executable, "-m", "presence", *said.split(), "--json"]
    done = subprocess.run(words, env=env, capture_output=True, check=False)
    assert done.returncode == code
    assert key in json.loads(done.stdout)


@pytest.mark.parametrize("said", ["week", "week --hours --from 2020-01-01"])
def test_a_review_loads_no_parser_and_nothing_that_writes(said: str, tmp_path: Path) -> None:
    env = {**os.environ, "PRESENCE_HOME": str(tmp_path / "home"), "TZ": "Europe/Berlin"}
    words = [sys.executable, "-m", "presence", "add", "today", "0:00-0:20", "dinner", "@Ana"]
    subprocess.run(words, env=env, capture_output=True, check=True)
    ask = (
        "import os, sys; from presence.cli import fast;"
        " os._exit = lambda code: print(code, *sorted(sys.modules));"
        f" sys.argv[1:] = {said.split()!r}; fast.main()"
    )
    words = [sys.executable, "-c", ask]
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=True)
    code, *loaded = done.stdout.splitlines()[-1].split()
    assert code == "0"
    of_the_library = {"argparse", "collections", "enum", "functools", "json", "operator", "re"}
    of_the_library |= {"sqlite3", "sysconfig", "types", "typing", "weakref"}
    ours = {"presence.cli.parser", "presence.store.sessions", "presence.store.history", "PySide6"}
    assert (of_the_library | ours).isdisjoint(loaded)
