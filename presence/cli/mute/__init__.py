"""``mute``: what is muted, and letting go of it; ``doctor`` has a file of its own."""

import json
from argparse import ArgumentParser, Namespace

from presence.cli.command import Command
from presence.cli.context import Context
from presence.core.errors import ErrorCode, MuteError, Refused
from presence.core.lease import Lease
from presence.texts import _

ACTIONS = ("status", "release", "doctor", "setup")


def _mute_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "action",
        nargs="?",
        default="status",
        choices=ACTIONS,
        help=_(
            "status: what is muted now; release: let go of it; doctor: try what is offered here; "
            "setup: what this desktop needs before"
        ),
    )
    parser.add_argument(
        "--look-only", action="store_true", help=_("doctor: look, and mute nothing for a trial")
    )


def _mute(context: Context, arguments: Namespace) -> int:
    if arguments.action == "doctor":
        from presence.cli.mute.doctor import mute_doctor

        return mute_doctor(context, tries=not arguments.look_only)
    if arguments.action == "release":
        return _release(context)
    if arguments.action == "setup":
        return _set_up(context)
    return _status(context)


def _status(context: Context) -> int:
    """What the app has just asked of the desktop, and what stands in the lease on disk."""
    request = {"do": "mute", "action": "status"}
    answer = context.ask_app(request)
    if answer is None:
        from presence.cli.steer import do_here

        answer = do_here(context, request)
    lease = _lease(context)
    if lease is None:
        return context.print_answer(answer)
    from presence.desktop.lease.holder import is_alive
    from presence.words.mute.lease import lease_lines, lease_record

    if context.as_json and not answer[0]:
        record = {**json.loads(answer[1]), "lease": lease_record(lease, is_alive(lease.holder))}
        context.say_record(record)
        return 0
    code = context.print_answer(answer)
    for line in lease_lines(lease, is_alive(lease.holder), context.zone, context.now):
        context.say(line)
    return code


def _lease(context: Context) -> Lease | None:
    from presence.store.lease_file import LeaseFile

    try:
        return LeaseFile(context.paths.lease).read()
    except MuteError as error:
        context.warn_of(error)
        return None


def _release(context: Context) -> int:
    try:
        answer = context.ask_app({"do": "mute", "action": "release"})
    except Refused as silent:
        if silent.code is not ErrorCode.APP_DID_NOT_ANSWER:
            raise
        return _release_for_the_silent(context)
    if answer is not None:
        return context.print_answer(answer)
    from presence.cli.leftover import settle_leftover

    if not context.paths.lease.exists():
        raise Refused(ErrorCode.NO_LEASE)
    settle_leftover(context)
    return int(context.paths.lease.exists())


def _release_for_the_silent(context: Context) -> int:
    """The app hangs: put back over its head what it holds."""
    from presence.desktop.lease import player
    from presence.desktop.lease.guard import put_back
    from presence.desktop.lease.holder import guarded_name

    lease = _lease(context)
    if lease is None:
        raise Refused(ErrorCode.NO_LEASE)
    outcomes = put_back(str(context.paths.lease), guarded_name(lease.holder))
    if player.COULD_NOT in outcomes.values():
        context.warn(
            _("your notifications may still be off: {by_hand}").format(by_hand=lease.by_hand)
        )
        return 1
    context.say(_("The app does not answer; your notifications were put back."))
    return 0


def _set_up(context: Context) -> int:
    """macOS mutes by shortcuts that the person adds; Apple signs them, over the network."""
    from presence.desktop.mute.system_server import MACOS, system_server

    system = system_server()
    if system is None or system.name != MACOS:
        context.say(_("Nothing has to be set up on this desktop."))
        return 0
    from presence.desktop.mute.mechanisms.shortcuts import is_set_up, set_up

    if not is_set_up():
        set_up(context.paths.data / "shortcuts")
        context.say(
            _("Add the two shortcuts that open now; then “presence mute doctor” tries them.")
        )
    else:
        context.say(_("Both shortcuts are there; “presence mute doctor” tries them."))
    return 0


COMMANDS = {
    "mute": Command(lambda: _("what is quiet now, and how"), _mute_arguments, _mute),
}
