"""The menu bar of macOS: a click on an icon opens its menu, as everybody expects there."""

from presence.desktop.tray_host.host import TrayHost


class MenuBar(TrayHost):
    """Always there."""

    @property
    def click_opens_menu(self) -> bool:
        return True
