"""What a person asks for, in the tray, a window or by a key: done, or said in a line why not."""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from presence.core.engine import Engine
from presence.core.errors import PresenceError
from presence.core.ports import Change
from presence.core.slip import SlipReason
from presence.core.tracker import StartRequest
from presence.front.notices import Notices

if TYPE_CHECKING:
    from presence.core.editing.in_pieces import InPieces
    from presence.front.working.work import Work

logger = logging.getLogger(__name__)

Result = TypeVar("Result")


class Deeds(QObject):
    """The engine's, for who has nobody to raise an error to."""

    def __init__(self, engine: Engine, notices: Notices) -> None:
        super().__init__()
        self._engine = engine
        self._notices = notices

    def start(self, request: StartRequest, switch: bool = False) -> None:
        """Start; from a window, too, a second start while one runs is meant as a switch."""
        running = self._engine.session is not None
        self.attempt(lambda: self._engine.start(request, switch or running))

    def click(self) -> None:
        self.attempt(self._engine.toggle)

    def stop(self) -> None:
        self.attempt(self._engine.stop)

    def extend(self, minutes: int) -> None:
        self.attempt(lambda: self._engine.extend(timedelta(minutes=minutes)))

    def plan_length(self, length: timedelta | None) -> None:
        """The session in progress, planned to last so long from its start on; None: open-ended."""
        session = self._engine.session
        if session is None:
            likely = self._engine.snapshot().likely
            request = StartRequest(likely.kind, likely.people, length, is_open=length is None)
            self.start(request)
            return
        end = None if length is None else session.started_at + length
        self.attempt(lambda: self._engine.plan(end))

    def slip(self, reason: SlipReason | None) -> None:
        self.attempt(lambda: self._engine.slip(reason))

    def take_slip_back(self) -> None:
        self.attempt(self._engine.take_slip_back)

    def undo(self) -> None:
        self.work(self._engine.undoing, _to_nobody, self._notices.say)

    def undo_offered(self, change: Change) -> None:
        """Take back what a notice told of, where it is still the last that was done."""
        self.work(lambda: self._engine.undoing(change), _to_nobody, self._notices.say)

    def attempt(self, action: Callable[[], object]) -> None:
        """Do what was asked; what cannot be done is said in one line."""
        problem = self.problem_with(action)
        if problem:
            self._notices.say(problem)

    def problem_with(self, action: Callable[[], object]) -> str:
        """Do what was asked; "" when it was done, else why it could not be."""
        try:
            action()
        except PresenceError as error:
            return _explained(error)
        return ""

    def work(
        self,
        begin: "Callable[[], InPieces[Result]]",
        done: "Callable[[Result], None]",
        failed: Callable[[str], None],
        told: Callable[[int, int], None] | None = None,
    ) -> None:
        """Do what was asked in pieces: one of them, at once; more, between the app's events."""

        def steps() -> "InPieces[None]":
            done((yield from begin()))

        self.go_through(steps(), lambda error: failed(_explained(error)), told)

    def go_through(
        self,
        steps: "InPieces[None]",
        failed: Callable[[PresenceError], None],
        told: Callable[[int, int], None] | None = None,
    ) -> None:
        """The same of what is made already, for who words what could not be done."""
        self._work.run(steps, failed, told)

    @property
    def is_working(self) -> bool:
        """Long work goes on."""
        return "_work" in self.__dict__ and self._work.is_running

    def stop_work(self) -> None:
        """Take back what is done so far of long work."""
        self._work.stop()

    def end_work(self) -> None:
        """Let go of long work that has not ended."""
        if "_work" in self.__dict__:
            self._work.close()

    @cached_property
    def _work(self) -> "Work":
        from presence.front.working.work import Work  # with the first undo

        return Work(self)


def _explained(error: PresenceError) -> str:
    logger.info("not done: %s", error.code.value)
    from presence.words.errors import explain  # a word for every trouble there is

    return " ".join(part for part in explain(error) if part)


def _to_nobody(_done: object) -> None:
    """The engine has told everybody already."""
