"""The guard as its parent sees it: started, told that all is done, waited for."""

import logging
import os
import signal
import sys
import time
from pathlib import Path

from presence.core.lease import Holder
from presence.desktop.mute.guard import DONE
from presence.desktop.mute.holder import guarded_name

logger = logging.getLogger(__name__)

_WAIT = 0.5  # a guard that is told so leaves within some milliseconds
_GUARD = str(Path(__file__).with_name("guard.py"))
_BLOCKED = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGPIPE)


class GuardProcess:
    """One guard for one lease; made when the lease is on disk, before the desktop is muted."""

    def __init__(self, lease_path: str, holder: Holder) -> None:
        reader, self._writer = os.pipe()
        null = os.open(os.devnull, os.O_RDWR)
        try:
            self.pid = os.posix_spawn(
                sys.executable,
                [
                    sys.executable, "-I", "-S", "-E", _GUARD,
                    lease_path, guarded_name(holder),
                ],
                os.environ,
                file_actions=[
                    (os.POSIX_SPAWN_DUP2, reader, 0),
                    (os.POSIX_SPAWN_DUP2, null, 1),
                    (os.POSIX_SPAWN_DUP2, null, 2),
                ],
                setsid=True,
                # From its first instruction on: the parent's group may be ended at any moment.
                setsigmask=_BLOCKED,
            )  # fmt: skip
        except OSError:
            os.close(self._writer)
            raise
        finally:
            os.close(reader)
            os.close(null)

    def dismiss(self) -> None:
        """Say that all is done, and wait a moment for the guard to leave."""
        try:
            os.write(self._writer, DONE)
        except OSError as exc:
            logger.warning("the guard was gone before its time: %s", exc)
        finally:
            os.close(self._writer)
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + _WAIT
        while time.monotonic() < deadline:
            try:
                if os.waitpid(self.pid, os.WNOHANG) != (0, 0):
                    return
            except ChildProcessError:
                return
            time.sleep(0.002)
        logger.warning("the guard %s does not leave", self.pid)
