"""Carries the steps of a courtesy out on the Qt loop, one after the other."""

import logging
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from presence.core.errors import CourtesyError, SecretError
from presence.courtesy.courtesy import Answer, Keep, Pause, Remember, Request, Run, State, Step
from presence.courtesy.messenger import Messenger
from presence.courtesy.programs import Programs
from presence.courtesy.tokens import writing

logger = logging.getLogger(__name__)

Result = TypeVar("Result")
Fault = CourtesyError | SecretError


@dataclass(frozen=True, slots=True)
class Means:
    """What steps are carried out with; ``service`` names the home in the keyring."""

    messenger: Messenger
    programs: Programs
    service: str


class Runner(QObject, Generic[Result]):
    """Runs to the end or to a fault, then calls ``done``; never before the loop has turned."""

    def __init__(
        self,
        target: str,
        steps: Generator[Step, Answer, Result],
        means: Means,
        keep: Callable[[State], None],
        done: Callable[[Result | Fault], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._target = target
        self._steps = steps
        self._means = means
        self._keep = keep
        self._done = done
        QTimer.singleShot(0, self, lambda: self._go_on(None))

    def _go_on(self, answer: Answer | CourtesyError | None) -> None:
        try:
            while True:
                if isinstance(answer, CourtesyError):
                    step = self._steps.throw(answer)
                elif answer is None:
                    step = next(self._steps)
                else:
                    step = self._steps.send(answer)
                if not isinstance(step, Keep):
                    break
                self._keep(step.state)
                answer = Answer()
        except StopIteration as ended:
            self._end(ended.value)
        except (CourtesyError, SecretError) as error:
            self._end(error)
        else:
            self._carry_out(step)

    def _carry_out(self, step: Request | Run | Remember | Pause) -> None:
        means = self._means
        match step:
            case Request():
                means.messenger.send(self._target, step, self._go_on)
            case Run():
                means.programs.run(self._target, step, self._go_on)
            case Remember():
                run = writing(means.service, self._target, step.name, step.secret)
                means.programs.run(self._target, run, self._on_remembered)
            case Pause():
                QTimer.singleShot(round(step.seconds * 1000), self, lambda: self._go_on(Answer()))

    def _on_remembered(self, answer: Answer | CourtesyError) -> None:
        if isinstance(answer, CourtesyError) or answer.status:
            logger.warning("%s gave a new token, which the keyring did not take", self._target)
        self._go_on(Answer())

    def _end(self, result: Result | Fault) -> None:
        self.deleteLater()
        self._done(result)
