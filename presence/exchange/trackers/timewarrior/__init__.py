"""Timewarrior: its data files, the folder that holds them, and what ``timew export`` writes.

Instants are UTC. The first tag that spells a kind is the kind; the annotation is the note. Written
is what ``timew export`` would write, which is what the ``timew import`` of later versions takes
(src/commands/CmdImport.cpp).
https://github.com/GothenburgBitFactory/timewarrior, src/Interval.cpp and src/IntervalFactory.cpp
"""

import re
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from typing import BinaryIO

from presence.core.exchange.arrival import Arrival, LeftOut
from presence.core.exchange.whole_log import WholeLog
from presence.exchange.untold import Untold

_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*inc (?:\d{8}T\d{6}Z|#|\r?\n|$)")
_JSON = re.compile(rb'\s*\[\s*\{[^{}]*"start"\s*:\s*"\d{8}T\d{6}Z"')


def looks_like(head: bytes) -> bool:
    """Whether it begins with an interval, on a line or in JSON."""
    return _LINE.match(head) is not None or _JSON.match(head) is not None


def read(stream: BinaryIO, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """A session for each interval, the files of a folder one after the other."""
    from presence.exchange.trackers.timewarrior import reading

    return reading.read(stream, path, untold)


def written(
    log: WholeLog,
    _now: datetime,
    chosen: Collection[str] | None = None,
    without_names: bool = False,
    told: Callable[[int], None] | None = None,
) -> Iterator[str]:
    """The text of a file, piece by piece."""
    from presence.exchange.trackers.timewarrior import writing

    return writing.written(log, chosen, without_names, told)
