"""What the page's server asks, answered from the table and what is remembered."""

from collections.abc import Callable, Sequence
from datetime import datetime

from presence.core.clock import Clock
from presence.core.errors import ErrorCode, Refused, StoreError
from presence.core.frozen import replace
from presence.core.table.keeper import Keeper
from presence.core.table.phone import Phone, Sensing, Told, short_name
from presence.core.table.ports import Joined, Paired, Who
from presence.core.table.remembered import OwnPhone
from presence.core.table.view import TableView
from presence.front.phone.tokens import Tokens, digest_of, new_token
from presence.store import new_id
from presence.store.phones.remembered import PhonesFile
from presence.texts import _


class TableHost:
    """Implements ``core.table.ports.Host``."""

    def __init__(
        self,
        keeper: Keeper,
        tokens: Tokens,
        file: PhonesFile,
        clock: Clock,
        view: Callable[[], TableView | None],
        running: Callable[[], str],
        paired: Callable[[], None],
        came: Callable[[], None],
    ) -> None:
        self._keeper = keeper
        self._tokens = tokens
        self._file = file
        self._clock = clock
        self._view = view
        self._running = running  # the session
        self._paired = paired
        self._came = came  # one's own phone
        self._seen: set[str] = set()  # whose visit is noted already
        self.here: set[str] = set()  # who is connected

    def who(self, token: str) -> Who | None:
        return self._tokens.who(token, self._running())

    def pair(self, name: str) -> Paired:
        remembered = self._file.read()
        token = new_token()
        own = OwnPhone(new_id(), short_name(name) or _("Phone"), digest_of(token), self._now())
        self._file.write(remembered.with_phone(own))
        self._tokens.begin_pairing()  # the code was good once
        self._paired()
        return Paired(token, Phone(own.id, own.name, True, Sensing.SENSORS))

    def join(self, phone_id: str | None, name: str, sensing: Sensing, is_own: bool) -> Joined:
        if is_own:
            own = self._file.read().phone(phone_id or "")
            if own is None:  # it was removed in this moment
                raise Refused(ErrorCode.NO_TABLE)
            phone = Phone(own.id, own.name, True, sensing)
        else:
            known = phone_id if phone_id and not self._is_own(phone_id) else new_id()
            phone = Phone(known, short_name(name) or _("Guest"), False, sensing)
        joined = Joined(phone, self._keeper.join(phone))
        if is_own:
            if phone.id not in self._seen:
                self._note_seen(phone.id)
            self._came()
        return joined

    def tell(self, words: Sequence[Told]) -> int:
        return self._keeper.tell(words)

    def connected(self, phone_id: str) -> None:
        self.here.add(phone_id)
        self._keeper.connected(phone_id)

    def disconnected(self, phone_id: str) -> None:
        self.here.discard(phone_id)
        self._keeper.disconnected(phone_id)

    def table_for(self, phone_id: str) -> TableView | None:
        return self._view()

    def is_awaited(self, phone_id: str) -> bool:
        return self._keeper.is_running or self._keeper.was_here(phone_id)

    def _is_own(self, phone_id: str) -> bool:
        """Whether a guest names one of the person's own, also of one that was removed meanwhile."""
        at_table = (phone.id for phone in self._keeper.own_phones)
        return phone_id in at_table or self._file.read().phone(phone_id) is not None

    def _note_seen(self, phone_id: str) -> None:
        """When it was here last, once a run: not worth an error."""
        remembered = self._file.read()
        own = remembered.phone(phone_id)
        if own is None:
            return
        self._seen.add(phone_id)
        try:
            self._file.write(remembered.with_phone(replace(own, last_seen_at=self._now())))
        except StoreError:
            return

    def _now(self) -> datetime:
        return self._clock.now()
