"""One phone at the table: what it has told, and what its time there comes to."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from presence.core.frozen import dataclass, replace
from presence.core.slip import SlipReason
from presence.core.table.course import (
    DOWN_STATES,
    GRACE,
    UP_STATES,
    Span,
    State,
    Stretch,
    calmed,
    course_of,
    gone_on,
)
from presence.core.table.phone import Phone, Told

__all__ = ["DOWN_STATES", "MOST_WORDS", "Account", "Look", "Seat", "State"]

MOST_WORDS = 2000  # of one phone; what a page of ours tells in a day is far below
MOST_JOINS = 20  # the latest of one phone


@dataclass(frozen=True, slots=True)
class Look:
    """The phone was in the hand; ``length`` of one that goes on is the time until now."""

    id: str
    at: datetime
    length: timedelta
    reason: SlipReason | None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """A phone's place at the table; made anew from all its words with each of them.

    So a word that comes late or twice gives the same as one that came at once. ``joins`` are the
    instants at which its page was opened, ``silent_since`` is when its connection was lost.
    """

    phone: Phone
    began_at: datetime  # the session
    joins: tuple[datetime, ...]
    words: tuple[Told, ...] = ()
    silent_since: datetime | None = None
    course: tuple[Stretch, ...] = ()

    @property
    def joined_at(self) -> datetime:
        """When it came to the table."""
        return max(self.began_at, self.joins[0])

    @property
    def last_number(self) -> int:
        """The highest number of its words."""
        return max((told.number for told in self.words), default=0)

    @property
    def state(self) -> State:
        """How it lies now. A page that is not seen is suspended: of it, silence is no news."""
        state = self.course[-1].state
        if self.silent_since is None or state in (State.LOCKED, State.AWAY, State.LEFT):
            return state
        return State.SILENT

    @property
    def since(self) -> datetime:
        """Since when it lies so."""
        began = self.course[-1].start
        if self.state is State.SILENT and self.silent_since is not None:
            return max(began, self.silent_since)
        return began

    @property
    def left_at(self) -> datetime | None:
        """When it left, where it did."""
        last = self.course[-1]
        return last.start if last.state is State.LEFT else None

    def known_until(self, now: datetime) -> datetime:
        """Until when it is known how it lies: not while it is silent, but for a locked one."""
        if self.silent_since is None or self.course[-1].state is State.LOCKED:
            return now
        return min(now, max(self.silent_since, self.course[-1].start))

    def counts_at(self, now: datetime) -> datetime | None:
        """When the time in the hand that goes on becomes a look; None where none will."""
        began: datetime | None = None
        for each in reversed(self.course):
            if each.state not in UP_STATES:
                break
            began = each.start
        return None if began is None or self.known_until(now) != now else began + GRACE

    def looks(self, now: datetime) -> tuple[Look, ...]:
        """Every look so far, in order; silence neither makes one nor makes one longer."""
        return self.account(now).looks

    def account(self, now: datetime) -> "Account":
        """When it lay face down, jolts included; when it was at the table; and its looks."""
        known = self.known_until(now)
        down: list[Span] = []
        present: list[Span] = []
        looks: list[Look] = []
        for each in calmed(self.course, known):
            start, end = each.start, min(each.end or known, known)
            if end <= start:
                continue
            if each.state in DOWN_STATES:
                if down and down[-1][1] == start:
                    start = down.pop()[0]
                down.append((start, end))
            elif each.state in UP_STATES:
                is_open = (each.end is None or each.end > now) and known == now
                if end - start >= GRACE:
                    looks.append(self._look(each, end, is_open))
            else:
                continue
            if present and present[-1][1] >= each.start:
                present[-1] = (present[-1][0], end)
            else:
                present.append((each.start, end))
        return Account(tuple(down), tuple(present), tuple(looks))

    def _look(self, stretch: Stretch, end: datetime, is_open: bool) -> Look:
        name = f"{self.phone.id}.{stretch.number}"
        return Look(name, stretch.start, end - stretch.start, stretch.reason, is_open)


@dataclass(frozen=True, slots=True)
class Account:
    """What a phone's time at the table comes to, until an instant."""

    down: tuple[Span, ...]
    present: tuple[Span, ...]
    looks: tuple[Look, ...]


def new_seat(phone: Phone, began_at: datetime, at: datetime) -> Seat:
    """The seat of a phone that has just come."""
    return _with_course(Seat(phone, began_at, (at,)))


def joined_again(seat: Seat, phone: Phone, at: datetime) -> Seat:
    """Its page was opened once more: nothing new, but for one that had left.

    So of all the times between only the latest matter, however often somebody does that.
    """
    first, *later = sorted({*seat.joins, at})
    again = replace(seat, phone=phone, joins=(first, *later[-MOST_JOINS:]), silent_since=None)
    is_last = all(at >= each for each in (*seat.joins, *(word.at for word in seat.words[-1:])))
    return again if is_last and seat.course[-1].state is not State.LEFT else _with_course(again)


def told(seat: Seat, words: Iterable[Told]) -> Seat:
    """The seat with more words; of two with one number that before the other."""
    known = {each.number: each for each in seat.words}
    last = seat.words[-1] if seat.words else None
    added: list[Told] = []
    is_in_order = True
    for word in words:
        same = known.get(word.number)
        if len(known) >= MOST_WORDS if same is None else _order(same) <= _order(word):
            continue
        follows = last is None or _order(last) < _order(word)
        is_in_order = is_in_order and same is None and follows and word.at > seat.joins[-1]
        known[word.number] = last = word
        added.append(word)
    if not added:
        return seat
    if is_in_order:  # as nearly always
        course = gone_on(seat.course, seat.began_at, added)
        return replace(seat, words=(*seat.words, *added), course=course)
    return _with_course(replace(seat, words=tuple(sorted(known.values(), key=_order))))


def shifted(seat: Seat, step: timedelta) -> Seat:
    """The same on a clock that was set by so much."""
    silent = seat.silent_since
    return _with_course(
        replace(
            seat,
            began_at=seat.began_at + step,
            joins=tuple(at + step for at in seat.joins),
            words=tuple(replace(word, at=word.at + step) for word in seat.words),
            silent_since=None if silent is None else silent + step,
        )
    )


def _order(word: Told) -> tuple[datetime, int, str, str]:
    return word.at, word.number, word.word.value, "" if word.reason is None else word.reason.value


def _with_course(seat: Seat) -> Seat:
    return replace(seat, course=course_of(seat.began_at, seat.joins, seat.words))
