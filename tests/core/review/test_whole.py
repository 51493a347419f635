"""What SQLite and the columns add up is what whole sessions, one by one, come to."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presence.core.names.group import Group
from presence.core.person import folded
from presence.core.ports import Change, ChangeKind
from presence.core.reconcile import as_the_log_shows_it
from presence.core.review import ALONE, DAY, Period, PeriodReview, cut
from presence.core.review.listing import listing_of
from presence.core.review.reading import read_listed, read_review
from presence.core.session import Session
from presence.core.slip import Slip, SlipReason
from presence.paths import find_paths
from presence.store import new_id, open_log
from presence.store.sessions import SessionStore
from tests.core.review.made import FIRST, GROUPS, Log, logs, overlaps, periods

NOTHING = timedelta()
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=(HealthCheck.too_slow,))


@contextmanager
def kept(log: Log) -> Iterator[SessionStore]:
    """The log in a file, with groups of people."""
    with TemporaryDirectory(prefix="review.") as folder:
        store = open_log(find_paths(str(Path(folder) / "home")))
        change = Change(ChangeKind.ADDED, "", "dinner", FIRST)
        sessions = [replace(each, id=new_id(), slips=_new_ids(each)) for each in log.sessions]
        if sessions:
            store.put(*sessions, because=change)
        for name, people in GROUPS.items():
            store.put_group(Group(new_id(), name, people), change)
        yield store
        store.close()


def _new_ids(session: Session) -> tuple[Slip, ...]:
    return tuple(replace(slip, id=new_id()) for slip in session.slips)


@SLOW
@given(logs(), st.lists(periods(), min_size=1, max_size=4))
def test_columns_come_to_the_same_as_whole_sessions(log: Log, some: list[Period]) -> None:
    with kept(log) as store:
        for period in some:
            whole = read_review(store, period, log.now, is_listed=True)
            lean = read_review(store, period, log.now, is_listed=False)
            assert lean.sessions == ()
            assert len(whole.sessions) == whole.count
            assert lean == replace(whole, sessions=())
            listed, listing = read_listed(store, period, log.now)
            assert listed == lean
            told = replace(listing, people=[tuple(there) for there in listing.people])
            assert told == listing_of(whole.sessions, log.now)


@SLOW
@given(logs(), periods())
def test_each_figure_is_what_the_sessions_say(log: Log, period: Period) -> None:
    with kept(log) as store:
        review = read_review(store, period, log.now, is_listed=True)
        kinds = store.kinds()
        shown = [as_the_log_shows_it(each, kinds[each.kind], log.now) for each in store.newest(99)]
    check(review, [each for each in shown if overlaps(each, period, log.now)], log)


def check(review: PeriodReview, sessions: list[Session], log: Log) -> None:
    """Every figure, in the plainest way that there is."""
    period = review.period
    start, end, now = period.start, period.end, log.now

    def time_of(some: Iterable[Session]) -> timedelta:
        return sum((cut(each, start, end, now) for each in some), NOTHING)

    assert list(review.sessions) == sessions
    assert review.total == time_of(sessions)
    assert review.alone == time_of(each for each in sessions if each.kind == ALONE)
    for day in review.days:
        first, last = period.calendar.start_of(day.day), period.calendar.start_of(day.day + DAY)
        parts = [cut(each, first, last, now) for each in sessions]
        assert day.total == sum(parts, NOTHING)
    for name, span in review.by_person:
        assert span == time_of(each for each in sessions if name in each.people)
    for group, people in GROUPS.items():
        members = {folded(name) for name in people}
        there = [each for each in sessions if members & set(map(folded, each.people))]
        assert dict(review.by_group).get(group, NOTHING) == time_of(there)
    for tag, span in review.by_tag:
        there = [each for each in sessions if folded(tag) in map(folded, each.tags)]
        assert span == time_of(there)
    for place, span in review.by_place:
        assert span == time_of(each for each in sessions if folded(each.place) == folded(place))
    check_kept(review, sessions, log)
    check_looks(review, sessions)
    check_planned(review, sessions)


def check_kept(review: PeriodReview, sessions: list[Session], log: Log) -> None:
    start, end = review.period.start, review.period.end
    known = [
        (each.kept_share(log.now), cut(each, start, end, log.now) / timedelta(milliseconds=1))
        for each in sessions
    ]
    weighed = [(share, part) for share, part in known if share is not None]
    total = sum(part for _share, part in weighed)
    if not total:
        assert review.kept_share is None
        return
    assert review.kept_known == len(weighed)
    assert review.kept_share == pytest.approx(sum(s * p for s, p in weighed) / total)
    for basis, count in review.by_basis.items():
        assert count == sum(each.basis is basis for each in sessions)
    for key, kind in review.by_kind.items():
        shares = [each.kept_share(log.now) for each in sessions if each.kind == key]
        assert (kind.count, kind.known) == (len(shares), len(shares) - shares.count(None))
        assert kind.kept == shares.count(1.0)


def check_looks(review: PeriodReview, sessions: list[Session]) -> None:
    start, end = review.period.start, review.period.end
    slips = [
        slip
        for each in sessions
        for slip in each.slips
        if start <= min(slip.at, (each.ended_at or end) - timedelta(milliseconds=1)) < end
    ]
    assert review.looks.all.count == len(slips)
    assert review.looks.all.length == sum((slip.length for slip in slips), NOTHING)
    assert sum(each.count for each in review.looks.by_hour) == len(slips)
    for source, looks in review.looks.by_source.items():
        assert looks.count == sum(slip.source is source for slip in slips)
    for reason in (*SlipReason, None):
        count = sum(slip.reason is reason for slip in slips)
        assert (count > 0) == (reason in review.looks.by_reason)
    assert review.looks.with_good_reason.count == sum(not slip.spoils for slip in slips)


def check_planned(review: PeriodReview, sessions: list[Session]) -> None:
    planned = [
        each
        for each in sessions
        if each.planned_end_at is not None
        and each.ended_at is not None
        and each.confirmed
        and review.period.start <= each.started_at < review.period.end
    ]
    found = review.planned
    assert found.count == len(planned) == found.longer + found.shorter + found.as_planned
    real = sum((each.ended_at - each.started_at for each in planned if each.ended_at), NOTHING)
    assert found.real == real
    for answers, name in ((review.enjoyed, "enjoyed"), (review.distracted, "distracted")):
        given_ = [getattr(each, name) for each in sessions if getattr(each, name) is not None]
        assert answers.count == len(given_)
        assert [each.count for each in answers.scores] == [given_.count(n) for n in range(1, 6)]
