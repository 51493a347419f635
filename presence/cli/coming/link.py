"""``open-link``: what a browser calls with a ``presence:`` link; it asks, and starts nothing."""

from argparse import ArgumentParser, Namespace

from presence.cli.command import Command
from presence.cli.context import Context
from presence.core.errors import ErrorCode, NotUnderstood
from presence.texts import _


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("link", metavar=_("LINK"), help=_("presence://start?kind=dinner&with=Ana"))


def _open(context: Context, arguments: Namespace) -> int:
    """The start window with what the link says in it; the person starts it, or does not."""
    from presence.cli.launch import ask_or_bring_up
    from presence.core.entry.link import BadLink
    from presence.words.entering.link import bad_link_words, linked_line

    usual, kinds = context.settings.default_kind, context.log.kinds()
    try:
        line = linked_line(arguments.link, usual, kinds, context.now)
    except BadLink as error:
        detail = bad_link_words(error)
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=detail) from error
    return context.print_answer(ask_or_bring_up(context, {"do": "ask", "text": line}))


COMMANDS = {"open-link": Command(lambda: _("open a link"), _arguments, _open)}
