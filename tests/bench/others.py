"""Beside Timewarrior and Watson: the same 100,000 intervals, a week's report and five years.

Who is not installed is left out: ``apt install timewarrior``, and ``pip install td-watson`` in a
place of its own, with ``PATH`` saying where.
"""

import json
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from presence.core.editing.filter import EVERYTHING
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
        for name, start in (("a week", monday), ("five years", first)):
            commands = {
                "presence": _presence(home, None if start == monday else start, today),
                "timew": _timewarrior(Path(folder) / "timew", intervals, start, today),
                "watson": _watson(Path(folder) / "watson", intervals, start, today),
            }
            there = {each: command for each, command in commands.items() if command}
            spent: dict[str, list[float]] = defaultdict(list)
            for _turn in range(rounds):
                for each, (words, env) in there.items():
                    spent[each].append(cost_of(words, {**os.environ, "TZ": "UTC", **env})[1])
            _tell(table, name, spent, LEVEL if start != first else QUICKER)


def _tell(table: Table, name: str, spent: Mapping[str, Sequence[float]], at_most: float) -> None:
    others = {each: values for each, values in spent.items() if each != "presence"}
    floors = [table.add(Row(f"{name}, {each}", "CPU ms", others[each])) for each in others]
    quickest = min(floors, key=lambda row: row.middle, default=None)
    limit = None if quickest is None else at_most
    table.add(Row(f"{name}, presence", "CPU ms", spent["presence"], quickest, limit))


def _apart(sessions: Iterable[Session]) -> Sequence[_Interval]:
    """Oldest first, each cut where the next begins: a clock that is started ends the one before."""
    spans = sorted(
        (each.started_at, each.ended_at or each.started_at, each.kind) for each in sessions
    )
    cut = [(start, min(end, later[0]), kind) for (start, end, kind), later in pairwise(spans)]
    return [*cut, *spans[-1:]]


def _presence(home: Path, start: date | None, end: date) -> _Command:
    """This week, or the days from ``start`` on."""
    days = ("--from", start.isoformat(), "--to", end.isoformat()) if start else ()
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
