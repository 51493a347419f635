"""Beside Timewarrior and Watson: the same 100,000 intervals, a week's report and five years.

A whole process each, and for a week beside it what the review takes in the app, where it is open.
What holds: five years, the hours of each week by kind, in about a tenth of Timewarrior's time and
a twentieth of Watson's; a week in a small part of Watson's time; and reading and summing up a week
(hours, people, looks, kept shares) in about the time of Timewarrior, which is written in C++ and
reads that month's file alone.
What cannot hold: a process of Python takes thrice that before it does anything, see the line of
``python -c pass``. The text of a week for a terminal has a line for each session with its people
and its kept share besides, which takes the app two to four times what Timewarrior takes; five
years with people and looks take it a third of Timewarrior's time, and no tenth.

Who is not installed is left out: ``apt install timewarrior``, and ``pip install td-watson`` in a
place of its own, with ``PATH`` saying where.
"""

import json
import os
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from presence.cli.context import Context
from presence.cli.log import calendar_of
from presence.cli.review.text import review_text
from presence.core.editing.filter import EVERYTHING
from presence.core.review import Unit
from presence.core.review.reading import read_listed, read_review
from presence.core.session import Session
from presence.paths import find_paths
from presence.store import open_log
from tests.bench.processes import cost_of
from tests.bench.table import Row, Table
from tests.desktops.lab import VENV
from tests.ten_years import make_ten_years

YEARS = 5
LEVEL, QUICKER = 1.2, 0.1  # of the others' time: a week's with timew, five years' with either

_Interval = tuple[datetime, datetime, str]
_Command = tuple[Sequence[str], Mapping[str, str]]


def measure_others(table: Table, rounds: int) -> None:
    """CPU time of whole commands, in turns."""
    today = datetime.now(UTC).date()
    first = today - timedelta(days=365 * YEARS)
    with tempfile.TemporaryDirectory(prefix="bench-others.") as folder:
        home = Path(folder) / "presence"
        make_ten_years(home)
        with closing(open_log(find_paths(str(home)))) as log:
            intervals = _apart(log.find(EVERYTHING, 0, 1 << 40))
        monday = today - timedelta(days=today.weekday())
        spent = _in_turns(
            {
                "timew": _timewarrior(Path(folder) / "timew", intervals, monday, today),
                "watson": _watson(Path(folder) / "watson", intervals, monday, today),
                "python -c pass": ((str(VENV / "python"), "-c", "pass"), {}),
                "presence": _presence(home),
            },
            rounds,
        )
        quickest = _tell(table, "a week", spent)
        table.add(Row("a week, presence", "CPU ms", spent["presence"], quickest))
        reviewed, told = _in_the_app(home, rounds)
        limit = None if quickest is None else LEVEL
        table.add(Row("a week, summed up in the app", "CPU ms", reviewed, quickest, limit))
        table.add(Row("a week, its text in the app", "CPU ms", told, quickest))
        days = ("--from", first.isoformat(), "--to", today.isoformat())
        spent = _in_turns(
            {
                "timew": _timewarrior(Path(folder) / "timew", intervals, first, today),
                "watson": _watson(Path(folder) / "watson", intervals, first, today),
                "presence": _presence(home, "--hours", *days),
                "presence with people": _presence(home, *days),
            },
            rounds,
        )
        quickest = _tell(table, "five years", spent)
        limit = None if quickest is None else QUICKER
        table.add(Row("five years, presence", "CPU ms", spent["presence"], quickest, limit))
        whole = spent["presence with people"]
        table.add(Row("five years, with people and looks", "CPU ms", whole, quickest))


def _in_turns(
    commands: Mapping[str, _Command | None], rounds: int
) -> Mapping[str, Sequence[float]]:
    """The milliseconds of CPU of each command that is there."""
    spent: dict[str, list[float]] = defaultdict(list)
    for _turn in range(rounds):
        for each, command in commands.items():
            if command is not None:
                words, env = command
                spent[each].append(cost_of(words, {**os.environ, "TZ": "UTC", **env})[1])
    return spent


def _tell(table: Table, name: str, spent: Mapping[str, Sequence[float]]) -> Row | None:
    """A line for each of the others; the quickest of them."""
    rows = {
        each: table.add(Row(f"{name}, {each}", "CPU ms", values))
        for each, values in spent.items()
        if not each.startswith("presence")
    }
    others = [rows[each] for each in ("timew", "watson") if each in rows]
    return min(others, key=lambda row: row.middle, default=None)


def _in_the_app(home: Path, rounds: int) -> tuple[Sequence[float], Sequence[float]]:
    """Milliseconds of CPU for this week, read and summed up, and for its text with each session."""
    reviewed: list[float] = []
    told: list[float] = []
    context = Context(str(home), as_json=False)
    calendar = calendar_of(context)
    week = calendar.week_of(calendar.day_of(context.now))
    with closing(open_log(context.paths)) as log:
        context.reviews = log
        for _turn in range(rounds):
            began = time.process_time()
            read_review(log, week, context.now, is_listed=False)
            then = time.process_time()
            review, listing = read_listed(log, week, context.now)
            review_text(context, review, Unit.WEEK, listing)
            reviewed.append((then - began) * 1000)
            told.append((time.process_time() - then) * 1000)
    return reviewed, told


def _apart(sessions: Iterable[Session]) -> Sequence[_Interval]:
    """Oldest first, each cut where the next begins: a clock that is started ends the one before."""
    spans = sorted(
        (each.started_at, each.ended_at or each.started_at, each.kind) for each in sessions
    )
    cut = [(start, min(end, later[0]), kind) for (start, end, kind), later in pairwise(spans)]
    return [*cut, *spans[-1:]]


def _presence(home: Path, *days: str) -> _Command:
    """This week, or other days."""
    return (str(VENV / "presence"), "week", *days), {"PRESENCE_HOME": str(home)}


def _timewarrior(
    folder: Path, intervals: Sequence[_Interval], start: date, end: date
) -> _Command | None:
    """A file of lines for each month (timew-datafile(7))."""
    program = shutil.which("timew")
    if program is None:
        return None
    if not folder.exists():
        months: dict[str, list[str]] = defaultdict(list)
        for began, ended, kind in intervals:
            line = f"inc {began:%Y%m%dT%H%M%SZ} - {ended:%Y%m%dT%H%M%SZ} # {kind}\n"
            months[f"{began:%Y-%m}"].append(line)
        (folder / "data").mkdir(parents=True)
        (folder / "timewarrior.cfg").touch()
        for month, lines in months.items():
            (folder / "data" / f"{month}.data").write_text("".join(lines))
    tomorrow = end + timedelta(days=1)
    words = (program, "summary", start.isoformat(), "-", tomorrow.isoformat())
    return words, {"TIMEWARRIORDB": str(folder)}


def _watson(
    folder: Path, intervals: Sequence[_Interval], start: date, end: date
) -> _Command | None:
    """One file of JSON: from, to, project, id, tags and when it was written of each frame."""
    program = shutil.which("watson")
    if program is None:
        return None
    if not folder.exists():
        frames = [
            [int(began.timestamp()), int(ended.timestamp()), kind, f"{number:032x}", [], 0]
            for number, (began, ended, kind) in enumerate(intervals)
        ]
        folder.mkdir()
        (folder / "frames").write_text(json.dumps(frames))
    words = (program, "report", "--no-pager", "--from", start.isoformat(), "--to", end.isoformat())
    return words, {"WATSON_DIR": str(folder)}
