"""Reads what the windows of people show."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from presence.core.clock import from_ms, to_ms
from presence.core.coming.offer import Offer
from presence.core.editing.filter import LogFilter
from presence.core.people.cadence import Due
from presence.core.people.details import Details
from presence.core.people.events import EventOutcome, event_kinds, outcomes
from presence.core.people.finding import find_people
from presence.core.people.page import Page, first_with, hours_by_month, total_of
from presence.core.people.planned import next_planned
from presence.core.people.reading import read_due, with_wishes
from presence.core.people.suggestion import Suggestion, suggestions
from presence.core.person import folded
from presence.core.session import Session
from presence.front.context import Context
from presence.front.log.searched import searched
from presence.store.coming.plans import PLAN
from presence.store.known.cadences import CadenceBook
from presence.store.known.follow_ups import FollowUpBook
from presence.store.known.people import PersonBook

AHEAD = timedelta(days=60)  # as far as calendars are kept
LAST_SESSIONS = 5
LATELY = timedelta(days=3)  # an event that one still comes home from


class PeopleReading:
    """The books of the log; each question is asked anew."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.people = PersonBook(context.log)
        self.follow_ups = FollowUpBook(context.log)
        self.wishes = CadenceBook(context.log)

    @property
    def now(self) -> datetime:
        return self._context.clock.now()

    @property
    def today(self) -> date:
        """The day that it is for the person."""
        return self.day_of(self.now)

    @property
    def day_of(self) -> Callable[[datetime], date]:
        return self._context.weeks.calendar.day_of

    def found(self, text: str) -> Sequence[Details]:
        """Those of the letters, those met last first; everybody where none are typed."""
        return find_people(text, self.people.everybody())

    def due(self) -> tuple[Sequence[Due], bool]:
        """Whom one has not seen for a while, and whether one wants to see anybody so often."""
        log = self._context.log
        # Everybody: of who is in a group that one wants to see, nothing else may be known.
        wanted = with_wishes(self.people.everybody(), log.groups(), self.wishes.wishes())
        if not wanted:
            return (), False
        names = {who.id: who.name for who, _wish in wanted}
        planned = next_planned(self.coming(), names, self.day_of, self.now)
        return read_due(log, wanted, self.day_of, self.today, planned), True

    def ideas(self) -> Sequence[Suggestion]:
        """What might follow, for those whom one met somewhere."""
        known = self.people.known()
        asked = [who.id for who in known if who.met is not None]
        return suggestions(known, self._context.log.last_met(asked), self.follow_ups.all())

    def coming(self) -> Sequence[Offer]:
        """What is to come and was not declined."""
        now = self.now
        offers = self.offers(now, now + AHEAD)
        declined = self._context.coming().agenda.declined() if offers else frozenset[str]()
        return [each for each in offers if each.starts_at > now and each.key not in declined]

    def offers(self, start: datetime, end: datetime) -> Sequence[Offer]:
        """What calendars and plans hold; where there are none, nothing is made to read them."""
        return self._context.coming().agenda.offers(start, end) if self._has_any else ()

    def taken(self, start: datetime, end: datetime) -> Sequence[tuple[datetime, datetime]]:
        """When one is taken up: by plans, by events of calendars, by a session in progress."""
        sessions = self._context.log.between(start, end)
        spans = [(session.started_at, session.ended_at or end) for session in sessions]
        if self._has_any:
            spans += self._context.coming().agenda.taken(start, end)
        return spans

    @property
    def _has_any(self) -> bool:
        return bool(self._context.preferences.now.calendars or self._context.log.things(PLAN))

    def page(self, who: Details) -> Page:
        """What stands on the page of somebody."""
        log, now = self._context.log, to_ms(self.now)
        spans = log.spans_with(who.id) if who.id else ()
        groups = [each for each in log.groups() if _is_in(who, each.people)]
        wished = with_wishes([who], groups, self.wishes.wishes())
        return Page(
            who=who,
            groups=tuple(group.name for group in groups),
            wish=wished[0][1] if wished else None,
            last=log.last_met([who.id]).get(who.id) if who.id else None,
            next=first_with(self.coming(), who.name),
            count=len(spans),
            total=total_of(spans, now),
            by_month=hours_by_month(spans, self._context.weeks.calendar, self.today, now),
            follow_ups=[each for each in self.follow_ups.open() if _is_in(who, [each.person])],
        )

    def event(self) -> Session | None:
        """The event one is at, or has been at of late; None where there is none."""
        log, now = self._context.log, self.now
        kinds = event_kinds(log.kinds())
        running = self._context.engine.session
        if running is not None and running.kind in kinds:
            return running
        lately = LogFilter(kinds=kinds, start=now - LATELY, end=now)
        found = searched(log).find(lately, 0, 1)
        return found[0] if found else None

    def events(self, count: int) -> Sequence[EventOutcome]:
        """The latest events, whom one met there, and what became of it."""
        log = self._context.log
        found = searched(log).find(LogFilter(kinds=event_kinds(log.kinds())), 0, count)
        if not found:
            return ()

        def times_with(person_id: str) -> Sequence[datetime]:
            return [from_ms(start) for start, _end in log.spans_with(person_id)]

        people, follow_ups = self.people.everybody(), self.follow_ups.all()
        return outcomes(found, people, times_with, follow_ups, self.day_of)

    def last_sessions(self, who: Details) -> Sequence[Session]:
        """The newest few with somebody."""
        wanted = LogFilter(people=frozenset({who.name}))
        return searched(self._context.log).find(wanted, 0, LAST_SESSIONS)


def _is_in(who: Details, names: Sequence[str]) -> bool:
    return folded(who.name) in map(folded, names)
