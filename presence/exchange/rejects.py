"""What was left out of a file, as a table to look through: line, reason, and the line itself."""

import csv
import os
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from typing import BinaryIO

from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import LeftOut
from presence.exchange.lines import lines_of
from presence.exchange.sheet.cells import harmless

COLUMNS = ("line", "file", "reason", "content")


def refuse_what_is_read(path: str, chosen: str) -> None:
    """Raise Refused where the table would take the place of the file it quotes, or of a part."""
    path, chosen = os.path.realpath(os.path.expanduser(path)), os.path.expanduser(chosen)
    if not os.path.exists(chosen):
        return
    is_part = os.path.isdir(path) and os.path.realpath(chosen).startswith(os.path.join(path, ""))
    if is_part or (os.path.exists(path) and os.path.samefile(path, chosen)):
        raise Refused(ErrorCode.FILE_IS_READ, path=chosen)


def rejects(
    stream: BinaryIO,
    path: str,
    left_out: Sequence[LeftOut],
    reason: Callable[[LeftOut], str],
    rest: str = "",
) -> Iterator[str]:
    """The text of a CSV file, piece by piece; raises Refused where the file cannot be read.

    What a line says is there where the file consists of lines that are text. ``rest`` says how many
    more there are that nobody can name.
    """
    yield _row(COLUMNS)
    lines = lines_of(stream, path)
    line = next(lines, None)
    for each in sorted(left_out, key=lambda one: one.line):
        while line is not None and line.number < each.line:
            line = next(lines, None)
        is_it = line is not None and line.number == each.line and not each.file
        content = line.text.rstrip("\r\n") if line is not None and is_it else ""
        yield _row((str(each.line), each.file, reason(each), content))
    if rest:
        yield _row(("", "", rest, ""))


def _row(cells: Sequence[str]) -> str:
    text = StringIO()
    csv.writer(text).writerow([harmless(cell) for cell in cells])
    return text.getvalue()
