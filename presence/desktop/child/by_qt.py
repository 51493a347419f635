"""Where there is nothing smaller: a QProcess (Windows; not yet run on a real one)."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess

from presence.desktop.child.child import Child

STARTS_WITHIN_MS = 5000
ENDS_WITHIN_MS = 1000


class QtChild(Child):
    """Its standard error is ours."""

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._process.finished.connect(self._on_finished)
        self._process.start(command[0], list(command[1:]))
        if not self._process.waitForStarted(STARTS_WITHIN_MS):
            raise FileNotFoundError(2, "no such program", command[0])

    def end(self) -> None:
        self._process.finished.disconnect(self._on_finished)
        self._process.kill()
        self._process.waitForFinished(ENDS_WITHIN_MS)

    def _on_finished(self, code: int) -> None:
        said = bytes(self._process.readAllStandardOutput().data())
        self.done.emit(code, said.decode(errors="replace"))
