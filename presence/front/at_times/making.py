"""The weekly notices, joined to the app."""

from presence.desktop.alarm import find_alarm
from presence.desktop.lock.screen_watch import ScreenWatch
from presence.desktop.zone.watch import ZoneWatch
from presence.front.app import App
from presence.front.at_times.not_seen import NotSeenNotice
from presence.front.at_times.told import ToldWeek
from presence.front.at_times.weekly_notice import WeeklyNotice
from presence.front.at_times.weekly_review import WeeklyReview
from presence.front.notices import Notices
from presence.front.people.due import DuePeople
from presence.front.screen import Screen
from presence.front.weeks import Weeks


def make_weekly_review(
    app: App, weeks: Weeks, screen: Screen, notices: Notices, sight: ScreenWatch
) -> WeeklyReview:
    """Wakes at its own instant, and hears of another zone from the files that name it."""
    told = ToldWeek(app.paths.week_told)
    alarm = find_alarm(app.clock, app)
    review = WeeklyReview(
        app.engine,
        app.log,
        app.clock,
        weeks,
        notices,
        sight,
        alarm,
        app.zone,
        told,
        screen.show,
        app,
        _people(app, weeks),
    )
    _follow_zone(review, screen)
    return review


def make_not_seen_notice(
    app: App, weeks: Weeks, screen: Screen, notices: Notices, sight: ScreenWatch
) -> NotSeenNotice:
    """The same for whom one has not seen for a while."""
    notice = NotSeenNotice(
        app.engine,
        app.log,
        app.clock,
        weeks,
        notices,
        sight,
        find_alarm(app.clock, app),
        app.zone,
        ToldWeek(app.paths.not_seen_told),
        screen.show,
        _people(app, weeks),
        app,
    )
    _follow_zone(notice, screen)
    return notice


def _people(app: App, weeks: Weeks) -> DuePeople:
    return DuePeople(
        app.log, app.paths.calendars, lambda: app.preferences.now, lambda: weeks.calendar
    )


def _follow_zone(notice: WeeklyNotice, screen: Screen) -> None:
    zone = ZoneWatch(notice)
    zone.changed.connect(notice.look_again)
    zone.want(notice)

    def close() -> None:
        zone.leave(notice)
        notice.close()

    screen.closing.connect(close)
