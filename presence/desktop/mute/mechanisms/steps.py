"""Steps of a recipe: D-Bus calls as whole messages, and the small programs of ``scripts/``."""

import sys
from types import ModuleType

from jeepney import DBusAddress, Endianness
from jeepney.low_level import Variant

from presence.core.lease import Recipe, Step
from presence.desktop.dbus import PROPERTIES, method_call

Value = tuple[str, object]  # a variant: its signature and what it holds


def call_step(
    address: DBusAddress,
    member: str,
    signature: str | None = None,
    body: tuple[object, ...] = (),
    auto_start: bool = False,
) -> Step:
    """A method call; the player gives it a serial of its own."""
    message = method_call(address, member, signature, body, auto_start)
    return Step(message=bytes(message.serialise(serial=1)))


def script_step(script: ModuleType, *arguments: str) -> Step:
    """A run of a program of ``scripts/``, by this Python and without anything of Presence."""
    return Step(command=(sys.executable, "-I", "-S", "-E", str(script.__file__), *arguments))


def property_recipe(
    bus: str, address: DBusAddress, name: str, ours: Value, restore: Value
) -> Recipe:
    """Put a property back to ``restore`` while it still reads ``ours``."""
    of = address.with_interface(PROPERTIES)
    return Recipe(
        ask=call_step(of, "Get", "ss", (address.interface, name)),
        ours=raw(ours),
        restore=call_step(of, "Set", "ssv", (address.interface, name, restore)),
        bus=bus,
    )


def raw(value: Value) -> bytes:
    """A variant as the body of an answer has it; a peer on this machine has our byte order."""
    order = Endianness.little if sys.byteorder == "little" else Endianness.big
    return bytes(Variant().serialise(value, 0, order))


def boolean(value: bool) -> bytes:
    """A truth value as the body of an answer has it."""
    return int(value).to_bytes(4, sys.byteorder)
