"""Xfce's do-not-disturb switch: a setting of xfconf, which outlives us and the login.

Asked of xfconf's own service, which may be started by asking. A setting that was never made is
reset, not set to its default; one that Xfconf calls "not found" is unset.
"""

from typing import Any

from jeepney import DBusAddress

from presence.core.errors import ErrorCode, MuteError
from presence.core.lease import Recipe
from presence.desktop.dbus import CallFailed
from presence.desktop.mute.mechanism import Lifetime, Mechanism, Reading, Server, SignalMatch
from presence.desktop.mute.mechanisms.steps import call_step, raw
from presence.texts import _

XFCONF = DBusAddress("/org/xfce/Xfconf", bus_name="org.xfce.Xfconf", interface="org.xfce.Xfconf")
CHANNEL = "xfce4-notifyd"
PROPERTY = "/do-not-disturb"
NOT_FOUND = "org.xfce.Xfconf.Error.PropertyNotFound"
DENIED = "org.xfce.Xfconf.Error.PermissionDenied"

_SWITCH = (CHANNEL, PROPERTY)
_ON = ("b", True)
_OFF = ("b", False)
_WORDS = {"true": "on", "false": "off"}


def _said(member: str) -> SignalMatch:
    """A signal of xfconf about the settings of the notifications."""
    return SignalMatch(
        sender=XFCONF.bus_name,
        interface=XFCONF.interface,
        member=member,
        path=XFCONF.object_path,
        arg0=CHANNEL,
    )


class Xfce(Mechanism):
    """xfce4-notifyd."""

    name = "xfce"
    lifetime = Lifetime.PERSISTENT
    signals = (_said("PropertyChanged"), _said("PropertyRemoved"))

    @classmethod
    def serves(cls, server: Server) -> bool:
        return (server.name, server.vendor) == ("Xfce Notify Daemon", "Xfce")

    def read(self) -> Reading:
        try:
            ((signature, value),) = self._ask("GetProperty", "ss", _SWITCH)
        except CallFailed as exc:
            if exc.name != NOT_FOUND:
                raise
            return Reading(is_muted=False, prior=None, was="unset")
        if signature != "b":
            detail = f"{CHANNEL}{PROPERTY}: {value!r}"
            raise MuteError(ErrorCode.MUTE_FAILED, mechanism=self.name, detail=detail)
        return Reading(value, "true" if value else "false", "on" if value else "off")

    def recipe(self, reading: Reading) -> Recipe:
        if reading.prior is None:
            restore = call_step(XFCONF, "ResetProperty", "ssb", (*_SWITCH, False), auto_start=True)
        else:
            prior = _ON if reading.prior == "true" else _OFF
            restore = call_step(XFCONF, "SetProperty", "ssv", (*_SWITCH, prior), auto_start=True)
        return Recipe(
            ask=call_step(XFCONF, "GetProperty", "ss", _SWITCH, auto_start=True),
            ours=raw(_ON),
            restore=restore,
            bus=self._bus.address or "",
        )

    def by_hand(self, reading: Reading) -> str:
        """A command, as a person types it."""
        how = "-r" if reading.prior is None else f"-n -t bool -s {reading.prior}"
        command = f"xfconf-query -c {CHANNEL} -p {PROPERTY} {how}"
        return _("Type this in a terminal: {command}").format(command=command)

    def mute(self, reading: Reading) -> None:
        try:
            self._ask("SetProperty", "ssv", (*_SWITCH, _ON))
        except CallFailed as exc:
            if exc.name == DENIED:
                raise MuteError(ErrorCode.MUTE_LOCKED, mechanism=self.name) from exc
            raise

    def is_allowed(self) -> bool:
        (is_locked,) = self._ask("IsPropertyLocked", "ss", _SWITCH)
        return not is_locked

    def _ask(self, member: str, signature: str, body: tuple[object, ...]) -> tuple[Any, ...]:
        return self._bus.call(XFCONF, member, signature, body, auto_start=True)
