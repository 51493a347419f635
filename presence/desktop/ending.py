"""Ends the process at once where a library ends it, as Xlib does when its server has gone.

``exit`` runs what libraries do at their end, with Python's lock held if it is called from within a
widget. QtDBus then waits for its thread, which waits for that lock to hand on a message: for good,
and with the home's lock. on_exit(3) of glibc is called first of all, being asked last.
"""

import sys


def end_at_once() -> None:
    """To be called when QtDBus is in use; what Python does at its end is over by then."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    library = ctypes.CDLL(None)
    on_exit = getattr(library, "on_exit", None)
    if on_exit is not None:
        on_exit(library._exit, None)  # which gets the exit code
