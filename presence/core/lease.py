"""The mute lease: who muted, what was there before, until when; on disk before the mute."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from presence.core.frozen import Enum
from presence.core.kind import Around


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
    LOCKED = "locked"  # an administrator has locked the setting
    NEEDS_LINES = "needs_lines"  # mako mutes only by lines in the person's own configuration
    ELSEWHERE = "elsewhere"  # another computer, or a later Presence, holds the lease of this home
    TIMED_OUT = "timed_out"
    FAILED = "failed"
    USER_CHANGED = "user_changed"  # the person changed it during the session: hands off


@dataclass(frozen=True, slots=True)
class Waiting:
    """Notifications that are held back: how many, and of which programs where that is known."""

    count: int
    programs: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MuteWish:
    """What a session asks of the desktop; ``until`` is when a forgotten one is closed."""

    session_id: str
    until: datetime
    around: frozenset[Around] = frozenset()
    counts_waiting: bool = False  # whether its end says how many notifications waited


@dataclass(frozen=True, slots=True)
class MuteReport:
    """What is known of the mute now; ``was`` is the state before in a word (off, on, unset).

    ``mechanism`` names all that are used, joined by " + ". ``note`` is what the mechanism has to
    say about a mute that did not come about: a path, what a command of the person's printed.
    ``waited`` is what was held back, known at the end and only where the session asked for it;
    ``floods``: it all appears now.
    """

    state: MuteState
    detail: MuteDetail
    mechanism: str = "none"
    was: str = ""
    note: str = ""
    waited: Waiting | None = None
    floods: bool = False


NOT_MUTED = MuteReport(MuteState.NOT_MUTED, MuteDetail.NO_SESSION)


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that holds a lease, told apart from a later one with the same number."""

    pid: int
    started: int  # clock ticks after boot, field 22 of /proc/PID/stat (proc(5))
    boot_id: str  # /proc/sys/kernel/random/boot_id
    uid: int
    machine: str = ""  # a short word made from machine-id(5); a home can be shared by computers


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

    Afterwards it is asked once more, and must no longer be ours. Where that would prove nothing (an
    inhibition beside those of others), ``done`` is what ``restore`` answers when it has worked.
    """

    ask: Step
    ours: bytes
    restore: Step
    bus: str = ""
    done: bytes = b""


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that was changed and is to be put back: a mute, a paused player, the sound.

    ``name`` is the mechanism, and tells it apart from all else in the lease. ``recipe`` is None
    where the desktop lets go by itself when the holder is gone (Plasma). ``by_hand`` says in plain
    words how to undo it without Presence.
    """

    name: str
    was: str
    recipe: Recipe | None
    by_hand: str


@dataclass(frozen=True, slots=True)
class Lease:
    """All that is to be undone at the end of a session, in the order in which it was done."""

    session_id: str
    holder: Holder
    taken_at: datetime
    until: datetime
    held: tuple[Held, ...]

    @property
    def by_hand(self) -> str:
        """How to undo all of it without Presence, a line each."""
        return "\n".join(each.by_hand for each in self.held)
