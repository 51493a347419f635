"""The last input as Windows names it. Not yet run on Windows.

GetLastInputInfo (learn.microsoft.com, Keyboard and Mouse Input) counts in GetTickCount's
milliseconds, which begin anew after 49.7 days. Nothing tells of input but hooks and raw input,
which would hear every key.
"""

import ctypes
from collections.abc import Callable
from typing import Any

from presence.desktop.idle.timed import TimedInput

TICKS = 1 << 32


class LastInput(ctypes.Structure):
    """LASTINPUTINFO."""

    _fields_ = (("size", ctypes.c_uint32), ("tick", ctypes.c_uint32))


def load_functions() -> tuple[Any, Any]:
    """GetLastInputInfo and GetTickCount with their types."""
    user = ctypes.WinDLL("user32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]  # there on Windows
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]  # as above
    user.GetLastInputInfo.argtypes = [ctypes.POINTER(LastInput)]
    user.GetLastInputInfo.restype = ctypes.c_int
    kernel.GetTickCount.argtypes = []
    kernel.GetTickCount.restype = ctypes.c_uint32
    return user.GetLastInputInfo, kernel.GetTickCount


def windows_input(load: Callable[[], tuple[Any, Any]] = load_functions) -> TimedInput:
    """An ``idle_watch.Source`` for Windows."""
    functions: list[tuple[Any, Any]] = []

    def ask() -> int:
        if not functions:
            functions.append(load())
        last_input_info, tick_count = functions[0]
        found = LastInput(ctypes.sizeof(LastInput))
        if not last_input_info(ctypes.byref(found)):
            raise OSError("GetLastInputInfo failed")
        return int(tick_count() - found.tick) % TICKS

    return TimedInput("GetLastInputInfo", ask)
