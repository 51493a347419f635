"""Reads calendars on the Qt loop, which goes on meanwhile."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, QProcess, QTimer

from presence.calendars.reading.intake import COMMAND, Intake
from presence.calendars.reading.limits import SILENT_SECONDS, WORKER_SECONDS
from presence.calendars.reading.protocol import Reading
from presence.core.coming.fetched import Failure, Text, Trouble

Done = Callable[[Reading | Failure], None]
PIECE_SECONDS = 0.005  # of the loop at a time
PAUSE_MS = 2  # in which others have their turn
KILL_MS = 2000


class Reader(QObject):
    """One calendar at a time, in the order in which they are asked for."""

    def __init__(
        self, parent: QObject | None = None, silent_seconds: float = SILENT_SECONDS
    ) -> None:
        """A worker that says nothing for ``silent_seconds`` is killed."""
        super().__init__(parent)
        self._silent_ms = round(silent_seconds * 1000)
        self._waiting: list[tuple[Intake, Done]] = []
        self._present: _Run | None = None

    def read(
        self,
        calendar_id: str,
        parts: Sequence[Text],
        start: datetime,
        end: datetime,
        zone_name: str,
        done: Done,
    ) -> None:
        """What the texts say of [start, end); ``done`` is called once, later."""
        self._waiting.append((Intake(calendar_id, parts, start, end, zone_name), done))
        self._go_on()

    def close(self) -> None:
        """Give everything up; no worker is left."""
        self._waiting.clear()
        if self._present is not None:
            self._present.stop()
            self._present = None

    def _go_on(self) -> None:
        if self._present is None and self._waiting:
            intake, done = self._waiting.pop(0)
            self._present = _Run(
                intake, lambda result: self._on_done(result, done), self._silent_ms, self
            )

    def _on_done(self, result: Reading | Failure, done: Done) -> None:
        over, self._present = self._present, None
        if over is not None:
            over.end()
        self._go_on()
        done(result)


class _Run(QObject):
    """A worker, or several one after the other, for one calendar."""

    def __init__(self, intake: Intake, done: Done, silent_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._intake = intake
        self._done = done
        self._has_ended = False
        self._process: QProcess | None = None
        self._pieces = QTimer(self)
        self._pieces.timeout.connect(self._understand)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._kill)
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(silent_ms)
        self._silence.timeout.connect(self._kill)
        self._input: Iterator[bytes] = iter(())
        QTimer.singleShot(0, self, self._start)

    def stop(self) -> None:
        """Nobody wants to know any more."""
        self._pieces.stop()
        self._stop_limits()
        if self._process is not None:
            self._process.blockSignals(True)
            self._process.kill()
            self._process.waitForFinished(KILL_MS)
        self._done = _nobody
        self.deleteLater()

    def end(self) -> None:
        """It has told; what it held goes once the loop has turned.

        It names its reader no more: a collector that finds both in a circle crashes PySide6.
        """
        self._pieces.stop()
        self._stop_limits()
        self._done = _nobody
        self.deleteLater()

    def _start(self) -> None:
        if self._intake.is_too_large:
            self._done(Failure(Trouble.TOO_LARGE))
            return
        self._has_ended = False
        if self._process is not None:
            self._process.deleteLater()
        self._process = QProcess(self)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.readyReadStandardOutput.connect(self._on_output)
        self._process.finished.connect(self._on_ended)
        self._process.errorOccurred.connect(self._on_error)
        self._process.started.connect(self._write)
        self._process.bytesWritten.connect(self._write)
        self._limit.start(WORKER_SECONDS * 1000)
        self._silence.start()
        self._input = self._intake.input()
        self._process.start(COMMAND[0], list(COMMAND[1:]))

    def _write(self) -> None:
        """The next piece, once the last one is gone."""
        if self._process is None or self._process.bytesToWrite():
            return
        piece = next(self._input, None)
        if piece is None:
            self._process.closeWriteChannel()
        else:
            self._process.write(piece)

    def _on_output(self) -> None:
        assert self._process is not None
        self._silence.start()
        self._intake.feed(bytes(self._process.readAllStandardOutput().data()))
        if not self._pieces.isActive():
            self._pieces.start(PAUSE_MS)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._on_ended()

    def _on_ended(self) -> None:
        self._stop_limits()
        if self._process is not None:
            self._intake.feed(bytes(self._process.readAllStandardOutput().data()))
        self._has_ended = True
        if not self._pieces.isActive():
            self._pieces.start(PAUSE_MS)

    def _understand(self) -> None:
        if self._intake.step(PIECE_SECONDS):
            return
        self._pieces.stop()
        if not self._has_ended:
            return
        result = self._intake.ended()
        if result is None:
            self._start()
        else:
            self._done(result)

    def _stop_limits(self) -> None:
        self._limit.stop()
        self._silence.stop()

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()


def _nobody(_result: Reading | Failure) -> None:
    """Nobody waits for it any more."""
