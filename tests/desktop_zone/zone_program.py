"""Says the zone's name and Python's own local time, as the app would: a line at every change.

Its /etc is the folder that it is given: it runs in a mount namespace of its own.
"""

import subprocess
import sys
import time

from PySide6.QtCore import QCoreApplication

from presence.desktop.zone import zone_name
from presence.desktop.zone.watch import ZoneWatch


def say() -> None:
    print(zone_name(), time.localtime().tm_gmtoff, flush=True)


subprocess.run(["mount", "--bind", sys.argv[1], "/etc"], check=True)
application = QCoreApplication(sys.argv)
watch = ZoneWatch()
watch.changed.connect(say)
watch.want(application)
say()
sys.exit(application.exec())
