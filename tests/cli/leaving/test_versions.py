"""Two versions of Presence on one log: the older one's is not migrated, nor written by it."""

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from presence import __version__
from presence.core.clock import SystemClock
from presence.core.errors import ErrorCode, StoreError
from presence.link.commands import Reply
from presence.link.offline import offline
from presence.paths import find_paths
from presence.store import database, new_id, open_log
from presence.store.forgetting.files import forget
from presence.store.forgetting.wish import Everything, Person
from tests.cli.conftest import FakeApp, Terminal
from tests.fakes import EVENING
from tests.store.logs import a_session, because

SCHEMA = database.SCHEMA_VERSION


def an_older_log(path: Path) -> None:
    """As the first version left it, without its rows."""
    first = (Path(database.__file__).parent / "migrations" / "0001.sql").read_text()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.create_function("folded", 1, str.casefold)
        connection.executescript(first)
        connection.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()


WORDS = [
    ("add", "yesterday 19-21 dinner"),
    ("log",),
    ("week",),
    ("verify",),
    ("forget", "--before", "yesterday", "--yes"),
]


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words[0])
def test_a_newer_command_leaves_the_log_of_an_older_app_that_runs(
    terminal: Terminal, app: FakeApp, words: tuple[str, ...]
) -> None:
    paths = find_paths(str(terminal.home))
    an_older_log(paths.database)
    before = paths.database.read_bytes()
    assert terminal.refused(*words) == "1 app_is_older"
    assert paths.database.read_bytes() == before
    assert not paths.backups.exists()


def test_without_an_app_it_is_backed_up_and_migrated(terminal: Terminal) -> None:
    terminal.home.mkdir()
    paths = find_paths(str(terminal.home))
    an_older_log(paths.database)
    assert terminal.type("verify").code == 0
    assert len(list(paths.backups.glob("presence-*.db"))) == 1
    with closing(sqlite3.connect(paths.database)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)


def test_an_app_writes_no_row_once_a_newer_command_has_migrated_its_log(tmp_path: Path) -> None:
    paths = find_paths(str(tmp_path))
    log = open_log(paths)
    with closing(sqlite3.connect(paths.database)) as newer:
        newer.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    session = a_session(started_at=EVENING)
    with pytest.raises(StoreError) as refused:
        log.put(session, because=because(session))
    log.close()
    assert refused.value.code is ErrorCode.LOG_IS_NEWER
    assert refused.value.values["meanwhile"]
    with closing(sqlite3.connect(paths.database)) as newer:
        assert newer.execute("SELECT count(*) FROM sessions").fetchone() == (0,)


def test_who_asks_is_told_where_another_version_runs(tmp_path: Path) -> None:
    log = open_log(find_paths(str(tmp_path)))
    commands = offline(SystemClock(), log, lambda: "UTC", new_id, lambda: "meeting")
    shown = Shown()
    replies: list[Reply] = []
    met: list[str] = []
    commands.surface = shown
    commands.met_another = lambda: met.append("another")
    for version in (__version__, "99.0"):
        commands.run({"do": "show", "window": "week", "of": version}, replies.append)
    assert [reply.code for reply in replies] == [0, 0]
    assert replies[0].err == ""
    assert f"Presence {__version__} is running, and not 99.0" in replies[1].err
    assert (shown.windows, met) == (["week", "week"], ["another"])
    log.close()


class Shown:
    """An app's windows."""

    def __init__(self) -> None:
        self.windows: list[str] = []

    def show(self, window: str) -> None:
        self.windows.append(window)

    def ask(self, text: str) -> None: ...

    def quit(self) -> None: ...


def test_forgetting_takes_along_what_was_told_and_who_was_invited(tmp_path: Path) -> None:
    paths = find_paths(str(tmp_path))
    log = open_log(paths)
    session = a_session(started_at=EVENING, people=("Ana",))
    log.put(session, because=because(session))
    log.close()
    paths.calendars.mkdir()
    for path in (paths.not_seen_told, paths.offers_told, paths.week_told):
        path.write_text("2026-11-23\n")
    for wish in (Person("Ana"), Everything()):
        (paths.calendars / "work.events").write_text("Ana")
        forget(paths, wish, EVENING, new_id)
        assert list(paths.calendars.iterdir()) == []
        assert paths.not_seen_told.exists() is isinstance(wish, Person)
    assert not paths.offers_told.exists()
    assert not paths.week_told.exists()


IN_ITS_OWN_DISK = """\
mount -t tmpfs -o size=$1k,mode=700 tmpfs "$2" && cp "$3" "$2/presence.db" || exit 9
[ "$4" = rw ] || mount -o remount,ro "$2"
"$5" --home "$2" verify --json
sha256sum <"$2/presence.db"
find "$2" -name '*.part*' -o -name '*-wal' -size +0
"""
NOTE = "n" * 2000


@pytest.mark.parametrize(
    ("logs", "mode", "error"),
    [
        (1.5, "rw", "disk_full"),  # no room for the backup
        (2.05, "rw", "disk_full"),  # the backup is there, and no room for the migration
        (20, "ro", "home_not_writable"),
        (20, "rw", ""),
    ],
)
def test_a_disk_without_room_leaves_the_older_log_to_the_byte(
    tmp_path: Path, logs: float, mode: str, error: str
) -> None:
    source, disk = tmp_path / "older.db", tmp_path / "disk"
    disk.mkdir()
    an_older_log(source)
    with closing(sqlite3.connect(source)) as connection:
        kept = [(f"kind-{number}", json.dumps({"n": NOTE})) for number in range(250)]
        connection.execute("CREATE TABLE room (key, document)")
        connection.executemany("INSERT INTO room VALUES (?, ?)", kept)
        connection.commit()
    before = hashlib.sha256(source.read_bytes()).hexdigest()
    kilobytes = round(logs * source.stat().st_size / 1024)
    words = [kilobytes, disk, source, mode, Path(sys.executable).with_name("presence")]
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", IN_ITS_OWN_DISK, "sh"]
        + [str(word) for word in words],
        capture_output=True,
        text=True,
        check=False,
    )
    told, after, *left = done.stdout.splitlines()
    assert json.loads(told).get("error", {}).get("code", "") == error, done
    assert (after.split()[0] == before) is bool(error)
    assert left == []


def test_a_home_that_cannot_be_is_one_clear_line() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("presence"), "add", "yesterday 19-21 dinner"],
        env={**os.environ, "HOME": "/proc/nobody", "XDG_DATA_HOME": "", "PRESENCE_HOME": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("presence: /proc/nobody/.local/share/presence")
    assert done.stderr.count("\n") == 1
