"""``open_review.py HOME ROUNDS``: milliseconds from the click to the painted review, as JSON.

The app has its log open and its fonts loaded, as it has when somebody clicks. What is measured is
all that the click does: reading the log, computing, making the window where there is none yet, and
painting what is seen. ``rest`` is what is then drawn below the fold.
"""

import json
import sys
import time

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from presence.core.clock import SystemClock
from presence.core.review import Period, Unit
from presence.core.settings import Settings
from presence.drawing.review.page import ReviewPage
from presence.front.weeks import Weeks
from presence.paths import find_paths
from presence.store import open_log
from presence.store.sessions import SessionStore
from presence.ui.review.window import ReviewWindow
from tests.bench.processes import peak_mb
from tests.bench.week import ZONE
from tests.screenshots_windows import VARIANTS, dressed

UNITS = (Unit.WEEK, Unit.MONTH, Unit.YEAR)


class Reader:
    """Opens periods of one log, as the joined window does."""

    def __init__(self, app: QApplication, log: SessionStore) -> None:
        self._app = app
        self._log = log
        self._weeks = Weeks(log, lambda: ZONE, Settings)
        self._now = SystemClock().now()

    def period(self, unit: Unit, back: int) -> Period:
        """So many weeks, months or years before the present one."""
        calendar = self._weeks.calendar
        return calendar.period_of(unit, calendar.day_of(self._now)).shifted(-back)

    def click(self, window: ReviewWindow | None, period: Period) -> tuple[float, float]:
        """Show a period in a window, a new one for None; until it is painted, and the rest."""
        began = time.perf_counter()
        review = self._weeks.review(period, self._now)
        waiting = len(self._log.unconfirmed())
        page = ReviewPage(review, self._log.kinds(), self._now, to_confirm=waiting)
        shown = window or ReviewWindow(VARIANTS[0].look)
        shown.redraw(page)
        shown.present()
        shown.repaint()
        painted = time.perf_counter()
        shown.draw_the_rest()
        self._app.processEvents()
        done = time.perf_counter()
        if window is None:
            shown.hide()
            shown.deleteLater()
            # Without an event loop around it, nothing else lets it go.
            QCoreApplication.sendPostedEvents(shown, QEvent.Type.DeferredDelete)
        return (painted - began) * 1000, (done - painted) * 1000


def main() -> None:
    """Every unit in turns; the first of each is not counted."""
    home, rounds = sys.argv[1:]
    app = QApplication([])
    dressed(app, VARIANTS[0])
    log = open_log(find_paths(home))
    reader = Reader(app, log)
    window = ReviewWindow(VARIANTS[0].look)
    spent: dict[str, list[float]] = {}
    for turn in range(int(rounds) + 1):
        for unit in UNITS:
            period = reader.period(unit, turn % 9)  # another one each time, of a log of ten years
            opened, rest = reader.click(None, period)
            walked, _rest = reader.click(window, period)
            if turn:
                spent.setdefault(f"{unit.value}, new window", []).append(opened)
                spent.setdefault(f"{unit.value}, beside", []).append(walked)
                spent.setdefault(f"{unit.value}, below the fold", []).append(rest)
    log.close()
    print(json.dumps({"spent": spent, "memory": peak_mb()}))


if __name__ == "__main__":
    main()
