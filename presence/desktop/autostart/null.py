"""No way to be started: for desktops that start nothing at login by themselves."""

import shlex

from presence.core.errors import ErrorCode, LoginError
from presence.desktop.autostart.autostart import Autostart
from presence.desktop.autostart.program import Program


class NullAutostart(Autostart):
    """Says which line the person may add to the desktop's own configuration."""

    def __init__(self, program: Program) -> None:
        self._program = program

    @property
    def path(self) -> str:
        return ""

    def is_on(self) -> bool:
        return False

    def turn_on(self) -> None:
        raise LoginError(ErrorCode.LOGIN_STARTS_NOTHING, command=shlex.join(self._program.app))

    def turn_off(self) -> None:
        """Nothing was turned on."""
