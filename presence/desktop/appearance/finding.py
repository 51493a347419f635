"""Finds who says how this desktop wants things to look."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from presence.desktop.appearance.platform_theme import has_own_theme
from presence.desktop.appearance.unknown import UnknownAppearance

if TYPE_CHECKING:
    from presence.desktop.appearance.portal import PortalReader
    from presence.desktop.dbus_qt import QtBus


def find_appearance(bus: "Callable[[], QtBus]") -> "PortalReader | UnknownAppearance":
    """The portal on Linux, nobody elsewhere; ``bus`` is called when it is first asked."""
    if sys.platform != "linux":
        return UnknownAppearance()
    from presence.desktop.appearance.portal import PortalReader  # jeepney is there on Linux only

    return PortalReader(bus, with_font=not has_own_theme())
