"""Reads what is coming: the last copies of the calendars, the plans, what the log says of them."""

from bisect import bisect_left
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from functools import partial
from typing import Protocol

from presence.calendars.judged import Judged
from presence.calendars.pieces import at_once
from presence.core.coming.agenda import DUE_BEFORE, Entry, due_from, due_until, entries
from presence.core.coming.chosen import ChosenCalendar
from presence.core.coming.event import Answer, Busy, CalendarEvent, Status
from presence.core.coming.learnt import Learnt
from presence.core.coming.offer import Offer, Origin
from presence.core.coming.plan import Plan
from presence.core.coming.proposal import Judgement, judge
from presence.core.ports import SessionLog
from presence.core.settings import Settings
from presence.words.coming.judged_by import coming_words

LEARNT_FROM = timedelta(days=60)
A_DAY = timedelta(days=1)
A_VISIT = timedelta(hours=2)  # of a plan without an end
NO_CALENDARS: Mapping[str, ChosenCalendar] = {}


class Copies(Protocol):
    """The last good copies of calendars (``calendars/shelf.py``)."""

    def events(
        self, calendar_id: str, start: datetime, end: datetime
    ) -> Sequence[CalendarEvent]: ...


class Plans(Protocol):
    """The person's plans (``store/coming/plans.py``)."""

    def plans(self) -> Sequence[Plan]: ...


class Replies(Protocol):
    """What the person has said to offers (``store/coming/replies.py``)."""

    def declined(self) -> frozenset[str]: ...


class Agenda:
    """One reading of everything; costs some milliseconds, so keep what it gives.

    Used by the app and by the command line; raises StoreError.
    """

    def __init__(
        self,
        log: SessionLog,
        copies: Copies,
        settings: Callable[[], Settings],
        zone: Callable[[], tzinfo],
        plans: Plans,
        replies: Replies,
    ) -> None:
        self._log = log
        self._plans = plans
        self._replies = replies
        self._copies = copies
        self._settings = settings
        self._zone = zone
        self._judged = Judged()

    def judgements(self, start: datetime, end: datetime) -> Sequence[Judgement]:
        """Every event in [start, end) and what became of it, in the order of time.

        An event that several calendars hold is judged in each, and counts where it is proposed.
        """
        return at_once(self.judging(start, end))

    def judging(self, start: datetime, end: datetime) -> Generator[None, None, Sequence[Judgement]]:
        """The same in pieces; once gone through, the same question is answered at once."""
        settings = self._settings()
        kinds, people, words = self._log.kinds(), self._log.people(), coming_words()
        me = tuple(address.strip().casefold() for address in settings.me)
        learnt = yield from self._learning(start)
        found: dict[str, Judgement] = {}
        for calendar_id, calendar in (settings.calendars or NO_CALENDARS).items():
            rules = (repr(calendar), me, tuple(kinds), learnt.pairs, frozenset(people))
            self._judged.take_rules(calendar_id, rules)
            judging = partial(
                judge,
                chosen=calendar,
                me=me,
                kinds=kinds,
                learnt=learnt,
                words=words,
                people=people,
            )
            for day in _days(start, end):
                yield
                for event in self._copies.events(calendar_id, *day):
                    judged = self._judged.get(calendar_id, event)
                    if judged is None:
                        judged = self._judged.judge(calendar_id, event, judging)
                        yield
                    known = found.get(event.key)
                    if known is None or (judged.is_proposed and not known.is_proposed):
                        found[event.key] = judged
        return sorted(found.values(), key=lambda each: (each.event.starts_at, each.event.key))

    def offers(self, start: datetime, end: datetime) -> Sequence[Offer]:
        """What is proposed of calendars, and what is planned, in [start, end)."""
        judged = [each.offer for each in self.judgements(start, end) if each.offer is not None]
        return [*judged, *self._planned(start, end)]

    def entries(self, start: datetime, end: datetime, now: datetime) -> Sequence[Entry]:
        """The same, and where each stands."""
        sessions = self._log.between(start, end)
        return entries(self.offers(start, end), sessions, self.declined(), now)

    def declined(self) -> frozenset[str]:
        """The keys of what the person has said no to."""
        return self._replies.declined()

    def taken(self, start: datetime, end: datetime) -> Sequence[tuple[datetime, datetime]]:
        """When one is taken up by what is planned, and by events, whether proposed or not."""
        offers = self.offers(start, end)
        spans = [(each.starts_at, each.ends_at or each.starts_at + A_VISIT) for each in offers]
        settings = self._settings()
        me = {address.strip().casefold() for address in settings.me}
        for calendar_id in settings.calendars or NO_CALENDARS:
            for event in self._copies.events(calendar_id, start, end):
                said_no = any(
                    each.address in me and each.answer is Answer.DECLINED
                    for each in event.attendees
                )
                is_cancelled = event.status is Status.CANCELLED
                if not (said_no or is_cancelled or event.busy is Busy.FREE):
                    spans.append((event.starts_at, event.ends_at))
        return spans

    def _planned(self, start: datetime, end: datetime) -> Iterator[Offer]:
        plans = self._plans.plans()
        if not plans:
            return
        from presence.calendars.recurrence import occurrences  # for who has plans

        groups = {group.id: group for group in self._log.groups()}
        for plan in plans:
            yield from occurrences(plan, self._zone(), start, end, groups)

    def _learning(self, until: datetime) -> Generator[None, None, Learnt]:
        """The kinds that sessions of earlier events have now, the newest first."""
        since = until - LEARNT_FROM
        sessions = sorted(self._log.between(since, until), key=lambda each: each.started_at)
        if not sessions:
            return Learnt()  # none of two months of events need be made
        # Of those around the sessions alone: making events costs more than asking the log.
        since = sessions[0].started_at
        until = min(until, sessions[-1].started_at + DUE_BEFORE)
        begun = [session.started_at for session in sessions]
        pairs: set[tuple[datetime, str, str]] = set()
        for calendar_id in self._settings().calendars or NO_CALENDARS:
            for day in _days(since, until):
                yield
                for event in self._copies.events(calendar_id, *day):
                    at = bisect_left(begun, due_from(_bare(event)))
                    if at < len(sessions) and begun[at] < due_until(_bare(event)):
                        pairs.add((event.starts_at, event.title, sessions[at].kind))
        return Learnt((title, kind) for _at, title, kind in sorted(pairs, reverse=True))


def _days(start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """A span a day at a time: the events of a day are soon made."""
    while start < end:
        yield start, min(start + A_DAY, end)
        start += A_DAY


def _bare(event: CalendarEvent) -> Offer:
    """As much of an offer as says when it can be begun."""
    return Offer(Origin.EVENT, event.key, "", event.starts_at, event.ends_at, "")
