"""The installed app with other spans, so that a test need not wait a minute for a person's rest.

``quick_app.py SPANS [WORDS…]``: the spans in seconds, as JSON; the words are ``presence-tray``'s.
"""

import json
import select
import sys
import time
from datetime import timedelta
from functools import partial

from presence import app
from presence.core import engine
from presence.core.engine import course
from presence.core.watch import attention
from presence.desktop import idle


def use(spans: dict[str, float]) -> None:
    """Put each in the place of the span of that name."""
    for name, seconds in spans.items():
        span = timedelta(seconds=seconds)
        match name:
            case "rest":
                idle.find_idle_watch = partial(idle.find_idle_watch, after=span)
            case "let_in":
                course.LET_IN_AFTER = span
                engine.LET_IN_AFTER = span  # type: ignore[attr-defined]  # it has the name as well
            case "grace":
                attention.GRACE = attention.JOLT = span
            case "moment":
                attention.A_MOMENT = span
            case _:
                raise ValueError(name)


def sleep_as_faketime_lets(seconds: float) -> None:
    """libfaketime 0.9.10 lets clock_nanosleep(2) fail where it leaves CLOCK_MONOTONIC as it is."""
    select.select([], [], [], seconds)


if __name__ == "__main__":
    use(json.loads(sys.argv.pop(1)))
    time.sleep = sleep_as_faketime_lets  # type: ignore[assignment]  # an index is no second
    sys.exit(app.main())
