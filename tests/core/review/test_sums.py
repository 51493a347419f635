"""Days, weeks, months and years add up to each other, and so do the people in them."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from presence.core.kind import Kinds
from presence.core.reconcile import as_the_log_shows_it
from presence.core.review import Calendar, Period, PeriodReview, Unit, review_sessions
from presence.core.review.compare import compare
from presence.core.session import Session
from tests.core.review.made import DAYS, FIRST, GROUPS, Log, calendars, logs, overlaps

NOTHING = timedelta()
KINDS = Kinds()


def shown(log: Log) -> list[Session]:
    return [as_the_log_shows_it(each, KINDS[each.kind], log.now) for each in log.sessions]


def review(log: Log, period: Period) -> PeriodReview:
    def within(one: Period) -> list[Session]:
        return [each for each in shown(log) if overlaps(each, one, log.now)]

    before = within(period.shifted(-1))
    return review_sessions(period, within(period), before, KINDS, log.now, GROUPS)


def cut_into(whole: Period, unit: Unit) -> list[Period]:
    """The days, weeks or months that a period touches, cut at its edges."""
    parts: list[Period] = []
    first = whole.first
    while first <= whole.last:
        last = min(whole.calendar.period_of(unit, first).last, whole.last)
        parts.append(whole.calendar.span(first, last))
        first = last + timedelta(days=1)
    return parts


@settings(max_examples=30, deadline=None)
@given(logs(), calendars(), st.sampled_from((Unit.DAY, Unit.WEEK, Unit.MONTH)))
def test_the_parts_of_a_span_add_up_to_it(log: Log, calendar: Calendar, unit: Unit) -> None:
    first = calendar.day_of(FIRST) - timedelta(days=1)
    whole = calendar.span(first, first + timedelta(days=40 if unit is Unit.DAY else DAYS + 10))
    log = replace(log, sessions=tuple(each for each in log.sessions if is_over_by(whole, each)))
    parts = [review(log, part) for part in cut_into(whole, unit)]
    together = review(log, whole)

    assert sum((part.total for part in parts), NOTHING) == together.total
    assert sum((part.with_people for part in parts), NOTHING) == together.with_people
    assert together.total == sum((each.duration(log.now) for each in shown(log)), NOTHING)
    for name in ("by_person", "by_group", "by_tag", "by_place"):
        assert added_up(parts, name) == {
            key.casefold(): span for key, span in dict(getattr(together, name)).items()
        }
    for kind, found in together.by_kind.items():
        of_kind = [part.by_kind[kind].total for part in parts if kind in part.by_kind]
        assert sum(of_kind, NOTHING) == found.total
    assert sum(part.looks.all.count for part in parts) == together.looks.all.count
    assert sum(part.planned.count for part in parts) == together.planned.count
    assert sum((part.planned.real for part in parts), NOTHING) == together.planned.real


def is_over_by(whole: Period, session: Session) -> bool:
    return session.started_at + timedelta(days=3) < whole.end


def added_up(parts: list[PeriodReview], name: str) -> dict[str, timedelta]:
    """The same name may be spelt another way in another part."""
    found: dict[str, timedelta] = {}
    for part in parts:
        for key, span in getattr(part, name):
            found[key.casefold()] = found.get(key.casefold(), NOTHING) + span
    return found


@settings(max_examples=25, deadline=None)
@given(logs(), calendars(), st.integers(2025, 2026))
def test_a_year_is_its_months_and_its_weeks(log: Log, calendar: Calendar, year: int) -> None:
    whole = review(log, calendar.year_of(FIRST.date().replace(year=year, month=6, day=1)))
    for parts in (whole.weeks, whole.months, whole.days):
        assert sum((part.total for part in parts), NOTHING) == whole.total
    assert [part.whole.unit for part in whole.months] == [Unit.MONTH] * 12
    assert len(whole.days) == whole.period.length
    for part in whole.months:
        assert review(log, part.whole).total == part.total
    for part in whole.weeks[1:-1]:  # the first and the last may be cut
        assert (part.first, part.last) == (part.whole.first, part.whole.last)
        assert review(log, part.whole).total == part.total


@settings(max_examples=40, deadline=None)
@given(logs(), calendars(), st.sampled_from((Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR)))
def test_what_is_over_is_compared_with_the_whole_one_before(
    log: Log, calendar: Calendar, unit: Unit
) -> None:
    period = calendar.period_of(unit, calendar.day_of(FIRST) + timedelta(days=100))
    this, last = review(log, period), review(log, period.shifted(-1))
    if not this.is_running:
        assert this.before_total == last.total
    beside = compare(this, last)
    assert beside.total.change == this.total - last.total
    assert sum((pair.one for _key, pair in beside.by_kind), NOTHING) == this.total
    assert sum((pair.other for _key, pair in beside.by_kind), NOTHING) == last.total
    assert {name for name, _pair in beside.by_person} == {
        name for one in (this, last) for name, _span in one.by_person
    }
