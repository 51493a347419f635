"""Notices of our own: a file for each way to show them, a null one."""

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from presence.core.frozen import dataclass
from presence.core.ports import NoticeAction, Notifier
from presence.desktop.notify.null import NullNotifier

if TYPE_CHECKING:
    from presence.desktop.dbus_qt import QtBus


@dataclass(frozen=True, slots=True)
class Action:
    """A button on a notice."""

    key: str
    label: str


def find_notifier(bus: "Callable[[], QtBus] | None" = None) -> Notifier:
    """The notices of this desktop; nothing is loaded or asked before the first one.

    ``bus`` gives the session bus; without it a connection of its own is made.
    """
    if sys.platform in ("win32", "darwin"):
        return NullNotifier()
    return LateNotifier(lambda: _on_session_bus(bus))


class LateNotifier:
    """A notifier that is made with the first notice."""

    def __init__(self, make: Callable[[], Notifier]) -> None:
        self._make = make
        self._notifier: Notifier | None = None

    def show(
        self,
        title: str,
        body: str,
        actions: Sequence[NoticeAction],
        chosen: Callable[[str], None],
        seconds: int,
    ) -> None:
        if self._notifier is None:
            self._notifier = self._make()
        self._notifier.show(title, body, actions, chosen, seconds)

    def close(self) -> None:
        if self._notifier is not None:
            self._notifier.close()


def _on_session_bus(bus: "Callable[[], QtBus] | None") -> Notifier:
    from presence.desktop.dbus_qt import QtBus  # jeepney
    from presence.desktop.notify.freedesktop import FreedesktopNotifier

    return FreedesktopNotifier(bus() if bus is not None else QtBus())
