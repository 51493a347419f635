"""Watches for a panel that shows StatusNotifierItems.

Qt decides once, when an icon is made, whether it goes to such a panel or (on X11) into the older
system tray, so whoever shows an icon makes it anew when a panel has appeared.
"""

from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection, QDBusServiceWatcher

from presence.desktop.tray_host.host import TrayHost
from presence.desktop.tray_host.icons import icons_are_installed

WATCHER = "org.kde.StatusNotifierWatcher"


class StatusNotifierHost(TrayHost):
    """The owner of the bus name by which such panels are known; silent without a session bus."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Asked once: a panel needs some seconds to see files that came after it.
        self._knows_our_icons = icons_are_installed()
        self._bus = QDBusConnection.sessionBus()
        if not self._bus.isConnected():
            return
        either = QDBusServiceWatcher.WatchModeFlag.WatchForOwnerChange
        # (setConnection on a watcher made without one listens to nothing in PySide6 6.11)
        self._watcher = QDBusServiceWatcher(WATCHER, self._bus, either, self)
        self._watcher.serviceRegistered.connect(self.appeared)
        self._watcher.serviceUnregistered.connect(self.vanished)

    @property
    def draws_menus(self) -> bool:
        if not self._bus.isConnected():
            return False
        return bool(self._bus.interface().isServiceRegistered(WATCHER).value())

    @property
    def knows_our_icons(self) -> bool:
        return self._knows_our_icons
