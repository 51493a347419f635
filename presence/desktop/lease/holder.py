"""Who holds a lease: a process, told apart from a later one with the same number."""

import os
import sys
from zlib import crc32

from presence.core.lease import Holder

if sys.platform == "win32":
    from presence.desktop.lease.system import windows_process as system
elif sys.platform == "darwin":
    from presence.desktop.lease.system import macos_process as system
else:
    from presence.desktop.lease.system import linux_process as system


def this_holder() -> Holder:
    """The process that asks."""
    started = system.started_at(os.getpid())
    uid = os.getuid() if hasattr(os, "getuid") else 0  # Windows has none
    return Holder(os.getpid(), started or 0, boot_id(), uid, machine())


def is_alive(holder: Holder) -> bool:
    """Whether that very process still runs."""
    if holder.boot_id != boot_id():
        return False
    return system.started_at(holder.pid) == holder.started


def is_elsewhere(holder: Holder) -> bool:
    """Whether it runs, or ran, on another computer that shares this home."""
    here = machine()
    return bool(holder.machine and here and holder.machine != here)


def guarded_name(holder: Holder) -> str:
    """The holder as the guard knows it."""
    return f"{holder.pid}:{holder.started}"


def boot_id() -> str:
    """A word for this run of the kernel, "" where there is none."""
    return system.boot_id()


def machine() -> str:
    """A word for this computer, "" where there is none.

    Not its own name, which is not to leave the computer: a lease may, in a bug report.
    """
    named = system.machine_id()
    return f"{crc32(b'presence' + named):08x}" if named else ""
