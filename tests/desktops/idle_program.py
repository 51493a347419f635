"""Says what is known of input, as the app would know it: a line for each thing told.

The seconds are those that the person is to have been without input.
"""

import sys
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from presence.core.clock import SystemClock
from presence.desktop.dbus_qt import QtBus
from presence.desktop.idle import find_idle_watch


def say(what: str, at: datetime) -> None:
    print(what, at.timestamp(), flush=True)


application = QCoreApplication(sys.argv)
bus = QtBus()
span = timedelta(seconds=float(sys.argv[1]))
watch = find_idle_watch(lambda: bus, SystemClock(), span)
watch.settled.connect(lambda: print("by", watch.told_by or "nothing", flush=True))
watch.rested.connect(lambda at: say("rested", at))
watch.stirred.connect(lambda at: say("stirred", at))
watch.want(application)
sys.exit(application.exec())
