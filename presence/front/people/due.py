"""Whom one has not seen for a while, for notice and window; and letting them be for a while."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from presence.core.people.cadence import Due
from presence.core.people.digest import not_now
from presence.core.people.reading import read_due
from presence.core.ports import Change, ChangeKind, SessionLog
from presence.core.settings import Settings
from presence.store.known.people import DETAILS, PersonBook, details_document

if TYPE_CHECKING:
    from presence.core.coming.offer import Offer
    from presence.core.review import Calendar

AHEAD = timedelta(days=60)  # as far as calendars are kept


class DuePeople:
    """Reads the log, the plans and the last copies of calendars; ``copies`` is their folder."""

    def __init__(
        self,
        log: SessionLog,
        copies: Path,
        settings: Callable[[], Settings],
        calendar: "Callable[[], Calendar]",
    ) -> None:
        self._log = log
        self._copies = copies
        self._settings = settings
        self._calendar = calendar

    def due(self, now: datetime) -> Sequence[Due]:
        """Whom one misses most first; of details no more than that needs. Raises StoreError."""
        calendar = self._calendar()
        today = calendar.day_of(now)
        wanted = self._log.with_a_wish()
        due = read_due(self._log, wanted, calendar.day_of, today, {})
        if not due:
            return due
        from presence.core.people.planned import next_planned  # for who wants to see somebody

        names = {each.who.id: each.who.name for each in due}
        planned = next_planned(self.coming(now), names, calendar.day_of, now)
        return [each for each in due if planned.get(each.who.id, date.min) < today]

    def coming(self, now: datetime) -> "Sequence[Offer]":
        """What is planned or proposed from now on and was not declined; nothing without both."""
        if not self._settings().calendars and not self._log.things("plan"):
            return ()
        from presence.calendars.agenda import Agenda  # for who has some
        from presence.calendars.shelf import Shelf
        from presence.store.coming.plans import PlanBook
        from presence.store.coming.replies import ReplyBook

        agenda = Agenda(
            self._log,
            Shelf(self._copies),
            self._settings,
            lambda: self._calendar().zone,
            PlanBook(self._log),
            ReplyBook(self._log),
        )
        declined = agenda.declined()
        return [each for each in agenda.offers(now, now + AHEAD) if each.key not in declined]

    def not_now(self, named: Sequence[Due], now: datetime) -> None:
        """One change and one undo for all of them."""
        today = self._calendar().day_of(now)
        book = PersonBook(self._log)
        things: dict[tuple[str, str], str | None] = {}
        for each in named:
            known = book.with_id(each.who.id, each.who.name)
            paused = not_now(known, each.cadence, today)
            things[DETAILS, known.id] = details_document(paused)
        names = ", ".join(each.who.name for each in named)
        because = Change(ChangeKind.PERSON_CHANGED, "", names, now)
        self._log.put_things(things, because)
