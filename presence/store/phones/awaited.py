"""Which phones may still hand in their record of a session that is over, also to the app of later.

A small file beside the remembered phones; gone once nobody is awaited any more.
"""

import json
import os
from contextlib import suppress
from pathlib import Path

from presence.core.clock import from_ms, to_ms
from presence.core.table.remembered import Awaited

FILE = "awaited.json"
LARGEST = 65_536


class AwaitedFile:
    """Worth no error: without it, what a phone knows is told in no session, as if it were off."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def read(self) -> Awaited | None:
        """Who is awaited, None where nobody is or it cannot be read."""
        try:
            with self._path.open("rb") as file:
                row = json.loads(file.read(LARGEST))
            phones = tuple(str(phone) for phone in row["phones"])
            return Awaited(str(row["session"]), from_ms(row["until_ms"]), phones)
        except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return None

    def write(self, awaited: Awaited) -> None:
        """Await these."""
        row = {
            "session": awaited.session,
            "until_ms": to_ms(awaited.until),
            "phones": awaited.phones,
        }
        fresh = self._path.with_suffix(".new")
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                json.dump(row, file)
            fresh.replace(self._path)

    def clear(self) -> None:
        """Nobody is awaited any more."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
