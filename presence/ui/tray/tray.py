"""The icon in the tray: its picture, tooltip, menu and click; made anew when a tray appears."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, SignalInstance
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from presence.core.frozen import replace
from presence.ui.tray.icon import tray_icon
from presence.ui.tray.ink import ink_for_any_panel
from presence.ui.tray.wishes import TrayExtras, TrayWishes

if TYPE_CHECKING:  # the icon shows first; the session is read, and the menu written, after it
    from presence.core.snapshot import Snapshot
    from presence.ui.tray.menu import TrayMenu

SECOND_CLICK = 2.0  # seconds in which another click is a slip of the finger

MENU_AFTER = 200  # milliseconds after something changed: desktop and log come first
UNREAD = ("presence-idle", "Presence")  # for the moment before the log is read

Reason = QSystemTrayIcon.ActivationReason


class Host(Protocol):
    """What shows the icon (``desktop/tray_host``)."""

    @property
    def appeared(self) -> SignalInstance: ...
    @property
    def vanished(self) -> SignalInstance: ...
    @property
    def draws_menus(self) -> bool: ...
    @property
    def knows_our_icons(self) -> bool: ...
    @property
    def click_opens_menu(self) -> bool: ...


class Tray(TrayWishes):
    """The icon in the tray; ``redraw`` shows a snapshot, ``show`` puts the icon there."""

    def __init__(
        self,
        host: Host,
        accent: str,
        monotonic: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._host = host
        self._ink = ink_for_any_panel(accent)
        self._monotonic = monotonic
        self._acted_at = float("-inf")
        self._snapshot: Snapshot | None = None
        self._extras = TrayExtras()
        self._drawn = ""
        self._icon: QSystemTrayIcon | None = None
        self._menu = self._new_menu()
        self._lines: TrayMenu | None = None
        self._is_asking = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._write_menu)
        self.clicked.connect(self._on_acted)
        host.appeared.connect(self._make_anew)
        host.vanished.connect(self._make_anew)

    @property
    def is_seen(self) -> bool:
        """Whether anything here shows tray icons now."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        """Put the icon into the tray, now or when there is one."""
        if self._icon is None:
            self._make()

    def hide(self) -> None:
        """Take the icon away."""
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None

    def redraw(self, snapshot: "Snapshot", extras: TrayExtras | None = None) -> None:
        """Show what is so; of the extras, those that are not given stay as they were."""
        self._snapshot = snapshot
        if extras is not None:
            self._extras = replace(
                extras,
                combinations=extras.combinations or self._extras.combinations,
                week=extras.week or self._extras.week,
            )
        self._paint()
        if self._lines is not None:
            self._lines.redraw(snapshot, self._extras)
        is_whole = extras is not None and extras.week is not None
        if self._icon is not None and not is_whole and not self._is_asking:
            self._soon.start(0 if self._lines is None else MENU_AFTER)

    def speak_anew(self) -> None:
        """Write the menu in the language that is in use now."""
        self._menu.deleteLater()
        self._menu, self._lines = self._new_menu(), None
        self._make_anew()
        if self._snapshot is not None:
            self.redraw(self._snapshot)

    # Inside

    def _new_menu(self) -> QMenu:
        menu = QMenu()
        menu.aboutToShow.connect(self._ask)
        return menu

    def show_message(self, title: str, body: str, seconds: int) -> bool:
        """Have the icon say something; whether there is one that can."""
        if self._icon is None or not self._icon.supportsMessages():
            return False
        self._icon.showMessage(title, body, self._icon.icon(), seconds * 1000)
        return True

    def _make_anew(self) -> None:
        if self._icon is not None:
            self.hide()
            self._make()

    def _make(self) -> None:
        self._icon = QSystemTrayIcon(self)
        self._drawn = ""
        self._paint()
        # On macOS 27, Qt 6.12.0 aborts when such a menu opens (throneproj/Throne#1884).
        if not self._host.click_opens_menu:
            self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self.message_clicked)
        self._icon.show()
        if self._lines is not None:
            self._lines.set_exported(self._host.draws_menus)

    def _write_menu(self) -> None:
        """Bring the menu up to date as a whole, before anybody opens it."""
        if self._lines is None:
            from presence.ui.tray.menu import TrayMenu  # not needed for the icon to show

            self._lines = TrayMenu(self._menu, self)
            self._lines.set_exported(self._host.draws_menus)
        self._ask()

    def _ask(self) -> None:
        self._is_asking = True
        self.menu_opening.emit()
        self._is_asking = False

    def _paint(self) -> None:
        if self._icon is None:
            return
        name, text = self._state()
        if name != self._drawn:
            self._drawn = name
            self._icon.setIcon(tray_icon(name, self._ink, self._host.knows_our_icons))
        if text != self._icon.toolTip():
            self._icon.setToolTip(text)

    def _state(self) -> tuple[str, str]:
        """The icon's name and the tooltip."""
        if self._snapshot is None:
            return UNREAD
        from presence.ui.tray.state import icon_name
        from presence.ui.tray.words import tooltip

        return icon_name(self._snapshot), tooltip(self._snapshot, self._extras.show_people)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        """A plain click acts; a middle one, the wheel and the second of a double click do not."""
        if self._host.click_opens_menu and reason in (Reason.Trigger, Reason.Context):
            self._menu.popup(QCursor.pos())
        elif reason is not Reason.Trigger:
            return
        elif self._monotonic() - self._acted_at >= SECOND_CLICK:
            self.clicked.emit()
            self._on_acted()  # again: a click made while this one was being done waits in the loop

    def _on_acted(self) -> None:
        self._acted_at = self._monotonic()
