"""What one target is told, one thing after the other."""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject

from presence.core.courtesy.chosen import Courtesies
from presence.core.courtesy.news import News, What, what_is_new
from presence.core.kind import Kind, Kinds
from presence.core.session import Session
from presence.courtesy.courtesy import Courtesy, State, Steps
from presence.courtesy.held import Held, HeldFile
from presence.courtesy.make import make
from presence.courtesy.runner import Fault, Means, Runner
from presence.courtesy.tokens import read_secrets

logger = logging.getLogger(__name__)

Failed = Callable[[str, News, Fault], None]


class Lane(QObject):
    """Compares what it has told with what is so; a slow target gets the newest, not everything."""

    def __init__(
        self,
        name: str,
        chosen: Callable[[], Courtesies],
        means: Means,
        held: HeldFile,
        kinds: Callable[[], Kinds],
        failed: Failed,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._chosen = chosen
        self._means = means
        self._held = held
        self._failed = failed
        self._told = self._told_by_an_earlier_run(kinds)
        self._courtesy: Courtesy | None = None
        self._waiting: deque[News] = deque()
        self._runner: Runner[None] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is on its way."""
        return self._runner is not None

    @property
    def told_of(self) -> str:
        """The id of the session that it is told of now, or ""."""
        told = self._told
        return "" if told is None or told.what is What.ENDED else told.session.id

    def look(
        self, running: Session | None, kind: Kind, ended: Session | None, now: datetime
    ) -> None:
        """Tell what is new, if anything is; ``ended`` is how the log has ``told_of``."""
        news = what_is_new(self._told, running, kind, ended, now)
        if news is None:
            return
        self._told = news
        if self._waiting and What.ENDED not in (news.what, self._waiting[-1].what):
            news = _in_place_of(self._waiting.pop(), news)
        self._waiting.append(news)
        self._go_on()

    # Inside

    def _told_by_an_earlier_run(self, kinds: Callable[[], Kinds]) -> News | None:
        held = self._held.get(self._name)
        if held is None:
            return None
        session = Session(held.session_id, held.kind, held.started_at, "UTC")
        kind = kinds()[held.kind]
        return News(What.STARTED, session, kind, held.until, held.started_at)

    def _go_on(self) -> None:
        if self._runner is not None or not self._waiting:
            return
        news = self._waiting.popleft()
        self._runner = Runner(
            self._name,
            self._steps(news),
            self._means,
            self._keep,
            lambda result: self._on_done(news, result),
            self,
        )

    def _steps(self, news: News) -> Steps:
        chosen = self._chosen()
        if self._courtesy is None:
            names = chosen[self._name].secret_names
            secrets = yield from read_secrets(self._means.service, self._name, names)
            self._courtesy = make(self._name, chosen, secrets)
        before = self._held.get(self._name)
        state = {} if before is None else before.state
        if news.what is What.ENDED:
            yield from self._courtesy.end(news, state)
            return
        session = news.session
        held = Held(session.id, session.kind, session.started_at, news.until, state)
        self._held.put(self._name, held)
        yield from self._courtesy.begin(news, state)

    def _keep(self, state: State) -> None:
        held = self._held.get(self._name)
        if held is not None:
            self._held.put(self._name, replace(held, state=state))

    def _on_done(self, news: News, result: "Fault | None") -> None:
        self._runner = None
        if result is not None:
            logger.warning("%s was not told: %s", self._name, result.code.value)
            self._failed(self._name, news, result)
        if news.what is What.ENDED:
            self._courtesy = None  # and with it the token
            if result is None:
                self._held.delete(self._name)
        self._go_on()


def _in_place_of(waiting: News, news: News) -> News:
    """The newest values, told as what the target does not know yet."""
    if waiting.what is What.STARTED or news.what is What.EXTENDED:
        return replace(news, what=waiting.what)
    return news
