"""Which sessions stand behind a bar, a square or a figure: a filter of the log for each.

A filter is made when it is wanted: a year has a square for every day, and few are clicked.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import partial

from presence.core.editing.filter import EVERYTHING, AgainstPlan, Answered, Kept, LogFilter
from presence.core.editing.looks import AskedLooks
from presence.core.review import Period
from presence.core.slip import SlipReason, SlipSource
from presence.drawing.review.page import ReviewPage

Opens = Callable[[], LogFilter] | None  # None: what is made up is not in the log


def all_of(page: ReviewPage) -> Opens:
    """Everything in the period."""
    return _opens(page, page.period)


def within(page: ReviewPage, period: Period) -> Opens:
    """Everything in a part of it."""
    return _opens(page, period)


def on_day(page: ReviewPage, day: date) -> Opens:
    """Everything on one day."""
    return _opens(page, page.period.calendar.day(day))


def of_kinds(page: ReviewPage, keys: Iterable[str], period: Period | None = None) -> Opens:
    """The sessions of some kinds."""
    return _opens(page, period or page.period, LogFilter(kinds=frozenset(keys)))


def with_people(page: ReviewPage, names: Iterable[str], period: Period | None = None) -> Opens:
    """The sessions with somebody, or with any of several."""
    return _opens(page, period or page.period, LogFilter(people=frozenset(names)))


def with_tag(page: ReviewPage, tag: str) -> Opens:
    """The sessions with a tag."""
    return _opens(page, page.period, LogFilter(tags=frozenset((tag,))))


def at_place(page: ReviewPage, place: str) -> Opens:
    """The sessions at a place."""
    return _opens(page, page.period, LogFilter(place=place))


def with_looks(page: ReviewPage, answered: Answered | None = None) -> Opens:
    """The sessions with a look that took something away, of all or of those with an answer."""
    return _opens(page, page.period, LogFilter(kept=Kept.LOOKED, answered=answered))


def looked_at(page: ReviewPage, hour: int) -> Opens:
    """The sessions with a look that began in this hour of the day."""
    zone = str(page.period.calendar.zone)
    return _opens(page, page.period, LogFilter(looks=AskedLooks(frozenset({hour}), zone)))


def looked_because(page: ReviewPage, reason: SlipReason | None) -> Opens:
    """The sessions with a look for this reason, None where nobody said why."""
    return _opens(page, page.period, LogFilter(looks=AskedLooks(reasons=frozenset({reason}))))


def noticed_by(page: ReviewPage, source: SlipSource) -> Opens:
    """The sessions with a look that was noticed so."""
    return _opens(page, page.period, LogFilter(looks=AskedLooks(sources=frozenset({source}))))


def kept_whole(page: ReviewPage, answered: Answered | None = None) -> Opens:
    """The sessions without a look that took something away, of all or of those with an answer."""
    return _opens(page, page.period, LogFilter(kept=Kept.KEPT, answered=answered))


def beside_plan(page: ReviewPage, plan: AgainstPlan) -> Opens:
    """The sessions that were so long beside their plan."""
    return _opens(page, page.period, LogFilter(plan=plan))


def _opens(page: ReviewPage, period: Period, wanted: LogFilter = EVERYTHING) -> Opens:
    return None if page.is_sample else partial(_in_period, period, wanted)


def _in_period(period: Period, wanted: LogFilter) -> LogFilter:
    return replace(wanted, start=period.start, end=period.end)
