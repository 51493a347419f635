"""A code for a camera, drawn by a short process: what draws it takes 5 MB."""

import logging
import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, Signal

logger = logging.getLogger(__name__)

PROGRAM = "presence.phone.qr"
Rows = Sequence[Sequence[bool]]


class Drawing(QObject):
    """``done`` comes once, with no rows where it failed; the address, a secret, is no argument."""

    done = Signal(object)

    def __init__(self, address: str, parent: QObject) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._process.finished.connect(self._on_finished)
        self._process.start(sys.executable, ["-P", "-m", PROGRAM])
        self._process.write(address.encode())
        self._process.closeWriteChannel()

    def stop(self) -> None:
        """Nobody wants it any more."""
        self._process.finished.disconnect(self._on_finished)
        self._process.kill()
        self._process.waitForFinished()
        self.deleteLater()

    def _on_finished(self, code: int) -> None:
        said = bytes(self._process.readAllStandardOutput().data()).decode("ascii", "replace")
        self.deleteLater()
        if code != 0:
            logger.warning("a code could not be drawn: exit %d", code)
            said = ""
        self.done.emit(tuple(tuple(each == "#" for each in row) for row in said.splitlines()))
