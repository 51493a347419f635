"""What shows tray icons: whether it is there, and what it does with them."""

from PySide6.QtCore import QObject, Signal


class TrayHost(QObject):
    """Someone who shows tray icons; this one is always there and tells nothing (Windows)."""

    appeared = Signal()
    vanished = Signal()

    @property
    def draws_menus(self) -> bool:
        """Whether a menu is sent there to be drawn (dbusmenu), rather than shown by Qt."""
        return False

    @property
    def knows_our_icons(self) -> bool:
        """Whether our icons lie where it looks for icons by name."""
        return False

    @property
    def click_opens_menu(self) -> bool:
        """Whether people expect the menu from a plain click."""
        return False
