"""Processes and the computer as Windows tells of them, through kernel32 and the registry."""

import ctypes
from contextlib import suppress
from functools import cache
from typing import Any

MAY_WAIT = 0x00100000  # SYNCHRONIZE
MAY_ASK = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION
STILL_RUNS = 0x102  # WAIT_TIMEOUT

_HANDLE = ctypes.c_void_p
_NUMBER = ctypes.c_uint32
_TIME = ctypes.POINTER(ctypes.c_uint64)  # a FILETIME: low and high word are one number


class Kernel:
    """The functions of kernel32.dll that are needed."""

    def __init__(self, library: Any) -> None:
        self.open = _bound(library.OpenProcess, _HANDLE, _NUMBER, ctypes.c_int, _NUMBER)
        self.wait = _bound(library.WaitForSingleObject, _NUMBER, _HANDLE, _NUMBER)
        self.times = _bound(
            library.GetProcessTimes, ctypes.c_int, _HANDLE, _TIME, _TIME, _TIME, _TIME
        )
        self.close = _bound(library.CloseHandle, ctypes.c_int, _HANDLE)


@cache
def kernel() -> Kernel:
    """That of this Windows."""
    return Kernel(ctypes.WinDLL("kernel32"))  # type: ignore[attr-defined,unused-ignore]


def started_at(pid: int, library: Kernel | None = None) -> int | None:
    """Tenths of a microsecond since 1601, None for a process that is no more."""
    of = library or kernel()
    process = of.open(MAY_WAIT | MAY_ASK, 0, pid)
    if not process:
        return None
    try:
        started, ended, in_kernel, in_user = (ctypes.c_uint64() for _ in range(4))
        told = of.times(process, started, ended, in_kernel, in_user)
        # A process that has ended can be opened as long as anybody still has it open.
        if not told or of.wait(process, 0) != STILL_RUNS:
            return None
        return int(started.value)
    finally:
        of.close(process)


def boot_id() -> str:
    """None is needed: the time at which a process was started names its boot as well.

    The time of the boot moves when the clock is set, and who lives would be taken for dead.
    """
    return ""


def machine_id() -> bytes:
    """What names this computer, nothing where it has no name."""
    with suppress(ImportError, OSError):
        import winreg

        reg: Any = winreg  # whose functions are there on Windows alone
        with reg.OpenKey(reg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            value, _kind = reg.QueryValueEx(key, "MachineGuid")
            return str(value).encode()
    return b""


def _bound(function: Any, result: Any, *arguments: Any) -> Any:
    function.restype = result
    function.argtypes = arguments
    return function
