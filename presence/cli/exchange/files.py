"""The words FORMAT and FILE of a command."""

from argparse import ArgumentParser, Namespace

from presence.exchange.formats import Format, find_format
from presence.texts import _

TERMINAL = "-"


def add_words(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("format", metavar=_("FORMAT"), help=_("jsonl: everything; csv: a row for each session"))
    add("file", metavar=_("FILE"), help=_("a file; “-” for the terminal"))


def format_and_file(arguments: Namespace) -> tuple[Format, str]:
    """What the words say; raises NotUnderstood."""
    return find_format(arguments.format), arguments.file
