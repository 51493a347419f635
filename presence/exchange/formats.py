"""The formats there are, and handing a file to the one that reads or writes it."""

import os
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from enum import Enum
from typing import BinaryIO

from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.exchange.arrival import Arrival, LeftOut
from presence.core.exchange.whole_log import WholeLog
from presence.exchange.output_file import write_file
from presence.exchange.sheet.reading import Untold


class Format(Enum):
    """A format that the log is exchanged in; the value is its name on the command line."""

    JSONL = "jsonl"
    CSV = "csv"


_ENDS = {".jsonl": Format.JSONL, ".ndjson": Format.JSONL, ".csv": Format.CSV, ".tsv": Format.CSV}


def format_of(path: str) -> Format | None:
    """The format that a file's name ends in."""
    return _ENDS.get(os.path.splitext(path)[1].lower())


def find_format(text: str) -> Format:
    """The format of that name."""
    try:
        return Format(text.lower())
    except ValueError as fault:
        raise NotUnderstood(
            ErrorCode.UNKNOWN_FORMAT, text=text, candidates=[each.value for each in Format]
        ) from fault


def written(
    log: WholeLog,
    wanted: Format,
    now: datetime,
    chosen: Collection[str] | None = None,
    without_names: bool = False,
    told: Callable[[int], None] | None = None,
) -> Iterator[str]:
    """The text of a log, or of its ``chosen`` sessions (ids), piece by piece.

    ``told`` is called with how many sessions there are so far.
    """
    if wanted is Format.JSONL:
        from presence.exchange.jsonl import writing

        return writing.written(log, now, chosen, without_names, told)
    from presence.exchange.sheet import writing as sheet

    return sheet.written(log, chosen, without_names, told)


def export_sessions(
    log: WholeLog,
    path: str,
    wanted: Format,
    now: datetime,
    chosen: Collection[str] | None = None,
    without_names: bool = False,
    overwrite: bool = False,
    told: Callable[[int], None] | None = None,
) -> None:
    """Write sessions (by their ids; all where None) into a file of their owner's only.

    Raises Refused(FILE_EXISTS) where one is there and ``overwrite`` does not say so, and Refused
    where it cannot be written; then nothing is left of it.
    """
    write_file(path, written(log, wanted, now, chosen, without_names, told), overwrite)


def read(
    stream: BinaryIO, path: str, wanted: Format, untold: Untold
) -> Iterator[Arrival | LeftOut]:
    """What a file holds, line by line; raises Refused where it is none of that format."""
    if wanted is Format.JSONL:
        from presence.exchange.jsonl import reading

        return reading.read(stream, path, untold.now)
    from presence.exchange.sheet import reading as sheet

    return sheet.read(stream, path, untold)
