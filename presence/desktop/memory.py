"""Gives the system back what was let go, of which malloc keeps most for the next time.

malloc_trim(3) of glibc; nothing where there is another C library.
"""

import sys


def give_back() -> None:
    """Takes some milliseconds, so it is for when nobody waits."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes  # for who has had a window open

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
