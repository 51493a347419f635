"""Wrong tokens: how many different ones each address has tried, and all of them together.

Where all of them are too many, only those addresses are heard from which a right one came before.

A page of yesterday that says its old token again and again has guessed once.
"""

from collections.abc import Callable
from hashlib import sha256

from presence.phone.limits import Limits


class Guesses:
    """Calls ``too_many`` once, when so many were tried that nobody may try any more."""

    def __init__(self, limits: Limits, too_many: Callable[[], None]) -> None:
        self._limits = limits
        self._too_many = too_many
        self._tried: dict[str, set[bytes]] = {}
        self._count = 0
        self._known: set[str] = set()

    @property
    def has_known(self) -> bool:
        """Whether anybody has said a right one."""
        return bool(self._known)

    @property
    def count(self) -> int:
        """All wrong ones so far."""
        return self._count

    def is_shut_out(self, peer: str) -> bool:
        """Whether an address is heard no more, not even with a right one."""
        has_tried = len(self._tried.get(peer, ())) >= self._limits.guesses_an_address
        return has_tried or (self._count >= self._limits.guesses and peer not in self._known)

    def right(self, peer: str) -> None:
        """An address has said a right one."""
        self._known.add(peer)

    def wrong(self, peer: str, guess: str) -> None:
        """An address has tried one."""
        if self.is_shut_out(peer):
            return
        tried = self._tried.setdefault(peer, set())
        known = sha256(guess.encode("utf-8", "surrogatepass")).digest()  # no two are alike
        if known in tried:
            return
        tried.add(known)
        self._count += 1
        if self._count == self._limits.guesses:
            self._too_many()
