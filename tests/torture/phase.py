"""What is true of a session at the moment of a kill, and the name of that phase."""

from dataclasses import dataclass
from enum import Enum


class Scene(Enum):
    """What was going on when the app was killed."""

    BRING_UP = "presence start, no app"
    START = "start, app running"
    HAND_OVER = "start --switch"
    STOP = "stop"
    QUIT = "quit in a session"
    LOGIN = "app comes, session open"

    @property
    def comes_up(self) -> bool:
        """Whether the app is only being started."""
        return self in (Scene.BRING_UP, Scene.LOGIN)


class Phase(Enum):
    """In the order in which a session goes through them."""

    STARTING = "app comes up"
    ASKED = "asked, no row yet"
    ROW = "row, no lease"
    LEASE = "lease, not muted yet"
    MUTED = "muted"
    THEIRS = "muted by the person"
    ENDING = "row ended, still muted"
    RESTORED = "restored, lease there"
    AFTER = "restored, lease gone"


@dataclass(frozen=True)
class Look:
    """What is seen from outside while the app stands still."""

    listens: bool  # a command would reach the app
    has_row: bool  # the session in question is in the log
    has_ended: bool  # and so is its end
    has_lease: bool  # the lease on disk is the app's
    is_muted: bool  # the desktop's switch is not as before
    has_guard: bool


def phase_of(look: Look, scene: Scene, is_theirs: bool) -> Phase:
    """``is_theirs``: the person had muted the desktop before, so Presence keeps its hands off."""
    if look.has_lease:
        if look.has_ended:
            return Phase.ENDING if look.is_muted else Phase.RESTORED
        if look.is_muted:
            return Phase.MUTED
        return Phase.RESTORED if scene is Scene.QUIT else Phase.LEASE
    if scene.comes_up and not look.listens:
        return Phase.STARTING
    if not look.has_row:
        return Phase.ASKED
    if look.has_ended or scene is Scene.QUIT:
        return Phase.AFTER
    return Phase.THEIRS if is_theirs else Phase.ROW
