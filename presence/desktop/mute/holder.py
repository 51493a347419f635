"""Who holds a lease: a process, told apart from a later one with the same number."""

import os
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from presence.core.lease import Holder

_STATE = 2  # fields of /proc/PID/stat as proc(5) numbers them, from 0
_STARTED = 21
_GONE = {"Z", "X", "x"}  # a zombie holds nothing any more


def this_holder() -> Holder:
    """The process that asks."""
    fields = _stat(os.getpid())
    started = int(fields[_STARTED]) if fields else 0
    return Holder(os.getpid(), started, boot_id(), os.getuid(), machine())


def is_alive(holder: Holder) -> bool:
    """Whether that very process still runs."""
    if holder.boot_id != boot_id():
        return False
    fields = _stat(holder.pid)
    if fields is None or fields[_STATE] in _GONE:
        return False
    return int(fields[_STARTED]) == holder.started


def is_elsewhere(holder: Holder) -> bool:
    """Whether it runs, or ran, on another computer that shares this home."""
    here = machine()
    return bool(holder.machine and here and holder.machine != here)


def guarded_name(holder: Holder) -> str:
    """The holder as the guard knows it."""
    return f"{holder.pid}:{holder.started}"


def boot_id() -> str:
    """A word for this run of the kernel, "" where there is none."""
    with suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return ""


def machine() -> str:
    """A word for this computer, "" where there is none.

    Not machine-id(5) itself, which is not to leave the computer: a lease may, in a bug report.
    """
    with suppress(OSError):
        return f"{crc32(b'presence' + Path('/etc/machine-id').read_bytes()):08x}"
    return ""


def _stat(pid: int) -> list[str] | None:
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    name_end = text.rindex(")")  # the name may hold spaces and parentheses
    return ["", "", *text[name_end + 2 :].split()]
