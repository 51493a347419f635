"""The columns of a table by their names, and the rows under them."""

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from presence.core.errors import ErrorCode, Refused
from presence.core.exchange.arrival import Why
from presence.core.person import folded
from presence.exchange.checks import BadRowError
from presence.exchange.lines import Line, lines_of
from presence.exchange.sheet.cells import as_it_was
from presence.exchange.sheet.records import Row, Rows

DELIMITERS = ",;\t"
SAID_SO = re.compile(r'"?sep=([,;\t])"?\s*', re.IGNORECASE)  # the first line, for Excel


def columns_of(cells: Sequence[str]) -> list[str]:
    """The names in small letters, words joined by ``_``: ``Start date`` is ``start_date``."""
    return ["_".join(folded(cell).split()) for cell in cells]


def named(columns: Sequence[str], row: Row) -> dict[str, str]:
    """The cells of a row by the names of their columns; raises BadRowError."""
    if row.fault is not None:
        raise BadRowError(row.fault)
    cells = row.cells
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        raise BadRowError(Why.TOO_MANY_CELLS)
    if row.may_be_cut and len(cells) < len(columns):
        raise BadRowError(Why.CUT_SHORT)
    if "\n'" in "\n".join(("", *cells)):  # a cell may begin so
        cells = [as_it_was(cell) for cell in cells]
    return dict(zip(columns, cells, strict=False))


def with_first(first: Line, lines: Iterator[Line]) -> Iterator[Line]:
    """All lines again, once the first one was looked at."""
    yield first
    yield from lines


def table_of(stream: BinaryIO, path: str, needed: Sequence[str]) -> tuple[list[str], Iterator[Row]]:
    """The columns of another program's file, and its rows; Refused where one needed is not there.

    ``needed`` are as ``columns_of`` spells them.
    """
    lines = lines_of(stream, path)
    first = next((line for line in lines if not line.is_blank), None)
    if first is None or first.fault is not None:
        raise Refused(ErrorCode.FILE_NOT_OURS, path=path)
    delimiter = max(DELIMITERS, key=first.text.count)
    rows = iter(Rows(with_first(first, lines), delimiter))
    head = next(rows, None)
    columns = columns_of(() if head is None else head.cells)
    missing = [name for name in needed if name not in columns]
    if missing:
        raise Refused(ErrorCode.COLUMNS_MISSING, path=path, columns=", ".join(missing))
    return columns, rows


def head_names(head: bytes) -> frozenset[str]:
    """The columns that the first line of a file may name; for telling formats apart."""
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0]
    text = first.decode(errors="replace").strip()
    delimiter = max(DELIMITERS, key=text.count)
    return frozenset(columns_of([cell.strip().strip('"') for cell in text.split(delimiter)]))
