"""What a process and its children have used so far, read from /proc."""

import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path


def tree(pid: int) -> list[int]:
    """A process and all below it."""
    pids = [pid]
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            below = children.read_text().split()
        except OSError:  # it has just ended
            continue
        for child in below:
            pids += tree(int(child))
    return pids


def cpu_ms(pid: int) -> float:
    """CPU time of a process and those below it, threads that have ended included."""
    return sum(_cpu_ms_of(each) for each in tree(pid))


def rss_mb(pid: int) -> float:
    """Resident memory of a process and those below it."""
    return sum(_status(each).get("VmRSS", 0) for each in tree(pid)) / 1024


def own_mb(pid: int) -> float:
    """The same, with its share alone of what several have in common (PSS)."""
    return sum(_number_in(Path(f"/proc/{each}/smaps_rollup"), "Pss") for each in tree(pid)) / 1024


def written_mb(pid: int) -> float:
    """What they alone hold and have written to: what else they see of files, others may have."""
    rollups = (Path(f"/proc/{each}/smaps_rollup") for each in tree(pid))
    return sum(_number_in(each, "Private_Dirty") for each in rollups) / 1024


def peak_mb(pid: int | None = None) -> float:
    """The most memory that a process has held at once; this one, where none is named."""
    return _status(pid or os.getpid()).get("VmHWM", 0) / 1024


def wakeups(pid: int) -> int:
    """How often a process and those below it have gone to sleep, and so were woken."""
    return sum(
        _number_in(task / "status", "voluntary_ctxt_switches")
        for each in tree(pid)
        for task in Path(f"/proc/{each}/task").glob("*")
    )


def cost_of(command: Sequence[str | Path], env: Mapping[str, str]) -> tuple[float, float]:
    """Run a command to its end: milliseconds by the clock, and of CPU.

    With its bytecode on the disk, as whoever installs it has it, whatever is set here.
    """
    env = {name: value for name, value in env.items() if name != "PYTHONDONTWRITEBYTECODE"}
    words = [str(word) for word in command]
    null = os.open(os.devnull, os.O_RDWR)
    began = time.perf_counter()
    pid = os.posix_spawn(
        words[0],
        words,
        env,
        file_actions=[(os.POSIX_SPAWN_DUP2, null, number) for number in (0, 1, 2)],
    )
    _, status, used = os.wait4(pid, 0)
    wall = time.perf_counter() - began
    os.close(null)
    if status:
        raise RuntimeError(f"{' '.join(words)}: exit {os.waitstatus_to_exitcode(status)}")
    return wall * 1000, (used.ru_utime + used.ru_stime) * 1000


def _cpu_ms_of(pid: int) -> float:
    try:
        return time.clock_gettime_ns((~pid << 3) | 2) / 1e6  # the kernel's clock of that process
    except OSError:
        return 0.0


def _status(pid: int) -> dict[str, int]:
    names = "VmRSS", "VmHWM"
    return {name: _number_in(Path(f"/proc/{pid}/status"), name) for name in names}


def _number_in(file: Path, name: str) -> int:
    try:
        lines = file.read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{name}:")), 0)
