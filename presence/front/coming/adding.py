"""Adds calendars: each is read once, its secret kept, and then it is one of those that are read."""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from presence.calendars.agenda import NO_CALENDARS
from presence.calendars.shelf import Shelf
from presence.calendars.sources.dav.discovery import Account, Discovery, discover
from presence.calendars.sources.make import needs_secret
from presence.calendars.sources.secret import SecretKept
from presence.core.coming.adding import new_calendar_id, written
from presence.core.coming.chosen import ChosenCalendar
from presence.core.coming.fetched import Failure
from presence.core.errors import PresenceError, SecretError
from presence.front.coming.fetching import ShelfFetching
from presence.front.preferences import Preferences
from presence.words.coming.trouble import trouble_line
from presence.words.errors import explain

logger = logging.getLogger(__name__)

Done = Callable[[str], None]  # what was in the way, "" for nothing


class Adding:
    """All that are added together are there at the end, or nothing is left behind of any."""

    def __init__(
        self, fetching: ShelfFetching, shelf: Shelf, preferences: Preferences, keyring_service: str
    ) -> None:
        self._fetching = fetching
        self._shelf = shelf
        self._preferences = preferences
        self._service = keyring_service
        self._asked: Discovery | None = None
        self._keyring: dict[str, SecretKept] = {}

    def look_for(
        self, address: str, user: str, password: str, told: Callable[[Account | Failure], None]
    ) -> None:
        """The calendars of an account; only the last question is answered."""
        if self._asked is not None:
            self._asked.close()

        def answered(account: Account | Failure) -> None:
            self._asked = None  # it holds the password, and who was to be told
            told(account)

        network = self._fetching.network()
        self._asked = discover(network, address, user, password, answered)

    def add(self, calendars: Sequence[ChosenCalendar], secret: str | None, done: Done) -> None:
        """Read each of them once; they have one secret, None for none."""
        ids: dict[str, ChosenCalendar] = {}
        taken = self._preferences.now.calendars or NO_CALENDARS
        for each in calendars:
            ids[new_calendar_id(each.name, {*taken, *ids})] = each
        self._read(ids, [*ids], secret, done)

    def remove(self, calendar_id: str) -> None:
        """The calendar, its copy and its secret go; raises SettingsError, and then all stays."""
        chosen = (self._preferences.now.calendars or NO_CALENDARS).get(calendar_id)
        self._preferences.remove_calendar(calendar_id)
        self._fetching.give_up(calendar_id)
        self._shelf.forget(calendar_id)
        if chosen is not None and needs_secret(chosen):
            self._forget_secret(calendar_id)

    def close(self) -> None:
        """The app goes."""
        if self._asked is not None:
            self._asked.close()
        for each in self._keyring.values():
            each.close()
        self._keyring.clear()

    # One step after the other

    def _read(
        self,
        ids: Mapping[str, ChosenCalendar],
        left: Sequence[str],
        secret: str | None,
        done: Done,
    ) -> None:
        if not left:
            self._keep_secret(ids, [*ids] if secret is not None else [], secret or "", done)
            return
        calendar_id = left[0]

        def was_read(failure: Failure | None, _is_new: bool) -> None:
            if failure is None:
                self._read(ids, left[1:], secret, done)
                return
            self._leave_nothing(ids, ())
            done(trouble_line(failure))

        self._fetching.fetch_with(calendar_id, ids[calendar_id], secret, was_read)

    def _keep_secret(
        self,
        ids: Mapping[str, ChosenCalendar],
        left: Sequence[str],
        secret: str,
        done: Done,
    ) -> None:
        if not left:
            self._write(ids, bool(secret), done)
            return
        calendar_id = left[0]

        def was_kept(error: SecretError | None) -> None:
            self._keyring.pop(calendar_id, None)
            if error is None:
                self._keep_secret(ids, left[1:], secret, done)
                return
            self._leave_nothing(ids, [each for each in ids if each not in left])
            done(_in_words(error))

        self._keyring[calendar_id] = SecretKept(self._service, calendar_id, secret, was_kept)

    def _write(self, ids: Mapping[str, ChosenCalendar], has_secret: bool, done: Done) -> None:
        try:
            for calendar_id, chosen in ids.items():
                self._preferences.change_calendar(calendar_id, written(chosen))
        except PresenceError as error:
            with suppress(PresenceError):
                for calendar_id in ids:
                    self._preferences.remove_calendar(calendar_id)
            self._leave_nothing(ids, [*ids] if has_secret else ())
            done(_in_words(error))
            return
        logger.info("calendars added: %d", len(ids))
        done("")

    def _leave_nothing(self, ids: Mapping[str, ChosenCalendar], secrets: Sequence[str]) -> None:
        for calendar_id in ids:
            self._shelf.forget(calendar_id)
        for calendar_id in secrets:
            self._forget_secret(calendar_id)

    def _forget_secret(self, calendar_id: str) -> None:
        def gone(error: SecretError | None) -> None:
            self._keyring.pop(calendar_id, None)
            if error is not None:  # where there is no keyring nothing of it can be there
                logger.info("a secret was not forgotten: %s", error.code.value)

        self._keyring[calendar_id] = SecretKept(self._service, calendar_id, None, gone)


def _in_words(error: PresenceError) -> str:
    return " ".join(filter(None, explain(error)))
