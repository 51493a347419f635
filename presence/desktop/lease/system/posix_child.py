"""A child of ours on Linux and macOS that outlives us; ``windows_child.py`` is the same there."""

import os
import signal
from collections.abc import Sequence

_BLOCKED = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGPIPE)


class Child:
    """In a session of its own, with a pipe on its standard input."""

    def __init__(self, command: Sequence[str]) -> None:
        """Raises OSError."""
        reader, self._writer = os.pipe()
        null = os.open(os.devnull, os.O_RDWR)
        try:
            self.pid = os.posix_spawn(
                command[0],
                list(command),
                os.environ,
                file_actions=[
                    (os.POSIX_SPAWN_DUP2, reader, 0),
                    (os.POSIX_SPAWN_DUP2, null, 1),
                    (os.POSIX_SPAWN_DUP2, null, 2),
                ],
                setsid=True,
                # From its first instruction on: the parent's group may be ended at any moment.
                setsigmask=_BLOCKED,
            )
        except OSError:
            os.close(self._writer)
            raise
        finally:
            os.close(reader)
            os.close(null)

    def tell(self, word: bytes) -> None:
        """The last that it hears from us; raises OSError where it is gone."""
        try:
            os.write(self._writer, word)
        finally:
            os.close(self._writer)

    @property
    def pipe(self) -> int:
        """Our end, which a program that takes our place by exec may keep open."""
        return self._writer

    def has_left(self) -> bool:
        """Whether it has ended; asked again and again, it leaves nothing behind."""
        try:
            return os.waitpid(self.pid, os.WNOHANG) != (0, 0)
        except ChildProcessError:
            return True
