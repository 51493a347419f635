"""Budgie's do-not-disturb switch, which its daemon keeps in memory and only lets itself toggle.

``NotificationsPaused`` would hold back all as well, but Budgie itself writes it for full screens.
"""

from jeepney import DBusAddress

from presence.core.lease import Recipe
from presence.desktop.mute.mechanism import Lifetime, Mechanism, Reading, Server, SignalMatch
from presence.desktop.mute.mechanisms.steps import boolean, call_step
from presence.texts import _

DISPATCHER = DBusAddress(
    "/org/budgie_desktop/Notifications",
    bus_name="org.budgie_desktop.Notifications",
    interface="org.buddiesofbudgie.budgie.Dispatcher",
)
_GET = "GetDoNotDisturb"
_TOGGLE = "ToggleDoNotDisturb"


class Budgie(Mechanism):
    """Budgie's notification server."""

    name = "budgie"
    lifetime = Lifetime.DAEMON
    own_name = DISPATCHER.bus_name
    signals = (
        SignalMatch(
            sender=DISPATCHER.bus_name,
            interface=DISPATCHER.interface,
            member="DoNotDisturbChanged",
            path=DISPATCHER.object_path,
        ),
    )

    @classmethod
    def serves(cls, server: Server) -> bool:
        return server.name == "Budgie Notification Server"

    def read(self) -> Reading:
        (is_on,) = self._bus.call(DISPATCHER, _GET)
        return Reading(bool(is_on), "true" if is_on else "false", "on" if is_on else "off")

    def recipe(self, reading: Reading) -> Recipe:
        return Recipe(
            ask=call_step(DISPATCHER, _GET),
            ours=boolean(True),
            restore=call_step(DISPATCHER, _TOGGLE),
            bus=self._bus.address or "",
        )

    def by_hand(self, reading: Reading) -> str:
        """A command, as a person types it."""
        to = f"-d {DISPATCHER.bus_name} -o {DISPATCHER.object_path}"
        command = f"gdbus call --session {to} -m {DISPATCHER.interface}.{_TOGGLE}"
        return _("Type this in a terminal: {command}").format(command=command)

    def mute(self, reading: Reading) -> None:
        if not self.read().is_muted:  # once more: a toggle after the person's own would undo it
            self._bus.call(DISPATCHER, _TOGGLE)
