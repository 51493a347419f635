"""The three sorts of token: the session's for guests, one to pair with, and each own phone's."""

import os
from binascii import b2a_base64
from collections.abc import Callable

from presence.core.table.digests import compare_digest, sha256
from presence.core.table.ports import Tier, Who
from presence.core.table.remembered import Remembered

BYTES = 16  # 128 bits, 22 letters


class Tokens:
    """Guests' and the pairing token live in memory only; of one's own phones' there are hashes."""

    def __init__(self, remembered: Callable[[], Remembered]) -> None:
        self._remembered = remembered
        self._guests: tuple[str, str] = ("", "")  # the session, and its token
        self.pairing = ""

    def guest_of(self, session_id: str) -> str:
        """The token of a session; the same as long as it is the same session."""
        if self._guests[0] != session_id:
            self._guests = session_id, new_token()
        return self._guests[1]

    def hand_over(self, session_id: str) -> None:
        """Another session follows at once: who is at the table stays."""
        self._guests = session_id, self._guests[1]

    def begin_pairing(self) -> None:
        """A new code to pair with; it is good once."""
        self.pairing = new_token()

    def end_pairing(self) -> None:
        """The code is good no more."""
        self.pairing = ""

    def who(self, token: str, session_id: str) -> Who | None:
        """Whom it lets in; every one is compared, in constant time.

        Guests' is good in its own session alone: who was at one table is not at the next.
        """
        found: Who | None = None
        digest = digest_of(token)
        for phone in self._remembered().phones:
            if compare_digest(phone.token_sha256, digest):
                found = Who(Tier.OWN, phone.id)
        is_theirs = session_id and session_id == self._guests[0]
        for known, who in (
            (self._guests[1] if is_theirs else "", Who(Tier.GUEST)),
            (self.pairing, Who(Tier.PAIRING)),
        ):
            is_right = compare_digest(digest_of(known), digest)
            if known and is_right:
                found = who
        return found


def new_token() -> str:
    """128 random bits in base64url."""
    text = b2a_base64(os.urandom(BYTES), newline=False).decode().rstrip("=")
    return text.replace("+", "-").replace("/", "_")


def digest_of(token: str) -> str:
    """What is kept of a token; 128 random bits need no salt and no slow hash."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
