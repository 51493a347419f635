"""What holds in whatever life, as checks."""

from datetime import timedelta

from presence.core.engine.course import LET_IN_AFTER
from presence.core.reconcile import as_the_log_shows_it
from presence.core.review import Calendar, Week, WeekReview, cut, review_week
from presence.core.slip import spoilt_time
from presence.paths import find_paths
from presence.store import open_log
from tests.core.life import BEGINNING, END, Life

NOTHING = timedelta()


def check_rows(life: Life) -> None:
    """Lengths that can be, slips within, and at most one session in progress."""
    rows = life.rows()
    assert sum(row.ended_at is None for row in rows) <= 1
    for row in rows:
        assert row.ended_at is None or row.ended_at >= row.started_at, row
        spent = row.duration(life.now)
        began = life.began.get(row.id)
        assert began is None or spent <= life.passed - began + life.unnoticed, row
        for slip in row.slips:
            assert slip.length >= NOTHING
            assert slip.at >= row.started_at, row
            assert row.ended_at is None or slip.at + slip.length <= row.ended_at, row
        assert spoilt_time(row.slips, row.started_at, row.ended_at or life.now) <= spent
        share = row.kept_share(life.now)
        assert share is None or 0 <= share <= 1


def check_session(life: Life) -> None:
    """What the app has in hand is what the log holds."""
    open_rows = [row for row in life.rows() if row.ended_at is None]
    assert life.desk.engine.session == next(iter(open_rows), None)


def check_mute(life: Life) -> None:
    """Quiet in a session up to its bound, then for half a minute at most, and never otherwise."""
    desk = life.desk
    if desk.engine.session is not None:
        assert desk.is_quiet() != life.has_let_go
        assert life.has_let_go or (desk.muter.until and life.now < desk.muter.until)
    elif desk.is_quiet():
        assert desk.alarm.at is not None
        assert desk.alarm.at - life.now <= LET_IN_AFTER
    assert not any(event.error for event in desk.events)


def check_disk(life: Life) -> None:
    """Whoever opens the log anew reads the same, and every row is as it was written."""
    other = open_log(find_paths(str(life.desk.home)), check=True)
    try:
        assert other.between(BEGINNING, END) == life.rows()
        assert other.unconfirmed() == life.desk.log.unconfirmed()
        assert list(other.damaged()) == []
    finally:
        other.close()


def check_review(life: Life, calendar: Calendar) -> None:
    """Days add up to weeks, weeks to the sessions, nobody was with anybody for longer than that."""
    shown = life.shown()
    if not shown:
        return
    whole = {row.id: row.duration(life.now) for row in shown}
    found = dict.fromkeys(whole, NOTHING)
    people: dict[str, timedelta] = {}
    total = NOTHING
    last = max(row.ended_at or max(life.now, row.started_at) for row in shown)
    week = calendar.week_of(calendar.day_of(min(row.started_at for row in shown)))
    while week.start <= last:
        review = review_of(life, week)
        assert sum((day.total for day in review.days), NOTHING) == review.total
        assert sum((kind.total for kind in review.by_kind.values()), NOTHING) == review.total
        assert sum(review.by_sphere.values(), NOTHING) == review.total
        if not review.is_running:
            assert review.before_total == review_of(life, week.shifted(-1)).total
        for row in review.sessions:
            found[row.id] += cut(row, week.start, week.end, life.now)
        for name, span in review.by_person:
            assert span <= review.total
            people[name] = people.get(name, NOTHING) + span
        total += review.total
        week = week.shifted(1)
    assert found == whole
    assert total == sum(whole.values(), NOTHING)
    for name, span in people.items():
        assert span == sum((whole[row.id] for row in shown if name in row.people), NOTHING)


def review_of(life: Life, week: Week) -> WeekReview:
    """A week as the window and the command line read it."""
    log, before = life.desk.log, week.shifted(-1)
    kinds = log.kinds()
    rows, rows_before = (
        [as_the_log_shows_it(row, kinds[row.kind], life.now) for row in log.between(w.start, w.end)]
        for w in (week, before)
    )
    return review_week(week, rows, rows_before, kinds, life.now)
