"""JSON Lines: everything that a log holds, a line for each; reading it again gives the same log.

The first line names the format and its version, ``{"schema": "presence-log/1.2", …}``; the last
one says that nothing is missing. Between them a ``person``, ``kind``, ``group``, ``goal``,
``pause``, ``plan``, ``reply``, ``details`` (of a person), ``follow_up``, ``cadence``, ``table``
(the phones at a session's) or ``session`` each. Instants are ISO 8601 with the offset of their
zone, lengths seconds. A reader takes keys and lines of a later 1.x that it does not know for none
of its business, and refuses 2.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from typing import BinaryIO

from presence.core.exchange.arrival import Arrival, LeftOut
from presence.core.exchange.whole_log import WholeLog
from presence.exchange.untold import Untold

FORMAT = "presence-log"
MAJOR, MINOR = 1, 3  # 1.1 has plans and replies, 1.2 what is known of people, 1.3 phones
SCHEMA = f"{FORMAT}/{MAJOR}.{MINOR}"
THINGS = (
    "group",
    "goal",
    "pause",
    "plan",
    "reply",
    "details",
    "follow_up",
    "cadence",
    "table",
    "unlocks",
)


def looks_like(head: bytes) -> bool:
    """Whether the first line names this format, of whatever version."""
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    return first.startswith(b"{") and f"{FORMAT}/".encode() in first


def read(stream: BinaryIO, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """What the lines hold."""
    from presence.exchange.jsonl import reading

    return reading.read(stream, path, untold.now)


def written(
    log: WholeLog,
    now: datetime,
    chosen: Collection[str] | None = None,
    without_names: bool = False,
    told: Callable[[int], None] | None = None,
) -> Iterator[str]:
    """The lines of a file."""
    from presence.exchange.jsonl import writing

    return writing.written(log, now, chosen, without_names, told)
