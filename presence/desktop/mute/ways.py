"""The ways of muting that are used together here: by who draws the notifications, or as chosen."""

from presence.core.frozen import dataclass
from presence.desktop.dbus import NoBus, SessionBus
from presence.desktop.desktop_name import desktop_name
from presence.desktop.mute.choice import Choice
from presence.desktop.mute.find import KNOWN, choose, find_server, known_here
from presence.desktop.mute.mechanism import NOTIFICATIONS, Mechanism, Server
from presence.desktop.mute.mechanisms.null import Null
from presence.desktop.mute.system_server import OWNER

COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Way:
    """A mechanism that is to be used, and the name on the bus of the server that heeds it."""

    kind: type[Mechanism]
    bus_name: str = NOTIFICATIONS.bus_name

    def make(self, bus: SessionBus, choice: Choice) -> Mechanism:
        """The mechanism, which reads and changes nothing yet."""
        if self.kind.name != COMMAND:
            return self.kind(bus)
        from presence.desktop.mute.mechanisms.command import Command

        return Command(bus, choice.commands)


@dataclass(frozen=True, slots=True)
class Found:
    """What there is; ``server`` is who draws the notifications, None for nobody."""

    ways: tuple[Way, ...]
    server: Server | None = None


def find_ways(bus: SessionBus, choice: Choice, last: Server | None = None) -> Found:
    """All that is to be muted here; raises BusError. Never starts anybody by asking.

    Where nothing is forced: the way of who owns the notifications' name, and of every other server
    whose own control is there beside it; else the person's own commands, if there are any.
    ``last`` as for ``find_server``.
    """
    try:
        return _find_on_bus(bus, choice, last)
    except NoBus:
        ways = _forced(choice) if choice.forced else _commands(choice)
        without_bus = tuple(way for way in ways if not way.kind.needs_server)
        if not without_bus:
            raise
        return Found(without_bus)


def _find_on_bus(bus: SessionBus, choice: Choice, last: Server | None) -> Found:
    server = find_server(bus, last)
    if choice.forced:
        return Found(_forced(choice), server)
    ways = list(_resting()) if server is None else []
    chosen = choose(server)
    if chosen is not Null:
        ways.append(Way(chosen))
    if server is not None and server.owner == OWNER:  # there is no bus on which to look for others
        return Found(tuple(ways) or _commands(choice), server)
    # Of two ways of one server the last does with each of its versions.
    controls = {known.own_name: known for known in KNOWN if known.own_name}
    for name, known in controls.items():
        owner = bus.owner_of(name) if name != chosen.own_name else None
        if owner and (server is None or owner != server.owner):
            ways.append(Way(known.load(), name))
    return Found(tuple(ways) or _commands(choice), server)


def _resting() -> tuple[Way, ...]:
    """The way of a server that comes with the next notification, and must find itself muted."""
    here = desktop_name()
    return tuple(Way(known.load()) for known in KNOWN if known.desktop and known.desktop == here)


def _forced(choice: Choice) -> tuple[Way, ...]:
    return tuple(Way(known.load()) for known in known_here() if known.name in choice.names)


def _commands(choice: Choice) -> tuple[Way, ...]:
    if not choice.commands.are_enough:
        return ()
    return tuple(Way(known.load()) for known in KNOWN if known.name == COMMAND)
