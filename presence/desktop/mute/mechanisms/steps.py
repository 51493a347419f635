"""D-Bus calls as steps of a recipe: whole messages, so that the player needs no D-Bus library."""

import sys

from jeepney import DBusAddress, Endianness
from jeepney.low_level import Variant

from presence.core.lease import Recipe, Step
from presence.desktop.dbus import PROPERTIES, method_call

Value = tuple[str, object]  # a variant: its signature and what it holds


def call_step(
    address: DBusAddress, member: str, signature: str | None, body: tuple[object, ...]
) -> Step:
    """A method call; the player gives it a serial of its own."""
    message = method_call(address, member, signature, body)
    return Step(message=bytes(message.serialise(serial=1)))


def property_recipe(
    bus: str, address: DBusAddress, name: str, ours: Value, restore: Value
) -> Recipe:
    """Put a property back to ``restore`` while it still reads ``ours``."""
    of = address.with_interface(PROPERTIES)
    return Recipe(
        ask=call_step(of, "Get", "ss", (address.interface, name)),
        ours=_raw(ours),
        restore=call_step(of, "Set", "ssv", (address.interface, name, restore)),
        bus=bus,
    )


def _raw(value: Value) -> bytes:
    """A variant as the body of an answer has it; a peer on this machine has our byte order."""
    order = Endianness.little if sys.byteorder == "little" else Endianness.big
    return bytes(Variant().serialise(value, 0, order))
