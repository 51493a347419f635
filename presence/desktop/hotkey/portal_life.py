"""Whether the portal is there: one that dies takes the keys along, and says nothing.

Nobody is asked to start it again: at a logout it goes before us, and with the next program that
wants something of it there is another one.
"""

from collections.abc import Callable

from jeepney import MatchRule, Message
from PySide6.QtCore import QTimer

from presence.desktop.dbus import BUS
from presence.desktop.dbus_qt import QtBus

PATIENCE_MS = 10_000  # one that is updated is there again by then


class PortalLife:
    """``is_back`` is called when another one has come, ``stays_away`` when none comes soon."""

    def __init__(
        self,
        bus: QtBus,
        name: str,
        is_back: Callable[[], None],
        stays_away: Callable[[], None],
        patience_ms: int = PATIENCE_MS,
    ) -> None:
        self._patience = QTimer(bus)
        self._patience.setSingleShot(True)
        self._patience.setInterval(patience_ms)
        self._patience.timeout.connect(stays_away)
        self._back = QTimer(bus)  # later: who is called lets the bus go that is being read
        self._back.setSingleShot(True)
        self._back.timeout.connect(is_back)
        rule = MatchRule(type="signal", sender=BUS.bus_name, member="NameOwnerChanged")
        rule.add_arg_condition(0, name)
        bus.subscribe(rule, self._on_owner)

    def _on_owner(self, message: Message) -> None:
        if message.body[2]:
            self._patience.stop()
            self._back.start(0)
        else:
            self._patience.start()
