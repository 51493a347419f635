"""The friendly word to who has turned to the screen, for the kinds that give one."""

from collections.abc import Callable
from datetime import tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from presence.core.clock import Clock
from presence.core.engine import Engine
from presence.core.slip import SlipReason
from presence.core.watch import Watch, WatchEvent
from presence.front.preferences import Preferences

if TYPE_CHECKING:
    from presence.core.session import Session
    from presence.ui.wardrobe import Wardrobe
    from presence.ui.windows.nudge import Nudge


class Nudging(QObject):
    """Shows it when a stay at the computer counts, and takes it away when that is over."""

    def __init__(
        self,
        engine: Engine,
        watch: Watch,
        clock: Clock,
        zone: Callable[[], tzinfo],
        preferences: Preferences,
        wardrobe: "Callable[[], Wardrobe]",
        attempt: Callable[[Callable[[], object]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._watch = watch
        self._clock = clock
        self._zone = zone
        self._preferences = preferences
        self._wardrobe = wardrobe
        self._attempt = attempt
        self._nudge: Nudge | None = None
        watch.listen(self._on_watch)

    def close(self) -> None:
        """Take it away: nobody would hear its buttons any more."""
        if self._nudge is not None:
            self._nudge.close()

    def _on_watch(self, what: WatchEvent) -> None:
        session = self._engine.session
        if what is WatchEvent.RESTED:
            self.close()
        elif session is None or not self._engine.kind_of(session).nudges:
            pass
        elif what is WatchEvent.STRAYED:
            self._wardrobe().when_ready(lambda: self._show(session))

    def _show(self, session: "Session") -> None:
        if self._watch.stray is None:
            return  # they went back before the desktop had said how things look
        from presence.ui.windows.nudge import NudgeView

        self._made().show_for(
            NudgeView(
                now=self._clock.now(),
                zone=self._zone(),
                kinds=self._engine.snapshot().kinds,
                session=session,
                show_people=self._preferences.now.show_people,
            )
        )

    def _made(self) -> "Nudge":
        if self._nudge is None:
            from presence.ui.windows.nudge import Nudge  # with the first word

            self._nudge = Nudge()
            self._nudge.needed.connect(self._on_needed)
            self._nudge.not_me.connect(self._on_not_me)
        return self._nudge

    def _on_needed(self) -> None:
        self._attempt(lambda: self._watch.because(SlipReason.NEEDED))

    def _on_not_me(self) -> None:
        self._attempt(self._watch.not_me)
