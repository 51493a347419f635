"""An absolute timer of the kernel on the wall clock: no polling, right across sleep and steps.

timerfd_create(2): an absolute CLOCK_REALTIME timer expires at once when the clock is set past its
instant; with TFD_TIMER_CANCEL_ON_SET it also reports (ECANCELED) every discontinuous change of the
clock, which includes waking from sleep.
"""

import errno
import os
import struct
import sys
from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QSocketNotifier

from presence.core.clock import to_ms
from presence.desktop.alarm.signalling import SignallingAlarm

CLOCK_REALTIME = 0
TFD_TIMER_ABSTIME = 1
TFD_TIMER_CANCEL_ON_SET = 2
SET_FLAGS = TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET
LONG_AGO = 1  # a millisecond after 1970 began; 0 would mean never
ALMOST_A_MILLISECOND = timedelta(microseconds=999)
OPEN_FLAGS = os.O_NONBLOCK | os.O_CLOEXEC if sys.platform == "linux" else 0


def has_timerfd() -> bool:
    """Whether this system knows such timers."""
    return sys.platform == "linux"


class KernelTimer:
    """The three calls of timerfd; raises OSError where the kernel refuses."""

    def __init__(self) -> None:
        self.descriptor = -1
        self.descriptor, self._set = _open()

    def set(self, milliseconds: int) -> None:
        """Expire so many milliseconds after 1970-01-01 UTC, or never for 0."""
        self._set(milliseconds)

    def read(self) -> None:
        """Take note of an expiry; BlockingIOError where there was none."""
        os.read(self.descriptor, 8)

    def __del__(self) -> None:
        if self.descriptor >= 0:
            os.close(self.descriptor)


class TimerfdAlarm(SignallingAlarm):
    """Sleeps in the kernel; raises OSError where the kernel gives no timer."""

    def __init__(self, parent: QObject | None = None, timer: KernelTimer | None = None) -> None:
        super().__init__(parent)
        self._timer = timer or KernelTimer()
        self._is_armed = False
        self._notifier = QSocketNotifier(self._timer.descriptor, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)

    def arm(self, at: datetime | None) -> None:
        self._is_armed = at is not None
        # rounded up, so as not to come early
        self._set(0 if at is None else max(to_ms(at + ALMOST_A_MILLISECOND), LONG_AGO))

    def look_again(self) -> None:
        if self._is_armed:
            self._set(LONG_AGO)

    def _set(self, milliseconds: int) -> None:
        try:
            self._timer.set(milliseconds)
        except OSError as exc:
            if exc.errno != errno.ECANCELED:
                raise
            # The clock was set before this and nobody has heard of it: let the loop tell.
            self._timer.set(min(milliseconds, LONG_AGO))

    def _on_readable(self) -> None:
        try:
            self._timer.read()
        except BlockingIOError:  # armed anew meanwhile
            return
        except OSError as exc:
            if exc.errno != errno.ECANCELED:
                raise
        self.arm(None)
        self.fired.emit()


def _open() -> tuple[int, Callable[[int], None]]:
    """A timer's descriptor, and how it is set."""
    if sys.version_info >= (3, 13):
        return _open_by_os()
    else:
        return _open_by_ctypes()


if sys.version_info >= (3, 13):

    def _open_by_os() -> tuple[int, Callable[[int], None]]:
        descriptor = os.timerfd_create(CLOCK_REALTIME, flags=OPEN_FLAGS)

        def set_timer(milliseconds: int) -> None:
            instant = milliseconds * 1_000_000
            os.timerfd_settime_ns(descriptor, flags=SET_FLAGS, initial=instant)

        return descriptor, set_timer


def _open_by_ctypes() -> tuple[int, Callable[[int], None]]:
    import ctypes  # Python has these calls itself from 3.13 on

    library = ctypes.CDLL(None, use_errno=True)

    def check(result: int) -> int:
        if result < 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code))
        return result

    descriptor = check(library.timerfd_create(CLOCK_REALTIME, OPEN_FLAGS))

    def set_timer(milliseconds: int) -> None:
        seconds, rest = divmod(milliseconds, 1000)
        # struct itimerspec: the interval, then the instant, each in seconds and nanoseconds
        value = struct.pack("llll", 0, 0, seconds, rest * 1_000_000)
        check(library.timerfd_settime(descriptor, SET_FLAGS, value, None))

    return descriptor, set_timer
