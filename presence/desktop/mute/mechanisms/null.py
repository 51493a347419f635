"""No way to mute: nobody shows notifications here, or nobody who can be told not to."""

from presence.core.errors import ErrorCode, MuteError
from presence.core.lease import Recipe
from presence.core.unmutable import Unmutable, Why
from presence.desktop.mute.mechanism import Lifetime, Mechanism, Reading, Server
from presence.desktop.mute.system_server import OWNER

# Looked at, and there is neither a property, a method nor a key that mutes them.
_MUTELESS = frozenset(
    {
        ("Notification Daemon", "GNOME"),  # notification-daemon 3.20 and gnome-flashback
        ("notify-osd", "Canonical Ltd"),  # Unity 7
        ("Notification Service", "Enlightenment"),
    }
)


class Null(Mechanism):
    """Says so."""

    name = "none"
    lifetime = Lifetime.CONNECTION

    @classmethod
    def serves(cls, _server: Server) -> bool:
        return True

    def read(self) -> Reading:
        return Reading(is_muted=False, prior=None, was="")

    def by_hand(self, reading: Reading) -> str:
        return ""

    def recipe(self, reading: Reading) -> Recipe | None:
        return None

    def mute(self, reading: Reading) -> None:
        raise MuteError(ErrorCode.MUTE_FAILED, mechanism=self.name, detail="no mechanism")


def why_unmutable(server: Server | None) -> Unmutable:
    """Why there is no other mechanism for who draws the notifications here."""
    if server is None:
        return Unmutable(Why.NOBODY)
    if server.owner == OWNER:  # one that is too old
        return Unmutable(Why.HAS_NO_MUTE, f"{server.name} {server.version}")
    if (server.name, server.vendor) in _MUTELESS:
        return Unmutable(Why.HAS_NO_MUTE, server.name)
    return Unmutable(Why.UNKNOWN, server.name)
