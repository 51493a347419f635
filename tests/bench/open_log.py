"""``open_log.py HOME ROUNDS``: milliseconds until the log window is painted, as JSON."""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from PySide6.QtWidgets import QApplication, QLineEdit

from presence.core.clock import SystemClock
from presence.ui.log.window import LogWindow
from tests.bench.processes import peak_mb
from tests.core.conftest import Desk
from tests.fakes import FakeClock, FakeMuter
from tests.front.room import Room
from tests.screenshots_windows import VARIANTS, dressed

WORDS = ("wine", "garden", "łukasz", "zzz")
STEP, PAGE = 60, 600


def spent(does: Callable[[], object]) -> float:
    """Milliseconds until all that follows is painted."""
    began = time.perf_counter()
    does()
    QApplication.processEvents()
    return (time.perf_counter() - began) * 1000


def let_it_settle(seconds: float = 0.3) -> None:
    """What is added up and fetched ahead between events."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        QApplication.processEvents()


def letters(search: QLineEdit) -> list[float]:
    """Words typed letter by letter."""
    found = []
    for word in WORDS:
        for end in range(1, len(word) + 1):
            found.append(spent(lambda text=word[:end]: search.setText(text)))  # type: ignore[misc]  # text is bound
            let_it_settle(0.15)
        search.clear()
        let_it_settle()
    return found


def main() -> None:
    """Open it some times, then scroll and search in it."""
    home, rounds = Path(sys.argv[1]), int(sys.argv[2])
    app = QApplication([])
    dressed(app, VARIANTS[0])
    desk = Desk(home, FakeClock(SystemClock().now()), FakeMuter())
    room = Room(desk, Path(tempfile.mkdtemp(prefix="bench-log-settings.")))
    opened = []
    for _round in range(rounds + 1):
        opened.append(spent(lambda: room.screen.show("log")))
        window = room.shown(LogWindow)
        let_it_settle()
        window.close()
    room.screen.show("log")
    window.resize(1200, 800)
    let_it_settle(1.0)
    bar, random = window.table.verticalScrollBar(), Random(7)
    steps = [spent(lambda at=at: bar.setValue(at)) for at in range(0, 200 * STEP, STEP)]  # type: ignore[misc]  # at is bound
    pages = []
    for at in range(0, 60 * PAGE, PAGE):
        pages.append(spent(lambda at=at: bar.setValue(at)))  # type: ignore[misc]  # at is bound
        let_it_settle(0.05)
    places = [random.randrange(bar.maximum()) for _ in range(60)]
    jumps = [spent(lambda at=at: bar.setValue(at)) for at in places]  # type: ignore[misc]  # at is bound
    search = next(e for e in window.findChildren(QLineEdit) if e.accessibleName() == "Search")
    print(
        json.dumps(
            {
                "opened first": opened[:1],
                "opened": opened[1:],
                "a step of the wheel": steps,
                "a page": pages,
                "a jump to anywhere": jumps,
                "a letter typed": letters(search),
                "memory at most": [peak_mb()],
            }
        )
    )
    room.close()


if __name__ == "__main__":
    main()
