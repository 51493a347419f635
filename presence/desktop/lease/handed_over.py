"""What an app hands over to a newer one that takes its place by exec: its guard, its connections.

The process stays the same, so the lease goes on being its own, and what is open stays open: the
pipe that keeps the guard asleep, a connection that a desktop ties its mute to, and the door that
commands knock at, where they wait meanwhile. Should the newer one not come up, all of it closes,
and the desktop is put back as after a crash. Named in the environment, for there is nothing else
that outlives an exec.
"""

import os
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress

from presence.desktop.lease.guard import DONE

VARIABLE = "PRESENCE_HANDED_OVER"
_LOCK = "lock"
_DOOR = "door"
_WAIT = 0.5  # as for a guard of one's own


def hand_over(guard: tuple[int, int] | None, connections: Iterable[int]) -> None:
    """``guard`` is the end of its pipe and its process; the rest are open sockets."""
    words = [f"guard:{guard[0]}:{guard[1]}"] if guard is not None else []
    words += [f"connection:{number}" for number in connections]
    for word in words:
        os.set_inheritable(int(word.split(":")[1]), True)
    os.environ[VARIABLE] = " ".join(words)


def keep_lock(path: str) -> None:
    """The lock of the only app as well: whoever came up in between would find a mute of nobody's.

    QLockFile does not tell its file, so that it is looked for; where it is not found, there is the
    moment without a lock.
    """
    with suppress(OSError):
        wanted = os.stat(path)
        for name in os.listdir("/proc/self/fd"):
            with suppress(OSError):  # the folder's own, which is closed by now
                if os.path.samestat(os.fstat(int(name)), wanted):
                    os.set_inheritable(int(name), True)
                    os.environ[VARIABLE] = f"{os.environ.get(VARIABLE, '')} {_LOCK}:{name}"


def let_go_of_lock() -> None:
    """We are about to lock it ourselves."""
    for kind, number, *_rest in _words():
        if kind == _LOCK:
            _close(number)
            _strike_out(kind, number, is_told=True)


def keep_door(numbers: Iterable[int]) -> None:
    """What listens for commands, and then those that have not said yet what they want."""
    for number in numbers:
        os.set_inheritable(number, True)
        os.environ[VARIABLE] = f"{os.environ.get(VARIABLE, '')} {_DOOR}:{number}"


def take_door() -> Sequence[int]:
    """The same at the newer one, which answers from now on."""
    numbers = []
    for kind, number, *_rest in _words():
        if kind == _DOOR:
            _strike_out(kind, number)
            with suppress(OSError, ValueError):
                os.set_inheritable(int(number), False)
                numbers.append(int(number))
    return numbers


def close_door() -> None:
    """Nobody is to wait for an answer: this one does not come up, or not soon."""
    for number in take_door():
        _close(str(number))


def take_over() -> None:
    """Keep what was handed over to ourselves: children must not hold it open."""
    for kind, number, *_rest in _words():
        try:
            os.set_inheritable(int(number), False)
        except (OSError, ValueError):
            _strike_out(kind, number)
    if not _words():
        os.environ.pop(VARIABLE, None)  # it has said that there was an app, and no more


def holds_connections() -> bool:
    """Whether what is muted is muted by the connection of the app before."""
    return any(kind == "connection" for kind, *_rest in _words())


def close_connections() -> None:
    """Ours is there by now."""
    for kind, number, *_rest in _words():
        if kind == "connection":
            _close(number)
            _strike_out(kind, number)


def end(is_ours: bool) -> None:
    """Let it all go; ``is_ours``: a guard of our own watches now, so that one has done its work.

    Otherwise nobody took the mute up, and the former guard puts the desktop back.
    """
    close_connections()
    for kind, number, *rest in _words():
        if kind == _DOOR:
            continue  # it has nothing to do with the mute
        if is_ours and kind != _LOCK:
            with suppress(OSError, ValueError):
                os.write(int(number), DONE)
        _close(number)
        if is_ours and rest:
            _wait_for(rest[0])
        _strike_out(kind, number)


def is_anything() -> bool:
    """Whether an app before has handed something of the mute over that was not let go yet."""
    return any(kind != _DOOR for kind, *_rest in _words())


def _words() -> Sequence[Sequence[str]]:
    return [word.split(":") for word in os.environ.get(VARIABLE, "").split()]


def _strike_out(kind: str, number: str, is_told: bool = False) -> None:
    """With ``is_told`` it is still to be known that there was an app before."""
    left = [":".join(word) for word in _words() if word[:2] != [kind, number]]
    os.environ.pop(VARIABLE, None)
    if left or is_told:
        os.environ[VARIABLE] = " ".join(left)


def _close(number: str) -> None:
    with suppress(OSError, ValueError):
        os.close(int(number))


def _wait_for(pid: str) -> None:
    """It is a child of this process, and would stay as a dead one."""
    deadline = time.monotonic() + _WAIT
    with suppress(OSError, ValueError):
        while os.waitpid(int(pid), os.WNOHANG) == (0, 0) and time.monotonic() < deadline:
            time.sleep(0.002)
