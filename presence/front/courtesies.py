"""Others are told of the session: compares what each was told with what is so, at every event.

Made by the app when somebody is to be told for the first time, or an earlier run has left
something at a far side; until then nothing of this is loaded.
"""

from collections.abc import Callable

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, QTimer

from presence.core.clock import Clock
from presence.core.courtesy.chosen import Courtesies as Chosen
from presence.core.courtesy.news import News
from presence.core.engine import Engine
from presence.core.errors import PresenceError
from presence.core.ports import SessionLog
from presence.core.session import Session
from presence.courtesy.held import HeldFile
from presence.courtesy.lane import Lane
from presence.courtesy.messenger import Messenger
from presence.courtesy.programs import Programs
from presence.courtesy.runner import Means
from presence.front.preferences import Preferences
from presence.paths import Paths
from presence.texts import _
from presence.words.courtesy import target_name
from presence.words.errors import explain

AFTER_OUR_WORD_MS = 2500  # the word at the start stands for two seconds
TO_END_MS = 2000

Say = Callable[[str, str], None]


class Courtesies(QObject):
    """A lane for each who is to be told. A failure is one line, and never a failed session."""

    def __init__(
        self,
        engine: Engine,
        log: SessionLog,
        clock: Clock,
        preferences: Preferences,
        paths: Paths,
        say: Say,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._log = log
        self._clock = clock
        self._preferences = preferences
        self._say = say
        self._held = HeldFile(paths.courtesies, clock.now())
        self._means = Means(Messenger(self), Programs(self), paths.keyring_service)
        self._is_closed = False
        self._said: set[tuple[str, str]] = set()
        self._unsaid: dict[str, PresenceError] = {}
        self._lanes = {name: self._lane(name) for name in self._held.names}

    def look(self) -> None:
        """Tell everybody what is new to them; returns at once."""
        if self._is_closed:
            return
        chosen = self._chosen()
        for name in chosen.switched_on():
            if name not in self._lanes:
                self._lanes[name] = self._lane(name)
        session = self._engine.session
        for name, lane in self._lanes.items():
            target = chosen[name]
            is_meant = (
                session is not None
                and target.on
                and (not target.kinds or session.kind in target.kinds)
            )
            self._look(lane, session if is_meant else None)

    def close(self) -> None:
        """Take leave of everybody within two seconds; what is left over lets go by itself."""
        self._is_closed = True
        for lane in self._lanes.values():
            self._look(lane, None)
        deadline = QDeadlineTimer(TO_END_MS)
        loop = QEventLoop()
        wake = QTimer(loop)
        wake.timeout.connect(loop.quit)
        wake.start(20)
        while not deadline.hasExpired() and any(lane.is_busy for lane in self._lanes.values()):
            loop.exec()
        self._means.messenger.close()
        self._means.programs.close()
        self.deleteLater()

    # Inside

    def _chosen(self) -> Chosen:
        return self._preferences.now.courtesy or Chosen()

    def _lane(self, name: str) -> Lane:
        return Lane(
            name, self._chosen, self._means, self._held, self._log.kinds, self._on_failed, self
        )

    def _look(self, lane: Lane, running: Session | None) -> None:
        told_of = lane.told_of
        over = bool(told_of) and (running is None or running.id != told_of)
        ended = self._log.get(told_of) if over else None
        kind = self._log.kinds()["" if running is None else running.kind]
        lane.look(running, kind, ended, self._clock.now())

    def _on_failed(self, name: str, news: News, error: PresenceError) -> None:
        """Say it once for a session and a target, and several in one line."""
        if (news.session.id, name) in self._said:
            return
        self._said.add((news.session.id, name))
        if not self._unsaid:
            QTimer.singleShot(AFTER_OUR_WORD_MS, self, self._say_failures)
        self._unsaid[name] = error

    def _say_failures(self) -> None:
        unsaid, self._unsaid = self._unsaid, {}
        if len(unsaid) == 1:
            (error,) = unsaid.values()
            self._say(*explain(error))
            return
        names = ", ".join(target_name(name) for name in unsaid)
        self._say(
            _("Not told of the session: {names}.").format(names=names),
            _("“presence courtesy test” says why."),
        )
