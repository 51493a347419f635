"""``open_week.py HOME… ROUNDS``: milliseconds from the log's file to the painted week, as JSON."""

import json
import sys
import time

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from presence.core.clock import SystemClock
from presence.core.settings import Settings
from presence.drawing.review.page import ReviewPage
from presence.front.weeks import Weeks
from presence.paths import find_paths
from presence.store import open_log
from presence.ui.review.window import ReviewWindow
from tests.bench.week import ZONE
from tests.screenshots_windows import VARIANTS, dressed


def open_once(app: QApplication, home: str) -> float:
    """Open the log and the window, paint it, close both."""
    began = time.perf_counter()
    log = open_log(find_paths(home))
    now = SystemClock().now()
    weeks = Weeks(log, lambda: ZONE, Settings)
    waiting = len(log.unconfirmed())
    page = ReviewPage(weeks.review(weeks.this_week(now), now), log.kinds(), now, to_confirm=waiting)
    window = ReviewWindow(VARIANTS[0].look)
    window.redraw(page)
    window.present()
    app.processEvents()
    window.grab()
    spent = (time.perf_counter() - began) * 1000
    window.hide()
    window.deleteLater()
    # Without an event loop around it, nothing else lets it go.
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    log.close()
    return spent


def main() -> None:
    """Open each log's week in turns; the first of each is not counted."""
    *homes, rounds = sys.argv[1:]
    app = QApplication([])
    dressed(app, VARIANTS[0])
    spent: dict[str, list[float]] = {home: [] for home in homes}
    for turn in range(int(rounds) + 1):
        for home in homes:
            took = open_once(app, home)
            if turn:
                spent[home].append(took)
    print(json.dumps(spent))


if __name__ == "__main__":
    main()
