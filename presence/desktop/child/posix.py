"""On Linux and macOS: a pipe that the loop listens to, which takes a twentieth of a QProcess."""

import os
import signal
from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier

from presence.desktop.child.child import Child

AT_ONCE = 4096


class PosixChild(Child):
    """Its standard error is ours."""

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._said = b""
        self._reader, writer = os.pipe()
        try:
            self._pid = os.posix_spawn(
                command[0],
                list(command),
                os.environ,
                file_actions=[
                    (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                    (os.POSIX_SPAWN_DUP2, writer, 1),
                ],
            )
        except OSError:
            os.close(self._reader)
            raise
        finally:
            os.close(writer)
        self._notifier = QSocketNotifier(self._reader, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)

    def end(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        self._let_go()

    def _on_readable(self) -> None:
        said = os.read(self._reader, AT_ONCE)
        self._said += said
        if not said:
            code = self._let_go()
            self.done.emit(code, self._said.decode(errors="replace"))

    def _let_go(self) -> int:
        """Its exit code; it is gone, or about to be."""
        self._notifier.setEnabled(False)
        os.close(self._reader)
        try:
            _pid, status = os.waitpid(self._pid, 0)
        except ChildProcessError:
            return 0
        return os.waitstatus_to_exitcode(status)
