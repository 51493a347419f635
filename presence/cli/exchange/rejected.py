"""``import … --rejects FILE``: what was left out as a table, to look through or mend."""

import os
from argparse import ArgumentParser, Namespace

from presence.cli.context import Context
from presence.cli.exchange.files import TERMINAL
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.exchange.arrival import Imported
from presence.exchange.formats import Format
from presence.exchange.opening import opened
from presence.exchange.output_file import check_file, write_file
from presence.exchange.rejects import refuse_what_is_read, rejects
from presence.texts import _, ngettext
from presence.words.dates import grouped
from presence.words.exchange.left_out import reason_line, unnamed_line


def add_rejects(parser: ArgumentParser) -> None:
    add = parser.add_argument
    about = _("write what is left out into this file: line, reason and what it says")
    add("--rejects", metavar=_("FILE"), help=about)
    add("--force", action="store_true", help=_("overwrite the file if it is there"))


def check_rejects(arguments: Namespace) -> None:
    """Before anything is imported; raises NotUnderstood, Refused."""
    path, chosen = arguments.file, arguments.rejects
    if chosen is None:
        return
    if chosen in ("", TERMINAL):
        raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first="--rejects", second=f"“{chosen}”")
    if path == TERMINAL or _is_read_once(path):
        raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first=path, second="--rejects")
    refuse_what_is_read(path, chosen)
    check_file(chosen, arguments.force)


def _is_read_once(path: str) -> bool:
    """Whether it is a pipe: what it said cannot be quoted afterwards."""
    path = os.path.expanduser(path)
    return os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path))


def write_rejects(
    context: Context, arguments: Namespace, wanted: Format, imported: Imported
) -> None:
    """Where some were, and it was asked for; raises Refused."""
    left_out = imported.left_out
    if arguments.rejects is None or not left_out:
        return
    rest = unnamed_line(imported.unnamed)
    with opened(arguments.file, wanted) as stream:
        pieces = rejects(stream, arguments.file, left_out, reason_line, rest)
        write_file(arguments.rejects, pieces, arguments.force)
    if not context.as_json:
        count = len(left_out)
        said = ngettext(
            "{count} line written to {path}.", "{count} lines written to {path}.", count
        )
        context.say(said.format(count=grouped(count), path=arguments.rejects))
