"""Do not disturb of deepin V23, which outlives us and the login."""

from jeepney import DBusAddress

from presence.core.errors import ErrorCode, MuteError
from presence.core.lease import Recipe
from presence.desktop.mute.mechanism import Lifetime, Mechanism, Reading, Server, SignalMatch
from presence.desktop.mute.mechanisms.steps import call_step, raw
from presence.texts import _

CONTROL = DBusAddress(
    "/org/deepin/dde/Notification1",
    bus_name="org.deepin.dde.Notification1",
    interface="org.deepin.dde.Notification1",
)
# As dde-shell numbers them (notificationsetting.h).
DO_NOT_DISTURB = 0
ONLY_WHILE_LOCKED = 1
ONLY_AT_HOURS = 2

_YES = "true"
_NO = "false"


class Deepin(Mechanism):
    """The notification server of dde-shell."""

    name = "deepin"
    lifetime = Lifetime.PERSISTENT
    own_name = CONTROL.bus_name
    was_run = False
    signals = (
        SignalMatch(
            sender=CONTROL.bus_name,
            interface=CONTROL.interface,
            member="SystemInfoChanged",
            path=CONTROL.object_path,
        ),
    )

    @classmethod
    def serves(cls, server: Server) -> bool:
        return (server.name, server.vendor) == ("DeepinNotifications", "Deepin")

    def read(self) -> Reading:
        is_on = self._is_set(DO_NOT_DISTURB)
        return Reading(is_on, _YES if is_on else _NO, "on" if is_on else "off")

    def recipe(self, reading: Reading) -> Recipe:
        prior = ("b", reading.prior == _YES)
        return Recipe(
            ask=call_step(CONTROL, "GetSystemInfo", "u", (DO_NOT_DISTURB,)),
            ours=raw(("b", True)),
            restore=call_step(CONTROL, "SetSystemInfo", "uv", (DO_NOT_DISTURB, prior)),
            bus=self._bus.address or "",
        )

    def by_hand(self, reading: Reading) -> str:
        """A command, as a person types it."""
        to = f"{CONTROL.bus_name} {CONTROL.object_path} {CONTROL.interface}"
        command = f"busctl --user call {to} SetSystemInfo uv {DO_NOT_DISTURB} b {reading.prior}"
        return _("Type this in a terminal: {command}").format(command=command)

    def mute(self, reading: Reading) -> None:
        """Refused where the switch may do nothing now (notificationmanager.cpp, isDoNotDisturb)."""
        if self._is_set(ONLY_AT_HOURS) or self._is_set(ONLY_WHILE_LOCKED):
            detail = _("it is set to be quiet only at certain hours, or while the screen is locked")
            raise MuteError(ErrorCode.MUTE_FAILED, mechanism=self.name, detail=detail)
        self._bus.call(CONTROL, "SetSystemInfo", "uv", (DO_NOT_DISTURB, ("b", True)))

    def _is_set(self, item: int) -> bool:
        ((_signature, value),) = self._bus.call(CONTROL, "GetSystemInfo", "u", (item,))
        return bool(value)
