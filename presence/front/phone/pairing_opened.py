"""The window of one's own phone, joined: more is loaded for it than for guests."""

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo

from presence.core.courtesy.chosen import Courtesies
from presence.core.table.remembered import OwnPhone, Remembered
from presence.front.context import Context
from presence.front.phone.shown import reach_of
from presence.texts import _
from presence.ui.phone.pairing import PairingWindow
from presence.ui.phone.view import OwnPhoneRow, PairingView
from presence.words.courtesy import target_name
from presence.words.dates import moment

MUTING = ("home_assistant", "ntfy")  # the courtesies that reach a phone


class PairingOpened:
    """Your phone: something listens while it can be seen."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._phones = context.phones()
        self._trouble = ""
        self._forgotten: OwnPhone | None = None
        self._is_shown = False
        self.window = PairingWindow(context.wardrobe.look)
        window, phones, actions = self.window, self._phones, context.actions
        window.network_chosen.connect(lambda name: self._do(lambda: phones.choose_place(name)))
        window.mine_changed.connect(lambda is_on: self._do(lambda: phones.mark_as_mine(is_on)))
        window.removed.connect(self._forget)
        window.undo_requested.connect(self._take_back)
        window.guests_requested.connect(lambda: actions.show("guests"))
        window.closed.connect(self._on_closed)
        window.destroyed.connect(self._on_closed)  # by somebody else, who has not closed it before
        window.help_requested.connect(lambda heading: actions.show(f"help#{heading}"))
        phones.changed.connect(window.redraw_wanted)  # as long as there is this window
        window.redraw_wanted.connect(self._on_changed)

    def open(self, wanted: str) -> None:
        self._trouble, self._forgotten = "", None
        self._is_shown = True
        self._phones.begin_pairing()
        self.redraw()
        self.window.present()

    def redraw(self) -> None:
        phones, context, gone = self._phones, self._context, self._forgotten
        page, remembered = phones.page, phones.remembered
        listening = page.listening
        now, zone = context.clock.now(), context.zone()
        self.window.redraw(
            PairingView(
                reach=reach_of(page, phones.pairing_url(), table=phones.table),
                words="" if listening is None else " ".join(listening.words),
                fingerprint="" if listening is None else listening.fingerprint,
                network="" if page.network is None else page.network.name,
                is_mine=remembered.knows(page.network),
                phones=_own_phone_rows(remembered, now, zone),
                told=_muting_targets(context.preferences.now.courtesy),
                undo="" if gone is None else _("{name} is forgotten.").format(name=gone.name),
                trouble=self._trouble,
            )
        )

    def _forget(self, phone_id: str) -> None:
        remembered = self._phones.remembered
        if self._put(remembered.without_phone(phone_id)):
            self._forgotten = remembered.phone(phone_id)
            self.redraw()

    def _take_back(self) -> None:
        gone = self._forgotten
        if gone is not None and self._put(self._phones.remembered.with_phone(gone)):
            self._forgotten = None
            self.redraw()

    def _put(self, remembered: Remembered) -> bool:
        self._do(lambda: self._phones.put_remembered(remembered))
        return not self._trouble

    def _do(self, deed: Callable[[], object]) -> None:
        self._trouble = self._context.actions.problem_with(deed)
        self.redraw()

    def _on_closed(self) -> None:
        if self._is_shown:
            self._is_shown = False
            self._phones.end_pairing()

    def _on_changed(self) -> None:
        if self.window.isVisible():
            self.redraw()


def _own_phone_rows(remembered: Remembered, now: datetime, zone: tzinfo) -> Sequence[OwnPhoneRow]:
    """The remembered phones, in the order in which they were paired."""
    rows = []
    for phone in remembered.phones:
        says = _("never here yet")
        if phone.last_seen_at is not None:
            says = _("here last: {time}").format(time=moment(phone.last_seen_at, zone, now))
        rows.append(OwnPhoneRow(phone.id, phone.name, says))
    return rows


def _muting_targets(courtesies: Courtesies | None) -> Sequence[str]:
    """Which of those that mute a phone are switched on."""
    on = [] if courtesies is None else [each for each in MUTING if courtesies[each].on]
    return [_("{target}: switched on").format(target=target_name(each)) for each in on]
