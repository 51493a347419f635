"""When the phones' page is there: while somebody pairs, while a session has phones, and just after.

Otherwise nothing listens, and nothing of it is loaded.
"""

import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from presence.core.clock import Clock
from presence.core.engine import Engine
from presence.core.errors import ErrorCode, Refused, StoreError
from presence.core.event import Event, EventKind
from presence.core.frozen import replace
from presence.core.ports import Alarm, SessionLog
from presence.core.table.keeper import Keeper
from presence.core.table.phone import Phone, Sensing
from presence.core.table.remembered import Remembered
from presence.core.table.view import TableView
from presence.desktop.sleep.gap import SleepGap
from presence.front.phone.absence import Absence
from presence.front.phone.around import Around
from presence.front.phone.hand_in import HandIn
from presence.front.phone.host import TableHost
from presence.front.phone.kept import TableLog
from presence.front.phone.page import PhonePage
from presence.front.phone.pairing import Pairing
from presence.front.phone.tokens import Tokens
from presence.front.phone.unhurried import Unhurried
from presence.front.preferences import Preferences
from presence.store.phones.remembered import NOTHING, PhonesFile
from presence.words.kinds import kind_name

logger = logging.getLogger(__name__)


class Phones(QObject):
    """Made with the first window or command that asks for phones, or with a session of theirs."""

    changed = Signal()  # the table, the way there, or what is remembered
    table_changed = Signal()  # of these the table, which is to be shown at once

    def __init__(
        self,
        engine: Engine,
        log: SessionLog,
        clock: Clock,
        preferences: Preferences,
        folder: Path,
        alarm: Alarm,
        around: Around,
        parent: QObject | None = None,
        gap: SleepGap | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._log = log
        self._clock = clock
        self._preferences = preferences
        self._file = PhonesFile(folder)
        self._asked = ""  # the session for which the person opened it
        self._running = "" if engine.session is None else engine.session.id
        self._is_closed = False
        self._guests: tuple[str, Sequence[Phone]] = ("", ())
        self._hand_in = HandIn(folder, clock, self)
        self._hand_in.over.connect(self._on_nobody_came)
        self.tokens = Tokens(lambda: self.remembered)
        self.pairing = Pairing(self.tokens, self)
        self.pairing.changed.connect(self.look)
        tables = TableLog(engine, log, clock)
        self.keeper = Keeper(
            engine,
            clock,
            alarm,
            lambda: preferences.now.phone_keep_guests,
            tables.told_before,
            tables.kept_before,
            tables.find,
            tables.hand_in,
        )
        tables.write_with_end_of(self.keeper)
        self.host = TableHost(
            self.keeper,
            self.tokens,
            self._file,
            clock,
            self.view,
            lambda: "" if engine.session is None else engine.session.id,
            self._on_paired,
            self._on_own_phone,
        )
        self.absence = Absence(self.keeper, lambda: self.host.here, clock, gap or SleepGap(), self)
        self.page = PhonePage(
            self.host, self._file, lambda: self.remembered, folder, clock, around, self
        )
        self.page.changed.connect(self.changed)
        self._showing = Unhurried(self._show_table, self)
        self.keeper.listen(self._on_table)
        engine.listen(self._on_event)
        preferences.changed.connect(lambda _settings: self._on_settings())

    # What is so

    @property
    def remembered(self) -> Remembered:
        """The phones and networks of the file; nothing where it cannot be read."""
        try:
            return self._file.read()
        except StoreError as error:
            logger.warning("the remembered phones cannot be read: %s", error.code.value)
            return NOTHING

    @property
    def table(self) -> TableView | None:
        """The table of the session in progress; None without one or without a phone."""
        return self.view() if self.keeper.is_running else None

    @property
    def guests(self) -> tuple[str, Sequence[Phone]]:
        """The session that ended last, and the guests' phones that were there."""
        return self._guests

    def guests_of(self, session_id: str) -> Sequence[str]:
        """The names of the guests of a session, while it runs or is the one that ended last."""
        if self.keeper.is_running and self.keeper.table is not None:
            session, seats = self.keeper.table.session, self.keeper.table.seats
            phones = [seat.phone for seat in seats if not seat.phone.is_own]
        else:
            session, phones = self._guests[0], list(self._guests[1])
        return [phone.name for phone in phones] if session == session_id else ()

    @property
    def is_pairing(self) -> bool:
        """Whether a phone can be paired now."""
        return self.pairing.is_open

    def view(self) -> TableView | None:
        """The table, as phones show it; also for a while after its end."""
        kinds = self._log.kinds()
        view = self.keeper.view(
            lambda key: kind_name(kinds[key]), self._preferences.now.phone_shows_looks
        )
        if view is None or not kinds[view.kind_key].name:
            return view
        return replace(view, kind_key="")  # it is called as the person does, in every language

    def pairing_url(self) -> str:
        """What one's own phone is shown, once; "" while it cannot be."""
        listening, token = self.page.listening, self.tokens.pairing
        if listening is None or not listening.https or not token:
            return ""
        return f"{listening.https}/#{token}"

    def guest_url(self) -> str:
        """What guests are shown; "" while no session runs."""
        listening, session = self.page.listening, self._engine.session
        if listening is None or session is None or not listening.http:
            return ""
        return f"{listening.http}/#{self.tokens.guest_of(session.id)}"

    # What a person asks for

    def begin_pairing(self) -> None:
        """The window is open: a phone can be paired as long as it is."""
        self.pairing.begin()
        self.page.try_again()
        self.look()

    def end_pairing(self) -> None:
        """The window is closed."""
        self.pairing.end()
        self.look()

    def pair_for_a_while(self) -> None:
        """The same by a command: for some minutes, once."""
        self.pairing.begin_for_a_while()
        self.page.try_again()
        self.look()

    def open_for_guests(self) -> None:
        """Everybody may join the session in progress; Refused(NO_TABLE) where none is."""
        session = self._engine.session
        if session is None:
            raise Refused(ErrorCode.NO_TABLE)
        self._asked = session.id
        self.page.try_again()
        self.look()

    def choose_place(self, name: str) -> None:
        """Of several networks, this one from now on; raises StoreError, or Refused: it is none."""
        self.page.check_place(name)
        self._file.write(replace(self._file.read(), place=name))
        self.page.open_anew()

    def mark_as_mine(self, is_mine: bool) -> None:
        """Answer remembered phones in this network by itself, or not; raises StoreError."""
        network = self.page.network
        if network is not None:
            self._file.write(self._file.read().with_network(network, is_mine))
            self.look()

    def put_remembered(self, remembered: Remembered) -> None:
        """Without a phone, which is let in no more, or with it again; raises StoreError."""
        self._file.write(remembered)
        self.look()

    def forget_guests(self) -> None:
        """Whoever was there and is not kept leaves no trace."""
        self._guests = "", ()

    def close(self) -> None:
        """The app goes: the phones keep their own record until it is there again."""
        self._is_closed = True  # also for windows that close after this
        self._hand_in.close()
        self.absence.stop()
        self._showing.stop()
        self.pairing.stop()
        self.page.quit()

    def on_looked_again(self) -> None:
        """The computer woke up, or is in another zone."""
        self.absence.look()
        if self._engine.session is not None:
            self.page.try_again()
            self.look()
        self.page.look_around()

    # When it listens

    def resume(self) -> None:
        """The app was started again while phones may still hand in what they noticed."""
        awaited = self._hand_in.left_over()
        if awaited is None:
            return
        session = self._log.get(awaited.session)
        own = [each for each in self.remembered.phones if each.id in awaited.phones]
        is_over = session is not None and session.ended_at is not None
        if session is None or not is_over or not own or self._engine.session is not None:
            self._hand_in.stop()
            return
        phones = [Phone(each.id, each.name, True, Sensing.SENSORS) for each in own]
        self.keeper.resume(session, phones)
        self._hand_in.go_on(awaited)
        self.page.open(only_mine=True)

    def look(self) -> None:
        """Listen where somebody is to be answered, and nowhere else."""
        if self._is_closed:
            return
        session = self._engine.session
        if self.pairing.is_open or (session is not None and session.id == self._asked):
            self.page.open(only_mine=False, pairs=self.pairing.is_open)
        elif self._answers_own_phones():
            self.page.open(only_mine=True)
        elif not self._hand_in.is_on:
            self.page.close()
        self._hang_up_on_forgotten()
        self.changed.emit()

    def _hang_up_on_forgotten(self) -> None:
        """Also of one that a command has removed."""
        known = {phone.id for phone in self.remembered.phones}
        for phone in self.keeper.own_phones:
            if phone.id not in known and phone.id in self.host.here:
                self.page.drop(phone.id)

    def _answers_own_phones(self) -> bool:
        if self._engine.session is None or not self._preferences.now.phone_page:
            return False
        remembered = self.remembered
        return bool(remembered.phones and remembered.networks)

    def _on_settings(self) -> None:
        self.look()
        self.page.push()

    def _on_event(self, event: Event) -> None:
        session = self._engine.session
        if event.what is EventKind.MUTE:
            return
        if event.what is EventKind.STARTED:
            self.absence.begin()
        self._go_along("" if session is None else session.id)
        if session is not None:
            self._hand_in.stop()
            self._guests = "", ()
            if event.what is EventKind.PHASE:
                self.page.push()
                return
            self.look()
            self.page.push()
        elif self.keeper.table is None:
            self.look()
        elif not self._hand_in.is_on:
            self._end()

    def _go_along(self, session_id: str) -> None:
        """With a session that follows at once, or comes back by an undo: who is there stays."""
        before, self._running = self._running, session_id
        if before and session_id and before != session_id:
            self.tokens.hand_over(session_id)
            if self._asked == before:
                self._asked = session_id

    def _end(self) -> None:
        """The result is the last that phones hear; for a while only who is awaited is heard."""
        table = self.keeper.table
        if table is not None:
            guests = [seat.phone for seat in table.seats if not seat.phone.is_own]
            self._guests = table.session, guests
        self.keeper.told_the_end(self.host.here)
        self.page.finish()
        self.absence.stop()
        awaited = self.keeper.awaited if self.page.is_open else ()
        self._hand_in.begin("" if table is None else table.session, awaited)
        self.changed.emit()  # the guests are known now

    def _on_nobody_came(self) -> None:
        self.keeper.let_go()
        self.look()

    def _on_table(self) -> None:
        self.absence.look()
        self.page.push()
        if self._hand_in.is_awaiting and not self.keeper.awaited:
            self._hand_in.all_came()
        self._showing.do()

    def _show_table(self) -> None:
        self.table_changed.emit()
        self.changed.emit()

    def _on_paired(self) -> None:
        self.pairing.on_paired()
        self._on_own_phone()

    def _on_own_phone(self) -> None:
        """It is here, and so knows the way."""
        self.page.keep_address()
        self.changed.emit()
