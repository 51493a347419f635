"""The words FORMAT and FILE of a command."""

from argparse import ArgumentParser, Namespace

from presence.exchange.formats import Format, Way, find_format, formats
from presence.texts import _

TERMINAL = "-"


def add_words(parser: ArgumentParser, way: Way) -> None:
    add = parser.add_argument
    names = ", ".join(each.value for each in formats(way))
    about = _("jsonl: everything; csv: a row for each session; all: {names}").format(names=names)
    add("format", metavar=_("FORMAT"), help=about)
    add("file", metavar=_("FILE"), help=_("a file; “-” for the terminal"))


def format_and_file(arguments: Namespace, way: Way) -> tuple[Format, str]:
    """What the words say; raises NotUnderstood."""
    return find_format(arguments.format, way), arguments.file
