"""iCalendar (RFC 5545): what is over becomes sessions, and sessions become events.

What is still to come, was cancelled or turned down, lasts whole days or says that one was free is
left out. A category, or a title that is a kind's name and no more, is the kind; other categories
are tags, who was invited and did not decline is who was there. A session that was written comes
back under its own id, with who was there: attendees need an address, and are sent invitations.
"""

import re
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from typing import BinaryIO

from presence.core.exchange.arrival import Arrival, LeftOut
from presence.core.exchange.whole_log import WholeLog
from presence.exchange.untold import Untold

OURS = "@presence"  # what a UID of ours ends with
PERSON = "X-PRESENCE-PERSON"  # one of those who were there, in an event of ours
_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR\b", re.IGNORECASE)


def looks_like(head: bytes) -> bool:
    """Whether a calendar begins."""
    return _HEAD.match(head) is not None


def read(stream: BinaryIO, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """A session for each event, and each of its occurrences, that is over."""
    from presence.exchange.ics import reading

    return reading.read(stream, path, untold)


def written(
    log: WholeLog,
    now: datetime,
    chosen: Collection[str] | None = None,
    without_names: bool = False,
    told: Callable[[int], None] | None = None,
) -> Iterator[str]:
    """The text of a file, piece by piece."""
    from presence.exchange.ics import writing

    return writing.written(log, now, chosen, without_names, told)
