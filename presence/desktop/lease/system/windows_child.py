"""A child of ours on Windows that outlives us; ``posix_child.py`` is the same elsewhere."""

import subprocess
import sys
from collections.abc import Sequence

# CREATE_NEW_PROCESS_GROUP and DETACHED_PROCESS: neither Ctrl-C nor the end of a console reaches it.
OF_ITS_OWN = 0x00000200 | 0x00000008 if sys.platform == "win32" else 0


class Child:
    """Without a console, with a pipe on its standard input."""

    def __init__(self, command: Sequence[str]) -> None:
        """Raises OSError."""
        self._process = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=OF_ITS_OWN,
        )
        self.pid = self._process.pid

    def tell(self, word: bytes) -> None:
        """The last that it hears from us; raises OSError where it is gone."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(word)
        finally:
            self._process.stdin.close()

    def has_left(self) -> bool:
        """Whether it has ended."""
        return self._process.poll() is not None
