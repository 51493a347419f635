"""The app itself: ``presence`` alone brings it up or raises it, ``quit`` ends it.

``open-window`` is what the entry in the menu calls where it cannot ask the app itself.
"""

from argparse import ArgumentParser, Namespace

from presence.cli.command import Command, no_arguments
from presence.cli.context import Context
from presence.core.errors import ErrorCode, Refused
from presence.texts import _


def _open_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--foreground", action="store_true", help=_("run the app here until it ends")
    )


def _open(context: Context, arguments: Namespace) -> int:
    from presence.cli.launch import bring_up, run_in_foreground

    answer = context.ask_app({"do": "show", "window": "session"})
    if answer is not None:
        return context.print_answer(answer)
    if arguments.foreground:
        return run_in_foreground(context, None)
    bring_up(context)
    context.say(_("Presence is running. “presence --help” lists what it can be told."))
    return 0


def _window_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("window", choices=("session", "week", "start", "log", "settings"))


def _open_window(context: Context, arguments: Namespace) -> int:
    from presence.cli.launch import ask_or_bring_up

    return context.print_answer(
        ask_or_bring_up(context, {"do": "show", "window": arguments.window})
    )


def _quit(context: Context, _arguments: Namespace) -> int:
    answer = context.ask_app({"do": "quit"})
    if answer is None:
        from presence.cli.leftover import settle_leftover

        settle_leftover(context)
        raise Refused(ErrorCode.NO_APP)
    return context.print_answer(answer)


def _restart(context: Context, _arguments: Namespace) -> int:
    """The app goes on as it is installed now: the session with it, and the desktop stays quiet."""
    answer = context.ask_app({"do": "restart"})
    if answer is None:
        raise Refused(ErrorCode.NO_APP)
    return context.print_answer(answer)


OPEN = Command(lambda: _("start the tray app, or raise it"), _open_arguments, _open)
COMMANDS = {
    "quit": Command(lambda: _("end the running app"), no_arguments, _quit),
    "restart": Command(
        lambda: _("start the running app anew, as after an update"), no_arguments, _restart
    ),
    "open-window": Command(lambda: _("open a window"), _window_arguments, _open_window),
}
