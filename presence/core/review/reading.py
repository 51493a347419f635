"""Reads what a review needs from the log, and no more; nothing of it is kept."""

from datetime import datetime, timedelta

from presence.core.clock import to_ms
from presence.core.frozen import Protocol, replace
from presence.core.kind import Kinds
from presence.core.library import Mapping, Sequence
from presence.core.reconcile import as_the_log_shows_it
from presence.core.review.hours import cuts_of, hours_of
from presence.core.review.lean import lean_of
from presence.core.review.listing import Listing, listing_of, listing_of_rows
from presence.core.review.period import Period, Unit
from presence.core.review.reviewing import compared_with, cut, parts_of, review_of, review_period
from presence.core.review.rows import Rows, ToldRows, rows_of_sessions, with_one_more
from presence.core.review.values import PartReview, PeriodReview
from presence.core.session import Session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presence.core.names.group import Group

LISTED_DAYS = 31  # the sessions of longer periods are counted, not listed


# The milliseconds by kind that lie between the same two edges as the start of their session, and
# what is left of those sessions that go on beyond: columns of start, end and kind.
SummedHours = tuple[Sequence[Mapping[str, int]], Sequence[int], Sequence[int], Sequence[str]]


class ReviewLog(Protocol):
    """What a review reads of the log; raises StoreError."""

    def open_session(self) -> Session | None: ...

    def between(self, start: datetime, end: datetime) -> Sequence[Session]:
        """Sessions that overlap [start, end), newest first; one in progress counts as endless."""

    def rows_between(self, start: datetime, end: datetime) -> Rows:
        """The same sessions but the one in progress, oldest first."""

    def told_between(self, start: datetime, end: datetime) -> tuple[Rows, ToldRows]:
        """The same with what a list tells of them; of several that began at once by ids down."""

    def time_between(self, start: datetime, end: datetime) -> timedelta:
        """The time of the same sessions within [start, end)."""

    def hours_between(self, edges: Sequence[int]) -> SummedHours:
        """The time of the same sessions between each of these instants and the next."""

    def kinds(self) -> Kinds: ...

    def groups(self) -> "Sequence[Group]": ...


def read_review(
    log: ReviewLog, period: Period, now: datetime, is_listed: bool | None = None
) -> PeriodReview:
    """The review of a period, with its sessions where it is no longer than a month.

    ``is_listed`` asks for them, or does without.
    """
    kinds = log.kinds()
    running = _in_progress(log, kinds, now)
    groups = {group.name: group.people for group in log.groups()}
    before = _before(log, period, running, now)
    if is_listed is None:
        is_listed = period.length <= LISTED_DAYS
    if not is_listed:
        rows = log.rows_between(period.start, period.end)
        if running is not None and _lies_in(period.start, period.end, running, now):
            rows = with_one_more(rows, lean_of(running))
        return review_period(period, rows, before, kinds, now, groups)
    listed = sessions_of(log, period, now)
    rows = rows_of_sessions(reversed(listed))
    return review_period(period, rows, before, kinds, now, groups, listed)


def read_listed(log: ReviewLog, period: Period, now: datetime) -> tuple[PeriodReview, Listing]:
    """The review of a period and the list of its sessions, without a ``Session`` of each."""
    kinds = log.kinds()
    running = _in_progress(log, kinds, now)
    if running is not None and _lies_in(period.start, period.end, running, now):
        review = read_review(log, period, now, is_listed=True)
        return replace(review, sessions=()), listing_of(review.sessions, now)
    groups = {group.name: group.people for group in log.groups()}
    before = _before(log, period, running, now)
    rows, told = log.told_between(period.start, period.end)
    parts = parts_of(period, rows, now)
    review = review_of(period, parts, before, kinds, now, groups)
    return review, listing_of_rows(parts, told)


def read_hours(log: ReviewLog, period: Period, unit: Unit, now: datetime) -> Sequence[PartReview]:
    """The days, weeks, months or years of a period: only their hours, but of many years at once."""
    cuts = cuts_of(period, unit)
    added_up, started, ends, kinds = log.hours_between(cuts.edges)
    running = _in_progress(log, log.kinds(), now)
    if running is not None and _lies_in(period.start, period.end, running, now):
        row = lean_of(running)
        started = [*started, row.started]
        ends = [*ends, row.end(to_ms(now))]
        kinds = [*kinds, row.kind]
    return hours_of(cuts, started, ends, kinds, added_up)


def sessions_of(log: ReviewLog, period: Period, now: datetime) -> Sequence[Session]:
    """The sessions of a period as the log shows them, newest first."""
    kinds = log.kinds()
    start, end = period.start, period.end
    shown = [as_the_log_shows_it(row, kinds[row.kind], now) for row in log.between(start, end)]
    # The one in progress counted as endless when it was looked for.
    return [row for row in shown if _lies_in(start, end, row, now)]


def _in_progress(log: ReviewLog, kinds: Kinds, now: datetime) -> Session | None:
    session = log.open_session()
    return session and as_the_log_shows_it(session, kinds[session.kind], now)


def _lies_in(start: datetime, end: datetime, session: Session, now: datetime) -> bool:
    finish = session.ended_at or max(now, session.started_at)
    return session.started_at < end and (finish > start or session.started_at >= start)


def _before(log: ReviewLog, period: Period, running: Session | None, now: datetime) -> timedelta:
    previous, until = compared_with(period, now)
    total = log.time_between(previous.start, until)
    if running is not None:
        total += cut(running, previous.start, until, now)
    return total
