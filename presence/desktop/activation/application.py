"""org.freedesktop.Application on the session bus, exported by QtDBus, which the icon has loaded.

Not the lock of the one instance: that is a file. A desktop calls it only for an entry in its menu
whose file is named like the bus name, with ``DBusActivatable=true`` in it.
"""

import logging
from collections.abc import Sequence

from PySide6.QtCore import ClassInfo, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

logger = logging.getLogger(__name__)

INTERFACE = "org.freedesktop.Application"
ACTIONS = ("toggle", "ask")  # as the entry in the menu has them
MOST_LINKS = 1  # one window asks about one


@ClassInfo({"D-Bus Interface": INTERFACE})  # type: ignore[call-arg]  # the stubs lack it
class Application(QObject):  # type: ignore[operator]  # as above
    """Tells what was asked; a slot here never raises, for that would be answered as success."""

    activated = Signal()
    action_wanted = Signal(str)
    link_opened = Signal(str)

    def __init__(
        self, name: str, bus: QDBusConnection | None = None, parent: QObject | None = None
    ) -> None:
        """``name`` is the bus name, and with slashes the path."""
        super().__init__(parent)
        self._name = name
        self._path = f"/{name.replace('.', '/').replace('-', '_')}"
        self._bus = bus if bus is not None else QDBusConnection.sessionBus()
        slots = QDBusConnection.RegisterOption.ExportAllSlots
        # The object first: who waits for the name may call at once.
        self.is_there = (
            self._bus.isConnected()
            and self._bus.registerObject(self._path, self, slots)
            and self._bus.registerService(name)
        )
        if not self.is_there:
            logger.info("no %s on the bus: it has another owner, or there is no bus", name)
            self._bus.unregisterObject(self._path)

    def close(self) -> None:
        """Give the name back."""
        if self.is_there:
            self._bus.unregisterService(self._name)
            self._bus.unregisterObject(self._path)
            self.is_there = False

    @Slot("QVariantMap")
    def Activate(self, platform_data: object) -> None:
        self.activated.emit()

    @Slot("QStringList", "QVariantMap")
    def Open(self, uris: Sequence[str], platform_data: object) -> None:
        for uri in list(uris)[:MOST_LINKS]:
            self.link_opened.emit(uri)

    @Slot(str, "QVariantList", "QVariantMap")
    def ActivateAction(self, name: str, parameter: object, platform_data: object) -> None:
        if name in ACTIONS:
            self.action_wanted.emit(name)
