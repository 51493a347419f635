"""Every kind of broken log: said clearly, a backup offered, kept to the byte, and no start loop."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from presence.paths import find_paths
from presence.store import backup
from tests.fakes import EVENING
from tests.store.broken import BREAKS, ONLY_THE_START_MINDS, ONLY_WRITING_MINDS, state_of
from tests.store.logs import a_log, sessions_of

# Root reads and writes whatever the modes say, unless it is without its capabilities.
PLAIN = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.getuid() == 0 else []
READING = (("status",), ("log",))
WRITING = (("add", "yesterday 9-10 walk"), ("start", "walk", "--no-spawn"))
LIMIT_S = 60
KEPT = "presence-before-"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a log and a backup."""
    paths = find_paths(str(tmp_path))
    a_log(paths, 40)
    backup.write(paths.database, paths.backups, EVENING)
    return tmp_path


def _run(home: Path, module: str, *words: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if name.startswith("LC_")}
    return subprocess.run(
        [*PLAIN, sys.executable, "-m", module, "--home", str(home), *words],
        env={**environment, "PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize("kind", BREAKS)
def test_a_broken_log_is_said_kept_and_a_backup_brings_it_back(home: Path, kind: str) -> None:
    paths = find_paths(str(home))
    sessions = sessions_of(paths)
    BREAKS[kind](paths.database)
    before = state_of(paths.database)
    offer = f"presence restore {Path(str(backup.newest(paths.backups))).name}"

    starts = [_run(home, "presence.app") for _start in range(2)]
    for start in starts:
        assert start.returncode == 1, start
        assert offer in start.stderr
        assert start.stderr.count("\n") == 1
        assert start.stdout == ""
    assert starts[0].stderr == starts[1].stderr
    assert state_of(paths.database) == before

    commands = () if kind in ONLY_THE_START_MINDS else WRITING
    for words in commands if kind in ONLY_WRITING_MINDS else (*commands, *READING):
        done = _run(home, "presence", *words)
        assert "Traceback" not in done.stderr
        if kind in ONLY_THE_START_MINDS:
            continue
        assert done.returncode == 1, (words, done)
        assert done.stderr.count("\n") == 1
        assert "presence restore" in done.stderr or kind in ONLY_WRITING_MINDS, (words, done)
        assert state_of(paths.database) == before, words

    put_back = _run(home, "presence", "restore", offer.split()[-1], "--yes")
    assert put_back.returncode == 0, put_back
    if kind != "gone":
        (kept,) = {name.partition(".db")[0] for name in os.listdir(home) if KEPT in name}
        assert state_of(home / f"{kept}.db") == before
    after = _run(home, "presence", "verify")
    assert after.returncode == 0, after
    assert len(sessions_of(paths)) == len(sessions)
