"""The guard as its parent sees it: started, told that all is done, waited for."""

import logging
import sys
import time

from presence.core.lease import Holder
from presence.desktop.lease import guard
from presence.desktop.lease.holder import guarded_name

if sys.platform == "win32":
    from presence.desktop.lease.system.windows_child import Child
else:
    from presence.desktop.lease.system.posix_child import Child

logger = logging.getLogger(__name__)

_WAIT = 0.5  # a guard that is told so leaves within some milliseconds
_GUARD = str(guard.__file__)  # a bundle holds it compiled


class GuardProcess:
    """One guard for one lease; made when the lease is on disk, before the desktop is muted."""

    def __init__(self, lease_path: str, holder: Holder) -> None:
        """Raises OSError."""
        python = (sys.executable, "-I", "-S", "-E")
        self._child = Child((*python, _GUARD, lease_path, guarded_name(holder)))
        self.pid = self._child.pid

    @property
    def pipe(self) -> int:
        """What keeps it asleep while it is open."""
        return self._child.pipe

    def dismiss(self) -> None:
        """Say that all is done, and wait a moment for the guard to leave."""
        try:
            self._child.tell(guard.DONE)
        except OSError as exc:
            logger.warning("the guard was gone before its time: %s", exc)
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + _WAIT
        while time.monotonic() < deadline:
            if self._child.has_left():
                return
            time.sleep(0.002)
        logger.warning("the guard %s does not leave", self.pid)
