"""One kill: what was drawn for it, what it hit, and what came of it."""

import os
import signal
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum

from tests.torture.phase import Phase, Scene


class Before(Enum):
    """How the person had left the desktop's switch."""

    UNSET = "unset"
    OFF = "off"
    ON = "on"


class Blow(Enum):
    """What is sent, and to whom."""

    KILL = "KILL"
    KILL_GROUP = "KILL group"
    TERM = "TERM"
    TERM_GROUP = "TERM group"
    CUT = "KILL all"  # its guard included: a power cut, a killed control group

    @property
    def is_asking(self) -> bool:
        """Whether the app may still do something."""
        return self in (Blow.TERM, Blow.TERM_GROUP)


@dataclass(frozen=True)
class Kill:
    """For the report."""

    server: str
    number: int
    before: Before
    blow: Blow
    scene: Scene
    delay: float
    phase: Phase | None = None
    restored_ms: float | None = None  # where the desktop was muted, and not by the person
    faults: tuple[str, ...] = ()

    def __str__(self) -> str:
        phase = self.phase.value if self.phase is not None else "?"
        return (
            f"{self.server} {self.number}: {self.blow.value} in {self.scene.value!r} after"
            f" {self.delay * 1000:.2f} ms, {phase!r}, before {self.before.value}"
        )


def deliver(blow: Blow, pid: int, group: int, all_of_it: Callable[[], Iterable[int]]) -> None:
    """Send it to an app that stands still, and let go on what it leaves alive."""
    match blow:
        case Blow.KILL:
            _send(os.kill, pid, signal.SIGKILL)
        case Blow.KILL_GROUP:
            _send(os.killpg, group, signal.SIGKILL)
        case Blow.TERM:
            _send(os.kill, pid, signal.SIGTERM)
        case Blow.TERM_GROUP:
            _send(os.killpg, group, signal.SIGTERM)
        case Blow.CUT:
            # The app stands still, so that its guard, which is ended first, sees no end of it.
            for each in [one for one in all_of_it() if one != pid]:
                _send(os.kill, each, signal.SIGKILL)
            _send(os.killpg, group, signal.SIGKILL)
    _send(os.killpg, group, signal.SIGCONT)


def _send(how: Callable[[int, int], None], whom: int, what: int) -> None:
    with suppress(ProcessLookupError):
        how(whom, what)
