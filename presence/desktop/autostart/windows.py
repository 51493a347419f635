"""The Run key of the person's own registry. Not yet run on Windows."""

import os
import subprocess
from typing import Any

from presence.core.errors import ErrorCode, LoginError
from presence.desktop.autostart import own_file
from presence.desktop.autostart.autostart import Autostart
from presence.desktop.autostart.program import Program

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
# Where the task manager writes what the person turned off: the first byte is then odd.
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"


def load_registry() -> Any:
    """The module of the standard library, which is there on Windows."""
    import winreg

    return winreg


class WindowsAutostart(Autostart):
    """``registry`` has the functions of ``winreg``."""

    def __init__(self, program: Program, registry: Any = None) -> None:
        self._program = program
        self._registry = registry or load_registry()

    @property
    def path(self) -> str:
        return f"HKEY_CURRENT_USER\\{RUN}\\{self._program.name}"

    def is_on(self) -> bool:
        approved = self._read(APPROVED)
        is_turned_off = isinstance(approved, bytes) and approved[:1] != b"" and approved[0] % 2
        return self._read(RUN) == self._command and not is_turned_off

    def turn_on(self) -> None:
        self._refuse_foreign()
        registry = self._registry
        try:
            with registry.CreateKeyEx(
                registry.HKEY_CURRENT_USER, RUN, 0, registry.KEY_SET_VALUE
            ) as key:
                registry.SetValueEx(key, self._program.name, 0, registry.REG_SZ, self._command)
        except OSError as fault:
            raise self._not_writable(fault) from fault
        self._delete(APPROVED)

    def turn_off(self) -> None:
        there = self._read(RUN)
        if there is not None and self._is_ours(there):
            self._delete(RUN)
            self._delete(APPROVED)

    @property
    def _command(self) -> str:
        return subprocess.list2cmdline(self._program.app)

    def _refuse_foreign(self) -> None:
        there = self._read(RUN)
        if there is not None and not self._is_ours(there):
            raise own_file.foreign(self.path, self._command)

    def _is_ours(self, value: object) -> bool:
        """Of this or of an earlier place of ours."""
        words = str(value)
        return os.path.basename(self._program.app[0]) in words or "presence-tray" in words

    def _read(self, place: str) -> object:
        registry = self._registry
        try:
            with registry.OpenKey(registry.HKEY_CURRENT_USER, place) as key:
                value: object = registry.QueryValueEx(key, self._program.name)[0]
                return value
        except OSError:
            return None

    def _delete(self, place: str) -> None:
        registry = self._registry
        try:
            with registry.OpenKey(
                registry.HKEY_CURRENT_USER, place, 0, registry.KEY_SET_VALUE
            ) as key:
                registry.DeleteValue(key, self._program.name)
        except FileNotFoundError:
            return
        except OSError as fault:
            raise self._not_writable(fault) from fault

    def _not_writable(self, fault: OSError) -> LoginError:
        detail = fault.strerror or str(fault)
        return LoginError(ErrorCode.LOGIN_ENTRY_NOT_WRITABLE, path=self.path, detail=detail)
