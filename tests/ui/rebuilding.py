"""A program that makes and takes away parts of windows for some seconds: it must not end early."""

import gc
import sys
import time
from datetime import timedelta
from random import Random

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from presence.core.tracker import StartRequest
from presence.ui.windows.session import SessionView, SessionWindow
from tests import screenshots_asking
from tests.screenshots_windows import VARIANTS, dressed, snapshot

STARTS = (
    (StartRequest("meeting", length=timedelta(minutes=60)), StartRequest("walk", is_open=True)),
    (StartRequest("family", is_open=True), StartRequest("coffee", length=timedelta(minutes=45))),
)


def main(seconds: float) -> None:
    """Parts made anew in one window, and another one that comes and goes."""
    gc.disable()  # it may hide that something lives on
    application = QApplication(sys.argv[:1])
    dressed(application, VARIANTS[0])
    random = Random(20261128)
    cards = [make for name, make in screenshots_asking.SCENES.items() if name.startswith("card")]
    window = SessionWindow(VARIANTS[0].look)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        card = random.choice(cards)(VARIANTS[0].look)
        card.show()
        application.processEvents()
        view = SessionView(has_tray=True, starts=random.choice(STARTS), week_line="")
        window.redraw(snapshot(None), view)
        card.close()
        card.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        application.processEvents()
        del card


if __name__ == "__main__":
    main(float(sys.argv[1]))
