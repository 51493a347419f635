"""What was left out of a file, as a table to look through: line, reason, and the line itself."""

import csv
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from typing import BinaryIO

from presence.core.exchange.arrival import LeftOut
from presence.exchange.lines import lines_of
from presence.exchange.sheet.cells import harmless

COLUMNS = ("line", "file", "reason", "content")


def rejects(
    stream: BinaryIO, path: str, left_out: Sequence[LeftOut], reason: Callable[[LeftOut], str]
) -> Iterator[str]:
    """The text of a CSV file, piece by piece; raises Refused where the file cannot be read.

    What a line says is there where the file consists of lines that are text.
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


def _row(cells: Sequence[str]) -> str:
    text = StringIO()
    csv.writer(text).writerow([harmless(cell) for cell in cells])
    return text.getvalue()
