"""Reads the desktop's wishes from org.freedesktop.portal.Settings, and hears of changes at once."""

import logging
from collections.abc import Callable
from typing import Any

from jeepney import DBusAddress, MatchRule, Message
from PySide6.QtCore import QObject, Signal

from presence.desktop.appearance.appearance import (
    APPEARANCE,
    INTERFACE,
    Appearance,
    appearance_of,
)
from presence.desktop.dbus import BusError, method_call
from presence.desktop.dbus_qt import QtBus

logger = logging.getLogger(__name__)

PORTAL = DBusAddress(
    "/org/freedesktop/portal/desktop",
    bus_name="org.freedesktop.portal.Desktop",
    interface="org.freedesktop.portal.Settings",
)
TIME_LIMIT_MS = 10_000  # the portal may have to be started; nobody waits for it


class PortalReader(QObject):
    """Asks nothing until ``read``; from then on ``changed`` says what differs."""

    changed = Signal(object)  # Appearance

    def __init__(
        self, bus: Callable[[], QtBus], with_font: bool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._find_bus = bus
        self._with_font = with_font
        self._bus: QtBus | None = None
        self._settings: dict[str, dict[str, tuple[str, Any]]] = {}
        self._appearance = Appearance()
        self._waiting: list[Callable[[], None]] = []
        self._has_answer = False

    @property
    def appearance(self) -> Appearance:
        """What is known now."""
        return self._appearance

    def read(self, answered: Callable[[], None]) -> None:
        """Ask the portal once; ``answered`` is called later, when it has answered or cannot."""
        if self._has_answer:
            answered()
            return
        self._waiting.append(answered)
        if self._bus is not None:
            return
        self._bus = self._find_bus()
        rule = MatchRule(
            type="signal",
            sender=PORTAL.bus_name,
            interface=PORTAL.interface,
            member="SettingChanged",
            path=PORTAL.object_path,
        )
        self._bus.subscribe(rule, self._on_setting_changed)
        names = ([APPEARANCE, INTERFACE],)
        message = method_call(PORTAL, "ReadAll", "as", names, auto_start=True)
        self._bus.call(message, self._on_settings, TIME_LIMIT_MS)

    def _on_settings(self, body: tuple[Any, ...], error: BusError | None) -> None:
        self._has_answer = True
        if error is not None:
            logger.info("no portal to ask for looks: %s", error)
        else:
            for namespace, table in body[0].items():
                self._settings.setdefault(namespace, {}).update(table)
            self._take_over()
        waiting, self._waiting = self._waiting, []
        for answered in waiting:
            answered()

    def _on_setting_changed(self, message: Message) -> None:
        namespace, key, value = message.body
        self._settings.setdefault(namespace, {})[key] = value
        self._take_over()

    def _take_over(self) -> None:
        appearance = appearance_of(self._settings, self._with_font)
        if appearance != self._appearance:
            self._appearance = appearance
            self.changed.emit(appearance)
