"""The calendars that the desktop holds already: a file for each place that keeps them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from presence.core.coming.fetched import Failure, Source
from presence.core.coming.held import HeldCalendar

if TYPE_CHECKING:
    from presence.desktop.dbus_qt import QtBus

Listed = Callable[[tuple[HeldCalendar, ...] | Failure], None]


def list_calendars(session_bus: "Callable[[], QtBus]", language: str, listed: Listed) -> None:
    """Ask by name for what there is; ``listed`` is called once, later."""
    from presence.desktop.calendars.listing import list_held  # jeepney

    list_held(session_bus(), language, listed)


def find_calendar(session_bus: "Callable[[], QtBus]", address: str) -> Source:
    """The source for one of them, by its ``HeldCalendar.id``."""
    from presence.desktop.calendars.eds import EdsSource  # jeepney

    return EdsSource(session_bus(), address)
