"""Gives the system back what was let go, of which malloc keeps most for the next time.

malloc_trim(3) of glibc; nothing where there is another C library.
"""

import sys

# The sizes, in bytes, of which glibc keeps seven freed pieces each beside the heap ("tcache").
SIZES = range(24, 1033, 16)
TAKEN = 28


def give_back() -> None:
    """Takes some milliseconds, so it is for when nobody waits."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes  # once a window has been open, and not while it opens

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        _change_what_is_kept()
        trim(0)


def _change_what_is_kept() -> None:
    """Keep other pieces than those that windows were made of, which lie far apart.

    What is kept beside the heap counts as in use, and so does the page around each of its pieces.
    The kept ones are what malloc gives first, and the first ones that are freed are what it keeps:
    here the foremost, among what lives long. Twice, since while it gives them it fills up again.
    """
    import ctypes

    libc = ctypes.CDLL(None)
    libc.malloc.argtypes, libc.malloc.restype = (ctypes.c_size_t,), ctypes.c_void_p
    libc.free.argtypes, libc.free.restype = (ctypes.c_void_p,), None
    for _time in range(2):
        pieces = [libc.malloc(size) for size in SIZES for _ in range(TAKEN)]
        for piece in sorted(filter(None, pieces)):
            libc.free(piece)
