"""An end to what takes too long, within the process: its own computing counts, not the clock's."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

AGAIN = 0.05  # seconds: somebody may have caught the first


class TooLong(BaseException):
    """No Exception: the libraries catch those."""


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Raises TooLong in what computes longer; where there is no such timer, it does nothing."""
    if not hasattr(signal, "setitimer"):  # Windows: there the reader kills the worker
        yield
        return
    is_within = True

    def stop(_number: int, _frame: FrameType | None) -> None:
        if is_within:
            raise TooLong

    before = signal.signal(signal.SIGPROF, stop)
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
        yield
    finally:
        is_within = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
