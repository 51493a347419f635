"""Instants, and what a clock on the wall shows at them: at some times twice, at others never."""

from datetime import UTC, datetime, timedelta, tzinfo

DAY = timedelta(days=1)


def showings(wall: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    """The instants at which clocks in the zone show that time, two where they are set back over it.

    Where they are set forward over it, the one at which they would have shown it.
    """
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return (first, second) if second > first else (first,)


def first_showing(wall: datetime, zone: tzinfo) -> datetime:
    """The first instant at which clocks in the zone show that time or a later one.

    Of two the first; where the clock is set forward over it, the instant at which it is. Where a
    whole day is left out (Pacific/Apia, 30 December 2011), the same time of the next day: the night
    before is not over when the date jumps.
    """
    here, again = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if (offset_here := here.utcoffset()) == again.utcoffset() and offset_here is not None:
        return (wall - offset_here).replace(tzinfo=UTC)  # as on nearly every day
    at = showings(wall, zone)[0]
    gap = at.astimezone(zone).replace(tzinfo=None) - wall
    if not gap or gap >= DAY:
        return at
    offset, before = at.astimezone(zone).utcoffset(), at - gap
    while at - before > timedelta.resolution:
        middle = before + (at - before) / 2
        if middle.astimezone(zone).utcoffset() == offset:
            at = middle
        else:
            before = middle
    return at
