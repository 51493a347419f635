"""Shows what comes by itself: ``asking_program.py card|closing|nudge``; prints what is answered."""

import sys

from PySide6.QtWidgets import QApplication

from presence.ui.windows.card import ReturnCard
from tests.screenshots_asking import PANELS, SCENES
from tests.screenshots_windows import VARIANTS, dressed

application = QApplication(sys.argv)
dressed(application, VARIANTS[0])
if sys.argv[1] == "nudge":
    shown = PANELS["nudge"]()
    shown.setWindowTitle("It comes by itself")
else:
    window = SCENES["card-hint" if sys.argv[1] == "card" else "closing"](VARIANTS[0].look)
    window.setWindowTitle("It comes by itself")
    if isinstance(window, ReturnCard):
        window.ended.connect(lambda *_answer: print("answered", flush=True))
    window.appear()
sys.exit(application.exec())
