"""The busy event in a CalDAV calendar: put there, moved, and cut at the real end."""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from presence.calendars.agenda import NO_CALENDARS
from presence.calendars.busy.closed import BusyClosed
from presence.calendars.busy.event import BusyEvent, text_of
from presence.calendars.busy.held import BusyHeld, HeldBusy
from presence.calendars.sources.dav.writing import NEW, Conflict, DavWriter, Outcome, Written
from presence.calendars.sources.make import SharedNetwork, make_writer, needs_secret
from presence.calendars.sources.secret import SecretAsked
from presence.core.clock import Clock
from presence.core.coming.chosen import ChosenCalendar, SourceKind
from presence.core.coming.fetched import Failure
from presence.core.session import Session
from presence.front.preferences import Preferences
from presence.texts import _
from presence.words.coming.trouble import trouble_line

if TYPE_CHECKING:
    from presence.calendars.sources.dav.questions import Conversation

logger = logging.getLogger(__name__)

CALENDAR = "calendar"


class Shown(Protocol):
    """Whose busy event it is (``out.py``)."""

    def running(self) -> Session | None: ...
    def session(self, session_id: str) -> Session | None: ...
    def event_of(self, session: Session, held: HeldBusy | None) -> BusyEvent: ...
    def failed(self, session_id: str, line: str, hint: str = "") -> None: ...


class BusyCalendar:
    """One question at a time; an event that somebody else has changed is left to them."""

    def __init__(
        self,
        clock: Clock,
        preferences: Preferences,
        held: BusyHeld,
        closed: BusyClosed,
        keyring_service: str,
        shown: Shown,
    ) -> None:
        self._clock = clock
        self._preferences = preferences
        self._held = held
        self._closed = closed
        self._service = keyring_service
        self._shown = shown
        self._network = SharedNetwork(clock)
        self._left_alone: set[str] = set()  # the sessions whose event is somebody else's now
        self._is_closed = False
        self._is_asking = False
        self._secret: SecretAsked | None = None
        self._asked: Conversation[Outcome] | None = None

    def look(self) -> None:
        """Bring the calendar up to what is so; the former session first."""
        if self._is_asking or self._is_closed:
            return
        held, running = self._held.get(CALENDAR), self._shown.running()
        wanted = self._preferences.now.busy_calendar
        if held is not None and (
            running is None or running.id != held.session_id or held.place != wanted
        ):
            self._finish(held)
        elif wanted and running is not None and running.id not in self._left_alone:
            event = self._shown.event_of(running, held)
            if held is None or held.event != event or not held.is_there:
                etag = self._version_of(running) if held is None else held.etag
                self._put(HeldBusy(running.id, wanted, event, etag))
            else:
                self._look_at_closed()
        elif held is None:
            self._look_at_closed()

    def close(self) -> None:
        """Ask nobody any more."""
        self._is_closed = True
        if self._secret is not None:
            self._secret.close()
        if self._asked is not None:
            self._asked.close()
        self._network.close()

    # One step

    def _version_of(self, session: Session) -> str | None:
        """Of one that may have ended before, and is taken up again."""
        closed = self._closed.get(session.id)
        return closed.etag if closed is not None and closed.is_there else NEW

    def _look_at_closed(self) -> None:
        """One that was deleted, undone, brought back or moved since takes its event along."""
        running = self._shown.running()
        chosen = self._preferences.now.calendars or NO_CALENDARS
        for held in self._closed.all():
            if running is not None and running.id == held.session_id:
                continue
            if held.place not in chosen:
                self._closed.drop(held.session_id)
                continue
            session = self._shown.session(held.session_id)
            if session is None or session.ended_at is None:
                if held.is_there:
                    self._with_writer(held, lambda w, held=held: self._take_away(w, held))  # type: ignore[misc]
                    return
                continue
            event, before = self._shown.event_of(session, held), held.event
            is_moved = (event.starts_at, event.ends_at) != (before.starts_at, before.ends_at)
            if is_moved or not held.is_there:
                self._put(replace(held, event=event), is_last=True, was_closed=True)
                return

    def _take_away(self, writer: DavWriter, held: HeldBusy) -> None:
        def deleted(outcome: Outcome) -> None:
            self._is_asking = False
            if isinstance(outcome, Written):
                self._closed.keep(replace(held, etag=NEW, is_there=False))
                self.look()
            else:
                self._was_refused(held, outcome, was_closed=True)

        self._asked = writer.delete_event(writer.href(held.event.uid), held.etag, deleted)

    def _finish(self, held: HeldBusy) -> None:
        """It is over, or shown elsewhere now: cut at its real end, or taken out."""
        session = self._shown.session(held.session_id)
        if session is None or session.ended_at is None:
            self._with_writer(held, lambda writer: self._delete(writer, held))
            return
        event = self._shown.event_of(session, held)
        if event == held.event and held.is_there:
            self._closed.keep(held)
            self._held.put(CALENDAR, None)  # it has ended as it was shown
            self.look()
            return
        last = HeldBusy(held.session_id, held.place, event, held.etag)
        self._put(last, is_last=True)

    def _put(self, new: HeldBusy, is_last: bool = False, was_closed: bool = False) -> None:
        def put(writer: DavWriter) -> None:
            # Held before it is asked; whether it has arrived is not known until it is answered.
            if not was_closed:
                self._held.put(CALENDAR, HeldBusy(new.session_id, new.place, new.event, None))
            text = text_of(new.event, self._clock.now())
            href = writer.href(new.event.uid)
            self._asked = writer.put_event(href, text, new.etag, put_was)

        def put_was(outcome: Outcome) -> None:
            self._is_asking = False
            if isinstance(outcome, Written):
                kept = HeldBusy(new.session_id, new.place, new.event, outcome.etag, is_there=True)
                if is_last:
                    self._closed.keep(kept)
                if not was_closed:
                    self._held.put(CALENDAR, None if is_last else kept)
                self.look()
                return
            self._was_refused(new, outcome, was_closed)

        self._with_writer(new, put)

    def _delete(self, writer: DavWriter, held: HeldBusy) -> None:
        def deleted(outcome: Outcome) -> None:
            self._is_asking = False
            if isinstance(outcome, Written):
                self._held.put(CALENDAR, None)
                self.look()
                return
            self._was_refused(held, outcome)

        self._asked = writer.delete_event(writer.href(held.event.uid), held.etag, deleted)

    def _was_refused(self, about: HeldBusy, outcome: Outcome, was_closed: bool = False) -> None:
        if isinstance(outcome, Conflict):
            logger.info("the busy event is another one by now; it is left alone")
            self._left_alone.add(about.session_id)
            self._closed.drop(about.session_id)
            if not was_closed:
                self._held.put(CALENDAR, None)
            self.look()
        elif isinstance(outcome, Failure):
            self._failed(about, outcome)

    def _failed(self, about: HeldBusy, failure: Failure) -> None:
        logger.warning("the busy event is not in its calendar: %s", failure.trouble.value)
        line = _("The session is not shown in your calendar.")
        self._shown.failed(about.session_id, line, trouble_line(failure))

    # Who writes

    def _with_writer(self, about: HeldBusy, use: Callable[[DavWriter], None]) -> None:
        """Have somebody who may write there; nobody where it is no calendar of that kind."""
        chosen = (self._preferences.now.calendars or NO_CALENDARS).get(about.place)
        if chosen is None or chosen.source is not SourceKind.CALDAV:
            self._held.put(CALENDAR, None)
            line = _("There is no CalDAV calendar “{id}” to show the session in.")
            hint = _("“presence calendar list” shows them (busy_calendar in the settings file)")
            self._shown.failed(about.session_id, line.format(id=about.place), hint)
            return
        self._is_asking = True
        if not needs_secret(chosen):
            self._write(about, chosen, None, use)
            return

        def told(secret: str | Failure) -> None:
            if isinstance(secret, Failure):
                self._is_asking = False
                self._failed(about, secret)
            else:
                self._write(about, chosen, secret, use)

        self._secret = SecretAsked(self._service, about.place, told)

    def _write(
        self,
        about: HeldBusy,
        chosen: ChosenCalendar,
        secret: str | None,
        use: Callable[[DavWriter], None],
    ) -> None:
        writer = make_writer(chosen, secret, self._network)
        if isinstance(writer, Failure):
            self._is_asking = False
            self._failed(about, writer)
        else:
            use(writer)
