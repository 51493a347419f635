"""Whom to name in the one notice of a week, and how long "not now" lasts."""

from collections.abc import Sequence
from datetime import date, timedelta

from presence.core.frozen import replace
from presence.core.people.cadence import Cadence, Due
from presence.core.people.details import Details

MOST = 3  # names at once: a list of twenty is no help
SHORTEST_PAUSE = 7  # days


def named_in_digest(due: Sequence[Due]) -> Sequence[Due]:
    """The few whom one misses most."""
    return due[:MOST]


def not_now(who: Details, cadence: Cadence | None, today: date) -> Details:
    """They are not brought up again for half of the wish, a week at the least."""
    half = 0 if cadence is None else cadence.days // 2
    return replace(who, quiet_until=today + timedelta(days=max(half, SHORTEST_PAUSE)))


def wrote(who: Details, today: date) -> Details:
    """A line was written: a lighter touch, with a clock of its own."""
    return replace(who, wrote_on=max(today, who.wrote_on or today))
