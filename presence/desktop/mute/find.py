"""Which way of muting serves this desktop: decided by who really draws its notifications."""

import sys

from presence.desktop.dbus import SessionBus
from presence.desktop.mute.mechanism import NOTIFICATIONS, Lifetime, Mechanism, Server
from presence.desktop.mute.mechanisms.budgie import Budgie
from presence.desktop.mute.mechanisms.cinnamon import Cinnamon
from presence.desktop.mute.mechanisms.command import Command
from presence.desktop.mute.mechanisms.cosmic import Cosmic
from presence.desktop.mute.mechanisms.deepin import Deepin
from presence.desktop.mute.mechanisms.dunst import Dunst
from presence.desktop.mute.mechanisms.freedesktop import Freedesktop
from presence.desktop.mute.mechanisms.gnome import Gnome
from presence.desktop.mute.mechanisms.lxqt import Lxqt
from presence.desktop.mute.mechanisms.mako import Mako
from presence.desktop.mute.mechanisms.mate import Mate
from presence.desktop.mute.mechanisms.null import Null
from presence.desktop.mute.mechanisms.pantheon import Pantheon
from presence.desktop.mute.mechanisms.swaync import Swaync, SwayncInhibitor
from presence.desktop.mute.mechanisms.xfce import Xfce
from presence.desktop.mute.system_server import system_server


def of_the_system(system: str = sys.platform) -> tuple[type[Mechanism], ...]:
    """What only Windows or macOS has; it loads ctypes and more, and therefore only there."""
    if system == "win32":
        from presence.desktop.mute.mechanisms.windows import Windows

        return (Windows,)
    if system == "darwin":
        from presence.desktop.mute.mechanisms.macos import Macos

        return (Macos,)
    return ()


MECHANISMS: tuple[type[Mechanism], ...] = (
    *of_the_system(),
    Freedesktop,
    Gnome,
    Xfce,
    Dunst,
    Mako,
    SwayncInhibitor,
    Swaync,
    Lxqt,
    Mate,
    Cinnamon,
    Budgie,
    Pantheon,
    Cosmic,
    Deepin,
    Command,
)


def find_server(bus: SessionBus) -> Server | None:
    """Who owns the name, None where nobody does; raises BusError. Never starts anybody."""
    system = system_server()
    if system is not None:
        return system
    owner = bus.owner_of(NOTIFICATIONS.bus_name)
    if owner is None:
        return None
    name, vendor, version, _spec = bus.call(NOTIFICATIONS, "GetServerInformation")
    (capabilities,) = bus.call(NOTIFICATIONS, "GetCapabilities")
    return Server(name, vendor, version, owner, frozenset(capabilities))


def choose(server: Server | None, forced: str = "") -> type[Mechanism]:
    """The first that serves; ``forced`` names one, whoever draws the notifications."""
    for mechanism in MECHANISMS:
        if forced == mechanism.name or (not forced and server and mechanism.serves(server)):
            return mechanism
    return Null


def lifetime_of(name: str) -> Lifetime:
    """What a mute by that mechanism ends with; of one that is not known, nothing ends it."""
    for mechanism in MECHANISMS:
        if mechanism.name == name:
            return mechanism.lifetime
    return Lifetime.PERSISTENT
