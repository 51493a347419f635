"""The words FORMAT and FILE of a command, of which the first may be left out."""

from argparse import ArgumentParser, Namespace

from presence.core.errors import ErrorCode, NotUnderstood
from presence.exchange.formats import Format, find_format, format_of
from presence.texts import _

TERMINAL = "-"


def add_words(parser: ArgumentParser) -> None:
    """One or two words."""
    parser.add_argument(
        "words",
        nargs="+",
        metavar=_("FORMAT FILE"),
        help=_("jsonl (everything) or csv (a row for each session), and a file; “-”: the terminal"),
    )


def format_and_file(arguments: Namespace) -> tuple[Format, str]:
    """What the words say; the format is guessed from the end of the name where it is left out."""
    words: list[str] = arguments.words
    if len(words) > 2:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=" ".join(words[2:]))
    if len(words) == 2:
        return find_format(words[0]), words[1]
    guessed = format_of(words[0])
    if guessed is None:
        raise NotUnderstood(
            ErrorCode.UNKNOWN_FORMAT, text=words[0], candidates=[each.value for each in Format]
        )
    return guessed, words[0]
