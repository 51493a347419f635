"""``mute``: what is muted, let go of it, and which ways of muting this desktop offers."""

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.table import plain, table
from presence.core.errors import ErrorCode, MuteError, Refused
from presence.texts import _

ACTIONS = ("status", "release", "doctor")


@dataclass(frozen=True, slots=True)
class WayToMute:
    """One mechanism, as this desktop answers for it now."""

    mechanism: str
    found: bool
    can_read: bool
    can_mute: bool
    released_on_crash: bool
    detail: str


def ways_to_mute() -> tuple[str, list[WayToMute]]:
    """Who draws the notifications here, and every mechanism; nothing is changed or started."""
    from presence.desktop.dbus import BusError, SessionBus
    from presence.desktop.mute.find import MECHANISMS, find_server

    bus = SessionBus()
    try:
        with bus.at_work():
            server = find_server(bus)
    except BusError as fault:
        return "", [_not_found(mechanism.name, str(fault)) for mechanism in MECHANISMS]
    if server is None:
        nobody = _("nobody shows notifications here")
        return "", [_not_found(mechanism.name, nobody) for mechanism in MECHANISMS]
    ways = []
    for mechanism in MECHANISMS:
        if mechanism.serves(server):
            ways.append(_tried(mechanism.name, bus))
        else:
            ways.append(_not_found(mechanism.name, ""))
    return f"{server.name} {server.version}", ways


def _not_found(mechanism: str, detail: str) -> WayToMute:
    return WayToMute(mechanism, False, False, False, _lets_go_by_itself(mechanism), detail)


def _tried(name: str, bus: object) -> WayToMute:
    from presence.desktop.dbus import BusError, SessionBus
    from presence.desktop.mute.find import MECHANISMS

    assert isinstance(bus, SessionBus)
    mechanism = next(each for each in MECHANISMS if each.name == name)(bus)
    by_itself = _lets_go_by_itself(name)
    try:
        with bus.at_work():
            reading = mechanism.read()
            can_mute = mechanism.is_allowed()
    except (BusError, MuteError) as fault:
        return WayToMute(name, True, False, False, by_itself, str(fault))
    state = _("on") if reading.is_muted else _("off")
    return WayToMute(
        name, True, True, can_mute, by_itself, _("do not disturb is {state}").format(state=state)
    )


def _lets_go_by_itself(name: str) -> bool:
    from presence.desktop.mute.find import lifetime_of
    from presence.desktop.mute.mechanism import Lifetime

    return lifetime_of(name) is Lifetime.CONNECTION


def ways_table(ways: list[WayToMute]) -> str:
    """The mechanisms, a line each."""
    rows = [
        [
            way.mechanism,
            _("found") if way.found else "–",
            _("can be read") if way.can_read else "–",
            _("can be muted") if way.can_mute else "–",
            _("lets go by itself") if way.released_on_crash else _("put back by the guard"),
            plain(way.detail),
        ]
        for way in ways
    ]
    return table(rows)


def _mute_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "action",
        nargs="?",
        default="status",
        choices=ACTIONS,
        help=_("status: what is muted; release: let go of it now; doctor: what is offered here"),
    )


def _mute(context: Context, arguments: Namespace) -> int:
    if arguments.action == "doctor":
        return _doctor(context)
    answer = context.ask_app({"do": "mute", "action": arguments.action})
    if answer is not None:
        return context.print_answer(answer)
    if arguments.action == "release":
        return _release_without_app(context)
    from presence.cli.steer import do_here

    return context.print_answer(do_here(context, {"do": "mute", "action": "status"}))


def _release_without_app(context: Context) -> int:
    from presence.cli.leftover import settle_leftover

    if not context.paths.lease.exists():
        raise Refused(ErrorCode.NO_LEASE)
    settle_leftover(context)
    return int(context.paths.lease.exists())


def _doctor(context: Context) -> int:
    server, ways = ways_to_mute()
    if context.as_json:
        context.say_record([way_record(way) for way in ways])
        return 0
    context.say(_("notifications: {server}").format(server=plain(server) or _("nobody")))
    context.say(ways_table(ways))
    return 0


def way_record(way: WayToMute) -> dict[str, object]:
    """A mechanism for a script."""
    return {
        "mechanism": way.mechanism,
        "found": way.found,
        "can_read": way.can_read,
        "can_mute": way.can_mute,
        "released_on_crash": way.released_on_crash,
        "tried": False,  # nothing is muted just to look
        "detail": way.detail,
    }


COMMANDS = {
    "mute": Command(lambda: _("what is quiet now, and how"), _mute_arguments, _mute),
}
