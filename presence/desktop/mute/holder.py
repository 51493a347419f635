"""Who holds a lease: a process, told apart from a later one with the same number."""

import os
from contextlib import suppress
from pathlib import Path

from presence.core.lease import Holder

_STATE = 2  # fields of /proc/PID/stat as proc(5) numbers them, from 0
_STARTED = 21
_GONE = {"Z", "X", "x"}  # a zombie holds nothing any more


def this_holder() -> Holder:
    """The process that asks."""
    fields = _stat(os.getpid())
    started = int(fields[_STARTED]) if fields else 0
    return Holder(pid=os.getpid(), started=started, boot_id=boot_id(), uid=os.getuid())


def is_alive(holder: Holder) -> bool:
    """Whether that very process still runs."""
    if holder.boot_id != boot_id():
        return False
    fields = _stat(holder.pid)
    if fields is None or fields[_STATE] in _GONE:
        return False
    return int(fields[_STARTED]) == holder.started


def guarded_name(holder: Holder) -> str:
    """The holder as the guard knows it."""
    return f"{holder.pid}:{holder.started}"


def boot_id() -> str:
    """A word for this run of the kernel, "" where there is none."""
    with suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return ""


def _stat(pid: int) -> list[str] | None:
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    name_end = text.rindex(")")  # the name may hold spaces and parentheses
    return ["", "", *text[name_end + 2 :].split()]
