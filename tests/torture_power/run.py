"""Walks through a record, cuts the power at random points, and has each judged."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.torture_power.calls import Answered, Asked, Event, Rename, Sync, Unlink, Write
from tests.torture_power.disk import Disk, Way
from tests.torture_power.judge import Judge, Loss
from tests.torture_power.record import Record

IN_MEMORY = Path("/dev/shm")
FIRST = 20  # one cut of so many is in the first operation
SHOWN = 10  # faults in full
SAID = {
    "settings": "settings.toml",
    "mute-lease": "mute-lease.json",
    "presence.db.restoring": "a log put back",
    "backups": "the backups",
    "home": "the home",
    "disk": "above the home",
}


@dataclass
class Outcome:
    """What the cuts of one record did."""

    cuts: int = 0
    unsynced: int = 0  # cuts at which something was not yet on the disk
    left_over: int = 0
    beside: int = 0
    losses: Counter[Loss] = field(default_factory=Counter)
    ways: Counter[Way] = field(default_factory=Counter)
    points: Counter[str] = field(default_factory=Counter)
    shown: list[str] = field(default_factory=list)

    def add(self, other: "Outcome") -> None:
        """Those of another worker."""
        self.cuts += other.cuts
        self.unsynced += other.unsynced
        self.left_over += other.left_over
        self.beside += other.beside
        self.losses += other.losses
        self.ways += other.ways
        self.points += other.points
        self.shown += other.shown


def points(record: Record, count: int, seed: int) -> list[int]:
    """Where to cut: half of them anywhere, half in an operation drawn first, for short ones.

    Some fall into the first operation, in which a log is made or brought up.
    """
    random = Random(f"points {seed}")
    begins = [
        number for number, event in enumerate(record.events) if isinstance(event, (Asked, Answered))
    ]
    begins.append(len(record.events))
    drawn = []
    for number in range(count):
        if number % 2:
            drawn.append(random.randrange(1, len(record.events) + 1))
        else:
            stretch = 0 if number % FIRST == 0 else random.randrange(len(begins) - 1)
            drawn.append(random.randrange(begins[stretch], begins[stretch + 1]) + 1)
    return sorted(drawn)


def cut_at(record: Record, at: Sequence[int], seed: int) -> Outcome:
    """Cut after so many events, one number for each cut, in ascending order."""
    scratch = Path(tempfile.mkdtemp(dir=IN_MEMORY if IN_MEMORY.is_dir() else None))
    scratch.rmdir()
    judge = Judge(record.states, record.root, scratch)
    disk = Disk(record.root, record.files)
    outcome = Outcome()
    done = asked = answered = 0
    for number, point in enumerate(at):
        for event in record.events[done:point]:
            match event:
                case Asked(asked):
                    pass
                case Answered(answered):
                    pass
                case _:
                    disk.do(event)
        done = point
        random = Random(f"{seed} {point} {number}")
        way = random.choice(list(Way))
        faults = judge.faults(disk.cut(random, way), answered, asked)
        outcome.cuts += 1
        outcome.unsynced += bool(disk.unsynced)
        outcome.ways[way] += 1
        outcome.points[_name_of(record.events[point - 1])] += 1
        for fault in faults:
            outcome.losses[fault.loss] += 1
            if len(outcome.shown) < SHOWN:
                where = f"cut {number} after event {point}, answered {answered}, {way.value}"
                outcome.shown.append(f"{where}: {fault.loss.value}: {fault.detail}")
    outcome.left_over, outcome.beside = judge.left_over, judge.beside
    shutil.rmtree(scratch, ignore_errors=True)
    return outcome


def _name_of(event: Event) -> str:
    match event:
        case Write(path):
            return f"write {_file(path)}"
        case Sync(path):
            return f"fsync {_file(path)}"
        case Rename() | Unlink():
            return f"{type(event).__name__.lower()} {_file(event.path)}"
        case Answered():
            return "answered"
        case Asked():
            return "asked"
        case _:
            return "another change"


def _file(path: str) -> str:
    name = Path(path).name
    if Path(path).parent.name == "backups":
        return "a backup"
    return next((said for word, said in SAID.items() if name.startswith(word)), name)
