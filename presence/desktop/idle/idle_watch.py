"""Whether there has been input at this computer, and when it began and ended."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from presence.core.clock import Clock

logger = logging.getLogger(__name__)

A_YEAR_IN_MS = 366 * 24 * 60 * 60 * 1000  # whoever names more is wrong


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """Where a source tells what it knows, from ``start`` on."""

    idle: Callable[[int], None]  # the last input was so many milliseconds ago
    fails: Callable[[str], None]  # it cannot tell, or not any longer; why, for the log


class Source(Protocol):
    """One that tells of input, from ``start`` to ``stop``; all on the Qt thread.

    It tells at once where it can, and then only when the last input was ``after_ms`` ago, and of
    the first one after that.
    """

    @property
    def name(self) -> str:
        """What it is called in a bug report."""

    def start(self, after_ms: int, told: Told) -> None:
        """Ask once, then listen; ``told`` may be used before this returns."""

    def stop(self) -> None:
        """Let go of everything; also after it has failed."""


class IdleWatch(QObject):
    """Asks and listens only while somebody wants to know, so that an idle Presence is never woken.

    The sources are tried in order; when one fails, be it later, the next one takes its place.
    """

    rested = Signal(object)  # the instant of the last input: there was none for ``after``
    stirred = Signal(object)  # the instant of the first input after that
    settled = Signal()  # ``works`` is another one

    def __init__(
        self,
        sources: Callable[[], Iterator[Source]],
        clock: Clock,
        after: timedelta,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._make_sources = sources
        self._clock = clock
        self._after = after
        self._wanted_by: list[object] = []
        self._left: Iterator[Source] = iter(())
        self._source: Source | None = None
        self._works: bool | None = None
        self._is_resting: bool | None = None

    @property
    def works(self) -> bool | None:
        """Whether anything here can tell; None while it is not known, or nobody wants to know."""
        return self._works

    @property
    def is_resting(self) -> bool | None:
        """Whether there has been no input for ``after``; None while it is not known."""
        return self._is_resting

    @property
    def told_by(self) -> str:
        """What tells of input, "" where nothing does."""
        return self._source.name if self._source is not None and self._works else ""

    def want(self, who: object) -> None:
        """Find out, and tell, until ``who`` leaves; again is the same as once."""
        if any(each is who for each in self._wanted_by):
            return
        self._wanted_by.append(who)
        if len(self._wanted_by) == 1:
            self._left = self._make_sources()
            self._take_next()

    def leave(self, who: object) -> None:
        """``who`` does not want to know any longer."""
        before = len(self._wanted_by)
        self._wanted_by = [each for each in self._wanted_by if each is not who]
        if before and not self._wanted_by:
            self._stop_source()
            self._left = iter(())
            self._works = self._is_resting = None

    def _take_next(self) -> None:
        source = self._source = next(self._left, None)
        if source is None:
            self._is_resting = None
            self._settle(False)
            return

        def on_idle(milliseconds: int) -> None:
            if self._source is source:
                self._take(timedelta(milliseconds=min(max(milliseconds, 0), A_YEAR_IN_MS)))

        def on_failure(why: str) -> None:
            if self._source is source:
                logger.info("%s does not tell of input: %s", source.name, why)
                self._stop_source()
                self._take_next()

        source.start(self._after // timedelta(milliseconds=1), Told(on_idle, on_failure))

    def _stop_source(self) -> None:
        if self._source is not None:
            self._source.stop()
            self._source = None

    def _take(self, idle: timedelta) -> None:
        was_resting, self._is_resting = self._is_resting, idle >= self._after
        self._settle(True)
        at = self._clock.now() - idle
        if self._is_resting and not was_resting:
            self.rested.emit(at)
        elif was_resting and not self._is_resting:
            self.stirred.emit(at)

    def _settle(self, works: bool) -> None:
        if works is not self._works:
            self._works = works
            self.settled.emit()
