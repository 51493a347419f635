"""Which sessions stand behind a bar, a square or a figure: a filter of the log for each."""

from collections.abc import Iterable
from datetime import date

from presence.core.editing.filter import Kept, LogFilter
from presence.core.review import Period
from presence.drawing.review.page import ReviewPage


def all_of(page: ReviewPage) -> LogFilter | None:
    """Everything in the period."""
    return within(page, page.period)


def within(page: ReviewPage, period: Period) -> LogFilter | None:
    """Everything in a part of it; nothing for what is made up, it is not in the log."""
    if page.is_sample:
        return None
    return LogFilter(start=period.start, end=period.end)


def on_day(page: ReviewPage, day: date) -> LogFilter | None:
    """Everything on one day."""
    return within(page, page.period.calendar.day(day))


def of_kinds(
    page: ReviewPage, keys: Iterable[str], period: Period | None = None
) -> LogFilter | None:
    """The sessions of some kinds."""
    if page.is_sample:
        return None
    period = period or page.period
    return LogFilter(kinds=frozenset(keys), start=period.start, end=period.end)


def with_people(
    page: ReviewPage, names: Iterable[str], period: Period | None = None
) -> LogFilter | None:
    """The sessions with somebody, or with any of several."""
    if page.is_sample:
        return None
    period = period or page.period
    return LogFilter(people=frozenset(names), start=period.start, end=period.end)


def with_tag(page: ReviewPage, tag: str) -> LogFilter | None:
    """The sessions with a tag."""
    if page.is_sample:
        return None
    return LogFilter(tags=frozenset((tag,)), start=page.period.start, end=page.period.end)


def at_place(page: ReviewPage, place: str) -> LogFilter | None:
    """The sessions at a place."""
    if page.is_sample:
        return None
    return LogFilter(place=place, start=page.period.start, end=page.period.end)


def with_looks(page: ReviewPage) -> LogFilter | None:
    """The sessions with a look that took something away."""
    return _by_kept(page, Kept.LOOKED)


def kept_whole(page: ReviewPage) -> LogFilter | None:
    """The sessions without a look that took something away."""
    return _by_kept(page, Kept.KEPT)


def _by_kept(page: ReviewPage, kept: Kept) -> LogFilter | None:
    if page.is_sample:
        return None
    return LogFilter(kept=kept, start=page.period.start, end=page.period.end)
