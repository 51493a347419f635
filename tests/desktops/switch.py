"""The switch of a desktop as a stopwatch sees it: looked at from outside in less than 1 ms."""

import time
from abc import ABC, abstractmethod
from collections.abc import Hashable
from pathlib import Path

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.desktops import budgie
from tests.desktops.budgie import Budgie
from tests.desktops.desktop import Desktop
from tests.desktops.dunst import Dunst
from tests.desktops.gsettings import GSettingsDesktop
from tests.desktops.lab import NOTIFICATIONS, Lab
from tests.desktops.lxqt import Lxqt
from tests.desktops.mako import Mako
from tests.desktops.plasma import Plasma
from tests.desktops.xfce import Xfce

BETWEEN_LOOKS = 0.0002

_GET = "org.freedesktop.DBus.Properties"
_SERVER = DBusAddress("/org/freedesktop/Notifications", bus_name=NOTIFICATIONS)
_MAKO = DBusAddress("/fr/emersion/Mako", bus_name=NOTIFICATIONS, interface="fr.emersion.Mako")
_XFCONF = DBusAddress("/org/xfce/Xfconf", bus_name="org.xfce.Xfconf", interface="org.xfce.Xfconf")
_BUDGIE = DBusAddress(budgie.PATH, bus_name=budgie.NAME, interface=budgie.INTERFACE)


class Switch(ABC):
    """Its stamp is another one whenever the value may be."""

    @abstractmethod
    def stamp(self) -> Hashable:
        """What costs next to nothing to look at."""

    @abstractmethod
    def value(self) -> str:
        """What the switch says now."""

    def changed_at(self, stamp: Hashable, seconds: float) -> float | None:
        """When (``time.perf_counter``) its stamp was first another; None where it stayed."""
        until = time.perf_counter() + seconds
        while (now := time.perf_counter()) < until:
            if self.stamp() != stamp:
                return now
            time.sleep(BETWEEN_LOOKS)
        return None

    def wait_for(self, value: str, seconds: float) -> float | None:
        """When it said so first; None where it did not in that time."""
        until = time.perf_counter() + seconds
        while (now := time.perf_counter()) < until:
            if self.says(value):
                return now
            time.sleep(BETWEEN_LOOKS)
        return None

    def says(self, value: str) -> bool:
        """Whether that is its value now."""
        return self.value() == value


class Answer(Switch):
    """What a service on the lab's bus answers."""

    def __init__(self, lab: Lab, address: DBusAddress, method: str, *words: str) -> None:
        self._connection: DBusConnection = open_dbus_connection(lab.env["DBUS_SESSION_BUS_ADDRESS"])
        self._question = new_method_call(address, method, "s" * len(words) or None, words)

    def stamp(self) -> Hashable:
        return self.value()

    def value(self) -> str:
        return str(self._connection.send_and_get_reply(self._question, timeout=5).body)


class SettingsFile(Switch):
    """A file that is another one after each change."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._read: tuple[Hashable, str] = ("", "")  # its stamp, and what it said then

    def stamp(self) -> Hashable:
        try:
            about = self._file.stat()
        except FileNotFoundError:
            return None
        return about.st_ino, about.st_mtime_ns

    def value(self) -> str:
        return self._file.read_text()

    def says(self, value: str) -> bool:
        stamp = self.stamp()
        if stamp != self._read[0]:
            self._read = stamp, self.value()
        return self._read[1] == value


class DconfKey(SettingsFile):
    """A key in the person's dconf."""

    def __init__(self, lab: Lab, path: str) -> None:
        super().__init__(lab.config / "dconf" / "user")
        self._lab = lab
        self._path = path

    def value(self) -> str:
        return self._lab.run("dconf", "read", self._path).stdout.strip()


def switch_of(desktop: Desktop) -> Switch:
    """The switch that is looked at on this desktop."""
    lab = desktop.lab
    match desktop:
        case GSettingsDesktop():
            return DconfKey(lab, desktop.path)
        case Lxqt():
            return SettingsFile(desktop.file)
        case Dunst():
            return Answer(
                lab, _SERVER.with_interface(_GET), "Get", "org.dunstproject.cmd0", "paused"
            )
        case Plasma():
            return Answer(lab, _SERVER.with_interface(_GET), "Get", NOTIFICATIONS, "Inhibited")
        case Mako():
            return Answer(lab, _MAKO, "ListModes")
        case Xfce():
            return Answer(lab, _XFCONF, "GetProperty", "xfce4-notifyd", "/do-not-disturb")
        case Budgie():
            return Answer(lab, _BUDGIE, "GetDoNotDisturb")
        case _:
            raise NotImplementedError(type(desktop).__name__)
