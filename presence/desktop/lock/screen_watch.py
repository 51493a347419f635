"""Whether the person at this desktop can see its screen: the lock, the lid, the sleep."""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from presence.core.frozen import dataclass


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


@dataclass(frozen=True, slots=True)
class Told:
    """Whom a source tells, on the Qt thread."""

    sight: Callable[[], None]  # its ``sight`` may be another one
    lid: Callable[[], None]  # its ``lid_is_closed`` may be another one
    fell_asleep: Callable[[], None]  # the computer sleeps when this returns
    woke: Callable[[], None]  # it is awake again


class Source(Protocol):
    """One that tells of the screen, from ``start`` to ``stop``; all on the Qt thread."""

    @property
    def sight(self) -> Sight:
        """What it knows now; IN_SIGHT where it has nothing to say."""

    @property
    def lid_is_closed(self) -> bool | None:
        """Whether a closed lid hides the screen; None where it has nothing to say."""

    def start(self, told: Told) -> None:
        """Ask once, then listen."""

    def stop(self) -> None: ...


class ScreenWatch(QObject):
    """Asks and listens only while somebody wants to know, so that an idle Presence is never woken.

    Without a source the screen counts as seen.
    """

    changed = Signal()  # ``sight`` is another one
    # The computer is about to sleep, and waits for who hears this; for five seconds, says logind.
    fell_asleep = Signal()
    woke = Signal()  # the computer slept and is awake again, locked or not
    lid_closed = Signal()  # somebody closed the lid, or it was found closed
    lid_opened = Signal()  # and opened it again; the two come in turns

    def __init__(
        self, sources: Callable[[], Sequence[Source]] = tuple, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._make_sources = sources
        self._sources: Sequence[Source] = ()
        self._wanted_by: list[object] = []
        self._sight = Sight.UNKNOWN
        self._lid_is_closed: bool | None = None
        self._lid_was_closed = False  # as far as was told

    @property
    def sight(self) -> Sight:
        """What is known now."""
        return self._sight

    @property
    def lid_is_closed(self) -> bool | None:
        """Whether a closed lid hides the screen.

        None: there is no lid, nobody tells, or the screen that is looked at is another one.
        """
        return self._lid_is_closed

    def want(self, who: object) -> None:
        """Find out, and tell of changes, until ``who`` leaves; again is the same as once."""
        if any(each is who for each in self._wanted_by):
            return
        self._wanted_by.append(who)
        if len(self._wanted_by) == 1:
            self._sources = self._make_sources()
            told = Told(self._look, self._look_at_lid, self.fell_asleep.emit, self.woke.emit)
            for source in self._sources:
                source.start(told)
            self._look()
            self._look_at_lid()

    def leave(self, who: object) -> None:
        """``who`` does not want to know any longer."""
        before = len(self._wanted_by)
        self._wanted_by = [each for each in self._wanted_by if each is not who]
        if before and not self._wanted_by:
            for source in self._sources:
                source.stop()
            self._sources = ()
            self._sight = Sight.UNKNOWN
            self._lid_is_closed = None
            self._lid_was_closed = False

    def _look(self) -> None:
        sight = all_of(source.sight for source in self._sources)
        if sight is not self._sight:
            self._sight = sight
            self.changed.emit()

    def _look_at_lid(self) -> None:
        said = {source.lid_is_closed for source in self._sources} - {None}
        self._lid_is_closed = any(said) if said else None
        if self._lid_is_closed is True and not self._lid_was_closed:
            self._lid_was_closed = True
            self.lid_closed.emit()
        elif self._lid_is_closed is False and self._lid_was_closed:
            self._lid_was_closed = False
            self.lid_opened.emit()
