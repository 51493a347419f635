"""Says what is heard of sleep and lid, as the app would hear it: a line for each."""

import sys
from functools import partial

from PySide6.QtCore import QCoreApplication

from presence.desktop.dbus_qt import QtBus
from presence.desktop.lock import find_screen_watch

application = QCoreApplication(sys.argv)
bus = QtBus()
screen = find_screen_watch(lambda: bus)
for name in ("fell_asleep", "woke", "lid_closed", "lid_opened"):
    getattr(screen, name).connect(partial(print, name, flush=True))
screen.changed.connect(lambda: print(screen.sight.value, flush=True))
screen.want(application)
sys.exit(application.exec())
