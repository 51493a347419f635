"""The window of calendars, joined: what is read, what could be, and what is done about it."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl

from presence.calendars.agenda import NO_CALENDARS
from presence.calendars.sources.make import needs_secret
from presence.core.coming.adding import is_account, named
from presence.core.coming.chosen import ChosenCalendar, Handling, SourceKind
from presence.core.coming.fetched import Failure
from presence.core.coming.held import HeldCalendar
from presence.front.context import Context
from presence.texts import _, ngettext
from presence.ui.coming.calendars import CalendarsWindow
from presence.ui.coming.choosing.view import CalendarsView, ChosenRow, OfferedRow
from presence.words.coming.source import source_words
from presence.words.coming.trouble import age_line, skipped_line, trouble_line
from presence.words.session import SEPARATOR

if TYPE_CHECKING:  # the network, 12 MB
    from presence.calendars.sources.dav.discovery import Account


@dataclass(frozen=True, slots=True)
class _Found:
    """What an account has that is not read yet, and how one gets at it."""

    calendars: Sequence[ChosenCalendar]
    addresses: Sequence[str] = ()
    password: str = field(default="", repr=False)


NOTHING_FOUND = _Found(())


class CalendarsOpened:
    """The desktop is asked when the window is opened, and nobody before it is looked there."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._parts = context.coming()
        self._held: Sequence[HeldCalendar] = ()
        self._held_says = ""
        self._found = NOTHING_FOUND
        self._said, self._is_trouble, self._is_busy = "", False, False
        self._asks_held = False
        window = CalendarsWindow(context.wardrobe.look)
        self.window = window
        window.handling_chosen.connect(self._treat)
        window.removed.connect(self._remove)
        window.held_wanted.connect(self._add_held)
        window.file_wanted.connect(self._add_file)
        window.address_entered.connect(self._look_there)
        window.account_ticked.connect(self._add_ticked)
        window.me_entered.connect(self._set_me)
        window.help_requested.connect(lambda heading: context.actions.show(f"help#{heading}"))
        self._parts.refreshing.changed.connect(self._on_changed)
        context.preferences.changed.connect(self._on_changed)

    def open(self, wanted: str) -> None:
        if not self.window.isVisible():
            self._say("")
            self._found = NOTHING_FOUND
            self._held_says = _("Asking this desktop…")
            self._asks_held = True
            self._parts.list_held(self._on_held)
        self.redraw()
        self.window.present()

    @property
    def is_waiting(self) -> bool:
        """The desktop, an account or the keyring has not answered yet."""
        return self._is_busy or self._asks_held

    def redraw(self) -> None:
        chosen = self._chosen()
        read = {calendar.address for calendar in chosen.values()}
        held = [each for each in self._held if each.id not in read]
        held_says = self._held_says
        if self._held and not held:
            held_says = _("All calendars of this desktop are read already.")
        self.window.redraw(
            CalendarsView(
                chosen=[self._row(*each) for each in chosen.items()],
                held=[OfferedRow(each.id, each.name, each.account) for each in held],
                held_says=held_says,
                account=[
                    OfferedRow(str(place), each.name)
                    for place, each in enumerate(self._found.calendars)
                ],
                me=", ".join(self._context.preferences.now.me),
                said=self._said,
                is_trouble=self._is_trouble,
                is_busy=self._is_busy,
            )
        )

    def _row(self, calendar_id: str, calendar: ChosenCalendar) -> ChosenRow:
        shelf, now = self._parts.shelf, self._context.clock.now()
        failure = shelf.failure(calendar_id)
        age = age_line(shelf.read_at(calendar_id), self._context.zone(), now)
        skipped = skipped_line(shelf.copy(calendar_id).skipped)
        return ChosenRow(
            id=calendar_id,
            name=calendar.name or calendar_id,
            says=SEPARATOR.join(filter(None, (source_words(calendar.source), age, skipped))),
            goes=_goes(calendar),
            handling=calendar.handling,
            trouble="" if failure is None else trouble_line(failure),
        )

    def _chosen(self) -> dict[str, ChosenCalendar]:
        return dict(self._context.preferences.now.calendars or NO_CALENDARS)

    # What is there already

    def _treat(self, calendar_id: str, handling: Handling) -> None:
        preferences = self._context.preferences
        self._context.actions.attempt(
            lambda: preferences.change_calendar(calendar_id, {"handling": handling})
        )
        self.redraw()

    def _remove(self, calendar_id: str) -> None:
        calendar = self._chosen().get(calendar_id)
        if calendar is None:
            return

        def remove() -> None:
            self._parts.adding().remove(calendar_id)
            said = _("“{calendar}” is not read any more.").format(calendar=calendar.name)
            self._say(f"{said} {_gone(calendar)}")

        self._context.actions.attempt(remove)
        self.redraw()

    def _set_me(self, typed: str) -> None:
        addresses = [each.strip().lower() for each in typed.replace(";", ",").split(",")]
        me = tuple(dict.fromkeys(filter(None, addresses)))
        self._context.actions.attempt(lambda: self._context.preferences.change("me", me))
        self.redraw()

    # What is added

    def _on_held(self, held: tuple[HeldCalendar, ...] | Failure) -> None:
        self._asks_held = False
        self._held = () if isinstance(held, Failure) else held
        self._held_says = trouble_line(held) if isinstance(held, Failure) else ""
        if not self._held and not self._held_says:
            self._held_says = _("This desktop has no calendars that can be read.")
        self._on_changed()

    def _add_held(self, held_id: str) -> None:
        for each in self._held:
            if each.id == held_id:
                chosen = ChosenCalendar(SourceKind.DESKTOP, address=each.id)
                self._add([named(chosen, each.name)], None, each.addresses)
                return

    def _add_file(self, path: str) -> None:
        name = os.path.splitext(os.path.basename(path.rstrip("/")))[0]
        self._add([named(ChosenCalendar(SourceKind.FILE, address=path), name)], None)

    def _look_there(self, address: str, user: str, password: str) -> None:
        if self._is_busy:
            return
        self._found = NOTHING_FOUND
        if not is_account(address, user):
            host = QUrl(address).host() or _("calendar")
            chosen = named(ChosenCalendar(SourceKind.SUBSCRIPTION), host)
            self._add([chosen], address)
            return
        if not user and "@" in address and "://" not in address:
            user = address

        def told(account: "Account | Failure") -> None:
            self._is_busy = False
            if isinstance(account, Failure):
                self._say(trouble_line(account), is_trouble=True)
            else:
                self._say("")
                self._offer(account, user, password)
            self.redraw()

        self._wait_for(_("Looking there…"))
        self._parts.adding().look_for(address, user, password, told)

    def _offer(self, account: "Account", user: str, password: str) -> None:
        used = account.user or user
        read = {(each.address, each.user) for each in self._chosen().values()}
        calendars = [
            named(ChosenCalendar(SourceKind.CALDAV, address=each.address, user=used), each.name)
            for each in account.calendars
            if (each.address, used) not in read
        ]
        self._found = _Found(calendars, account.own_addresses, password if used else "")
        if not calendars:
            self._say(_("All calendars of this account are read already."))

    def _add_ticked(self, ids: Sequence[str]) -> None:
        found = self._found
        wanted = [found.calendars[int(each)] for each in ids]
        has_secret = any(needs_secret(each) for each in wanted)
        self._add(wanted, found.password if has_secret else None, found.addresses)

    def _add(
        self,
        wanted: Sequence[ChosenCalendar],
        secret: str | None,
        addresses: Sequence[str] = (),
    ) -> None:
        """Read each once; ``addresses`` are the person's own there."""
        if self._is_busy or not wanted:
            return

        def done(trouble: str) -> None:
            self._is_busy = False
            if trouble:
                self._say(trouble, is_trouble=True)
            else:
                self._learn_who_i_am(addresses)
                self._found = NOTHING_FOUND
                self.window.took_address()
                self._say(_taken(wanted))
            self.redraw()

        self._wait_for(_("Reading it once…"))
        self._parts.adding().add(wanted, secret, done)

    def _learn_who_i_am(self, addresses: Sequence[str]) -> None:
        preferences = self._context.preferences
        me = tuple(dict.fromkeys((*preferences.now.me, *addresses)))
        if me != preferences.now.me:
            self._context.actions.attempt(lambda: preferences.change("me", me))

    # What is said

    def _wait_for(self, words: str) -> None:
        self._is_busy = True
        self._say(words)
        self.redraw()

    def _say(self, words: str, is_trouble: bool = False) -> None:
        self._said, self._is_trouble = words, is_trouble

    def _on_changed(self, *_what: object) -> None:
        if self.window.isVisible():
            self.redraw()


def _taken(calendars: Sequence[ChosenCalendar]) -> str:
    names = ", ".join(each.name for each in calendars)
    return ngettext(
        "{names} is read from now on.", "{names} are read from now on.", len(calendars)
    ).format(names=names)


def _goes(calendar: ChosenCalendar) -> str:
    """What is gone once it is removed."""
    if needs_secret(calendar):
        return _(
            "Its copy on this computer and its secret in the keyring go. The calendar itself and "
            "your log stay as they are."
        )
    return _("Its copy on this computer goes. The calendar itself and your log stay as they are.")


def _gone(calendar: ChosenCalendar) -> str:
    """What went when it was removed."""
    if needs_secret(calendar):
        return _("Its copy here and its secret in the keyring are gone; it and your log stay.")
    return _("Its copy here is gone; the calendar itself and your log stay.")
