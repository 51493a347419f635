"""Who shows tray icons on this computer, and how: a file for each way."""

import sys

from PySide6.QtCore import QObject

from presence.desktop.tray_host.host import TrayHost


def find_tray_host(parent: QObject | None = None) -> TrayHost:
    """What tells when a tray comes or goes; to be made before the icon."""
    if sys.platform == "darwin":
        from presence.desktop.tray_host.menu_bar import MenuBar

        return MenuBar(parent)
    if sys.platform == "win32":
        return TrayHost(parent)
    from presence.desktop.tray_host.status_notifier import StatusNotifierHost  # QtDBus

    return StatusNotifierHost(parent)
