"""A host as the app is one: a session with a table, tokens, and what the server has told of."""

import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from presence.core.clock import Clock
from presence.core.errors import ErrorCode, Refused
from presence.core.table.phone import Phone, Sensing, Told
from presence.core.table.ports import Joined, Paired, Tier, Who
from presence.core.table.table import Table
from presence.core.table.view import TableView, table_view


class TableHost:
    """``told`` is what phones have told, in the order in which it came; ``on_told`` hears of it.

    ``on_moved`` hears of who has come, is heard or is not.
    """

    def __init__(self, clock: Clock, lasts: timedelta = timedelta(hours=1)) -> None:
        self.guest_token = secrets.token_urlsafe(16)
        self.pairing_token = secrets.token_urlsafe(16)
        self.own_tokens: dict[str, Phone] = {}
        self.shows_looks = False
        self.told: list[Told] = []
        self.here: set[str] = set()
        self.on_told = self.on_moved = nothing
        self._clock = clock
        self._lasts = lasts
        self._pairs = self.pairing_token
        self.begin(clock.now())

    def begin(self, at: datetime) -> None:
        """A session, to which nobody has come yet."""
        self.table: Table | None = Table("dinner", at)
        self.ends_at = at + self._lasts
        self.ended_at: datetime | None = None

    def own_phone(self, name: str = "My phone") -> tuple[str, Phone]:
        """The token of a phone that is remembered from before."""
        phone = Phone(secrets.token_hex(8), name, True, Sensing.SENSORS)
        token = secrets.token_urlsafe(16)
        self.own_tokens[token] = phone
        return token, phone

    def revoke(self) -> None:
        """No token of before is good any more."""
        self.own_tokens.clear()
        self.guest_token = secrets.token_urlsafe(16)

    def end(self) -> None:
        """The session is over."""
        self.ended_at = self._clock.now()

    def who(self, token: str) -> Who | None:
        found: Who | None = None
        for known, who in (
            (self.guest_token, Who(Tier.GUEST)),
            (self._pairs, Who(Tier.PAIRING)),
            *((own, Who(Tier.OWN, phone.id)) for own, phone in self.own_tokens.items()),
        ):
            if known and hmac.compare_digest(known, token):
                found = who
        return found

    def pair(self, name: str) -> Paired:
        self._pairs = ""
        token, phone = self.own_phone(name)
        return Paired(token, phone)

    def join(self, phone_id: str | None, name: str, sensing: Sensing, is_own: bool) -> Joined:
        if self.table is None:
            raise Refused(ErrorCode.NO_TABLE)
        own = next((each for each in self.own_tokens.values() if each.id == phone_id), None)
        phone_id = phone_id or secrets.token_hex(8)
        phone = own or Phone(phone_id, name, is_own, sensing)
        self.table = self.table.joined(phone, self._clock.now())
        seat = self.table.seat(phone.id)
        assert seat is not None
        self.on_moved()
        return Joined(phone, seat.last_number)

    def tell(self, words: Sequence[Told]) -> int:
        self.told += words
        for word in words:
            assert self.table is not None
            self.table = self.table.told(word)
        seat = self.table.seat(words[0].phone) if self.table is not None else None
        self.on_told()
        return 0 if seat is None else seat.last_number

    def connected(self, phone_id: str) -> None:
        self.here.add(phone_id)
        if self.table is not None:
            self.table = self.table.heard(phone_id)
        self.on_moved()

    def disconnected(self, phone_id: str) -> None:
        self.here.remove(phone_id)
        if self.table is not None:
            self.table = self.table.silent(phone_id, self._clock.now())
        self.on_moved()

    def table_for(self, phone_id: str) -> TableView | None:
        if self.table is None:
            return None
        return table_view(
            self.table,
            kind="Dinner",
            kind_key="dinner",
            now=self._clock.now(),
            planned_end_at=self.ends_at,
            ended_at=self.ended_at,
            is_over_time=False,
            shows_looks=self.shows_looks,
        )

    def is_awaited(self, phone_id: str) -> bool:
        own = any(phone.id == phone_id for phone in self.own_tokens.values())
        return self.table is not None and (self.ended_at is None or own)


def nothing() -> None:
    """Nobody hears."""
