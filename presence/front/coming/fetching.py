"""Fetches a calendar, has it understood and keeps the copy, on a loop that goes on meanwhile."""

import logging
from collections.abc import Callable, Collection, Generator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from presence.calendars.reading.protocol import Reading
from presence.calendars.reading.qt_reader import Reader
from presence.calendars.shelf import Shelf
from presence.calendars.sources.make import SharedNetwork, make_source, needs_secret
from presence.core.coming.chosen import ChosenCalendar, SourceKind
from presence.core.coming.fetched import Failure, Fetched, Source, Text
from presence.desktop.zone import zone_name
from presence.front.app import App
from presence.front.coming.desktop_calendars import DesktopCalendars
from presence.front.coming.in_turns import InTurns, Result
from presence.front.coming.refreshing import Done

if TYPE_CHECKING:
    from presence.calendars.sources.secret import SecretAsked

logger = logging.getLogger(__name__)

BEHIND, AHEAD = timedelta(days=60), timedelta(days=60)
STILL_ENOUGH = timedelta(days=14)  # what is known reaches so far at least


class ShelfFetching:
    """Implements ``refreshing.Fetching`` for an app."""

    def __init__(self, app: App, shelf: Shelf) -> None:
        self._app = app
        self._shelf = shelf
        self._reader = Reader(app)
        self._network = SharedNetwork(app.clock)
        self._desktop = DesktopCalendars(app.bus)
        self._under_way: dict[str, Source | SecretAsked | InTurns[Any]] = {}
        # The one that counts, by calendar: a worker may still read what an earlier one brought.
        self._questions: dict[str, object] = {}

    @property
    def network(self) -> SharedNetwork:
        """The one network, for who looks for the calendars of an account."""
        return self._network

    def fetch_with(
        self, calendar_id: str, chosen: ChosenCalendar, secret: str | None, done: Done
    ) -> None:
        """The same as ``fetch`` with a secret that the keyring does not hold yet."""
        self._ask(calendar_id, chosen, secret, done)

    def give_up(self, calendar_id: str) -> None:
        """It is removed, or another one: what is under way is neither kept nor told."""
        under_way = self._under_way.pop(calendar_id, None)
        if under_way is not None:
            under_way.close()
        self._questions.pop(calendar_id, None)
        self._desktop.leave(calendar_id)

    def fetch(self, calendar_id: str, chosen: ChosenCalendar, done: Done) -> None:
        if not needs_secret(chosen):
            self._ask(calendar_id, chosen, None, done)
            return
        from presence.calendars.sources.secret import SecretAsked

        def told(secret: str | Failure) -> None:
            if isinstance(secret, Failure):
                self._fail(calendar_id, secret, done)
            else:
                self._ask(calendar_id, chosen, secret, done)

        service = self._app.paths.keyring_service
        self._under_way[calendar_id] = SecretAsked(service, calendar_id, told)

    def tell_changes(self, changed: Callable[[str], None]) -> None:
        """Call this with the id of a calendar in which something has changed."""
        self._desktop.changed = changed

    def is_told_of(self, calendar_id: str) -> bool:
        return self._desktop.is_told_of(calendar_id)

    def keep_only(self, calendar_ids: Collection[str]) -> None:
        """The others are chosen no more: nothing of the desktop is held open for them."""
        self._desktop.keep_only(calendar_ids)

    def close(self) -> None:
        """Nobody is asked any more, no worker is left."""
        for each in self._under_way.values():
            each.close()
        self._under_way.clear()
        self._desktop.close()
        self._reader.close()
        self._network.close()

    def _ask(
        self, calendar_id: str, chosen: ChosenCalendar, secret: str | None, done: Done
    ) -> None:
        source = self._source(calendar_id, chosen, secret)
        self._under_way[calendar_id] = source
        self._questions[calendar_id] = object()
        now = self._app.clock.now()

        def brought(what: Fetched | Failure) -> None:
            source.close()
            self._under_way.pop(calendar_id, None)
            if isinstance(what, Failure):
                self._fail(calendar_id, what, done)
            else:
                self._understand(calendar_id, what, now, done)

        source.fetch(self._shelf.state(calendar_id), now - BEHIND, now + AHEAD, brought)

    def _source(self, calendar_id: str, chosen: ChosenCalendar, secret: str | None) -> Source:
        if chosen.source is SourceKind.DESKTOP:
            return self._desktop.source(calendar_id, chosen.address)
        return make_source(chosen, secret, self._network)

    def _understand(self, calendar_id: str, fetched: Fetched, now: datetime, done: Done) -> None:
        copy = self._shelf.copy(calendar_id)
        reaches = copy.end is not None and copy.end > now + STILL_ENOUGH
        if fetched.parts is None and reaches:
            was_failing = copy.failure is not None
            self._keep(lambda: self._shelf.note_read(calendar_id, fetched.state, now))
            done(None, was_failing)
            return
        if fetched.parts is not None:
            self._read(calendar_id, fetched, fetched.parts, now, done)
            return

        def again(parts: Sequence[Text]) -> None:
            self._read(calendar_id, fetched, parts, now, done)

        self._in_turns(calendar_id, self._shelf.parts_in_pieces(calendar_id), again, done)

    def _read(
        self, calendar_id: str, fetched: Fetched, parts: Sequence[Text], now: datetime, done: Done
    ) -> None:
        start, end = now - BEHIND, now + AHEAD
        question = self._questions.get(calendar_id)

        def understood(result: Reading | Failure) -> None:
            if question is None or self._questions.get(calendar_id) is not question:
                return
            if isinstance(result, Failure):
                self._fail(calendar_id, result, done)
                return
            for skipped in result.skipped[:10]:
                logger.info("a part of a calendar was not read: %s", skipped.why)
            steps = self._shelf.keep_in_pieces(calendar_id, fetched, result, start, end, now)
            self._in_turns(calendar_id, steps, lambda is_new: done(None, is_new), done)

        self._reader.read(calendar_id, parts, start, end, zone_name(), understood)

    def _in_turns(
        self,
        calendar_id: str,
        steps: Generator[None, None, Result],
        then: Callable[[Result], None],
        done: Done,
    ) -> None:
        """Go through work on the disk, and then on; what fails is read again another time."""

        def gone_through(result: Result) -> None:
            self._under_way.pop(calendar_id, None)
            then(result)

        def failed(fault: Exception) -> None:
            self._under_way.pop(calendar_id, None)
            logger.warning("the copy of a calendar is not written: %s", fault)
            done(None, True)

        self._under_way[calendar_id] = InTurns(steps, gone_through, failed, self._app)

    def _fail(self, calendar_id: str, failure: Failure, done: Done) -> None:
        before = self._shelf.failure(calendar_id)
        now = self._app.clock.now()
        self._keep(lambda: self._shelf.note_failure(calendar_id, failure, now))
        is_new = before is None or before.trouble is not failure.trouble
        done(failure, is_new)

    def _keep(self, write: Callable[[], None]) -> None:
        """A copy that cannot be written is read again: nothing else is lost with it."""
        try:
            write()
        except OSError as fault:
            logger.warning("the copy of a calendar is not written: %s", fault.strerror)
