"""Which guest is which: all have the session's token, so each gets a key for their own phone."""

import hmac
import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from presence.phone.limits import Limits

KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class _Guest:
    key: str = field(repr=False)
    peer: str
    name: str = field(repr=False)


class Guests:
    """Lives as long as the server, in memory only."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._guests: dict[str, _Guest] = {}

    def __contains__(self, phone_id: str | None) -> bool:
        return phone_id in self._guests

    def may_come(self, peer: str, left: Callable[[], Collection[str]]) -> bool:
        """Whether an address may bring one more phone to the table.

        Who has ``left`` gives the place back, up to a second set of places: a table that could be
        filled by coming and going would keep the others out.
        """
        most = self._limits.guests_an_address
        there = {each for each, guest in self._guests.items() if guest.peer == peer}
        if len(self._guests) >= self._limits.phones or len(there) >= 2 * most:
            return False
        return len(there) < most or len(there.difference(left())) < most

    def is_right(self, phone_id: str, key: str) -> bool:
        """Whether this is the key of that phone; both are what somebody says."""
        guest = self._guests.get(phone_id)
        return guest is not None and hmac.compare_digest(guest.key.encode(), key.encode())

    def came_from(self, peer: str, name: str) -> Sequence[str]:
        """The phones of that name at an address: a page that is opened anew knows no key."""
        guests = self._guests.items()
        return [each for each, guest in guests if (guest.peer, guest.name) == (peer, name)]

    def take(self, phone_id: str, peer: str, name: str, key: str = "") -> str:
        """The key of a phone: that which it has, or a new one, beside which no other is good."""
        guest = _Guest(key or secrets.token_urlsafe(KEY_BYTES), peer, name)
        self._guests[phone_id] = guest
        return guest.key

    def forget(self) -> None:
        """The session is over."""
        self._guests.clear()
