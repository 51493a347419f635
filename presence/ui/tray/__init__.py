"""The icon in the tray, its menu, and what can be asked for there."""

from presence.ui.tray.tray import Tray
from presence.ui.tray.wishes import TrayExtras

__all__ = ["Tray", "TrayExtras"]
