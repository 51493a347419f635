"""For desktops without a portal: says nothing, and what Qt knows counts."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from presence.desktop.appearance.appearance import Appearance


class UnknownAppearance(QObject):
    """Never has a wish."""

    changed = Signal(object)  # Appearance

    @property
    def appearance(self) -> Appearance:
        """No wish at all."""
        return Appearance()

    def read(self, answered: Callable[[], None]) -> None:
        """Answers at once."""
        answered()
