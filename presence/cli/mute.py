"""``mute``: what is muted, let go of it, and which ways of muting this desktop offers."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.table import plain, table
from presence.core.errors import ErrorCode, Refused
from presence.desktop.dbus import BusError, SessionBus
from presence.desktop.mute.find import find_server
from presence.desktop.mute.trial import MechanismReport, examine
from presence.logs import keep_silent
from presence.texts import _

ACTIONS = ("status", "release", "doctor")


def ways_to_mute() -> tuple[str, tuple[MechanismReport, ...]]:
    """Who draws the notifications here, and every mechanism; nothing is changed or started."""
    keep_silent()
    bus = SessionBus()
    try:
        with bus.at_work():
            server = find_server(bus)
    except BusError:
        server = None
    return f"{server.name} {server.version}" if server else "", examine(bus)


def ways_table(ways: Sequence[MechanismReport]) -> str:
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
        context.say_record([asdict(way) for way in ways])
        return 0
    context.say(_("notifications: {server}").format(server=plain(server) or _("nobody")))
    context.say(ways_table(ways))
    return 0


COMMANDS = {
    "mute": Command(lambda: _("what is quiet now, and how"), _mute_arguments, _mute),
}
