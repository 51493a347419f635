"""``export``: the log, or some of its sessions, into a file."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Collection, Generator
from contextlib import closing

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.exchange.chosen import add_filters, chosen
from presence.cli.exchange.files import TERMINAL, add_words, format_and_file
from presence.cli.exchange.progress import ProgressLine
from presence.exchange.formats import Format, Way, export_sessions, written
from presence.texts import _, ngettext
from presence.words.dates import grouped


def _export_arguments(parser: ArgumentParser) -> None:
    add_words(parser, Way.OUT)
    add_filters(parser)
    add = parser.add_argument
    add("--force", action="store_true", help=_("overwrite the file if it is there"))
    add(
        "--without-names",
        action="store_true",
        help=_("leave out people, places, tags and everything that was noted"),
    )


def _export(context: Context, arguments: Namespace) -> int:
    wanted, path = format_and_file(arguments, Way.OUT)
    ids = chosen(context, arguments)
    with ProgressLine() as line, context.log.whole() as log:
        count = 0 if wanted.is_of_people else log.count() if ids is None else len(ids)
        there = 0

        def told(done: int) -> None:
            nonlocal there
            there = done
            if count and not done % 500:
                line.say(
                    _("{done} of {count} sessions written").format(
                        done=grouped(done), count=grouped(count)
                    )
                )

        now = context.now.astimezone(context.zone)
        if path == TERMINAL:
            _write_out(written(log, wanted, now, ids, arguments.without_names, told))
            return 0
        export_sessions(log, path, wanted, now, ids, arguments.without_names, arguments.force, told)
    _say(context, wanted, path, ids, there)
    if there < count and not context.as_json:
        context.say(_("What is in progress is not in it: it has no end yet."))
    return 0


def _say(
    context: Context, wanted: Format, path: str, ids: Collection[str] | None, count: int
) -> None:
    if context.as_json:
        what = "people" if wanted.is_of_people else "sessions"
        context.say_record({"format": wanted.value, "path": path, what: count})
        return
    what = ngettext("{count} session", "{count} sessions", count)
    if wanted.is_of_people:
        what = ngettext("{count} person", "{count} people", count)
    written_to = _("{sessions} written to {path}.")
    context.say(written_to.format(sessions=what.format(count=grouped(count)), path=path))
    if wanted is Format.CSV and ids is None:
        context.say(
            _("Groups, goals and kinds of your own are in no CSV; “export jsonl” has everything.")
        )


def _write_out(pieces: Generator[str | bytes, None, None]) -> None:
    """UTF-8 whatever the terminal's encoding is: a file may be made of it."""
    binary = getattr(sys.stdout, "buffer", None)
    with closing(pieces):  # before the log is: nobody may want to read on
        for piece in pieces:
            data = piece.encode() if isinstance(piece, str) else piece
            if binary is None:
                sys.stdout.write(data.decode(errors="replace"))
            else:
                binary.write(data)


COMMANDS = {
    "export": Command(lambda: _("write the log into a file"), _export_arguments, _export),
}
