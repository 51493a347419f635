"""What tells of input here, for a command that wants to know once."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer

from presence.core.clock import SystemClock
from presence.desktop.idle import find_idle_watch

if TYPE_CHECKING:
    from presence.desktop.dbus_qt import QtBus

LIMIT_MS = 2000


def who_tells_of_input(limit_ms: int = LIMIT_MS) -> str:
    """The name of what answers, "" where nothing does within the limit."""
    # Where there is an application already it is that of a test.
    application = QCoreApplication.instance() or QCoreApplication(["presence"])
    parent = QObject()
    buses: list[QtBus] = []

    def session_bus() -> "QtBus":
        from presence.desktop.dbus_qt import QtBus  # jeepney

        buses.append(QtBus(parent=parent))
        return buses[-1]

    watch = find_idle_watch(session_bus, SystemClock(), parent=parent)
    limit = QTimer(parent)
    limit.setSingleShot(True)
    limit.start(limit_ms)
    watch.want(parent)
    while watch.works is None and limit.isActive():
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    found = watch.told_by
    watch.leave(parent)
    for bus in buses:
        bus.close()
    parent.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return found
