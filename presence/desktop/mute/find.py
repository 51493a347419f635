"""Which way of muting serves this desktop: decided by who really draws its notifications.

Only the one that serves is loaded: a tray program lives all day, and needs one of twenty.
"""

import sys
from importlib import import_module

from presence.core.frozen import dataclass
from presence.desktop.dbus import SessionBus
from presence.desktop.mute.mechanism import NOTIFICATIONS, Lifetime, Mechanism, Server
from presence.desktop.mute.mechanisms.null import Null
from presence.desktop.mute.system_server import MACOS, WINDOWS, system_server

_PLACE = "presence.desktop.mute.mechanisms"


@dataclass(frozen=True, slots=True)
class Known:
    """A mechanism before it is loaded; a test holds it to what its class says.

    ``where`` is its file and class, ``server`` the name that its server gives itself, or
    ``capability`` what every server of it can do. ``system`` is the only one that has it.
    """

    name: str
    where: str
    server: str = ""
    lifetime: Lifetime = Lifetime.PERSISTENT
    capability: str = ""
    own_name: str = ""
    system: str = ""
    desktop: str = ""  # whose server leaves when it has nothing to show, and heeds a setting

    def load(self) -> type[Mechanism]:
        """Its class."""
        file, _, name = self.where.partition(":")
        kind: type[Mechanism] = getattr(import_module(f"{_PLACE}.{file}"), name)
        return kind

    def may_serve(self, server: Server) -> bool:
        """Whether it is worth asking its class."""
        return server.name == self.server or self.capability in server.capabilities


_SWAYNC = ("SwayNotificationCenter", "org.erikreider.swaync.cc")
_BUDGIE = ("Budgie Notification Server", "org.budgie_desktop.Notifications")
_DEEPIN = ("DeepinNotifications", "org.deepin.dde.Notification1")

KNOWN: tuple[Known, ...] = (
    Known("windows", "windows:Windows", WINDOWS, system="win32"),
    Known("macos", "macos:Macos", MACOS, system="darwin"),
    Known(
        "freedesktop", "freedesktop:Freedesktop", "", Lifetime.CONNECTION, capability="inhibitions"
    ),
    Known("gnome", "gnome:Gnome", "gnome-shell"),
    Known("xfce", "xfce:Xfce", "Xfce Notify Daemon"),
    Known("dunst", "dunst:Dunst", "dunst", Lifetime.DAEMON),
    Known("mako", "mako:Mako", "mako", Lifetime.DAEMON),
    Known(
        "swaync-inhibitor", "swaync:SwayncInhibitor", _SWAYNC[0], Lifetime.DAEMON, "", _SWAYNC[1]
    ),
    Known("swaync", "swaync:Swaync", _SWAYNC[0], own_name=_SWAYNC[1]),
    Known("lxqt", "lxqt:Lxqt", "lxqt-notificationd"),
    Known("mate", "mate:Mate", "Notification Daemon", desktop="MATE"),
    Known("cinnamon", "cinnamon:Cinnamon", "cinnamon"),
    Known("budgie", "budgie:Budgie", _BUDGIE[0], Lifetime.DAEMON, own_name=_BUDGIE[1]),
    Known("pantheon", "pantheon:Pantheon", "io.elementary.notifications"),
    Known("cosmic", "cosmic:Cosmic", "cosmic-notifications"),
    Known("deepin", "deepin:Deepin", _DEEPIN[0], own_name=_DEEPIN[1]),
    Known("command", "command:Command"),
)


def known_here(system: str = sys.platform) -> tuple[Known, ...]:
    """Those of this system; the others would load what only Windows or macOS has."""
    return tuple(known for known in KNOWN if known.system in ("", system))


def mechanisms() -> tuple[type[Mechanism], ...]:
    """All of this system, loaded: for who lists them."""
    return tuple(known.load() for known in known_here())


def find_server(bus: SessionBus, last: Server | None = None) -> Server | None:
    """Who owns the name, None where nobody does; raises BusError. Never starts anybody.

    The ``last`` that was found is not asked again: nobody else ever gets its name on the bus.
    """
    system = system_server()
    if system is not None:
        return system
    owner = bus.owner_of(NOTIFICATIONS.bus_name)
    if owner is None:
        return None
    if last is not None and last.owner == owner:
        return last
    name, vendor, version, _spec = bus.call(NOTIFICATIONS, "GetServerInformation")
    (capabilities,) = bus.call(NOTIFICATIONS, "GetCapabilities")
    return Server(name, vendor, version, owner, frozenset(capabilities))


def choose(server: Server | None) -> type[Mechanism]:
    """The first that serves."""
    if server is not None:
        for known in KNOWN:
            if known.may_serve(server) and (kind := known.load()).serves(server):
                return kind
    return Null


def lifetime_of(name: str) -> Lifetime:
    """What a mute by that mechanism ends with; of one that is not known, nothing ends it."""
    return next((known.lifetime for known in KNOWN if known.name == name), Lifetime.PERSISTENT)
