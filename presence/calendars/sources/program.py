"""A program of ours on the Qt loop: it may wait for a person, or for a disk that hangs."""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QProcess, QTimer


@dataclass(frozen=True, slots=True)
class Ended:
    """``status`` None: it could not be started, took too long, was killed or said too much."""

    status: int | None
    output: bytes = field(default=b"", repr=False)


Told = Callable[[Ended], None]
Sink = Callable[[bytes], None]


class Program(QObject):
    """Runs to its end or to a limit, then calls ``told`` once; never before the loop has turned.

    With a ``sink`` what it says goes there as it comes, and ``output`` stays empty.
    """

    def __init__(
        self,
        command: tuple[str, ...],
        stdin: bytes,
        seconds: float,
        longest: int,
        told: Told,
        sink: Sink | None = None,
    ) -> None:
        super().__init__()
        self._command = command
        self._stdin = stdin
        self._longest = longest
        self._told: Told | None = told
        self._output = bytearray()
        self._sink = sink
        self._came = 0
        self._process: QProcess | None = None
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._give_up)
        self._limit.start(round(seconds * 1000))
        QTimer.singleShot(0, self, self._start)

    def stop(self) -> None:
        """End it; nobody is told."""
        self._told = None
        self._limit.stop()
        process, self._process = self._process, None
        if process is not None:
            _kill(process)

    def _start(self) -> None:
        if self._told is None:
            return
        process = QProcess()  # no child of ours: one that hangs in a disk would hold us up
        process.setStandardErrorFile(QProcess.nullDevice())
        if hasattr(process, "setUnixProcessParameters"):
            alone = QProcess.UnixProcessParameters()
            alone.flags = QProcess.UnixProcessFlag.CreateNewSession
            process.setUnixProcessParameters(alone)
        process.setWorkingDirectory("/")
        process.errorOccurred.connect(self._on_error)
        process.readyReadStandardOutput.connect(self._on_output)
        process.finished.connect(self._on_finished)
        process.finished.connect(lambda *_ended: process.deleteLater())  # which keeps it until then
        process.started.connect(self._on_started)
        self._process = process
        process.start(self._command[0], list(self._command[1:]))

    def _on_started(self) -> None:
        if self._process is not None:
            self._process.write(self._stdin)
            self._process.closeWriteChannel()

    def _on_output(self) -> None:
        if self._process is not None:
            came = bytes(self._process.readAllStandardOutput().data())
            self._came += len(came)
            if self._came > self._longest:
                self._give_up()
            elif self._sink is not None:
                self._sink(came)
            else:
                self._output += came

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._end(Ended(None))

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._on_output()
        was_killed = status is QProcess.ExitStatus.CrashExit
        self._end(Ended(None if was_killed else code, bytes(self._output)))

    def _give_up(self) -> None:
        self._end(Ended(None))

    def _end(self, ended: Ended) -> None:
        told = self._told
        self.stop()
        if told is not None:
            told(ended)


def _kill(process: QProcess) -> None:
    """With all that it began; nothing happens to one that has ended."""
    pid = process.processId()
    with suppress(OSError, AttributeError):  # gone in this moment; a system without groups
        if pid > 0:
            os.killpg(pid, signal.SIGKILL)
    if process.state() is not QProcess.ProcessState.NotRunning:
        process.kill()
