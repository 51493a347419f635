"""The table: the phones of a session, in the order in which they came."""

from datetime import datetime, timedelta

from presence.core.errors import ErrorCode, Refused
from presence.core.frozen import dataclass, replace
from presence.core.table.phone import Phone, Told
from presence.core.table.seat import Seat, State, joined_again, new_seat, shifted, told

MOST_PHONES = 60


@dataclass(frozen=True, slots=True)
class Table:
    """The phones of one session; every step gives a new value."""

    session: str
    began_at: datetime
    seats: tuple[Seat, ...] = ()

    def seat(self, phone_id: str) -> Seat | None:
        """The seat of a phone, where it has one."""
        return next((seat for seat in self.seats if seat.phone.id == phone_id), None)

    def joined(self, phone: Phone, at: datetime) -> "Table":
        """A phone came, or came again; Refused(TABLE_IS_FULL)."""
        seat = self.seat(phone.id)
        if seat is not None:
            return self._with(joined_again(seat, phone, at))
        if len(self.seats) >= MOST_PHONES:
            raise Refused(ErrorCode.TABLE_IS_FULL, most=MOST_PHONES)
        return replace(self, seats=(*self.seats, new_seat(phone, self.began_at, at)))

    def told(self, *words: Told) -> "Table":
        """Phones told something; one that is not here is no trouble."""
        table = self
        for phone_id in dict.fromkeys(word.phone for word in words):
            seat = table.seat(phone_id)
            if seat is not None:
                table = table._with(told(seat, [word for word in words if word.phone == phone_id]))
        return table

    def silent(self, phone_id: str, at: datetime) -> "Table":
        """Its connection was lost."""
        seat = self.seat(phone_id)
        if seat is None:
            return self
        return self._with(replace(seat, silent_since=min(at, seat.silent_since or at)))

    def heard(self, phone_id: str) -> "Table":
        """It is connected: what there was meanwhile it tells itself."""
        seat = self.seat(phone_id)
        return self if seat is None else self._with(replace(seat, silent_since=None))

    def shifted(self, step: timedelta) -> "Table":
        """The same on a clock that was set by so much."""
        seats = tuple(shifted(seat, step) for seat in self.seats)
        return replace(self, began_at=self.began_at + step, seats=seats)

    def began(self, at: datetime) -> "Table":
        """The same of a session that is said to have begun at another instant."""
        seats = (shifted(replace(seat, began_at=at), timedelta()) for seat in self.seats)
        return replace(self, began_at=at, seats=tuple(seats))

    def handed_over(self, session: str, began_at: datetime) -> "Table":
        """The same phones in the session that follows at once; who has left is not of it."""
        here = tuple(seat for seat in self.seats if seat.state is not State.LEFT)
        return replace(self, session=session, seats=here).began(began_at)

    def _with(self, changed: Seat) -> "Table":
        is_same = changed.phone.id
        seats = (changed if seat.phone.id == is_same else seat for seat in self.seats)
        return replace(self, seats=tuple(seats))
