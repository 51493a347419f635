"""Says what is known of the screen, as the app would know it: a line at every change."""

import sys

from PySide6.QtCore import QCoreApplication

from presence.desktop.dbus_qt import QtBus
from presence.desktop.lock import find_screen_watch

application = QCoreApplication(sys.argv)
bus = QtBus()
screen = find_screen_watch(lambda: bus)
screen.changed.connect(lambda: print(screen.sight.value, flush=True))
screen.want(application)
sys.exit(application.exec())
