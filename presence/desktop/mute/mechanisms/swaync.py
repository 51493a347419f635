"""SwayNotificationCenter: its do-not-disturb switch, or an inhibitor beside it where it has those.

What came meanwhile stays in its panel, and does not appear at the end.
"""

import re
import shutil

from jeepney import DBusAddress

from presence.core.lease import Recipe, Waiting
from presence.desktop.dbus import SessionBus
from presence.desktop.mute.mechanism import Lifetime, Mechanism, Reading, Server, SignalMatch
from presence.desktop.mute.mechanisms.gsettings import GSettingsSwitch, Key
from presence.desktop.mute.mechanisms.steps import boolean, call_step
from presence.texts import _

CONTROL = DBusAddress(
    "/org/erikreider/swaync/cc",
    bus_name="org.erikreider.swaync.cc",
    interface="org.erikreider.swaync.cc",
)
INHIBITOR = "presence"
INFO = ("SwayNotificationCenter", "ErikReider")

_FIRST_WITH_INHIBITORS = (0, 8)
_VERSION = re.compile(r"(\d+)\.(\d+)")


def _has_inhibitors(server: Server) -> bool:
    version = _VERSION.match(server.version)
    return version is not None and tuple(map(int, version.groups())) >= _FIRST_WITH_INHIBITORS


class _Panel:
    """Counts what has come into the panel since it was looked at."""

    def __init__(self, bus: SessionBus) -> None:
        self._bus = bus
        self._before: int | None = None

    def look(self) -> None:
        self._before = self._count()

    def waiting(self) -> Waiting | None:
        """None where an earlier run has muted: what was there before then is not known."""
        if self._before is None:
            return None
        return Waiting(max(self._count() - self._before, 0))

    def _count(self) -> int:
        (count,) = self._bus.call(CONTROL, "NotificationCount")
        return int(count)


class Swaync(GSettingsSwitch):
    """By its do-not-disturb switch, a key of GSettings that it follows within some milliseconds.

    Its own SetDnd would write the same key, but in its own time, and could not leave it unset; it
    is for a computer without gsettings.
    """

    name = "swaync"
    info = INFO
    key = Key(
        schema="org.erikreider.swaync",
        name="dnd-state",
        path="/org/erikreider/swaync/dnd-state",
        muted="true",
    )
    signals = (key.changed,)
    settling = 0.5
    own_name = CONTROL.bus_name

    def __init__(self, bus: SessionBus) -> None:
        super().__init__(bus)
        self._panel = _Panel(bus)

    @classmethod
    def serves(cls, server: Server) -> bool:
        return super().serves(server) and not _has_inhibitors(server)

    def read(self) -> Reading:
        """What swaync itself says; only what was there before is in GSettings."""
        (is_muted,) = self._bus.call(CONTROL, "GetDnd")
        if is_muted:
            return Reading(True, self.key.muted, "on")
        reading = super().read() if _has_gsettings() else Reading(False, "false", "off")
        return Reading(False, reading.prior, "unset" if reading.prior is None else "off")

    def recipe(self, reading: Reading) -> Recipe:
        if _has_gsettings():
            return super().recipe(reading)
        return Recipe(
            ask=call_step(CONTROL, "GetDnd"),
            ours=boolean(True),
            restore=call_step(CONTROL, "SetDnd", "b", (False,)),
            bus=self._bus.address or "",
        )

    def by_hand(self, reading: Reading) -> str:
        """A command, as a person types it."""
        if _has_gsettings():
            return super().by_hand(reading)
        return _("Type this in a terminal: {command}").format(command="swaync-client --dnd-off")

    def mute(self, reading: Reading) -> None:
        self._panel.look()
        if _has_gsettings():
            super().mute(reading)
        else:
            self._bus.call(CONTROL, "SetDnd", "b", (True,))

    def is_allowed(self) -> bool:
        return not _has_gsettings() or super().is_allowed()

    def waiting(self) -> Waiting | None:
        return self._panel.waiting()


class SwayncInhibitor(Mechanism):
    """By an inhibitor of our own, from 0.8 on; the person's own switch is not touched."""

    name = "swaync-inhibitor"
    lifetime = Lifetime.DAEMON
    signals = (
        SignalMatch(
            sender=CONTROL.bus_name,
            interface=CONTROL.interface,
            member="SubscribeV2",
            path=CONTROL.object_path,
        ),
    )
    own_name = CONTROL.bus_name
    was_run = False  # Debian 12 has an older one

    def __init__(self, bus: SessionBus) -> None:
        super().__init__(bus)
        self._panel = _Panel(bus)

    @classmethod
    def serves(cls, server: Server) -> bool:
        return (server.name, server.vendor) == INFO and _has_inhibitors(server)

    def read(self) -> Reading:
        """Muted is also what the person's own switch or another program's inhibitor mutes."""
        (is_inhibited,) = self._bus.call(CONTROL, "IsInhibited")
        (is_off_by_hand,) = self._bus.call(CONTROL, "GetDnd")
        is_muted = bool(is_inhibited or is_off_by_hand)
        return Reading(is_muted, prior=None, was="on" if is_muted else "off")

    def recipe(self, reading: Reading) -> Recipe:
        return Recipe(
            ask=call_step(CONTROL, "IsInhibited"),
            ours=boolean(True),
            restore=call_step(CONTROL, "RemoveInhibitor", "s", (INHIBITOR,)),
            done=boolean(True),  # others may inhibit beside us, so it may well stay inhibited
            bus=self._bus.address or "",
        )

    def by_hand(self, reading: Reading) -> str:
        """A command, as a person types it."""
        command = f"swaync-client --inhibitor-remove {INHIBITOR}"
        return _("Type this in a terminal: {command}").format(command=command)

    def mute(self, reading: Reading) -> None:
        self._panel.look()
        self._bus.call(CONTROL, "AddInhibitor", "s", (INHIBITOR,))

    def waiting(self) -> Waiting | None:
        return self._panel.waiting()


def _has_gsettings() -> bool:
    return shutil.which("gsettings") is not None
