"""What the log keeps of a table: one's own phones, and guests' where the host keeps them."""

from datetime import timedelta

from presence.core.frozen import dataclass
from presence.core.table.phone import NAME_LIMIT
from presence.core.table.result import SeatResult, TableResult

MOST_KEPT = 60  # phones, as at a table
LONGEST = timedelta(days=8)  # longer than any session
MOST_LOOKS = 100_000
_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class KeptPhone:
    """A phone's part; ``at_table`` is the time of which it is known how it lay."""

    id: str
    name: str
    is_own: bool
    down: timedelta
    at_table: timedelta
    looks: int

    @property
    def share(self) -> float | None:
        """How much of its time it lay face down, from 0 to 1; None: nothing is known."""
        return self.down / self.at_table if self.at_table else None


@dataclass(frozen=True, slots=True)
class KeptTable:
    """The phones in the order in which they came, and the time in which all of them lay."""

    phones: tuple[KeptPhone, ...]
    total: timedelta
    longest: timedelta


def kept_table(
    result: TableResult, keeps_guests: bool, before: KeptTable | None = None
) -> KeptTable | None:
    """What is kept of a result, together with what is known from before a crash; None: nothing."""
    kept = {} if before is None else {each.id: each for each in before.phones}
    for each in result.seats:
        if each.at_table and (each.phone.is_own or keeps_guests):
            now, known = _kept_phone(each), kept.get(each.phone.id)
            if known is None or now.at_table >= known.at_table:
                kept[now.id] = now
    if not kept:
        return None
    total, longest = _whole(result.total), _whole(result.longest)
    if before is not None and not {*before.phones}.isdisjoint(kept.values()):
        total, longest = max(total, before.total), max(longest, before.longest)
    return KeptTable(tuple(kept.values())[:MOST_KEPT], total, longest)


def can_be(table: KeptTable) -> bool:
    """Whether it is one that can be shown: it may come out of a file."""
    lengths = [table.total, table.longest]
    lengths += [length for each in table.phones for length in (each.down, each.at_table)]
    return (
        0 < len(table.phones) <= MOST_KEPT
        and all(timedelta() <= length <= LONGEST for length in lengths)
        and table.longest <= table.total
        and all(each.down <= each.at_table for each in table.phones)
        and all(0 <= each.looks <= MOST_LOOKS for each in table.phones)
        and all(len(each.name) <= NAME_LIMIT for each in table.phones)
    )


def _kept_phone(seat: SeatResult) -> KeptPhone:
    phone = seat.phone
    down, at_table = _whole(seat.down), _whole(seat.at_table)
    return KeptPhone(phone.id, phone.name, phone.is_own, down, at_table, len(seat.looks))


def _whole(length: timedelta) -> timedelta:
    """As the log holds it: the same again is nothing new."""
    return length // _MILLISECOND * _MILLISECOND
