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
    from presence.core.entry.link import BadLink, read_link
    from presence.words.entering.link import bad_link_words
    from presence.words.entry import start_line_in_words
    from presence.words.kinds import find_kind

    try:
        linked = read_link(arguments.link)
    except BadLink as error:
        detail = bad_link_words(error)
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=detail) from error
    kinds = context.log.kinds()
    kind = find_kind(linked.kind or context.settings.default_kind, kinds).key
    line = start_line_in_words(linked.request(kind), kinds, context.now)
    return context.print_answer(ask_or_bring_up(context, {"do": "ask", "text": line}))


COMMANDS = {"open-link": Command(lambda: _("open a link"), _arguments, _open)}
