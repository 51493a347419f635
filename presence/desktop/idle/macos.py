"""The last input as macOS names it. Not yet run on macOS.

CGEventSourceSecondsSinceLastEventType (CGEventSource.h) for any kind of input needs no permission
of the person's; an event tap, which would tell, does.
"""

import ctypes
from collections.abc import Callable
from typing import Any

from presence.desktop.idle.timed import TimedInput

LIBRARY = "/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics"
HARDWARE = 1  # kCGEventSourceStateHIDSystemState
ANY_INPUT = 0xFFFFFFFF  # kCGAnyInputEventType


def load_function() -> Any:
    """CGEventSourceSecondsSinceLastEventType with its types."""
    function = ctypes.CDLL(LIBRARY).CGEventSourceSecondsSinceLastEventType
    function.argtypes = [ctypes.c_int32, ctypes.c_uint32]
    function.restype = ctypes.c_double
    return function


def mac_input(load: Callable[[], Any] = load_function) -> TimedInput:
    """An ``idle_watch.Source`` for macOS."""
    functions: list[Any] = []

    def ask() -> int:
        if not functions:
            functions.append(load())
        seconds = functions[0](HARDWARE, ANY_INPUT)
        if not 0 <= seconds < float("inf"):
            raise OSError(f"macOS names {seconds} s without input")
        return int(seconds * 1000)

    return TimedInput("CGEventSource", ask)
