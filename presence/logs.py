"""The log file of the program itself: what it did and what it coped with, never names or notes."""

import logging
import os
import sys
from contextlib import suppress
from pathlib import Path

LARGEST = 1_000_000
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start(path: Path, *, also_to_terminal: bool) -> None:
    """Log to a file of the person's own (0600); one older file is kept beside it.

    A log that cannot be written stops nothing: then the terminal alone hears it.
    """
    handlers: list[logging.Handler] = []
    if also_to_terminal:
        handlers.append(logging.StreamHandler(sys.stderr))
        handlers[0].setLevel(logging.WARNING)
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LARGEST:
            path.replace(path.with_suffix(".log.1"))
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        handlers.append(logging.StreamHandler(os.fdopen(descriptor, "a", encoding="utf-8")))
    logging.basicConfig(level=logging.INFO, format=FORMAT, handlers=handlers)


def keep_silent() -> None:
    """For a command, which says in its own words what it is that the rooms log."""
    logging.getLogger("presence").addHandler(logging.NullHandler())
