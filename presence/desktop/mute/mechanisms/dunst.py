"""dunst: its own pause, which ends with dunst.

From 1.10 on the pause has levels from 0 to 100, which decide what still comes through; ``paused``
is then a view of the level, and setting it would destroy a level that the person chose. What was
held back appears all at once when the pause ends.
"""

from collections.abc import Mapping
from typing import Any

from presence.core.lease import Recipe, Waiting
from presence.desktop.dbus import PROPERTIES, SessionBus
from presence.desktop.mute.mechanism import (
    NOTIFICATIONS,
    Lifetime,
    Mechanism,
    Reading,
    Server,
    properties_changed,
)
from presence.desktop.mute.mechanisms.steps import Value, property_recipe
from presence.texts import _

INTERFACE = "org.dunstproject.cmd0"
FULL_PAUSE = 100

_PAUSED = "paused"
_LEVEL = "pauseLevel"
_DISPLAYED = "displayedLength"
_WAITING = "waitingLength"
_YES = "true"
_NO = "false"
_WORDS = {0: "off", FULL_PAUSE: "on"}
_DUNST = NOTIFICATIONS.with_interface(INTERFACE)
_PROPERTIES = NOTIFICATIONS.with_interface(PROPERTIES)


class Dunst(Mechanism):
    """The dunst notification daemon."""

    name = "dunst"
    lifetime = Lifetime.DAEMON
    floods = True
    signals = (properties_changed(INTERFACE),)

    def __init__(self, bus: SessionBus) -> None:
        super().__init__(bus)
        self._before = 0  # notifications that were there when it was read as not muted

    @classmethod
    def serves(cls, server: Server) -> bool:
        return server.name == "dunst"

    def read(self) -> Reading:
        (properties,) = self._bus.call(_PROPERTIES, "GetAll", "s", (INTERFACE,))
        values = {name: value for name, (_signature, value) in properties.items()}
        reading = _reading(values)
        if not reading.is_muted:
            self._before = values[_DISPLAYED] + values[_WAITING]
        return reading

    def recipe(self, reading: Reading) -> Recipe:
        name, muted, prior = _switch(reading)
        address = self._bus.address or ""
        return property_recipe(address, _DUNST, name, ours=muted, restore=prior)

    def by_hand(self, reading: Reading) -> str:
        """A command, as a person types it."""
        if reading.prior in (_NO, "0"):
            command = "dunstctl set-paused false"
        else:
            command = f"dunstctl set-pause-level {reading.prior}"
        return _("Type this in a terminal: {command}").format(command=command)

    def mute(self, reading: Reading) -> None:
        name, muted, _prior = _switch(reading)
        self._bus.call(_PROPERTIES, "Set", "ssv", (INTERFACE, name, muted))

    def waiting(self) -> Waiting:
        """How many have come since the mute; dunst does not say of which programs."""
        return Waiting(max(int(self._bus.get(_DUNST, _WAITING)) - self._before, 0))


def _reading(values: Mapping[str, Any]) -> Reading:
    level = values.get(_LEVEL)
    if level is not None:
        return Reading(level == FULL_PAUSE, str(level), _WORDS.get(level, f"level {level}"))
    is_paused = values[_PAUSED]
    return Reading(is_paused, _YES if is_paused else _NO, "on" if is_paused else "off")


def _switch(reading: Reading) -> tuple[str, Value, Value]:
    """The property that this dunst is muted by, its value when muted, and the one before."""
    prior = reading.prior or _NO
    if prior in (_YES, _NO):
        return _PAUSED, ("b", True), ("b", prior == _YES)
    return _LEVEL, ("u", FULL_PAUSE), ("u", int(prior))
