"""ActivityWatch: what it exports, of all buckets or of one.

The buckets are an object by their ids, as it writes them, or a list, as its schema says. A session
is made of each event of

- a bucket of type ``presence.session``, which we write: all of the session is in its data;
- a bucket of a stopwatch (``general.stopwatch``): the label is the kind, a tag or the note.

Windows, being away from the keyboard and what else was on a screen is no time with people; looks at
a phone are none either. Such a bucket is left out as a whole, with how many events it has.
https://docs.activitywatch.net/en/latest/buckets-and-events.html
"""

import re
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from typing import BinaryIO

from presence.core.exchange.arrival import Arrival, LeftOut
from presence.core.exchange.whole_log import WholeLog
from presence.exchange.untold import Untold

BUCKET_TYPE = "presence.session"
_HEAD = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"buckets"\s*:\s*[\[{]')


def looks_like(head: bytes) -> bool:
    """Whether it begins with buckets."""
    return _HEAD.match(head) is not None


def read(stream: BinaryIO, path: str, untold: Untold) -> Iterator[Arrival | LeftOut]:
    """The sessions of all buckets; those that hold none are left out, each as one."""
    from presence.exchange.trackers.activitywatch import reading

    return reading.read(stream, path, untold)


def written(
    log: WholeLog,
    now: datetime,
    chosen: Collection[str] | None = None,
    without_names: bool = False,
    told: Callable[[int], None] | None = None,
) -> Iterator[str]:
    """The text of a file, piece by piece."""
    from presence.exchange.trackers.activitywatch import writing

    return writing.written(log, now, chosen, without_names, told)
