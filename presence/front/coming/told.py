"""Which offers a notice has told of, so that each comes once, also after a restart."""

import json
import logging
import os
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from presence.core.clock import from_ms, to_ms
from presence.core.coming.offer import Offer

logger = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=8)
LARGEST = 1_000_000  # bytes; ours is far smaller


class ToldOffers:
    """A file of hashes: what it holds tells nobody whom the person meets.

    An event that is moved is told of again: at another time it is another reminder. A file that
    cannot be read or written does no harm but a second notice after a restart.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._told: dict[str, int] | None = None

    def is_told(self, offer: Offer) -> bool:
        """Whether a notice told of it at this time of its."""
        return _mark(offer) in self._all()

    def note(self, offer: Offer, now: datetime) -> None:
        """It is told of now."""
        told = self._all()
        oldest = to_ms(now - KEPT_FOR)
        self._told = {mark: at for mark, at in told.items() if at >= oldest}
        self._told[_mark(offer)] = to_ms(offer.starts_at)
        self._write(self._told)

    def _all(self) -> dict[str, int]:
        if self._told is None:
            self._told = self._read()
        return self._told

    def _read(self) -> dict[str, int]:
        try:
            if self._path.stat().st_size > LARGEST:
                return {}
            found = json.loads(self._path.read_bytes())
            told = {str(mark): int(at) for mark, at in found.items()}
            for at in told.values():
                from_ms(at)
        except (OSError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
            return {}
        return told

    def _write(self, told: dict[str, int]) -> None:
        part = self._path.with_name(f"{self._path.name}.part")
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                json.dump(told, file)
            part.replace(self._path)
        except OSError as fault:
            logger.warning("what was offered may be offered again: %s", fault.strerror)


def _mark(offer: Offer) -> str:
    text = f"{offer.key}\n{to_ms(offer.starts_at)}"
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:32]
