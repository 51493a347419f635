"""This process becomes the newer app, as it was started: its number stays, and so does the lease.

Standard library alone: what would be loaded now might be of the newer one already.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

from presence.desktop.lease import handed_over


def start_anew(lock: str) -> int:
    """Never returns where it works; else the desktop is put back, and the exit code is told.

    ``lock`` is the file of the lock that only one app holds.
    """
    handed_over.keep_lock(lock)
    _close_all_else()
    try:
        os.execv(sys.executable, command())
    except OSError as fault:
        handed_over.end(is_ours=False)
        sys.stderr.write(f"presence: {sys.executable}: {fault.strerror}\n")
    return 1


def command() -> list[str]:
    """How this app is started, with the words that it was given.

    ``-P``: a desktop starts it in the person's folder, and a random.py in there is none of ours.
    """
    is_found_there = sys.path[0] == str(Path(__file__).parents[3])  # a checkout's own folder
    safely = [] if is_found_there else ["-P"]
    return [sys.executable, *safely, "-m", "presence.app", *sys.argv[1:]]


def _close_all_else() -> None:
    """With the exec: what a library has opened without a thought of that."""
    kept = {word.split(":")[1] for word in os.environ.get(handed_over.VARIABLE, "").split()}
    for entry in Path("/proc/self/fd").glob("*"):
        if int(entry.name) > 2 and entry.name not in kept:
            with suppress(OSError):
                os.set_inheritable(int(entry.name), False)
