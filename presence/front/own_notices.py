"""Which notices serve here: those of the desktop, else those of the icon."""

from presence.core.ports import Notifier
from presence.desktop.notify import find_notifier
from presence.desktop.notify.null import NullNotifier
from presence.front.app import App
from presence.ui.tray import Tray


def notices_of(app: App, tray: Tray) -> Notifier:
    """Nothing is loaded or asked before the first one."""
    found = find_notifier(app.bus)
    if not isinstance(found, NullNotifier):
        return found
    from presence.ui.tray.notices import TrayNotices  # for Windows and macOS

    return TrayNotices(tray)
