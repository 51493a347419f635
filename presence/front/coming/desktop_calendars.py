"""The calendars that the desktop holds: asked when it tells of a change, as long as it does."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from presence.core.coming.fetched import Source

if TYPE_CHECKING:
    from presence.desktop.calendars.eds_watch import EdsWatch
    from presence.desktop.dbus_qt import QtBus


class DesktopCalendars:
    """A watch for each of them; nothing is loaded before there is one."""

    def __init__(self, bus: "Callable[[], QtBus]") -> None:
        self._bus = bus
        self._watches: dict[str, tuple[str, EdsWatch]] = {}  # with the desktop's own id
        self.changed: Callable[[str], None] = _nobody

    def source(self, calendar_id: str, address: str) -> Source:
        """Where that calendar comes from; from now on its changes are told."""
        from presence.desktop.calendars.eds import EdsSource  # jeepney
        from presence.desktop.calendars.eds_watch import EdsWatch, WatchedSource

        known = self._watches.get(calendar_id)
        if known is None or known[0] != address or known[1].is_over:
            self.leave(calendar_id)
            watch = EdsWatch(self._bus(), address, lambda: self.changed(calendar_id))
            self._watches[calendar_id] = address, watch
        watch = self._watches[calendar_id][1]
        return WatchedSource(EdsSource(self._bus(), address), watch)

    def is_told_of(self, calendar_id: str) -> bool:
        """Whether its changes are heard of now."""
        known = self._watches.get(calendar_id)
        return known is not None and known[1].is_listening

    def leave(self, calendar_id: str) -> None:
        """Hear nothing more of it."""
        known = self._watches.pop(calendar_id, None)
        if known is not None:
            known[1].close()

    def keep_only(self, calendar_ids: Collection[str]) -> None:
        for calendar_id in [each for each in self._watches if each not in calendar_ids]:
            self.leave(calendar_id)

    def close(self) -> None:
        self.keep_only(())


def _nobody(_calendar_id: str) -> None:
    """Nobody wants to know."""
