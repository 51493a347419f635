"""The review of a period, computed; nothing of it is ever stored."""

from datetime import datetime, timedelta, tzinfo

from presence.core.clock import to_ms
from presence.core.kind import Kinds, Sphere
from presence.core.library import Iterable, Mapping, Sequence, partial
from presence.core.review.answers import answers_of
from presence.core.review.deeper import Deeper, WhenLookedAt
from presence.core.review.hours import days_of, stretches_of
from presence.core.review.lean import length_of
from presence.core.review.looks import longest_of, looks_of
from presence.core.review.names import groups_of, people_of, places_of, tags_of
from presence.core.review.period import Period, Unit
from presence.core.review.rows import Rows, rows_of_sessions
from presence.core.review.values import KindReview, PeriodReview
from presence.core.review.within import Within, kept_share_of, kinds_of, within
from presence.core.session import Session

ALONE = "alone"  # the one kind whose hours are not with people
NO_GROUPS: Mapping[str, Sequence[str]] = {}


def cut(session: Session, start: datetime, end: datetime, now: datetime) -> timedelta:
    """The part of a session's real time that lies in [start, end)."""
    begin = max(session.started_at, start)
    finish = min(session.ended_at or max(now, session.started_at), end)
    return max(finish - begin, timedelta())


def review_period(
    period: Period,
    rows: Rows,
    before_total: timedelta,
    kinds: Kinds,
    now: datetime,
    groups: Mapping[str, Iterable[str]] = NO_GROUPS,
    sessions: Sequence[Session] = (),
) -> PeriodReview:
    """The review of a period from the sessions that lie in it, as the log shows them.

    ``groups`` are names with the people in each; ``sessions`` the same sessions whole, newest
    first, where they are to be listed.
    """
    parts = parts_of(period, rows, now)
    return review_of(period, parts, before_total, kinds, now, groups, sessions)


def parts_of(period: Period, rows: Rows, now: datetime) -> Within:
    """The parts of sessions that lie in a period."""
    return within(rows, to_ms(period.start), to_ms(period.end), to_ms(now))


def review_of(
    period: Period,
    parts: Within,
    before_total: timedelta,
    kinds: Kinds,
    now: datetime,
    groups: Mapping[str, Iterable[str]] = NO_GROUPS,
    sessions: Sequence[Session] = (),
) -> PeriodReview:
    """The same from their parts."""
    rows = parts.rows
    share, known = kept_share_of(parts.lengths, parts.shares)
    by_kind = kinds_of(parts)
    days = days_of(period, parts)
    total = length_of(sum(parts.lengths))
    alone = by_kind[ALONE].total if ALONE in by_kind else timedelta()
    return PeriodReview(
        period=period,
        days=days,
        weeks=stretches_of(period, days, Unit.WEEK),
        months=stretches_of(period, days, Unit.MONTH),
        count=len(rows.ids),
        total=total,
        with_people=total - alone,
        by_sphere=_spheres(by_kind, kinds),
        by_kind=by_kind,
        before_total=before_total,
        is_running=period.is_running(now),
        kept_share=share,
        kept_known=known,
        by_basis=parts.by_basis,
        by_person=people_of(parts),
        by_group=groups_of(parts, groups) if groups else (),
        longest=longest_of(parts),
        enjoyed=answers_of(parts, rows.enjoyed),
        unconfirmed=_unconfirmed(rows),
        sessions=tuple(sessions),
        deeper=WhenLookedAt(partial(_deeper, parts, period.calendar.zone)),
    )


def _deeper(parts: Within, zone: tzinfo) -> Deeper:
    from presence.core.review.planned import planned_of  # as seldom as the rest of these

    others = parts.rows.others()
    return Deeper(
        by_tag=tags_of(others.tags, parts.lengths),
        by_place=places_of(others.places, parts.lengths),
        looks=looks_of(parts, zone),
        planned=planned_of(parts, others.planned),
        distracted=answers_of(parts, others.distracted),
    )


def _unconfirmed(rows: Rows) -> Sequence[str]:
    pairs = zip(rows.ids, rows.confirmed, strict=True)
    return tuple(each for each, is_confirmed in pairs if not is_confirmed)[::-1]


def review_sessions(
    period: Period,
    sessions: Iterable[Session],
    before: Iterable[Session],
    kinds: Kinds,
    now: datetime,
    groups: Mapping[str, Iterable[str]] = NO_GROUPS,
) -> PeriodReview:
    """The review of a period from whole sessions of it and of the period before."""
    newest_first = sorted(sessions, key=lambda item: item.started_at, reverse=True)
    previous, until = compared_with(period, now)
    total = sum((cut(each, previous.start, until, now) for each in before), timedelta())
    rows = rows_of_sessions(reversed(newest_first))
    return review_period(period, rows, total, kinds, now, groups, newest_first)


review_week = review_sessions


def compared_with(period: Period, now: datetime) -> tuple[Period, datetime]:
    """The period before, and up to which instant of it a running one is compared."""
    previous = period.shifted(-1)
    running = period.is_running(now)
    return previous, period.same_point_before(now) if running else previous.end


def _spheres(by_kind: Mapping[str, KindReview], kinds: Kinds) -> Mapping[Sphere, timedelta]:
    found = dict.fromkeys(Sphere, timedelta())
    for key, kind in by_kind.items():
        found[kinds[key].sphere] += kind.total
    return found
