"""Windows whose parts are made anew all day do not end the process."""

import gc
import subprocess
import sys

from PySide6.QtWidgets import QApplication, QLabel, QLayoutItem, QPushButton
from pytestqt.qtbot import QtBot

from presence.ui.page import PageWindow
from presence.ui.review.cards import Cards
from tests.screenshots_windows import VARIANTS

SECONDS = 8  # with wrappers left behind it ended within two


def test_parts_that_are_made_anew_never_end_the_process() -> None:
    command = [sys.executable, "-X", "faulthandler", "-m", "tests.ui.rebuilding", str(SECONDS)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


def test_a_window_that_is_laid_out_all_day_keeps_nothing_of_it(qtbot: QtBot) -> None:
    window = PageWindow(VARIANTS[0].look, "Week", 40)
    qtbot.addWidget(window)
    cards = Cards()
    window.column.addWidget(QPushButton("Start"))
    window.column.addLayout(cards)
    for name in ("Ana", "Tom"):
        cards.addWidget(QLabel(name))
    window.show()
    before = _items()
    for width in range(300, 330):
        window.resize(width, 400)
        window.page.order_tabs()
        QApplication.processEvents()
    assert _items() == before


def _items() -> int:
    gc.collect()
    return sum(isinstance(each, QLayoutItem) for each in gc.get_objects())
