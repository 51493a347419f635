"""Notices through org.freedesktop.Notifications (Desktop Notifications Specification 1.2).

One notice at a time: the next takes the place of the last. Everything is asked and answered on the
Qt loop; without a server the notice is dropped, and the log says so.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, MatchRule, Message
from PySide6.QtCore import QTimer

from presence import APPLICATION_ID
from presence.core.ports import NoticeAction
from presence.desktop.dbus import BUS, BusError, method_call
from presence.desktop.dbus_qt import QtBus
from presence.paths import resources_dir

logger = logging.getLogger(__name__)

NAME = "org.freedesktop.Notifications"
SERVER = DBusAddress("/org/freedesktop/Notifications", bus_name=NAME, interface=NAME)
APP = "Presence"
NORMAL = 1  # never 2, critical: that would pierce the mute
SERVER_DECIDES = -1
TIME_LIMIT_MS = 10_000  # the bus may have to start the server first
# GNOME and others keep a notice for as long as they like, so we take it away ourselves, a little
# later than asked for: dunst keeps one for longer while the pointer is on it.
GRACE_MS = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class _Notice:
    title: str
    body: str
    actions: tuple[NoticeAction, ...]
    chosen: Callable[[str], None]
    seconds: int


class FreedesktopNotifier:
    """Shows our notices; ``seconds`` 0 leaves it to the server when one goes."""

    def __init__(self, bus: QtBus) -> None:
        self._bus = bus
        self._abilities: frozenset[str] | None = None
        self._wanted: _Notice | None = None
        self._shown: _Notice | None = None
        self._number = 0
        self._is_asking = False
        self._timer = QTimer(bus)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.close)
        for member, heard in (
            ("ActionInvoked", self._on_action),
            ("NotificationClosed", self._on_closed),
        ):
            rule = MatchRule(type="signal", sender=NAME, interface=NAME, member=member)
            bus.subscribe(rule, heard)
        changes = MatchRule(type="signal", sender=BUS.bus_name, member="NameOwnerChanged")
        changes.add_arg_condition(0, NAME)
        bus.subscribe(changes, self._on_another_server)

    def show(
        self,
        title: str,
        body: str,
        actions: Sequence[NoticeAction],
        chosen: Callable[[str], None],
        seconds: int,
    ) -> None:
        self._wanted = _Notice(title, body, tuple(actions), chosen, seconds)
        self._go_on()

    def close(self) -> None:
        self._wanted = None
        self._go_on()

    # Inside: one question at a time, until what is shown is what is wanted

    def _go_on(self) -> None:
        if self._is_asking or self._wanted is self._shown:
            return
        if self._wanted is None:
            number = self._number
            self._forget_shown()
            self._bus.call(method_call(SERVER, "CloseNotification", "u", (number,)))
        elif self._abilities is None:
            self._ask("GetCapabilities", None, (), self._on_abilities)
        else:
            self._send(self._wanted, self._abilities)

    def _send(self, notice: _Notice, abilities: frozenset[str]) -> None:
        buttons: list[str] = []
        if "actions" in abilities:
            for action in notice.actions:
                buttons += [action.key, action.label]
        hints = {
            "urgency": ("y", NORMAL),
            "desktop-entry": ("s", APPLICATION_ID),
            "suppress-sound": ("b", True),
        }
        icon = resources_dir() / "icons" / "hicolor" / "scalable" / "apps" / "presence.svg"
        body = _escaped(notice.body) if "body-markup" in abilities else notice.body
        limit = notice.seconds * 1000 if notice.seconds else SERVER_DECIDES
        values = (APP, self._number, str(icon), notice.title, body, buttons, hints, limit)

        def on_number(answer: tuple[Any, ...], error: BusError | None) -> None:
            self._on_number(notice, answer, error)

        self._ask("Notify", "susssasa{sv}i", values, on_number)

    def _ask(
        self,
        member: str,
        signature: str | None,
        values: tuple[object, ...],
        answered: Callable[[tuple[Any, ...], BusError | None], None],
    ) -> None:
        self._is_asking = True
        message = method_call(SERVER, member, signature, values, auto_start=True)
        self._bus.call(message, answered, TIME_LIMIT_MS)

    def _on_abilities(self, answer: tuple[Any, ...], error: BusError | None) -> None:
        self._is_asking = False
        if error is not None:
            self._give_up(error)
            return
        self._abilities = frozenset(answer[0])
        self._go_on()

    def _on_number(self, notice: _Notice, answer: tuple[Any, ...], error: BusError | None) -> None:
        self._is_asking = False
        if error is not None:
            self._give_up(error)
            return
        self._number = int(answer[0])
        self._shown = notice
        self._timer.stop()
        if notice.seconds:
            self._timer.start(notice.seconds * 1000 + GRACE_MS)
        self._go_on()

    def _give_up(self, error: BusError) -> None:
        logger.info("a notice was not shown: %s", error)
        self._wanted = None
        self._forget_shown()

    def _on_action(self, message: Message) -> None:
        number, key = message.body
        notice = self._shown
        if notice is None or number != self._number:
            return
        if key in [action.key for action in notice.actions]:
            self.close()
            notice.chosen(key)

    def _on_closed(self, message: Message) -> None:
        if self._shown is not None and message.body[0] == self._number:
            if self._wanted is self._shown:
                self._wanted = None
            self._forget_shown()

    def _on_another_server(self, message: Message) -> None:
        """Another server knows neither our number nor what the last one could do."""
        self._abilities = None
        if self._wanted is self._shown:
            self._wanted = None
        self._forget_shown()

    def _forget_shown(self) -> None:
        self._shown = None
        self._number = 0
        self._timer.stop()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
