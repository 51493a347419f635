"""The guard: a tiny child that puts the desktop back when its parent is gone without a word.

``python -I -S -E guard.py LEASE PID:STARTED`` with a pipe on its standard input, asleep in read()
while the lease is held. ``done`` on the pipe: it leaves. The end of the pipe without that word: the
parent was killed, so it plays the lease. It is started in its own session with TERM, HUP, INT and
PIPE blocked, so that it outlives the parent's process group and terminal; the standard library
alone, no Qt, about 10 MB.

``put_back`` is also what the app and the commands use, so that two of them never play one lease.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # typing itself is a megabyte
if TYPE_CHECKING or __name__ != "__main__":
    from presence.desktop.lease import player
else:  # -I takes the script's own folder off the path
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    import player

if TYPE_CHECKING:
    from collections.abc import Container
    from typing import Any

VERSION = 2
DONE = b"done"
PATIENCE = 0.5  # seconds, so that the desktop is as before within one
NOTE_SUFFIX = ".put-back"
LARGEST = 1 << 20


class Step:
    """A step of the lease file, decoded."""

    def __init__(self, table: dict[str, Any]) -> None:
        from binascii import a2b_base64

        self.message: bytes = a2b_base64(table.get("message", ""))
        self.command: tuple[str, ...] = tuple(table.get("command", ()))


class Recipe:
    """The recipe of the lease file, decoded."""

    def __init__(self, table: dict[str, Any]) -> None:
        from binascii import a2b_base64

        self.bus: str = table["bus"]
        self.ask = Step(table["ask"])
        self.ours: bytes = a2b_base64(table["ours"])
        self.restore = Step(table["restore"])
        self.done: bytes = a2b_base64(table["done"])


def put_back(
    path: str,
    holder: str,
    bus: str = "",
    leave_note: bool = False,
    patience: float = 0.0,
    only: Container[str] | None = None,
    gone: Container[str] = (),
) -> dict[str, str]:
    """Play the lease of this holder (``PID:STARTED``); what became of each thing held, by name.

    What was put back, or was no longer ours, leaves the lease; with the last of it the file goes.
    ``only`` names what to play, ``gone`` what has ended by itself. Empty where there is no such
    lease: one process at a time, and who comes second waits and finds none. With ``leave_note`` the
    lease becomes a note beside it, whose time says when the desktop was put back. ``patience`` is
    the player's: whoever was killed may have started a program that is about to mute.
    """
    try:
        locked = lock(path)
    except OSError:
        return {}
    try:
        lease = _read(locked, path)
        if lease is None or _holder(lease) != holder:
            return {}
        outcomes = {
            held["name"]: player.LEFT_ALONE if held["name"] in gone else _play(held, bus, patience)
            for held in lease["held"]
            if only is None or held["name"] in only
        }
        left = [each for each in lease["held"] if _stays(outcomes, each["name"])]
        if not left:
            _settle(path, leave_note and player.RESTORED in outcomes.values())
        elif len(left) < len(lease["held"]):
            _write(path, {**lease, "held": left})
        return outcomes
    except (OSError, ValueError, KeyError, TypeError):
        return {"": player.COULD_NOT}
    finally:
        os.close(locked)


def lock(path: str) -> int:
    """An open file: until it is closed nobody else plays the lease; raises OSError."""
    return player.here.lock(path)


def _read(locked: int, path: str) -> dict[str, Any] | None:
    import json  # a megabyte that the guard does not hold while it sleeps

    # It says which commands to run: what another user could have written is not played.
    data = player.here.read_private(locked, path, LARGEST)
    if not data:
        return None
    lease: dict[str, Any] = json.loads(data)
    return lease if lease["version"] == VERSION else None


def _holder(lease: dict[str, Any]) -> str:
    holder = lease["holder"]
    return f"{holder['pid']}:{holder['started']}"


def _play(held: dict[str, Any], bus: str, patience: float) -> str:
    table = held["recipe"]
    return player.RESTORED if table is None else player.play(Recipe(table), bus, patience)


def _stays(outcomes: dict[str, str], name: str) -> bool:
    return outcomes.get(name, player.COULD_NOT) == player.COULD_NOT


def _write(path: str, lease: dict[str, Any]) -> None:
    import json  # as in _read

    data = json.dumps(lease, ensure_ascii=False, indent=1).encode()
    fresh = path + ".new"
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    descriptor = os.open(fresh, flags, 0o600)
    try:
        player.here.make_private(descriptor)
        os.write(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    os.replace(fresh, path)


def _settle(path: str, leave_note: bool) -> None:
    if leave_note:
        os.utime(path)
        os.replace(path, path + NOTE_SUFFIX)
    else:
        os.unlink(path)


def main() -> None:
    """Sleep until the parent has said ``done`` or is gone."""
    path, holder = sys.argv[1:3]
    player.here.close_inherited()
    os.chdir("/")
    if os.read(0, len(DONE)) != DONE:
        put_back(path, holder, leave_note=True, patience=PATIENCE)


if __name__ == "__main__":
    main()
