"""Commands on the session in progress: the running app does them, or they are done here."""

import sys
import time
from datetime import timedelta
from typing import TYPE_CHECKING, NoReturn

from presence.cli.command import Command, no_arguments
from presence.cli.context import Context, Request
from presence.core.errors import ErrorCode, NotUnderstood
from presence.link import client
from presence.texts import _

if TYPE_CHECKING:  # not loaded with the commands that need no parser
    from argparse import ArgumentParser, Namespace
    from datetime import datetime

SECONDS_BETWEEN_LOOKS = 2.0  # of status --watch, while no app runs


def steer(context: Context, request: Request) -> int:
    """Have a request done by the running app, or on the log where none runs; the exit code."""
    answer = context.ask_app(request)
    if answer is None:
        answer = do_here(context, request)
    return context.print_answer(answer)


def do_here(context: Context, request: Request) -> client.Answer:
    """The answer without an app: the row is steered, and nothing is muted."""
    from presence.cli.leftover import settle_leftover
    from presence.link.commands import Reply
    from presence.link.offline import offline
    from presence.store import new_id

    settle_leftover(context)
    settings = context.settings
    commands = offline(
        context.clock, context.log, lambda: context.zone_name, new_id, lambda: settings.default_kind
    )
    replies: list[Reply] = []
    commands.run({**request, "json": context.as_json}, replies.append)
    (reply,) = replies
    return reply.code, reply.out.encode(), reply.err.encode()


def _stop(context: Context, arguments: "Namespace") -> int:
    if arguments.at is not None and arguments.still_going:
        raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first="--at", second="--still-going")
    if arguments.still_going:
        from presence.cli.launch import ask_or_bring_up  # it goes on muted, which takes an app

        answer = ask_or_bring_up(context, {"do": "stop", "still_going": True})
        return context.print_answer(answer)
    request: dict[str, object] = {"do": "stop"}
    if arguments.at is not None:
        request["at"] = _end_meant(context, arguments.at).isoformat()
    return steer(context, request)


def _end_meant(context: Context, text: str) -> "datetime":
    """The latest such time that is over; for one that ended days ago, the first after its start."""
    from presence.core.entry.when import DAY
    from presence.core.reconcile import is_past_its_end
    from presence.words.entry import when

    times = when(context.now, context.zone)
    at = times.past(text)
    log, now = context.log, context.now
    running = log.open_session()
    if running is not None and not is_past_its_end(running, log.kinds()[running.kind], now):
        return at
    waiting = [running] if running is not None else log.unconfirmed()
    if waiting and at - waiting[0].started_at > DAY:
        return times.until(text, waiting[0].started_at)
    return at


def _stop_arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("--at", metavar=_("TIME"), help=_("when it ended: 21:30, 10m ago"))
    parser.add_argument("--still-going", action="store_true", help=_("it is not over: go on"))


def _extend(context: Context, arguments: "Namespace") -> int:
    from presence.words.entry import when

    by = when(context.now, context.zone).length(" ".join(arguments.length))
    if not by:
        raise NotUnderstood(ErrorCode.BAD_LENGTH, text=" ".join(arguments.length))
    return steer(context, {"do": "extend", "by_s": by.total_seconds()})


def _extend_arguments(parser: "ArgumentParser") -> None:
    parser.add_argument(
        "length", nargs="+", metavar=_("LENGTH"), help=_("15m, 1h30; -15m shortens")
    )


def _slip(context: Context, arguments: "Namespace") -> int:
    request: dict[str, object] = {"do": "slip"}
    told = {"--reason": arguments.reason, "--for": arguments.length}
    if arguments.undo:
        for word in (word for word, value in told.items() if value is not None):
            raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first=word, second="--undo")
        request["undo"] = True
    if arguments.reason is not None:
        from presence.words.session import find_reason

        request["reason"] = find_reason(arguments.reason).value
    if arguments.length is not None:
        from presence.words.entry import when

        length = when(context.now, context.zone).length(arguments.length)
        if length <= timedelta():
            raise NotUnderstood(ErrorCode.BAD_LENGTH, text=arguments.length)
        request["length_s"] = length.total_seconds()
    return steer(context, request)


def _slip_arguments(parser: "ArgumentParser") -> None:
    parser.add_argument(
        "--reason",
        metavar=_("REASON"),
        help=_("habit; or a good one: needed, emergency, showed, call"),
    )
    parser.add_argument(
        "--for", dest="length", metavar=_("LENGTH"), help=_("for how long, until now: 3m")
    )
    parser.add_argument("--undo", action="store_true", help=_("take the last one back"))


def _status(context: Context, arguments: "Namespace") -> int:
    if arguments.watch:
        _watch(context)
    return steer(context, {"do": "status", "quiet": arguments.quiet})


def _status_arguments(parser: "ArgumentParser") -> None:
    parser.add_argument(
        "--watch", action="store_true", help=_("a line of JSON now and at every change")
    )
    parser.add_argument(
        "-q", "--quiet", action="store_true", help=_("only the exit code: 0 running, 1 idle")
    )


def _watch(context: Context) -> NoReturn:
    """A line at every change until whoever reads hangs up; it outlives the app."""
    context.as_json = True
    seen: object = None
    told = ""
    while True:
        request = b'{"do":"status","watch":true}'
        for line in client.listen(context.paths.socket, request) or ():
            seen, told = None, ""
            _write_now(line.decode() + "\n")
        if (resting := _resting(context)) != seen:
            seen, line_now = resting, do_here(context, {"do": "status"})[1].decode()
            if line_now != told:
                told = line_now
                _write_now(told)
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _resting(context: Context) -> object:
    """What status has to tell where no app runs, as far as it changes."""
    from presence.core.reconcile import as_the_log_shows_it

    session = context.log.open_session()
    if session is not None:
        kind = context.log.kinds()[session.kind]
        session = as_the_log_shows_it(session, kind, context.clock.now())
    return session, [item.id for item in context.log.unconfirmed()]


def _write_now(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _simply(name: str) -> Command:
    helps = {
        "cancel": lambda: _("it never happened: leave no row in the log"),
        "undo": lambda: _("take the last change back"),
        "redo": lambda: _("do again what was taken back"),
    }

    def run(context: Context, _arguments: "Namespace") -> int:
        return steer(context, {"do": name})

    return Command(helps[name], no_arguments, run)


COMMANDS = {
    "stop": Command(
        lambda: _("end the session, or say when the last one ended"), _stop_arguments, _stop
    ),
    "extend": Command(lambda: _("move the planned end"), _extend_arguments, _extend),
    "slip": Command(lambda: _("note that you looked at a screen"), _slip_arguments, _slip),
    "status": Command(lambda: _("what is running now"), _status_arguments, _status),
    "cancel": _simply("cancel"),
    "undo": _simply("undo"),
    "redo": _simply("redo"),
}
