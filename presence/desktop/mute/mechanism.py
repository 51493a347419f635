"""What every way of muting a desktop can do; a file for each in ``mechanisms/``.

A mechanism is asked and told from a worker thread, one call at a time, within the time limit of its
``SessionBus``. It raises BusError and MuteError, and never puts anything back by itself: where the
desktop does not let go with our connection, the recipe says how, and the player plays it.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from enum import Enum
from typing import Protocol

from jeepney import DBusAddress, MatchRule

from presence.core.frozen import dataclass
from presence.core.lease import Recipe, Waiting
from presence.desktop.dbus import SessionBus

NOTIFICATIONS = DBusAddress(
    "/org/freedesktop/Notifications",
    bus_name="org.freedesktop.Notifications",
    interface="org.freedesktop.Notifications",
)


class Lifetime(Enum):
    """What a mute ends with when nobody puts it back."""

    CONNECTION = "connection"  # our connection to the bus: a crash lets go
    DAEMON = "daemon"  # the notification server
    PERSISTENT = "persistent"  # nothing: it outlives the login


@dataclass(frozen=True, slots=True)
class Server:
    """Who draws the notifications here; ``owner`` is its unique name on the bus."""

    name: str
    vendor: str
    version: str
    owner: str
    capabilities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """The state of the desktop's switch.

    ``prior`` is what is put back, in the mechanism's own notation, None for a setting that is unset
    and must be unset again; ``was`` is the same in a word (off, on, unset).
    """

    is_muted: bool
    prior: str | None
    was: str


@dataclass(frozen=True, slots=True)
class SignalMatch:
    """A signal on the session bus after which the switch is read again."""

    sender: str
    interface: str
    member: str
    path: str
    arg0: str = ""
    arg0_path: str = ""

    def rule(self) -> MatchRule:
        """The same for the bus."""
        rule = MatchRule(
            type="signal",
            sender=self.sender,
            interface=self.interface,
            member=self.member,
            path=self.path,
        )
        if self.arg0:
            rule.add_arg_condition(0, self.arg0)
        if self.arg0_path:
            rule.add_arg_condition(0, self.arg0_path, kind="path")
        return rule


def owner_changed(name: str) -> SignalMatch:
    """A server comes or goes."""
    return SignalMatch(
        sender="org.freedesktop.DBus",
        interface="org.freedesktop.DBus",
        member="NameOwnerChanged",
        path="/org/freedesktop/DBus",
        arg0=name,
    )


class Watching(Protocol):
    """Tells of changes until it is closed."""

    def close(self) -> None: ...


Watch = Callable[[Callable[[], None]], Watching | None]


class Mechanism(ABC):
    """One way of muting."""

    name: str
    lifetime: Lifetime
    signals: tuple[SignalMatch, ...] = ()
    settling: float = 0.0  # seconds that may pass until what was asked for can be read back
    server_delay: float = 0.0  # seconds after which the server heeds what already reads as muted
    floods: bool = False  # what was held back appears at the end, all of it at once
    needs_server: bool = True  # heeded by a notification server on the bus
    own_name: str = ""  # of its control on the bus, where it has one beside the notifications'
    was_run: bool = True  # against a real one, by the tests
    watched_file: str = ""  # the switch, where it is a file that nobody tells of

    def __init__(self, bus: SessionBus) -> None:
        self._bus = bus

    @classmethod
    @abstractmethod
    def serves(cls, server: Server) -> bool:
        """Whether this is the way to mute that server."""

    @abstractmethod
    def read(self) -> Reading:
        """The switch as it is now."""

    @abstractmethod
    def recipe(self, reading: Reading) -> Recipe | None:
        """How to put that reading back; None where the desktop lets go of our connection."""

    @abstractmethod
    def by_hand(self, reading: Reading) -> str:
        """How to put it back without Presence, in plain words."""

    @abstractmethod
    def mute(self, reading: Reading) -> None:
        """Mute what was just read as not muted."""

    @property
    def can_be_asked(self) -> bool:
        """Whether anybody knows the state; else ``read`` is as good as a guess."""
        return True

    def is_allowed(self) -> bool:
        """Whether this person may mute here: an administrator can lock a setting."""
        return True

    def waiting(self) -> Waiting | None:
        """What is held back now; None where this desktop cannot be asked."""
        return None

    def watch(self, changed: Callable[[], None]) -> Watching | None:
        """Call ``changed``, from any thread, when the switch may be another.

        None where nobody tells, or a signal or a file does.
        """
        return None

    @property
    def sockets(self) -> tuple[int, ...]:
        """What must stay open for it to stay muted, where a connection holds it."""
        return ()

    def let_go(self) -> None:  # noqa: B027  # most hold nothing
        """Close what holds the mute, where a connection holds it."""


def properties_changed(interface: str) -> SignalMatch:
    """The signal of a notification server whose properties say that it is muted."""
    return SignalMatch(
        sender="org.freedesktop.Notifications",
        interface="org.freedesktop.DBus.Properties",
        member="PropertiesChanged",
        path="/org/freedesktop/Notifications",
        arg0=interface,
    )
