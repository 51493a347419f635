"""Shows notices as the app does: ``notice_program.py SECONDS [TITLE BODY]…``, one after the other.

Prints the key of the button that was pressed.
"""

import sys

from PySide6.QtCore import QCoreApplication, QTimer

from presence.desktop.notify import Action, find_notifier

application = QCoreApplication(sys.argv)
notifier = find_notifier()
seconds = int(sys.argv[1])
texts = sys.argv[2:]


def chosen(key: str) -> None:
    print("chosen", key, flush=True)


def show_next() -> None:
    if texts:
        notifier.show(texts.pop(0), texts.pop(0), (Action("undo", "Undo"),), chosen, seconds)
        QTimer.singleShot(700, show_next)


show_next()
sys.exit(application.exec())
