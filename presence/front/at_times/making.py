"""The weekly notice, joined to the app."""

from presence.desktop.alarm import find_alarm
from presence.desktop.lock.screen_watch import ScreenWatch
from presence.desktop.zone.watch import ZoneWatch
from presence.front.app import App
from presence.front.at_times.told import ToldWeek
from presence.front.at_times.weekly_review import WeeklyReview
from presence.front.notices import Notices
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
    )
    zone = ZoneWatch(review)
    zone.changed.connect(review.look_again)
    zone.want(review)

    def close() -> None:
        zone.leave(review)
        review.close()

    screen.closing.connect(close)
    return review
