"""Whether the person at this desktop can see its screen."""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import Protocol

from PySide6.QtCore import QObject, Signal


class Sight(Enum):
    """What is known of the screen."""

    UNKNOWN = "unknown"  # asked, not answered yet; or nobody wants to know
    IN_SIGHT = "in_sight"  # also where nobody can tell
    OUT_OF_SIGHT = "out_of_sight"  # locked, or another user's session is in front


def all_of(sights: Iterable[Sight]) -> Sight:
    """What several know together: one lock is enough to keep the screen from being seen."""
    known = set(sights)
    for sight in (Sight.OUT_OF_SIGHT, Sight.UNKNOWN):
        if sight in known:
            return sight
    return Sight.IN_SIGHT


class Source(Protocol):
    """One that tells of the screen, from ``start`` to ``stop``; all on the Qt thread."""

    @property
    def sight(self) -> Sight:
        """What it knows now; IN_SIGHT where it has nothing to say."""

    def start(self, told: Callable[[], None], woke: Callable[[], None]) -> None:
        """Ask once, then listen: ``told`` of another ``sight``, ``woke`` when the computer did."""

    def stop(self) -> None: ...


class ScreenWatch(QObject):
    """Asks and listens only while somebody wants to know, so that an idle Presence is never woken.

    Without a source the screen counts as seen.
    """

    changed = Signal()  # ``sight`` is another one
    woke = Signal()  # the computer slept and is awake again, locked or not

    def __init__(
        self, sources: Callable[[], Sequence[Source]] = tuple, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._make_sources = sources
        self._sources: Sequence[Source] = ()
        self._wanted_by: list[object] = []
        self._sight = Sight.UNKNOWN

    @property
    def sight(self) -> Sight:
        """What is known now."""
        return self._sight

    def want(self, who: object) -> None:
        """Find out, and tell of changes, until ``who`` leaves; again is the same as once."""
        if any(each is who for each in self._wanted_by):
            return
        self._wanted_by.append(who)
        if len(self._wanted_by) == 1:
            self._sources = self._make_sources()
            for source in self._sources:
                source.start(self._look, self.woke.emit)
            self._look()

    def leave(self, who: object) -> None:
        """``who`` does not want to know any longer."""
        before = len(self._wanted_by)
        self._wanted_by = [each for each in self._wanted_by if each is not who]
        if before and not self._wanted_by:
            for source in self._sources:
                source.stop()
            self._sources = ()
            self._sight = Sight.UNKNOWN

    def _look(self) -> None:
        sight = all_of(source.sight for source in self._sources)
        if sight is not self._sight:
            self._sight = sight
            self.changed.emit()
