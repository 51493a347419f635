"""Draws the pictures of the README and every state of the week window, without a screen.

python -m tests.screenshots [FOLDER [PART-OF-A-NAME]]
"""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from presence.core.kind import Kinds
from presence.core.review import Calendar, Week, review_week
from presence.core.sample import PEOPLE, SEED, sample_year, within
from presence.core.session import Session
from presence.ui.look import Look
from presence.ui.windows.week import WeekWindow
from presence.ui.windows.week_page import WeekPage
from presence.ui.windows.week_sample import sample_page
from tests import screenshots_windows
from tests.screenshots_windows import LONG_NAME, VARIANTS, dressed

FOLDER = Path(__file__).parent.parent / "packaging" / "screenshots"
ZONE_NAME = "Europe/Berlin"
CALENDAR = Calendar(ZoneInfo(ZONE_NAME))
SUNDAY = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
SIZE = QSize(1000, 1120)

# What the README shows; everything else is for the eye of whoever changes the window.
README = {"week-full-light": "week-light", "week-full-dark": "week-dark"}


def page_of(sessions: tuple[Session, ...], now: datetime, week: Week | None = None) -> WeekPage:
    """The window's page for a log."""
    week = week or CALENDAR.week_of(CALENDAR.day_of(now))
    before = week.shifted(-1)
    kinds = Kinds()
    review = review_week(week, within(sessions, week), within(sessions, before), kinds, now)
    waiting = sum(not session.confirmed for session in sessions)
    return WeekPage(review, kinds, now, to_confirm=waiting, log_is_empty=not sessions)


def year() -> tuple[Session, ...]:
    return sample_year(SEED, CALENDAR.zone, ZONE_NAME, SUNDAY)


def full() -> WeekPage:
    return page_of(year(), SUNDAY)


def in_the_middle() -> WeekPage:
    now = SUNDAY - timedelta(days=3, hours=7)
    past = tuple(s for s in year() if s.ended_at is not None and s.ended_at <= now)
    running = Session(
        id="running",
        kind="meeting",
        started_at=now - timedelta(minutes=25),
        zone=ZONE_NAME,
        planned_end_at=now + timedelta(minutes=35),
        people=PEOPLE[-2:],
    )
    return page_of((*past, running), now)


def long_names() -> WeekPage:
    named = tuple(
        replace(session, people=tuple(f"{name} {LONG_NAME}" for name in session.people))
        for session in year()
    )
    return page_of(named, SUNDAY)


def clock_set_back() -> WeekPage:
    return page_of(year(), SUNDAY, CALENDAR.week_of(datetime(2026, 10, 25, tzinfo=UTC).date()))


def one_short() -> WeekPage:
    one = Session(
        id="one",
        kind="coffee",
        started_at=SUNDAY - timedelta(minutes=20),
        ended_at=SUNDAY - timedelta(minutes=3),
        zone=ZONE_NAME,
    )
    return page_of((one,), SUNDAY)


PAGES: dict[str, Callable[[], WeekPage]] = {
    "week-full": full,
    "week-running": in_the_middle,
    "week-long-names": long_names,
    "week-clock-set-back": clock_set_back,
    "week-one-short": one_short,
    "week-empty": lambda: page_of((), SUNDAY),
    "week-sample": lambda: sample_page(CALENDAR, ZONE_NAME, SUNDAY),
}


def week_window(look: Look, page: WeekPage) -> WeekWindow:
    window = WeekWindow(look)
    window.redraw(page)
    return window


def render_weeks(app: QApplication, folder: Path, part: str = "") -> list[Path]:
    """Draw the week window in every state and look whose name holds ``part``."""
    written = []
    for variant in VARIANTS:
        dressed(app, variant)
        for name, make_page in PAGES.items():
            full_name = f"{name}-{variant.name}"
            if part not in full_name:
                continue
            window = week_window(variant.look, make_page())
            window.resize(SIZE * (1.45 if variant.name == "large" else 1.0))
            window.show()
            app.processEvents()
            app.processEvents()  # once more: heights that follow from widths
            path = folder / f"{full_name}.png"
            window.grab().save(str(path))
            written.append(path)
            window.hide()
            window.deleteLater()
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return written


def main(folder: Path = FOLDER, part: str = "") -> list[Path]:
    """Draw all pictures."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    return [*render_weeks(app, folder, part), *screenshots_windows.render(folder, part)]


if __name__ == "__main__":
    for picture in main(
        *(kind(word) for kind, word in zip((Path, str), sys.argv[1:], strict=False))
    ):
        print(picture)
