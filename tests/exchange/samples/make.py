"""Has other programs write the samples; see README.md beside it for what it needs."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent

TRACKED = (
    ("20261030T180000Z - 20261030T200000Z", "dinner", "@Ana", "two words", 'quo"te'),
    ("20261106T180000Z - 20261106T190000Z", "#x", "comma, tag", "it's", "with=Tom Lee"),
    ("20261107T180000Z - 20261107T190000Z",),
    ("20261108T180000Z - 20261108T190000Z", "Straße", "back\\slash"),
)
WATSON = (
    ("2026-11-05T18:00:00+00:00", "2026-11-05T20:00:00+00:00", "dinner", "+with=Ana", "+family"),
    ("2026-11-06T08:00:00+00:00", "2026-11-06T09:30:00+00:00", "some work", "+two words"),
)
HAMSTER = """
import sys, types
import datetime
class Anything(types.ModuleType):
    __version__ = "1.3"
    def __getattr__(self, name):
        return Anything(name)
    def __call__(self, *words, **named):
        return ""
for name in ("gi", "gi.repository", "hamster.lib.configuration", "hamster.lib.i18n"):
    sys.modules[name] = Anything(name)
sys.modules["hamster.lib.configuration"].conf = types.SimpleNamespace(day_start=datetime.time(5))
defs = types.ModuleType("hamster.defs")
defs.DATA_DIR, defs.VERSION = sys.argv[2], "3.0.2"
sys.modules["hamster.defs"] = defs
import hamster
hamster.installed = True
hamster.defs = defs
import hamster.storage.db as db
db.gio = None
from hamster.lib import datetime as dt
from hamster.lib.fact import Fact
from hamster import reports
storage = db.Storage(database_dir=sys.argv[1])
def at(day, hour, minute=0):
    return dt.datetime(2026, 11, day, hour, minute)
for fact in (
    Fact(activity="dinner", category="Family", tags=["with=Ana", "home"], description="at Da Enzo",
         start_time=at(5, 19), end_time=at(5, 21)),
    Fact(activity="some work", category="Work", start_time=at(6, 9), end_time=at(6, 10, 30)),
    Fact(activity="walk", start_time=at(7, 23, 30), end_time=at(8, 0, 15)),
):
    assert storage.add_fact(fact)
facts = storage.get_facts(dt.Range(dt.datetime(2026, 1, 1, 0, 0), dt.datetime(2026, 12, 31, 0, 0)))
from pathlib import Path
import io
class Writer(reports.XMLWriter):
    def __init__(self):
        self.file = io.StringIO()
        self.doc = reports.Document()
        self.activity_list = self.doc.createElement("activities")
writer = Writer()
for fact in facts:
    writer._write_fact(fact)
writer._finish(facts)
Path(sys.argv[1], "hamster.xml").write_text(writer.file.getvalue())
running = Fact(activity="running", category="Work", start_time=at(20, 9))
assert storage.add_fact(running)
"""
GTIMELOG = """
import sys, types
from datetime import time
from gtimelog.timelog import TimeLog
log = TimeLog(sys.argv[1], time(2))
for entry in log.all_entries():
    print(entry.start.isoformat(" "), entry.stop.isoformat(" "), entry.entry, sorted(entry.tags))
"""
AW = """
import json
from datetime import datetime, timedelta, timezone
from aw_core.models import Event
def event(number, hour, minutes, **data):
    at = datetime(2026, 11, 5, hour, tzinfo=timezone.utc)
    return Event(number, at, timedelta(minutes=minutes), data).to_json_dict()
def bucket(name, kind, client, *events):
    return {"id": name, "type": kind, "client": client, "hostname": "desk",
        "created": "2026-11-01T08:00:00.123456789Z", "data": {},
        "metadata": {"start": None, "end": None}, "events": list(events)}
buckets = [
    bucket("aw-watcher-window_desk", "currentwindow", "aw-watcher-window",
        *(event(n, 9 + n, 5, app="Editor", title="x") for n in range(3))),
    bucket("aw-watcher-afk_desk", "afkstatus", "aw-watcher-afk", event(1, 9, 60, status="afk")),
    bucket("aw-watcher-android_phone", "currentwindow", "aw-watcher-android",
        event(1, 9, 1, app="Chat", package="org.chat", classname="Main")),
    bucket("aw-watcher-android-unlock", "os.lockscreen.unlocks", "aw-watcher-android",
        event(2, 19, 0), event(1, 18, 0)),
    bucket("aw-stopwatch", "general.stopwatch", "aw-webui",
        event(3, 20, 60, label="dinner @Ana #family", running=False),
        event(2, 12, 30, label="a talk in the yard", running=False),
        event(1, 8, 0, label="nothing", running=False),
        event(4, 21, 10, label="goes on", running=True)),
    bucket("moods", "org.mood", "mood", event(1, 9, 0, mood=3)),
]
print(json.dumps({"buckets": {each["id"]: each for each in buckets}}))
"""


def main(venv: Path, debian: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _timewarrior(Path(folder) / "timew")
        _watson(venv, Path(folder) / "watson")
        _hamster(debian, Path(folder) / "hamster")
    text = _run([str(venv / "bin" / "python"), "-c", AW], {})
    (HERE / "activitywatch.json").write_text(text, encoding="utf-8")
    env = {"PYTHONPATH": str(debian / "usr/lib/python3/dist-packages")}
    print(_run([sys.executable, "-c", GTIMELOG, str(HERE / "gtimelog.txt")], env))


def _run(words: list[str], env: dict[str, str]) -> str:
    done = subprocess.run(
        words, env={**os.environ, **env}, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def _timewarrior(home: Path) -> None:
    (home / "data").mkdir(parents=True)
    env = {"TIMEWARRIORDB": str(home)}
    for span, *tags in TRACKED:
        _run(["timew", "track", *span.split(), *tags, ":yes"], env)
    _run(["timew", "annotate", "@4", 'at "Da Enzo" with #hash', ":yes"], env)
    _run(["timew", "annotate", "@2", "only a note", ":yes"], env)
    _run(["timew", "start", "20261120T180000Z", "open", ":yes"], env)
    data = HERE / "timewarrior" / "data"
    data.mkdir(parents=True, exist_ok=True)
    for file in (home / "data").glob("2026-*.data"):
        (data / file.name).write_bytes(file.read_bytes())
    text = _run(["timew", "export"], env)
    json.loads(text)
    (HERE / "timewarrior.json").write_text(text, encoding="utf-8")


def _watson(venv: Path, home: Path) -> None:
    env = {"WATSON_DIR": str(home), "TZ": "UTC"}
    for start, end, project, *tags in WATSON:
        words = ["add", "--from", start, "--to", end, *project.split()]
        _run([str(venv / "bin" / "watson"), *words, *" ".join(tags).split()], env)
    (HERE / "watson-frames").write_bytes((home / "frames").read_bytes())


def _hamster(debian: Path, home: Path) -> None:
    home.mkdir()
    shared = debian / "usr/share/hamster"  # the empty database that Hamster begins with
    (home / "hamster.db").write_bytes((shared / "hamster.db").read_bytes())
    env = {"PYTHONPATH": str(debian / "usr/lib/python3/dist-packages")}
    _run([sys.executable, "-c", HAMSTER, str(home), str(shared)], env)
    for name in ("hamster.db", "hamster.xml"):
        (HERE / name).write_bytes((home / name).read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
