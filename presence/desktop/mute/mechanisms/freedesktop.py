"""Inhibit of org.freedesktop.Notifications, as KDE Plasma has it: tied to our connection.

One cookie on one private connection, let go by closing it. ``UnInhibit`` is never called: in Plasma
up to 6 it drops the only watch on the connection, and what else that connection inhibits is kept
for ever (plasma-workspace, libnotificationmanager/server_p.cpp).
"""

from presence import APPLICATION_ID
from presence.core.lease import Recipe
from presence.desktop.dbus import Connection, SessionBus, method_call
from presence.desktop.lease import handed_over
from presence.desktop.mute.mechanism import (
    NOTIFICATIONS,
    Lifetime,
    Mechanism,
    Reading,
    Server,
    properties_changed,
)
from presence.texts import _

REASON = "In company"


class Freedesktop(Mechanism):
    """A desktop whose notifications an application can inhibit."""

    name = "freedesktop"
    lifetime = Lifetime.CONNECTION
    signals = (properties_changed("org.freedesktop.Notifications"),)
    settling = 0.5  # Plasma's panel applet sets the property, not the server that was asked

    def __init__(self, bus: SessionBus) -> None:
        super().__init__(bus)
        self._held: Connection | None = None

    @classmethod
    def serves(cls, server: Server) -> bool:
        """Servers that say so; Plasma does."""
        return "inhibitions" in server.capabilities

    def read(self) -> Reading:
        """The property is also true for the person's own do-not-disturb and a mirrored screen."""
        is_muted = bool(self._bus.get(NOTIFICATIONS, "Inhibited"))
        if self._held is None and handed_over.holds_connections():
            is_muted = False  # it is by the app before us, which found it so
        return Reading(is_muted, prior=None, was="on" if is_muted else "off")

    def by_hand(self, reading: Reading) -> str:
        return _("Nothing to do: the desktop lets go of the mute when Presence is gone.")

    def recipe(self, reading: Reading) -> Recipe | None:
        return None

    def mute(self, reading: Reading) -> None:
        _name, _vendor, version, _spec = self._bus.call(NOTIFICATIONS, "GetServerInformation")
        # Plasma 6 sums them up in one (applets/notifications, showInhibitionSummary).
        self.floods = str(version).startswith("5.")
        self.let_go()
        held = self._bus.private()
        try:
            message = method_call(NOTIFICATIONS, "Inhibit", "ssa{sv}", (APPLICATION_ID, REASON, {}))
            held.call(message, self._bus.time_left)
        except BaseException:
            held.close()
            raise
        self._held = held
        handed_over.close_connections()

    @property
    def sockets(self) -> tuple[int, ...]:
        return () if self._held is None else (self._held.fileno(),)

    def let_go(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None
