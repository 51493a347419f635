"""The mute lease: who muted, what was there before, until when; on disk before the mute."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class MuteState(Enum):
    """What is known of the quiet on this desktop."""

    MUTED = "muted"  # read back
    UNVERIFIED = "unverified"  # asked for, but this desktop cannot be asked
    NOT_MUTED = "not_muted"


class MuteDetail(Enum):
    """Why the state is what it is; the value is what scripts see in ``mute.detail``."""

    CHECKED = "checked"
    ALREADY_ON = "already_on"  # the person's own do-not-disturb, left alone
    CANNOT_ASK = "cannot_ask"
    SETTLING = "settling"  # asked for a moment ago
    NO_SESSION = "no_session"  # nothing runs, nothing is muted
    NO_APP = "no_app"  # a row in progress, and no app that could mute
    RELEASED = "released"  # the person let go of the mute, the session goes on
    NO_MECHANISM = "no_mechanism"
    NO_BUS = "no_bus"
    NO_LEASE = "no_lease"  # the lease could not be written, so the desktop was not touched
    NO_EFFECT = "no_effect"  # the desktop took it, yet reads as not muted
    TIMED_OUT = "timed_out"
    FAILED = "failed"
    USER_CHANGED = "user_changed"  # the person changed it during the session: hands off


@dataclass(frozen=True, slots=True)
class MuteReport:
    """What is known of the mute now; ``was`` is the state before in a word (off, on, unset)."""

    state: MuteState
    detail: MuteDetail
    mechanism: str = "none"
    was: str = ""


NOT_MUTED = MuteReport(MuteState.NOT_MUTED, MuteDetail.NO_SESSION)


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that holds a lease, told apart from a later one with the same number."""

    pid: int
    started: int  # clock ticks after boot, field 22 of /proc/PID/stat (proc(5))
    boot_id: str  # /proc/sys/kernel/random/boot_id
    uid: int


@dataclass(frozen=True, slots=True)
class Step:
    """One question or order to the desktop: a serialised D-Bus message, or an argument list."""

    message: bytes = b""  # a whole method call (D-Bus Specification, "Message Protocol")
    command: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to put one setting back without knowing anything about the desktop.

    ``ask`` is sent; where its answer (the reply's raw body, or what the command printed, stripped)
    is still ``ours``, ``restore`` is sent. A different answer means that somebody else changed the
    setting meanwhile: hands off. ``bus`` is the D-Bus address the messages are for.
    """

    ask: Step
    ours: bytes
    restore: Step
    bus: str = ""


@dataclass(frozen=True, slots=True)
class Lease:
    """A mute that is to be undone.

    ``recipe`` is None where the desktop lets go by itself when the holder is gone (Plasma).
    ``by_hand`` says in plain words how to undo the mute without Presence.
    """

    session_id: str
    holder: Holder
    mechanism: str
    was: str
    taken_at: datetime
    until: datetime
    recipe: Recipe | None
    by_hand: str
