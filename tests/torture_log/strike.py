"""When to strike: at a moment within the measured span, or at a system call of the measured ones.

The first is what a person's machine does. The second is for what lasts microseconds: strace kills
the program as it enters its n-th pwrite, fsync, unlink or lock.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.torture_log.trouble import Trouble

CALLS = ("pwrite64", "fdatasync", "fsync", "ftruncate", "unlink", "rename", "fcntl", "write")
SYNCS = "fsync,fdatasync"
WRITES = "pwrite64,write,ftruncate"
AFTERWARDS = 1.25  # so much longer than measured may a delay be
AT_A_MOMENT = 0.4  # the share of those that need no strace


@dataclass(frozen=True)
class Span:
    """What an operation took when it was left alone: seconds, and how many calls of each name."""

    seconds: float
    calls: Mapping[str, int]


@dataclass(frozen=True)
class Strike:
    """``call`` "" : after ``delay`` seconds; else at the ``number``-th call of that name.

    Neither is one that lets the operation go to its end.
    """

    delay: float = 0.0
    call: str = ""
    number: int = 0
    trouble: Trouble = Trouble.NONE
    fails_from: int = 0  # the first fsync, or write, that fails
    fails_on: bool = True  # and all after it
    free: int = 0  # bytes on a full disk

    @property
    def is_deadly(self) -> bool:
        return bool(self.call) or self.delay > 0

    def __str__(self) -> str:
        when = f"at {self.call} {self.number}" if self.call else f"after {self.delay * 1000:.1f} ms"
        if not self.is_deadly:
            when = "never"
        return f"{when}, {self.trouble.value} (from {self.fails_from}, {self.free} bytes free)"

    def injections(self, is_full_by_strace: bool) -> list[str]:
        """What strace is to do for it."""
        words = []
        if self.call:
            words.append(f"{self.call}:signal=KILL:when={self.number}")
        and_on = "+" if self.fails_on else ""
        if self.trouble is Trouble.NO_SYNC:
            syncs = ",".join(name for name in SYNCS.split(",") if name != self.call)
            words.append(f"{syncs}:error=EIO:when={self.fails_from}{and_on}")
        if self.trouble is Trouble.FULL and is_full_by_strace and self.call != "pwrite64":
            words.append(f"pwrite64:error=ENOSPC:when={self.fails_from}+")
        return words


def draw(random: Random, span: Span, trouble: Trouble, is_deadly: bool) -> Strike:
    """The next strike at an operation that has that span."""
    call, number, delay = "", 0, 0.0
    if is_deadly and (not span.calls or random.random() < AT_A_MOMENT):
        delay = random.uniform(0.0001, span.seconds * AFTERWARDS)
    elif is_deadly:
        call = random.choice([name for name in CALLS if span.calls.get(name)])
        number = random.randint(1, span.calls[call])
    return Strike(
        delay=delay,
        call=call,
        number=number,
        trouble=trouble,
        fails_from=random.randint(1, 3),
        fails_on=random.random() < 0.7,
        free=random.choice([0, 4096, 8192, 16384, 65536, 262144]),
    )


def count_calls(record: Path) -> Counter[str]:
    """How often each name stands in strace's record, which has a process number first (-f)."""
    found: Counter[str] = Counter()
    for line in record.read_text(errors="replace").splitlines():
        name = line.partition(" ")[2].lstrip().partition("(")[0]
        if name in CALLS:
            found[name] += 1
    return found
