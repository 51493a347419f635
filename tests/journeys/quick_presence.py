"""The installed app with other spans, so that a test need not wait a minute for a person's rest.

``quick_presence.py SPANS [WORDS…]``: spans in seconds, as JSON; the words are ``presence-tray``'s.
"""

import json
import os
import select
import sys
import time
from datetime import timedelta
from functools import partial
from threading import Lock, Thread

from presence import app
from presence.core.engine import course
from presence.core.watch import attention
from presence.desktop import idle
from presence.desktop.alarm.timerfd import KernelTimer
from presence.front.at_times import weekly_notice
from presence.front.coming import refreshing


def use(spans: dict[str, float]) -> None:
    """Put each in the place of the span of that name."""
    for name, seconds in spans.items():
        span = timedelta(seconds=seconds)
        match name:
            case "rest":
                idle.find_idle_watch = partial(idle.find_idle_watch, after=span)
            case "let_in":
                course.LET_IN_AFTER = span
            case "grace":
                attention.GRACE = attention.JOLT = span
            case "moment":
                attention.A_MOMENT = span
            case "last_look":
                refreshing.BEFORE = (span,)
            case "fresh":
                refreshing.FRESH = span
            case "retry":
                refreshing.FIRST_WAIT = refreshing.LONGEST_WAIT = span
            case "patience":
                weekly_notice.PATIENCE_MS = int(seconds * 1000)
            case "alarms":
                arm_again_every(seconds)
            case _:
                raise ValueError(name)


def get_along_with_faketime() -> None:
    """libfaketime 0.9.10 refuses two things that the kernel does.

    A sleep, where it leaves CLOCK_MONOTONIC as it is, and a timer for an instant that has passed.
    """

    def sleep(seconds: float) -> None:
        select.select([], [], [], seconds)

    time.sleep = sleep  # type: ignore[assignment]  # an index is no second
    as_the_kernel = KernelTimer.set

    def set_timer(timer: KernelTimer, milliseconds: int) -> None:
        soon = time.time_ns() // 1_000_000 + 1
        as_the_kernel(timer, milliseconds and max(milliseconds, soon))

    KernelTimer.set = set_timer  # type: ignore[assignment]  # for this process


def arm_again_every(seconds: float) -> None:
    """The kernel rings an alarm whose instant has passed in sleep; libfaketime only one armed anew.

    An idle Presence has nothing else that tells it.
    """
    set_once, lock = KernelTimer.set, Lock()
    armed: dict[KernelTimer, int] = {}

    def set_timer(timer: KernelTimer, milliseconds: int) -> None:
        with lock:
            armed[timer] = milliseconds
            set_once(timer, milliseconds)

    def arm_again() -> None:
        while True:
            time.sleep(seconds)
            with lock:
                for timer, milliseconds in armed.items():
                    if milliseconds:
                        set_once(timer, milliseconds)

    KernelTimer.set = set_timer  # type: ignore[assignment]  # for this process
    Thread(target=arm_again, daemon=True).start()


if __name__ == "__main__":
    if "FAKETIME_TIMESTAMP_FILE" in os.environ:
        get_along_with_faketime()
    use(json.loads(sys.argv.pop(1)))
    sys.exit(app.main())
