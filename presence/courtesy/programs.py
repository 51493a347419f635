"""Programs on the Qt loop: no shell, and an end at the time limit for all that they began."""

import os
import signal
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QProcess, QTimer

from presence.core.errors import CourtesyError, ErrorCode
from presence.courtesy.courtesy import Answer, Run

LONGEST_OUTPUT = 65_536
GONE_WITHIN_MS = 500

Told = Callable[[Answer | CourtesyError], None]


class Programs(QObject):
    """Runs for everybody; ``answered`` is called once."""

    def run(self, target: str, run: Run, answered: Told) -> None:
        """Start a program; CourtesyError comes as the answer."""
        _Running(self, target, run, answered)

    def close(self) -> None:
        """End what still runs, and answer nobody any more."""
        for running in self.findChildren(_Running):
            running.stop()


class _Running(QObject):
    def __init__(self, programs: Programs, target: str, run: Run, told: Told) -> None:
        super().__init__(programs)
        self._target = target
        self._run = run
        self._told = told
        self._fault: CourtesyError | None = None
        self._process = QProcess(self)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._on_time_over)
        QTimer.singleShot(0, self, self._start)

    def stop(self) -> None:
        """End it without an answer."""
        self._told = lambda _answer: None
        self._limit.stop()
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._kill()
            self._process.waitForFinished(GONE_WITHIN_MS)

    def _start(self) -> None:
        process, run = self._process, self._run
        if not run.reads:
            process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        if hasattr(process, "setUnixProcessParameters"):
            alone = QProcess.UnixProcessParameters()
            alone.flags = QProcess.UnixProcessFlag.CreateNewSession
            process.setUnixProcessParameters(alone)
        process.setWorkingDirectory("/")
        process.errorOccurred.connect(self._on_error)
        process.finished.connect(self._on_finished)
        process.started.connect(self._on_started)
        self._limit.start(round(run.seconds * 1000))
        process.start(run.command[0], list(run.command[1:]))

    def _on_started(self) -> None:
        self._process.write(self._run.stdin)
        self._process.closeWriteChannel()

    def _on_time_over(self) -> None:
        self._fault = CourtesyError(ErrorCode.COURTESY_TIMED_OUT, target=self._target)
        self._kill()

    def _kill(self) -> None:
        pid = self._process.processId()
        with suppress(OSError, AttributeError):  # gone in this moment; a system without groups
            if pid > 0:
                os.killpg(pid, signal.SIGKILL)
        self._process.kill()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            path = self._run.command[0]
            code = ErrorCode.COURTESY_NO_PROGRAM
            self._end(CourtesyError(code, target=self._target, path=path))

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        if self._fault is not None:
            self._end(self._fault)
            return
        was_killed = status is QProcess.ExitStatus.CrashExit
        output = bytes(self._process.readAllStandardOutput().data()) if self._run.reads else b""
        self._end(Answer(-code if was_killed else code, output[:LONGEST_OUTPUT]))

    def _end(self, answer: Answer | CourtesyError) -> None:
        self._limit.stop()
        self.deleteLater()
        self._told(answer)
