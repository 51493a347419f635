"""An import that Ctrl-Z stops for a while: not before others can write to the log that it holds."""

import os
import signal
from types import FrameType, TracebackType

from presence.store.importing.knocking import is_held_here, open_here

_ASKED = getattr(signal, "SIGTSTP", None)  # where terminals have it


class Pausing:
    """Around an import, which looks now and then whether it is to stop here."""

    def __init__(self) -> None:
        self._is_wanted = False
        self._is_ours = False

    def __enter__(self) -> "Pausing":
        if _ASKED is not None and signal.getsignal(_ASKED) is signal.SIG_DFL:
            signal.signal(_ASKED, self._on_asked)
            self._is_ours = True
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _fault: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        if _ASKED is not None and self._is_ours:
            signal.signal(_ASKED, signal.SIG_DFL)

    def look(self) -> None:
        """Between two pieces: stop where it is wanted, until the shell goes on with it."""
        if self._is_wanted:
            self._is_wanted = False
            open_here()
            os.kill(os.getpid(), signal.SIGSTOP)

    def _on_asked(self, _number: int, _frame: FrameType | None) -> None:
        if is_held_here():
            self._is_wanted = True
        else:
            os.kill(os.getpid(), signal.SIGSTOP)
