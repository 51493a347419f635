"""The ways of muting that are used together here: by who draws the notifications, or as forced."""

import re
from dataclasses import dataclass

from presence.desktop.dbus import SessionBus
from presence.desktop.mute.find import MECHANISMS, choose, find_server
from presence.desktop.mute.mechanism import NOTIFICATIONS, Mechanism
from presence.desktop.mute.mechanisms.null import Null

_BETWEEN = re.compile(r"[\s,+]+")


@dataclass(frozen=True, slots=True)
class Way:
    """A mechanism that is to be used, and the name on the bus of the server that heeds it."""

    kind: type[Mechanism]
    bus_name: str = NOTIFICATIONS.bus_name


@dataclass(frozen=True, slots=True)
class Found:
    """What there is; ``server`` is the name of who draws the notifications, "" for nobody."""

    ways: tuple[Way, ...]
    server: str = ""


def find_ways(bus: SessionBus, forced: str = "") -> Found:
    """All that is to be muted here; raises BusError. Never starts anybody by asking.

    ``forced`` names mechanisms ("dunst", "dunst + command"), whoever draws the notifications.
    Without it: the way of who owns the notifications' name, and of every other server whose own
    control is there beside it.
    """
    server = find_server(bus)
    name = server.name if server is not None else ""
    if forced:
        wanted = _BETWEEN.split(forced.strip())
        return Found(tuple(Way(kind) for kind in MECHANISMS if kind.name in wanted), name)
    ways = []
    chosen = choose(server)
    if chosen is not Null:
        ways.append(Way(chosen))
    for kind in MECHANISMS:
        if kind is not chosen and kind.own_name:
            owner = bus.owner_of(kind.own_name)
            if owner and (server is None or owner != server.owner):
                ways.append(Way(kind, kind.own_name))
    return Found(tuple(ways), name)
