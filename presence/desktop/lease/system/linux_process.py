"""Processes, the boot and the computer as Linux tells of them."""

from contextlib import suppress
from pathlib import Path

_STATE = 2  # fields of /proc/PID/stat as proc(5) numbers them, from 0
_STARTED = 21
_GONE = {"Z", "X", "x"}  # a zombie holds nothing any more


def started_at(pid: int) -> int | None:
    """Clock ticks after boot, None for a process that is no more."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    name_end = text.rindex(")")  # the name may hold spaces and parentheses
    fields = ["", "", *text[name_end + 2 :].split()]
    return None if fields[_STATE] in _GONE else int(fields[_STARTED])


def boot_id() -> str:
    """A word for this run of the kernel, "" where there is none."""
    with suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return ""


def machine_id() -> bytes:
    """What names this computer (machine-id(5)), nothing where it has none."""
    with suppress(OSError):
        return Path("/etc/machine-id").read_bytes()
    return b""
