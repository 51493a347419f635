"""How far a long one is: one line in a terminal that is written over, and gone at the end."""

import select
import sys
import time
from types import TracebackType

from presence.cli.table import cut
from presence.texts import _

_SILENT = 1.0  # seconds: what takes less needs no word
_BETWEEN = 0.2


class ProgressLine:
    """Only where somebody looks at a terminal; on stderr, so that output stays what it is."""

    def __init__(self) -> None:
        self._is_seen = sys.stderr.isatty()
        self._next = time.monotonic() + _SILENT
        self._is_there = False

    def __enter__(self) -> "ProgressLine":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _fault: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Take it away."""
        if self._is_there:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def say_percent(self, percent: int) -> None:
        """The same of a share of the whole."""
        self.say(_("Still at work: {percent} %").format(percent=percent))

    def say(self, text: str) -> None:
        """Write it, unless the last one was a moment ago."""
        if not self._is_seen or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _BETWEEN
        if not _takes_words():
            return
        self._is_there = True
        sys.stderr.write(f"\r\x1b[K{cut(text)}")
        sys.stderr.flush()


def _takes_words() -> bool:
    """Whether no Ctrl-S holds the terminal: the work goes on, and who waits for it comes in."""
    try:
        return bool(select.select([], [sys.stderr], [], 0)[1])
    except (OSError, ValueError):  # not everywhere can that be asked of a terminal
        return True
