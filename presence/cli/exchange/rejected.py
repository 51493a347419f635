"""``import … --rejects FILE``: what was left out as a table, to look through or mend."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from presence.cli.context import Context
from presence.cli.exchange.files import TERMINAL
from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.exchange.arrival import LeftOut
from presence.exchange.formats import Format
from presence.exchange.opening import opened
from presence.exchange.output_file import write_file
from presence.exchange.rejects import rejects
from presence.texts import _, ngettext
from presence.words.exchange.left_out import reason_line


def add_rejects(parser: ArgumentParser) -> None:
    add = parser.add_argument
    about = _("write what is left out into this file: line, reason and what it says")
    add("--rejects", metavar=_("FILE"), help=about)
    add("--force", action="store_true", help=_("overwrite the file if it is there"))


def check_rejects(arguments: Namespace) -> None:
    """Before anything is imported; raises NotUnderstood, Refused."""
    if arguments.rejects is None:
        return
    if arguments.file == TERMINAL:  # which is read once
        raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first=TERMINAL, second="--rejects")
    chosen = os.path.expanduser(arguments.rejects)
    if os.path.lexists(chosen) and not arguments.force:
        raise Refused(ErrorCode.FILE_EXISTS, path=arguments.rejects)


def write_rejects(
    context: Context, arguments: Namespace, wanted: Format, left_out: Sequence[LeftOut]
) -> None:
    """Where some were, and it was asked for; raises Refused."""
    if arguments.rejects is None or not left_out:
        return
    with opened(arguments.file, wanted) as stream:
        pieces = rejects(stream, arguments.file, left_out, reason_line)
        write_file(arguments.rejects, pieces, arguments.force)
    if not context.as_json:
        count = len(left_out)
        said = ngettext(
            "{count} line written to {path}.", "{count} lines written to {path}.", count
        )
        context.say(said.format(count=count, path=arguments.rejects))
