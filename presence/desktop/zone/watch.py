"""Whether the system's time zone became another one: heard of, never polled."""

import logging
import sys
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from presence.desktop.zone.system import zone_name

logger = logging.getLogger(__name__)


class Source(Protocol):
    """One that tells of changes, from ``start`` to ``stop``; all on the Qt thread."""

    def start(self, told: Callable[[], None]) -> None:
        """Call ``told`` when the zone may be another one; more often than it is does no harm."""

    def stop(self) -> None: ...


class ZoneWatch(QObject):
    """Emits ``changed`` when the system's zone has another name, while somebody wants to know.

    Python's own local time is right by then.
    """

    changed = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        source: Callable[[], Source] | None = None,
        name: Callable[[], str] = zone_name,
    ) -> None:
        super().__init__(parent)
        self._make_source = source or _find_source
        self._source: Source | None = None
        self._ask = name
        self._name = ""
        self._wanted_by: Sequence[object] = ()

    def want(self, who: object) -> None:
        """Tell of changes until ``who`` leaves; again is the same as once."""
        if any(each is who for each in self._wanted_by):
            return
        self._wanted_by = (*self._wanted_by, who)
        if self._source is None:
            self._source = self._make_source()
            self._source.start(self._look)
            self._name = self._ask()  # after the start: what changed before it is known
            _heed()

    def leave(self, who: object) -> None:
        """``who`` does not want to know any longer."""
        self._wanted_by = tuple(each for each in self._wanted_by if each is not who)
        if self._source is not None and not self._wanted_by:
            self._source.stop()
            self._source = None

    def _look(self) -> None:
        now = self._ask()
        if now != self._name:
            self._name = now
            _heed()
            self.changed.emit()


def _heed() -> None:
    """Have the C library read the zone anew, which it does not do by itself (tzset(3))."""
    if sys.platform != "win32":
        time.tzset()


def _find_source() -> Source:
    if sys.platform == "win32":
        from presence.desktop.zone.windows import WindowsZone

        return WindowsZone()
    else:
        from presence.desktop.zone.files import ZoneFiles

        return ZoneFiles()
