"""Keeps the screen from going dark: an inhibition that ends with our own connection.

All of these let go when the connection that asked is closed, also when it was killed (the Idle
Inhibition specification; gnome-session, gsm-manager.c).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from jeepney import DBusAddress

from presence.core.kind import Around
from presence.core.lease import Held
from presence.desktop.around.extra import Extra, Planned
from presence.desktop.dbus import CallFailed, Connection, SessionBus, TimedOut, method_call
from presence.texts import _

APPLICATION = "presence"
REASON = "In company"
ANSWER_LIMIT = 0.5  # seconds for each way
NO_WINDOW = 0
IDLE = 8  # org.gnome.SessionManager: "inhibit the session being marked as idle"


@dataclass(frozen=True, slots=True)
class Inhibitor:
    """A service that can be asked to keep the screen on."""

    address: DBusAddress
    signature: str
    body: tuple[object, ...]


INHIBITORS: tuple[Inhibitor, ...] = (
    # Plasma, Xfce, hypridle; the proxies of GNOME and Cinnamon
    Inhibitor(
        DBusAddress(
            "/org/freedesktop/ScreenSaver",
            bus_name="org.freedesktop.ScreenSaver",
            interface="org.freedesktop.ScreenSaver",
        ),
        "ss",
        (APPLICATION, REASON),
    ),
    # GNOME, MATE, Cinnamon: they have kept that name
    Inhibitor(
        DBusAddress(
            "/org/gnome/SessionManager",
            bus_name="org.gnome.SessionManager",
            interface="org.gnome.SessionManager",
        ),
        "susu",
        (APPLICATION, NO_WINDOW, REASON, IDLE),
    ),
    # Xfce's power manager without a screen saver
    Inhibitor(
        DBusAddress(
            "/org/freedesktop/PowerManagement/Inhibit",
            bus_name="org.freedesktop.PowerManagement",
            interface="org.freedesktop.PowerManagement.Inhibit",
        ),
        "ss",
        (APPLICATION, REASON),
    ),
)


class ScreenOn(Extra):
    """Asks the first service that answers; nothing is left to put back when we are gone."""

    wish = Around.KEEP_SCREEN_ON

    def __init__(self, bus: SessionBus) -> None:
        super().__init__(bus)
        self._held: Connection | None = None

    def plan(self) -> Sequence[Planned]:
        found = [each for each in INHIBITORS if self._bus.owner_of(each.address.bus_name)]
        if not found:
            return ()
        held = Held(
            name="screen_on",
            was="off",
            recipe=None,
            by_hand=_("Nothing to do: the screen may go dark again when Presence is gone."),
        )
        return (Planned(held, partial(self._keep_on, found)),)

    def let_go(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None

    def _keep_on(self, inhibitors: Sequence[Inhibitor]) -> None:
        self.let_go()
        held = self._bus.private()
        try:
            self._ask_the_first(held, inhibitors)
        except BaseException:
            held.close()
            raise
        self._held = held

    def _ask_the_first(self, held: Connection, inhibitors: Sequence[Inhibitor]) -> None:
        *others, last = inhibitors
        for inhibitor in others:
            try:
                self._ask(held, inhibitor)
            except (CallFailed, TimedOut):
                continue
            return
        self._ask(held, last)

    def _ask(self, held: Connection, inhibitor: Inhibitor) -> None:
        message = method_call(inhibitor.address, "Inhibit", inhibitor.signature, inhibitor.body)
        held.call(message, min(ANSWER_LIMIT, self._bus.time_left))
